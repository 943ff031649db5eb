"""Embedded metadata of an image → its caption, its credit and its text alternative.

Agencies and cameras write them in three places: IPTC-IIM, XMP and EXIF. The metadata is not
trusted: a value that is too long or not text is left out.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from kazarchive.rules import text

LONGEST = 1_000
"""Characters; a longer text is not a caption."""

LONGEST_XMP = 1_000_000
"""Bytes; a longer document is not parsed."""

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"

# Datasets of record 2 (IPTC-IIM 4.2, chapter 6).
_BYLINE, _CREDIT, _CAPTION = 80, 110, 120

# Tags of EXIF 2.32.
_DESCRIPTION, _ARTIST = 0x010E, 0x013B


class EmbeddedMetadata(NamedTuple):
    alt: str | None = None
    """Only from its own field (IPTC Photo Metadata 2021.1): a caption says what the image does not
    show."""
    caption: str | None = None
    credit: str | None = None


def read(iptc: bytes, xmp: bytes, exif: Mapping[int, object]) -> EmbeddedMetadata:
    """`iptc`: the datasets as stored in the file. `exif`: tag → value."""
    sets, document = dict(_datasets(iptc)), _document(xmp)
    maker = _first(sets.get(_BYLINE), _rdf(document, f"{_DC}creator"), exif.get(_ARTIST))
    agency = _first(sets.get(_CREDIT), _rdf(document, f"{_PHOTOSHOP}Credit"))
    names = dict.fromkeys(filter(None, (maker, agency)))
    return EmbeddedMetadata(
        alt=_first(_rdf(document, f"{_IPTC_CORE}AltTextAccessibility")),
        caption=_first(
            sets.get(_CAPTION),
            _rdf(document, f"{_DC}description"),
            _of_a_person(exif.get(_DESCRIPTION)),
        ),
        credit=" / ".join(names) or None,
    )


def _first(*values: object) -> str | None:
    """The first value that is a usable text."""
    for value in values:
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if isinstance(value, str) and "\ufffd" not in value:
            cleaned = text.clean(value)
            if 0 < len(cleaned) <= LONGEST:
                return cleaned
    return None


def _of_a_person(description: object) -> object:
    """None for what cameras write: `OLYMPUS DIGITAL CAMERA`, `SONY DSC`, `DCIM0001.JPG`."""
    by_a_person = isinstance(description, str) and " " in description and not description.isupper()
    return description if by_a_person else None


def _datasets(iptc: bytes) -> Iterable[tuple[int, bytes]]:
    """(number, content) of record 2. Of a repeated dataset the first counts: the most important
    person is named first."""
    datasets: dict[int, bytes] = {}
    at = 0
    while at + 5 <= len(iptc) and iptc[at] == 0x1C:
        record, number = iptc[at + 1], iptc[at + 2]
        size = int.from_bytes(iptc[at + 3 : at + 5], "big")
        if size & 0x8000:  # an extended dataset (IPTC-IIM 4.2, 1.6): none of those read here
            break
        if record == 2:
            datasets.setdefault(number, iptc[at + 5 : at + 5 + size])
        at += 5 + size
    return datasets.items()


def _document(xmp: bytes) -> ElementTree.Element | None:
    """None for a document with a document type, whose entities could expand without limit. XMP has
    none."""
    if not xmp or len(xmp) > LONGEST_XMP or re.search(rb"<!\s*(DOCTYPE|ENTITY)", xmp, re.I):
        return None
    try:
        return ElementTree.fromstring(xmp.strip(b"\0 \r\n\t"))
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


def _rdf(document: ElementTree.Element | None, name: str) -> str | None:
    """A property of XMP (ISO 16684-1): an attribute, a text or the first item of a list. Of texts
    in several languages it is the default one."""
    if document is None:
        return None
    for described in document.iter(f"{_RDF}Description"):
        if name in described.attrib:
            return described.attrib[name]
        for element in described.iter(name):
            items = sorted(element.iter(f"{_RDF}li"), key=_not_default)
            return items[0].text if items else element.text
    return None


def _not_default(item: ElementTree.Element) -> bool:
    return item.get("{http://www.w3.org/XML/1998/namespace}lang") != "x-default"
