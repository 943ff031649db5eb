"""A tree → its letters in order, without case, spaces and punctuation, and which of them each
element has.

Two readers of a page rarely agree on its spaces; they do on its letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

_NO_LETTER = re.compile(r"[\W_]+")
LEFT_OUT = frozenset("head noscript script select style template textarea title".split())


def letters(text: str) -> str:
    """The letters and digits of a text, folded."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFC", text).casefold())


def plain(element: HtmlElement) -> str:
    """The text of an element, on one line."""
    return " ".join("".join(element.itertext()).split())


class Span(NamedTuple):
    start: int
    end: int


class Letters:
    """The letters of a tree. Elements must not be removed from it while this is in use."""

    def __init__(self, root: HtmlElement) -> None:
        self._spans: dict[HtmlElement, Span] = {}
        self._tails: dict[HtmlElement, Span] = {}
        parts = list(self._read(root))
        self.text = "".join(parts)

    def _read(self, root: HtmlElement) -> Iterator[str]:
        at, starts = 0, list[int]()
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                starts.append(at)
                if element.tag in LEFT_OUT and element is not root:
                    walk.skip_subtree()
                    continue
                part = letters(element.text or "")
            else:
                self._spans[element] = Span(starts.pop(), at)
                part = letters(element.tail or "") if element is not root else ""
                self._tails[element] = Span(at, at + len(part))
            at += len(part)
            yield part

    def of(self, element: HtmlElement) -> Span:
        """The letters inside an element."""
        return self._spans.get(element, Span(0, 0))

    def of_tail(self, element: HtmlElement) -> Span:
        """The letters between an element and the next one."""
        return self._tails.get(element, Span(0, 0))
