"""The tree of an article → one with nothing but its text: addresses are absolute, images have one
address each, and embeds are links."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml.html import HtmlElement

from kazarchive.importing import embeds, fragments
from kazarchive.importing.document import Note
from kazarchive.importing.pages import visible
from kazarchive.importing.pages.images import Images
from kazarchive.importing.pages.letters import Letters, letters

_GONE = frozenset(
    "base button canvas form input link map meta noscript script select style svg template textarea"
    " title".split()
)
_KEEP_CONTENT = frozenset({"form"})
_FRAMES = frozenset("audio embed iframe object video".split())
_NO_PAGE = re.compile(r"\s*(?:about|blob|data|embedded|javascript):", re.IGNORECASE)
_MOST_HEAD, _LONGEST_HEAD = 4, 120
_ICON = 32
"""An image that is not larger than so many pixels is none of the article."""


class Cleaned(NamedTuple):
    html: str
    notes: tuple[Note, ...]


def without_headline(root: HtmlElement, title: str) -> None:
    """Take the headline out of a text."""
    for heading in list(root.iter("h1", "h2", "h3")):
        if letters("".join(heading.itertext())) == letters(title):
            heading.drop_tree()
            return


def without_head(root: HtmlElement, is_head: Callable[[str], bool]) -> Iterator[str]:
    """Take the lines before a text that are a date or a byline out of it; these lines."""
    for _ in range(_MOST_HEAD):
        line = visible.text(root).partition("\n")[0]
        if not line or len(line) > _LONGEST_HEAD or not is_head(line):
            return
        page, size = Letters(root), len(letters(line))
        alone = (e for e in root.iterdescendants() if page.of(e) == (0, size))
        element = next((e for e in alone if next(e.iter("img"), None) is None), None)
        if element is not None:
            element.drop_tree()
        elif not _drop_text(root, line):
            return
        yield line


def _drop_text(root: HtmlElement, line: str) -> bool:
    """Take away a line that stands beside elements."""
    for element in root.iter():
        for slot in ("text", "tail"):
            if letters(getattr(element, slot) or "") == letters(line):
                setattr(element, slot, None)
                return True
    return False


def clean(root: HtmlElement, images: Images, absolute: Callable[[str], str]) -> Cleaned:
    """The content of an element."""
    lost, linked = Counter[str](), 0
    for element in list(root.iterdescendants()):
        if element.getparent() is None:
            continue
        if element.tag in _FRAMES:
            linked += _link(element, absolute, lost)
        elif element.tag in _KEEP_CONTENT:
            element.drop_tag()
        elif element.tag == "img":
            if _is_icon(element) or not images.place(element):
                element.drop_tree()
        elif element.tag in _GONE:
            element.drop_tree()
        elif element.tag == "a":
            _address(element, images, absolute)
    notes = [Note("lost", f"elements: {_counted(lost)}")] if lost else []
    notes += [Note("changed", f"embeds that are links now: {linked}")] if linked else []
    return Cleaned(fragments.inside(root), tuple(notes))


def _counted(names: Counter[str]) -> str:
    return ", ".join(f"{count} `{name}`" for name, count in sorted(names.items()))


def _link(frame: HtmlElement, absolute: Callable[[str], str], lost: Counter[str]) -> bool:
    """Put a paragraph with a link in the place of a frame; whether it has an address."""
    source = frame.find(".//source")
    names = ("data-src", "data-lazy-src", "src", "data")
    said = [frame.get(name) for name in names]
    said += [source.get("src")] if source is not None else []
    address = next((one for one in said if one and not _NO_PAGE.match(one)), None)
    if address is None:
        lost[frame.tag] += 1
        frame.drop_tree()
        return False
    url = embeds.watched(absolute(address))
    is_file = frame.tag in ("audio", "video")
    name = url.rpartition("/")[2] if is_file else url
    embeds.put(frame, embeds.linked(url, frame.get("title") or unquote(name)))
    return True


def _is_icon(image: HtmlElement) -> bool:
    sizes = [image.get(name) or "" for name in ("width", "height")]
    return any(
        s.removesuffix("px").isdecimal() and int(s.removesuffix("px")[:6]) <= _ICON for s in sizes
    )


def _address(link: HtmlElement, images: Images, absolute: Callable[[str], str]) -> None:
    address = (link.get("href") or "").strip()
    if address.startswith("#") or not address:
        return
    if _NO_PAGE.match(address):
        del link.attrib["href"]
    else:
        link.set("href", images.linked(address) or absolute(address))
