"""The text that readers see in elements, for the proof. It shares nothing with the reader that
makes the article, so that a fault of one is not in both."""

from collections.abc import Iterator

from lxml.html import HtmlElement

_INSIDE_WORDS = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby"
    " s samp small span strike strong sub sup time tt u var wbr".split()
)
_UNSEEN = frozenset(
    "audio button canvas embed head iframe math noscript object script select style svg template"
    " textarea title video".split()
)


def text(root: HtmlElement) -> str:
    """Blocks are parted by lines."""
    lines = "".join(_parts(root)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _parts(element: HtmlElement) -> Iterator[str]:
    divides = element.tag not in _INSIDE_WORDS
    yield "\n" if divides else ""
    if element.tag not in _UNSEEN:
        keeps_lines = element.tag in ("pre", "listing")
        yield (element.text or "") if keeps_lines else (element.text or "").replace("\n", " ")
        for child in element:
            if isinstance(child.tag, str):
                yield from _parts(child)
            yield (child.tail or "").replace("\n", " ")
    yield "\n" if divides else ""
