"""An inline element → the mark that it is, if it is one."""

import re

from lxml.html import HtmlElement

from kazarchive.importing.markdown.values import Mark
from kazarchive.rules import urls

_NAMES = {
    name: name
    for name in (
        "abbr bdi bdo cite code del dfn em ins kbd mark q rp rt ruby s samp small strong sub sup"
        " time u var".split()
    )
} | {"acronym": "abbr", "b": "strong", "i": "em", "strike": "s", "tt": "code"}
"""Inline element → the name of its mark. Elements with one meaning have one name."""

_ATTRIBUTES = {"abbr": ("title",), "bdo": ("dir",), "dfn": ("title",), "time": ("datetime",)}
"""Mark → its attributes with a meaning for readers."""

_STYLED = (
    ("strong", re.compile(r"font-weight\s*:\s*(?:(bold|[6-9]00)|normal|[1-5]00)", re.IGNORECASE)),
    ("em", re.compile(r"font-style\s*:\s*(?:(italic|oblique)|normal)", re.IGNORECASE)),
)
"""Mark → the style that word processors write in its place, and that takes it away."""

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def inside(element: HtmlElement, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks of the content of an inline element. `marks`: those of the element itself."""
    name = _NAMES.get(element.tag)
    style = element.get("style")
    if style:
        for styled, pattern in _STYLED:
            if said := pattern.search(style):
                name = styled if said[1] else None if name == styled else name
    if name:
        kept = ((each, element.get(each)) for each in _ATTRIBUTES.get(name, ()))
        return _with(marks, Mark(name, tuple((each, value) for each, value in kept if value)))
    return _with(marks, _link(element)) if element.tag == "a" else marks


def _link(element: HtmlElement) -> Mark | None:
    href = (element.get("href") or "").strip()
    scheme = _SCHEME.match(href)
    if not href or (scheme and scheme[1].lower() not in urls.SCHEMES):
        return None
    title = " ".join((element.get("title") or "").split())
    return Mark("a", (("href", href), ("title", title)) if title else (("href", href),))


def _with(marks: tuple[Mark, ...], mark: Mark | None) -> tuple[Mark, ...]:
    """The marks and one more, unless it is inside one of its kind."""
    if mark is None or any(each.name == mark.name for each in marks):
        return marks
    return (*marks, mark)
