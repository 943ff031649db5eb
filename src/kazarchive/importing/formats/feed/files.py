"""The enclosures of an entry → its main image, media files, and what is added to its text."""

import posixpath
import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kazarchive.importing.document import MediaFile, Note, Picture
from kazarchive.importing.formats.feed.entry import Enclosure
from kazarchive.rules import text

_SOURCE = re.compile(r"""\b(?:src|href|srcset)\s*=\s*["']?([^"'>]+)""", re.IGNORECASE)
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")
_IMAGES = frozenset({".avif", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


class Files(NamedTuple):
    picture: Picture | None
    media: tuple[MediaFile, ...]
    html: str
    """The text, with the files that it did not name."""
    notes: tuple[Note, ...] = ()


def files(html: str, enclosures: Sequence[Enclosure]) -> Files:
    """The first image that the text does not show is the main one; what else it does not name
    follows the text."""
    named = {_key(address) for address in _SOURCE.findall(html)}
    web = [each for each in enclosures if _is_web(each.url)]
    images = [each for each in web if _is_image(each)]
    shown = any(_key(each.url) in named for each in images)
    new = [each for each in web if _key(each.url) not in named]
    new = [each for each in new if not (each.preview and (shown or each != images[0]))]
    main = next((each for each in new if _is_image(each)), None)
    rest = [each for each in new if each is not main]
    notes = [Note("recognised", f"the entry has the file {each.url}") for each in new]
    wrong = (each for each in enclosures if each.url and not _is_web(each.url))
    notes += [Note("lost", f"the address of a file, `{each.url}`, is none") for each in wrong]
    media = tuple(MediaFile(each.url, _name(each.url)) for each in new)
    return Files(_picture(main), media, html + "".join(map(_element, rest)), tuple(notes))


def _picture(enclosure: Enclosure | None) -> Picture | None:
    if enclosure is None:
        return None
    caption, title = text.plain(enclosure.caption), text.plain(enclosure.title)
    credit = text.plain(enclosure.credit)
    return Picture(enclosure.url, title or None, caption or None, credit or None)


def _element(enclosure: Enclosure) -> str:
    address = escape(enclosure.url)
    if _is_image(enclosure):
        return f'<p><img src="{address}" alt="{escape(text.plain(enclosure.title))}"></p>'
    label = text.plain(enclosure.title) or _name(enclosure.url) or enclosure.url
    return f'<p><a href="{address}">{escape(label, quote=False)}</a></p>'


def _is_image(enclosure: Enclosure) -> bool:
    kind = enclosure.type.lower().partition("/")[0].strip()
    ending = posixpath.splitext(urlsplit(enclosure.url).path)[1].lower()
    return kind == "image" or (kind in ("", "application") and ending in _IMAGES)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "") and bool(parts.path.strip("/"))


def _key(address: str) -> str:
    """What the addresses of one image in several sizes have in common."""
    bare = address.strip().partition("?")[0].partition("//")[2] or address.strip()
    return _SIZE.sub("", unquote(bare).removeprefix("www."))


def _name(address: str) -> str:
    return unquote(posixpath.basename(urlsplit(address).path))
