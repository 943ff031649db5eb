"""A list of HTML → its items, and how they are numbered."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from kazarchive.importing.markdown.values import Attributes


def parts(element: HtmlElement) -> Iterator[tuple[HtmlElement | str, str | None]]:
    """Each item with the number that it states or "", and what is in no item, with None."""
    yield element.text or "", None
    for child in element:
        if isinstance(child.tag, str):
            yield child, (child.get("value") or "").strip() if child.tag == "li" else None
        yield child.tail or "", None


def attributes(element: HtmlElement) -> Attributes:
    """How an ordered list is numbered, if not from 1 with figures."""
    if element.tag != "ol":
        return ()
    start, kind = (element.get("start") or "").strip(), element.get("type") or "1"
    given: list[tuple[str, str]] = []
    if start.lstrip("-").isdecimal() and start != "1":
        given.append(("start", start))
    if kind in ("a", "A", "i", "I"):
        given.append(("type", kind))
    if element.get("reversed") is not None:
        given.append(("reversed", ""))
    return tuple(given)
