"""An XML file of an office document → its tree."""

import re

from lxml import etree

from kazarchive.problems import Place, Problem, ProblemsFound

LARGEST = 16_000_000
"""Bytes of an XML file; the text of a thick book needs a tenth of them."""

MOST_TAGS = 250_000
"""A page of a text that was corrected often has some 500."""

_POSITION = re.compile(r",? (?:at )?line \d+(?:, column \d+)?|\(<string>[^)]*\)")
_HEAD = 100_000
"""Bytes in which a DOCTYPE is looked for before anything is parsed."""


def parsed(raw: bytes, name: str, place: Place) -> etree._Element:
    """The root. Entities are neither expanded nor fetched. Raises ProblemsFound (K0871)."""
    if raw.count(b"<") > MOST_TAGS:
        raise _problem(f"{name} has more than {MOST_TAGS:,} tags", place)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    if b"<!DOCTYPE" in raw[:_HEAD]:
        raise _doctype(name, place)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        where = f" in line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) else ""
        reason = _POSITION.sub("", str(error)).strip()
        raise _problem(f"{name}{where}: {reason[:1].lower()}{reason[1:]}", place) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _doctype(name, place)
    return root


def _doctype(name: str, place: Place) -> ProblemsFound:
    return _problem(f"{name} has a DOCTYPE, which such documents never have", place)


def _problem(reason: str, place: Place) -> ProblemsFound:
    return ProblemsFound([Problem("K0871", place, {"reason": reason})])
