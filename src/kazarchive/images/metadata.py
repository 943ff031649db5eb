"""What an image file says of itself: who made it, what it shows.

From the three places where agencies and cameras write it: IPTC-IIM, XMP, EXIF. None of it is
trusted: what is too long or not text is left out.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from kazarchive.rules import text

LONGEST = 1_000
"""Letters of a caption; a longer text is no caption."""

LONGEST_XMP = 1_000_000
"""Bytes."""

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"

# Datasets of record 2 (IPTC-IIM 4.2, chapter 6).
_BYLINE, _CREDIT, _CAPTION = 80, 110, 120

# Tags of EXIF 2.32.
_DESCRIPTION, _ARTIST = 0x010E, 0x013B


class Said(NamedTuple):
    alt: str | None = None
    """Only from the field that is meant for it (IPTC Photo Metadata 2021.1): a caption tells what
    an image does not show."""
    caption: str | None = None
    credit: str | None = None


def said(iptc: bytes, xmp: bytes, exif: Mapping[int, object]) -> Said:
    """`iptc`: the datasets as they stand in the file."""
    sets, document = dict(_datasets(iptc)), _document(xmp)
    maker = _first(sets.get(_BYLINE), _rdf(document, f"{_DC}creator"), exif.get(_ARTIST))
    agency = _first(sets.get(_CREDIT), _rdf(document, f"{_PHOTOSHOP}Credit"))
    names = dict.fromkeys(filter(None, (maker, agency)))
    return Said(
        alt=_first(_rdf(document, f"{_IPTC_CORE}AltTextAccessibility")),
        caption=_first(
            sets.get(_CAPTION),
            _rdf(document, f"{_DC}description"),
            _of_a_person(exif.get(_DESCRIPTION)),
        ),
        credit=" / ".join(names) or None,
    )


def _first(*found: object) -> str | None:
    """The first that is a text."""
    for one in found:
        if isinstance(one, bytes):
            one = one.decode("utf-8", "replace")
        if isinstance(one, str) and "\ufffd" not in one:
            cleaned = text.clean(one)
            if 0 < len(cleaned) <= LONGEST:
                return cleaned
    return None


def _of_a_person(description: object) -> object:
    """Cameras write their own name there: `OLYMPUS DIGITAL CAMERA`, `SONY DSC`, `DCIM0001.JPG`."""
    by_a_person = isinstance(description, str) and " " in description and not description.isupper()
    return description if by_a_person else None


def _datasets(iptc: bytes) -> Iterable[tuple[int, bytes]]:
    """(number, content) of record 2; of a repeated dataset the first, as names go by weight."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 5 <= len(iptc) and iptc[at] == 0x1C:
        record, number = iptc[at + 1], iptc[at + 2]
        size = int.from_bytes(iptc[at + 3 : at + 5], "big")
        if size & 0x8000:  # an extended one: none of those that are read here
            break
        if record == 2:
            found.setdefault(number, iptc[at + 5 : at + 5 + size])
        at += 5 + size
    return found.items()


def _document(xmp: bytes) -> ElementTree.Element | None:
    """Without a document type, which could make a small file a large one (XMP has none)."""
    if not xmp or len(xmp) > LONGEST_XMP or re.search(rb"<!\s*(DOCTYPE|ENTITY)", xmp, re.I):
        return None
    try:
        return ElementTree.fromstring(xmp.strip(b"\0 \r\n\t"))
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


def _rdf(document: ElementTree.Element | None, name: str) -> str | None:
    """A property of XMP (ISO 16684-1): an attribute, a text, or the first of a list; of texts in
    several languages the default one."""
    if document is None:
        return None
    for described in document.iter(f"{_RDF}Description"):
        if name in described.attrib:
            return described.attrib[name]
        for found in described.iter(name):
            listed = sorted(found.iter(f"{_RDF}li"), key=_not_default)
            return listed[0].text if listed else found.text
    return None


def _not_default(item: ElementTree.Element) -> bool:
    return item.get("{http://www.w3.org/XML/1998/namespace}lang") != "x-default"
