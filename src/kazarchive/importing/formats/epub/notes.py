"""The footnotes of a chapter: those in another file are brought into it, and their marks are no
words of the text."""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import html as lxml_html
from lxml.html import HtmlElement

from kazarchive.importing import second_reading
from kazarchive.importing.formats.epub.chapter import Chapter, references
from kazarchive.importing.markdown import footnotes
from kazarchive.importing.second_reading import Change

_LABEL = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§]{1,4})[\])]?")
_BACK = re.compile(r"[\s\[\](]*(?:\d{1,4}|[↩↑^⇑⤴])[\s\])\ufe0e\ufe0f]*")
_NOTES = ("li", "aside", "p", "dd", "div")
_LINK = re.compile(r"<a\b(?:\s[^<>]*)?(?<!/)>.*?</a\s*>", re.DOTALL | re.IGNORECASE)
_MOST = 1_000
"""Notes of a chapter."""

Load = Callable[[str], HtmlElement | None]
"""Path → the tree of another file of the book."""


class Gathered(NamedTuple):
    """What was brought into a chapter."""

    notes: frozenset[HtmlElement]
    """The new elements at the end of the chapter."""
    paths: frozenset[str]
    """The files from which they come."""


def gather(tree: HtmlElement, path: str, load: Load) -> Gathered:
    """Bring the notes of other files to the end of a chapter."""
    notes, paths = list[HtmlElement](), set[str]()
    for link, target, fragment in references(tree, path):
        if len(notes) == _MOST or not (fragment and _is_reference(link)):
            continue
        other = load(target)
        note = _note(other, fragment) if other is not None else None
        if note is None:
            continue
        aside = _copied(note, f"note-{len(notes) + 1}")
        tree.append(aside)
        link.set("href", f"#{aside.get('id')}")
        link.set("role", "doc-noteref")
        notes.append(aside)
        paths.add(target)
    return Gathered(frozenset(notes), frozenset(paths))


def _copied(note: HtmlElement, name: str) -> HtmlElement:
    """A note without its links back."""
    copy = deepcopy(note)
    copy.tail, copy.tag = None, "div"
    copy.attrib.clear()
    for back in list(copy.iter("a")):
        if _BACK.fullmatch(back.text_content()):
            back.drop_tree()
    aside = lxml_html.Element("aside", id=name)
    aside.append(copy)
    return aside


def _is_reference(link: HtmlElement) -> bool:
    """Whether a link says so, or is a raised number."""
    said = f"{link.get('epub:type')} {link.get('role')} {link.get('class')}"
    is_raised = any(each.tag == "sup" for each in (link.getparent(), *link) if each is not None)
    is_label = _LABEL.fullmatch(link.text_content().strip()) is not None
    return is_label and (is_raised or "noteref" in said)


def _note(tree: HtmlElement, fragment: str) -> HtmlElement | None:
    """The element with a note, from the one with its id."""
    for element in tree.iter():
        if fragment in (element.get("id"), element.get("name")):
            while element is not None and element is not tree:
                if element.tag in _NOTES:
                    return element
                element = element.getparent()
            return None
    return None


def words(chapter: Chapter, links: Sequence[HtmlElement], gathered: Gathered) -> str:
    """The words of a chapter by a second reader, without the marks of notes, and with the notes
    last, as in an article. `links`: those of the file itself."""
    found = footnotes.found(chapter.tree)
    marks = {*found.references, *found.left_out}
    written, text = list(_LINK.finditer(chapter.text)), chapter.text
    if len(links) == len(written):
        for link, place in reversed(list(zip(links, written, strict=True))):
            if link in marks:
                text = text[: place.start()] + text[place.end() :]
    read = second_reading.changed(second_reading.visible(text), ())
    for note in list(dict.fromkeys(found.references.values()))[:_MOST]:
        said = second_reading.visible(_inside(note, found.left_out))
        without = second_reading.changed(read, [Change(said)])
        if note in gathered.notes or without != read:
            read = f"{without} {said}"
    return read


def _inside(note: HtmlElement, left_out: set[HtmlElement]) -> str:
    """The HTML of a note without its links back."""
    copy = deepcopy(note)
    for original, each in zip(list(note.iter()), list(copy.iter()), strict=True):
        if original is not note and original in left_out and each.getparent() is not None:
            each.drop_tree()
    return str(lxml_html.tostring(copy, encoding="unicode", with_tail=False))
