"""The images of a page, in the forms in which sites write them → `img` with one address."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote_to_bytes

from lxml import html
from lxml.html import HtmlElement

from kazarchive.importing.document import MediaFile
from kazarchive.importing.media import is_media
from kazarchive.importing.pages.markup import Embedded

SMALLEST = 1_000
"""Bytes of an image in an address; smaller ones are placeholders for one that a script loads."""

_LAZY = (
    "data-orig-file data-full-url data-large-file data-hi-res-src data-original data-lazy-src"
    " data-src data-url src"
).split()
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*)([^,]*)")
"""An address has no spaces; a comma at its end ends the candidate (HTML, 4.8.4.2)."""
_SIZE = re.compile(r"\s([\d.]{1,10})([wx])(?!\w)")
_IMAGE = re.compile(r"\.(?:avif|bmp|gif|heic|jpe?g|jfif|png|svg|tiff?|webp)\Z", re.IGNORECASE)
_ENDINGS = {"image/jpeg": "jpg", "image/svg+xml": "svg", "image/x-icon": "ico"}
_MOST_CANDIDATES = 50


def unfold(tree: HtmlElement) -> None:
    """Put images that stand in `noscript` and `picture` into their place."""
    for element in list(tree.iter("noscript")):
        images = list(element.iter("img"))
        before = element.getprevious()
        if not images or element.getparent() is None:
            continue
        if (
            before is not None
            and before.tag in ("img", "picture")
            and not (before.tail or "").strip()
        ):
            before.drop_tree()
        element.tag = "span"
    for picture in list(tree.iter("picture")):
        image = next(picture.iter("img"), None)
        if image is None:
            continue
        sets = [each.get(n) for each in picture.iter("source") for n in _SETS if each.get(n)]
        own = [image.get(n) for n in _SETS if image.get(n)]
        if sets:
            image.set("srcset", ", ".join(one for one in (*own, *sets) if one))
        for source in list(picture.iter("source")):
            source.drop_tag()
        picture.drop_tag()


def candidates(image: HtmlElement) -> Iterator[str]:
    """The addresses of an image, the largest first."""
    sizes = dict[str, float]()
    for name in _SETS:
        for address, size in _sizes(image.get(name) or ""):
            sizes[address] = max(size, sizes.get(address, 0))
    link = image.getparent()
    if link is not None and link.tag == "a" and _IMAGE.search(_path(link.get("href") or "")):
        yield link.get("href", "").strip()
    yield from sorted(sizes, key=lambda address: -sizes[address])
    for name in _LAZY:
        if address := (image.get(name) or "").strip():
            yield address


def _sizes(written: str) -> Iterator[tuple[str, float]]:
    """The addresses of a `srcset`, with their widths; a density counts as a thousand pixels."""
    at = 0
    for _ in range(_MOST_CANDIDATES):
        part = _CANDIDATE.match(written, at)
        if part is None:
            return
        address, said = part.groups()
        if address.endswith(","):
            at = part.end(1)
            yield address.rstrip(","), 1_000
            continue
        at = part.end()
        size = _SIZE.search(said)
        number = float(size[1]) if size and re.fullmatch(r"\d+(?:\.\d*)?", size[1]) else 1.0
        yield address, number if size and size[2] == "w" else 1_000 * number


def _path(address: str) -> str:
    return re.split("[?#]", address, maxsplit=1)[0]


class Images:
    """The images of one page."""

    def __init__(
        self,
        embedded: Sequence[Embedded],
        absolute: Callable[[str], str],
        file: Callable[[str, str], MediaFile | None],
    ) -> None:
        self._embedded, self._absolute, self._file = embedded, absolute, file
        self.media: dict[str, MediaFile] = {}

    def place(self, image: HtmlElement) -> bool:
        """Give an image its address; false if it has none, or only a placeholder."""
        chosen = self.chosen(tuple(candidates(image)))
        if chosen is None:
            return False
        image.set("src", chosen)
        return True

    def chosen(self, addresses: Sequence[str]) -> str | None:
        """The first address whose file is there, else the first on the web."""
        named = [one for one in addresses if not one.startswith(("embedded:", "data:", "blob:"))]
        web = [self._absolute(one) for one in named]
        for written, address in zip(named, web, strict=True):
            if file := self._file(written, address):
                self.media[address] = MediaFile(address, file.name, file.content, file.path)
                return address
        embedded = (self._of_embedded(one) for one in addresses if one.startswith("embedded:"))
        return next(filter(None, embedded), None) or next(iter(web), None)

    def linked(self, written: str) -> str | None:
        """The address of the file to which a link leads, if there is a copy of it."""
        address = self._absolute(written)
        if not is_media(address) or not (file := self._file(written, address)):
            return None
        self.media[address] = MediaFile(address, file.name, file.content, file.path)
        return address

    def _of_embedded(self, address: str) -> str | None:
        number = address.removeprefix("embedded:")
        if not (number.isascii() and number.isdigit()) or int(number) >= len(self._embedded):
            return None
        one = self._embedded[int(number)]
        kind = one.type.partition(";")[0]
        content = unquote_to_bytes(one.data)
        if one.type.endswith(";base64"):
            try:
                content = base64.b64decode(content)
            except ValueError:
                return None
        if not kind.startswith("image/") or len(content) < SMALLEST:
            return None
        ending = _ENDINGS.get(kind, re.sub(r"\W", "", kind.partition("/")[2])[:5])
        name = f"{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
        self.media[name] = MediaFile(name, name, content)
        return name


def key(address: str) -> str:
    """What the addresses of one image in several sizes have in common."""
    name = _path(address).rpartition("/")[2]
    return re.sub(r"[-_]\d{2,5}x\d{2,5}(?=\.\w+\Z)|-scaled(?=\.\w+\Z)", "", name).lower()


def figure(caption: str, image: HtmlElement) -> HtmlElement:
    """An image with a caption."""
    element, below = html.Element("figure"), html.Element("figcaption")
    below.text = caption
    element.append(image)
    element.append(below)
    return element
