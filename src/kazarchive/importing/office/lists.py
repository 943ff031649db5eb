"""Paragraphs that say which item of which list they are → lists.

Word and RTF have no lists, only numbered paragraphs. A paragraph is an item if it has `data-list`,
its level, the kind of its number and the number: `0 1 3` is the third item of a list at the left
margin; the kinds are those of `type` in HTML (`1 a A i I`), `-` for no number, and `+` for one more
paragraph of the item before it.
"""

from lxml import html
from lxml.html import HtmlElement
from msgspec import Struct

MARK = "data-list"

DEEPEST = 9
"""Levels, as in Word."""


def mark(level: int, kind: str, number: int) -> str:
    """The value of `data-list`."""
    return f"{level} {kind} {number}"


class _List(Struct):
    """A list to which items may be added."""

    element: HtmlElement
    level: int
    kind: str
    number: int
    """Of its last item."""


def join(tree: HtmlElement) -> None:
    """Put the items of each element that has some into lists. A list begins anew where the kind or
    the order of the numbers changes, so that every item keeps its number."""
    for parent in list(
        dict.fromkeys(each.getparent() for each in tree.iter("p") if each.get(MARK))
    ):
        _join(parent)


def _join(parent: HtmlElement) -> None:
    open_lists: list[_List] = []
    for child in list(parent):
        marked = child.get(MARK)
        if marked is None:
            open_lists = []
            continue
        level, kind, number = marked.split(" ")
        item = _List(child, min(int(level), DEEPEST), kind, int(number))
        while open_lists and open_lists[-1].level > item.level:
            open_lists.pop()
        if kind == "+":
            if open_lists:
                open_lists[-1].element[-1].append(child)
            continue
        if not (open_lists and _continues(open_lists[-1], item)):
            if open_lists and open_lists[-1].level == item.level:
                open_lists.pop()
            open_lists.append(_begun(item, open_lists))
        _add(open_lists[-1], item)


def _continues(last: _List, item: _List) -> bool:
    return (last.level, last.kind) == (item.level, item.kind) and (
        item.kind == "-" or item.number == last.number + 1
    )


def _begun(item: _List, outer: list[_List]) -> _List:
    """An empty list in the place of its first item, or in the last item of the list around it."""
    element = html.Element("ul" if item.kind == "-" else "ol")
    if item.kind not in ("-", "1"):
        element.set("type", item.kind)
    if item.kind != "-" and item.number != 1:
        element.set("start", str(item.number))
    if outer:
        outer[-1].element[-1].append(element)
    else:
        item.element.addprevious(element)
    return _List(element, item.level, item.kind, item.number)


def _add(to: _List, item: _List) -> None:
    paragraph = item.element
    tail, paragraph.tail = paragraph.tail, None
    entry = html.Element("li")
    to.element.append(entry)
    entry.append(paragraph)
    paragraph.drop_tag()
    to.number = item.number
    if tail and tail.strip():
        to.element.tail = (to.element.tail or "") + tail
