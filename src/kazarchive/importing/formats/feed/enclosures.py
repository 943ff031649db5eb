"""The elements of an entry that name files → enclosures."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from kazarchive.importing.formats.feed.entry import Enclosure
from kazarchive.importing.formats.feed.names import children, joined, text

Fields = Mapping[str, Sequence[etree._Element]]


def enclosures(found: Fields, base: str) -> Iterator[Enclosure]:
    """Each file once, in the order of the elements that name it. `found`: name → elements."""
    seen = set[str]()
    for each in _all(found):
        url = joined(base, each.url.strip())
        if url and url not in seen:
            seen.add(url)
            yield Enclosure(url, each.type, each.title, each.caption, each.credit, each.preview)


def _all(found: Fields) -> Iterator[Enclosure]:
    for element in found.get("enclosure", ()):
        yield Enclosure(element.get("url", ""), element.get("type", ""))
    for element in (*found.get("atom:link", ()), *found.get("link", ())):
        if element.get("rel") == "enclosure":
            title = element.get("title", "")
            yield Enclosure(element.get("href", ""), element.get("type", ""), title)
    outer = _captions(found)
    for element in found.get("media:content", ()):
        yield _media(element, outer)
    for group in found.get("media:group", ()):
        below = list(children(group))
        inner = outer | _captions_of(below)
        contents = [child for each, child in below if each == "media:content"]
        if contents:
            yield _media(max(contents, key=_size), inner)
        yield from _previews(child for each, child in below if each == "media:thumbnail")
    yield from _previews(found.get("media:thumbnail", ()))
    for element in found.get("itunes:image", ()):
        yield Enclosure(element.get("href", ""), "image", preview=True)
    for element in found.get("image", ()):
        urls = [text(child) for each, child in children(element) if each == "url"]
        yield Enclosure(urls[0] if urls else text(element).strip(), "image")


def _previews(elements: Iterator[etree._Element] | Sequence[etree._Element]) -> Iterator[Enclosure]:
    return (Enclosure(each.get("url", ""), "image", preview=True) for each in elements)


def _media(element: etree._Element, outer: Mapping[str, str]) -> Enclosure:
    said = {**outer, **_captions_of(children(element))}
    return Enclosure(
        element.get("url", ""),
        element.get("type", "") or element.get("medium", ""),
        said.get("media:title", ""),
        said.get("media:description", ""),
        said.get("media:credit", ""),
    )


def _captions(found: Fields) -> dict[str, str]:
    return _captions_of((each, element) for each in _SAID for element in found.get(each, ()))


_SAID = ("media:title", "media:description", "media:credit")


def _captions_of(
    elements: Iterator[tuple[str, etree._Element]] | list[tuple[str, etree._Element]],
) -> dict[str, str]:
    return {each: text(element).strip() for each, element in elements if each in _SAID}


def _size(element: etree._Element) -> tuple[bool, int]:
    """Of several forms of one file: the chosen one, or the largest."""
    width = element.get("width", "") or element.get("fileSize", "")
    number = int(width) if width.isascii() and width.isdigit() and len(width) < 12 else 0
    return element.get("isDefault") == "true", number
