"""The tree of an article → its footnotes, in whichever form they are written.

A reference is a link with a number or a sign as its text, to an element that links back to it
(pandoc, WordPress, mammoth, Word, LibreOffice, Python-Markdown), or one that says itself what it is
(`epub:type`, `role`, `data-fn`).
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement
from msgspec import Struct, field

_LABEL = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§]{1,4}|[ivxlc]{1,6}|[a-z])[\])]?", re.IGNORECASE)
_BACK = re.compile(r"[\s\[\]]*[↩↑^⇑⤴][\s\[\]↩↑^⇑⤴\ufe0e\ufe0f]*")
_NOTES = frozenset({"li", "p", "div", "aside", "section", "dd", "td"})
_BETWEEN = re.compile(r"[\s\[\](),;–-]*")
_HOLDS_NOTES = re.compile(r"\b(?:doc-)?(?:footnotes|endnotes)\b")


class Footnotes(Struct):
    """The footnotes of a tree. The elements are those of the tree."""

    references: dict[HtmlElement, HtmlElement] = field(default_factory=dict)
    """Link → the element that is its note."""
    left_out: set[HtmlElement] = field(default_factory=set)
    """The notes, the links back, and what separates the notes from the text."""
    marks: set[HtmlElement] = field(default_factory=set)
    """`sup` elements that hold nothing but references."""
    targets: set[str] = field(default_factory=set)
    """The ids to which other links of the tree lead."""


def found(tree: HtmlElement) -> Footnotes:
    """The footnotes of a tree."""
    links = [link for link in tree.iter("a") if (link.get("href") or "").startswith("#")]
    notes = Footnotes()
    if not links:
        return notes
    ids = _ids(tree)
    for link in links:
        note = None if link in notes.left_out else _note_of(link, ids)
        if note is not None:
            notes.references[link] = note
            notes.left_out.update(_links_back(note, link))
    _leave_out(notes, tree)
    _find_marks(notes)
    notes.targets = {
        _fragment(link)
        for link in links
        if link not in notes.references and link not in notes.left_out
    }
    return notes


def _ids(tree: HtmlElement) -> dict[str, HtmlElement]:
    ids: dict[str, HtmlElement] = {}
    for element in tree.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                ids.setdefault(name, element)
    return ids


def _fragment(link: HtmlElement) -> str:
    return unquote((link.get("href") or "")[1:])


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _note_of(link: HtmlElement, ids: dict[str, HtmlElement]) -> HtmlElement | None:
    """The note to which a link refers; None if it is another link."""
    target = ids.get(_fragment(link))
    if target is None or not _LABEL.fullmatch(_text(link)):
        return None
    note = _whole(target)
    if note is None or any(above is note for above in link.iterancestors()):
        return None
    return note if _says_so(link) or [*_links_back(note, link)] else None


def _whole(target: HtmlElement) -> HtmlElement | None:
    """The element that holds the note whose id is that of the target."""
    element: HtmlElement | None = target
    while element is not None and element.tag not in _NOTES:
        if element.tag not in ("a", "span", "sup", "b", "strong", "i", "em", "small", "font"):
            return None
        element = element.getparent()
    if element is not None and element.tag == "p":
        above = element.getparent()
        if above is not None and above.get("id") and above.tag in _NOTES:
            return above
    return element


def _says_so(link: HtmlElement) -> bool:
    above = link.getparent()
    said = (link.get("epub:type"), link.get("role"), link.get("class"))
    if any("noteref" in (each or "") or "footnote-ref" in (each or "") for each in said):
        return True
    return above is not None and above.get("data-fn") is not None


def _links_back(note: HtmlElement, reference: HtmlElement) -> Iterator[HtmlElement]:
    """The links of a note that lead back to a reference."""
    above = [reference, *reference.iterancestors()][:3]
    names = {each.get(name) for each in [*above, *reference.iter()] for name in ("id", "name")}
    for link in note.iter("a"):
        if (link.get("href") or "").startswith("#") and _fragment(link) in names - {None}:
            yield link


def _leave_out(notes: Footnotes, tree: HtmlElement) -> None:
    for note in notes.references.values():
        notes.left_out.add(note)
        for other in note.iter("a"):
            if (other.get("href") or "").startswith("#") and _BACK.fullmatch(_text(other)):
                notes.left_out.add(other)
    if notes.references:
        for rule in tree.iter("hr"):
            above = rule.getparent()
            said = f"{above.get('class')} {above.get('role')}" if above is not None else ""
            if _HOLDS_NOTES.search(said):
                notes.left_out.add(rule)


def _find_marks(notes: Footnotes) -> None:
    for link in notes.references:
        above = link.getparent()
        if above is not None and above.tag == "sup":
            own = [above.text, *(child.tail for child in above)]
            others = [child for child in above if child not in notes.references]
            if not others and all(_BETWEEN.fullmatch(text or "") for text in own):
                notes.marks.add(above)
