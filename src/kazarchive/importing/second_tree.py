"""HTML → its tree, by a reader that shares no code with the one that articles are made with.

An import proves what it kept with this tree: a fault of libxml2, or of what calls it, would be on
both sides otherwise. Tags are read as the HTML Standard says (13.2.5); of the rules for nesting,
those that decide where a block ends. `html.parser` was rejected: it needs quadratic time for some
broken texts, and its versions read broken tags differently.
"""

import re
from collections.abc import Callable, Collection, Mapping
from html import unescape

from lxml.html import Element, HtmlElement

DEEPEST = 200
"""Elements inside each other; what is deeper is not nested any more."""

Frame = Callable[[str, Mapping[str, str]], str]
"""The name and the attributes of an element of FRAMES → the words in its place."""

FRAMES = frozenset({"audio", "embed", "iframe", "object", "video"})

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)|<[!?/][^>]*(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)?))?"""
)
_END_OF_TAG = re.compile(r"[\s/]*>?")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "xmp"})
"""Elements that hold no elements but text up to their end tag."""

_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section summary table"
    " ul".split()
)
_CELLS = frozenset({"table", "td", "th"})
_ENDED_BY = {
    **dict.fromkeys(_BLOCKS, ("p", "table td th button caption object")),
    "li": ("li", "ul ol menu table"),
    "dt": ("dt dd", "dl table"),
    "dd": ("dt dd", "dl table"),
    "option": ("option", "select"),
    "tr": ("tr", "table"),
    "td": ("td th", "tr table"),
    "th": ("td th", "tr table"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("tbody thead tfoot", "table")),
}
"""A start tag → the open elements that it ends, and those beyond which it ends none."""

_USED = frozenset("alt class colspan href id name role src title".split())
"""The attributes that the proof looks at."""


def tree(html: str, frame: Frame | None = None) -> HtmlElement:
    """The HTML below one `div`. `frame`: what a frame, which no article can hold, becomes."""
    reader = _Reader(frame)
    text = _clean(html)
    at = 0
    while found := _MARKUP.search(text, at):
        reader.add(text[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        if found["close"]:
            reader.close(name)
            at = _after_attributes(text, at, {})
        elif name:
            attributes: dict[str, str] = {}
            at = _after_attributes(text, at, attributes)
            reader.open(name, attributes)
            if name in _RAW:
                at = _end_of(name, text, at)
                reader.close(name)
    reader.add(text[at:])
    return reader.finished()


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _after_attributes(text: str, at: int, attributes: dict[str, str]) -> int:
    """The index after a tag, whose attributes are added; the first of a name counts."""
    while found := _ATTRIBUTE.match(text, at):
        written = found[2] or found[3] or found[4] or ""
        attributes.setdefault(found["name"].lower(), _clean(unescape(written)))
        at = found.end()
    end = _END_OF_TAG.match(text, at)
    return end.end() if end else at


def _end_of(name: str, text: str, at: int) -> int:
    """The index of the end tag of a raw element, or of the end of the text."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return end.start() if end else len(text)


class _Reader:
    """Builds the tree, tag by tag."""

    def __init__(self, frame: Frame | None) -> None:
        self._root = Element("div")
        self._open = [self._root]
        self._last: list[HtmlElement | None] = [None]
        """The last element in each of the open ones: where there are many, lxml counts them all."""
        self._frame = frame
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        if text:
            self._texts.append(text)

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _ENDED_BY:
            self._end(*map(str.split, _ENDED_BY[name]))
        if name in FRAMES and self._frame:
            self._append("p").text = _clean(self._frame(name, attributes))
        element = self._append(name if _NAME.fullmatch(name) else "span")
        for attribute, value in attributes.items():
            if attribute in _USED:
                element.set(attribute, value)
        if "noteref" in attributes.get("epub:type", ""):
            element.set("role", "doc-noteref")
        if name not in _EMPTY and len(self._open) < DEEPEST:
            self._open.append(element)
            self._last.append(None)

    def _append(self, name: str) -> HtmlElement:
        self._write()
        element = Element(name)
        self._open[-1].append(element)
        self._last[-1] = element
        return element

    def close(self, name: str) -> None:
        inline = name not in _BLOCKS and name not in _CELLS
        self._end([name], _CELLS if inline else ())

    def finished(self) -> HtmlElement:
        self._write()
        return self._root

    def _end(self, names: Collection[str], stops: Collection[str]) -> None:
        """End the innermost of the open elements with one of the names."""
        for depth in range(len(self._open) - 1, 0, -1):
            tag = self._open[depth].tag
            if tag in names:
                self._write()
                del self._open[depth:], self._last[depth:]
                return
            if tag in stops:
                return

    def _write(self) -> None:
        """Put the text that was read behind the last element."""
        if not self._texts:
            return
        text = _clean(unescape("".join(self._texts)))
        self._texts.clear()
        parent, last = self._open[-1], self._last[-1]
        if last is None:
            parent.text = (parent.text or "") + text
        else:
            last.tail = (last.tail or "") + text
