"""A URL in an article → what it names: another article file, a media file, or an address of the
site."""

import html as entities
import posixpath
import re
from collections.abc import Iterator
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from kazarchive.reading.source import SourceText
from kazarchive.rules import (
    addresses,
    captions,
    cards,
    embedded,
    html,
    image_names,
    media_names,
    text,
    urls,
)
from kazarchive.values import Address, Link

ARTICLE_ENDINGS = (".md", ".markdown")

# The forms of a URL in Markdown and HTML: in angle brackets, in quotation marks, bare.
_WRITTEN = re.compile(
    r"""(?:\][(:]|=)\s*+"""
    r"""(?:<([^<>\n]*+)>|"([^"\n]*+)"|'([^'\n]*+)'|((?:[^\s"'<>()]++|\([^\s"'<>()]*+\))+))"""
)


Media = tuple[tuple[Address, str], ...]
"""(address, source path) of files that are published beside an article."""


# A bare URL in Markdown may contain angle brackets, such as `{{<ref>}}`.
_WITH_BRACKETS = re.compile(r"""\]\(\s*+(?!<)([^\s()<]*+<[^\s()]*+)""")

_ELSEWHERE = ("https://", "http://")
"""Most links begin with these, and need not be parsed."""


def _plain(written: str) -> str:
    """A URL of the source without the encodings of Markdown, HTML and URLs; most have none."""
    if written.isascii() and written.isprintable() and not ("%" in written or "&" in written):
        return written
    return text.printable(unquote(entities.unescape(written)))


def _of_captions(body: str) -> Iterator[str]:
    """The URLs in the captions of the images of a body."""
    for image in html.images(body) if "](" in body else ():
        yield from captions.links(image.attributes.get("title", ""))


class Targets(Struct, frozen=True):
    """What the URLs of an article name in this archive."""

    address: Address
    """The address of the article."""
    source: SourceText
    body_line: int
    """The line at which the body begins."""
    converted: bool = True
    """Whether images are published in a form that every browser shows."""
    trusted: bool = False
    """Whether the HTML of the body is not sanitized."""
    languages: tuple[str, ...] = ()
    """In which a video may have subtitles."""
    _written: dict[str, int] = field(default_factory=dict)
    """URL → its first position in the source; filled when it is first needed."""

    def links(self, body: str) -> tuple[Link, ...]:
        """The links into the archive in the HTML of the body, each written form once."""
        links: dict[str, Link] = {}
        embedded_urls = embedded.urls(body) if self.trusted else ()
        in_captions = ((url, False) for url in _of_captions(body))
        in_markup = ((url, True) for url in embedded_urls)
        for written, is_image in chain(html.urls(body), in_markup, in_captions):
            link = None if written in links else self.link(written, is_image)
            if link:
                links[written] = link
        for link in self._companions(body, tuple(links.values())):
            links.setdefault(link.written, link)
        return tuple(links.values())

    def _companions(self, body: str, links: tuple[Link, ...]) -> Iterator[Link]:
        """The files that are shown with a video or a card if they exist."""
        for link in links:
            if link.kind == "media" and media_names.kind(link.target) in ("video", "audio"):
                path = urls.apart(link.written)[0]
                for written in media_names.companions(path, self.languages):
                    yield from self._companion(written, link.line)
        for written in cards.pictures(body):
            yield from self._companion(written, self.body_line)

    def _companion(self, written: str, line: int) -> Iterator[Link]:
        link = self.link(written, True, line)
        if link and link.kind == "media":
            yield replace(link, kind="companion")

    def link(self, written: str, is_image: bool, line: int | None = None) -> Link | None:
        """What a URL names in the archive; None for a URL to elsewhere. Without a `line`, the URL
        is in the body."""
        if written.startswith(_ELSEWHERE):
            return None
        url = urls.trimmed(written)
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or url.startswith("//"):
            return None
        (path, tail), fragment = urls.apart(url), urls.fragment(url)
        if not path and is_image and tail in ("", "?", "#"):
            return None
        line = line or self.line_of(written)
        if not path:
            return Link("article", written, self.source.path, fragment, line)
        if path.startswith("/"):
            target = urls.decoded(path)
            kind = "static" if target.startswith("/static/") else "address"
            return Link(kind, written, target, fragment, line)
        path = normalize("NFC", unquote(path))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.source.path), path))
        if target.startswith("../"):
            return Link("outside", written, target, "", line)
        if target.startswith("static/"):
            return Link("static", written, f"/{target}", fragment, line)
        kind = "media" if is_image or not path.endswith(ARTICLE_ENDINGS) else "article"
        return Link(kind, written, target, fragment, line)

    def line_of(self, written: str) -> int:
        """The line of a URL in the body, in any encoding of Markdown or HTML; the first line of the
        body for a URL that the engine has made, as for footnotes."""
        body = self.source.start(self.body_line)
        url = text.printable(unquote(written))
        return self.source.line_at(self._places(body).get(url, body))

    def _places(self, body: int) -> dict[str, int]:
        if not self._written:
            self._written[""] = body
            for pattern in (_WRITTEN, _WITH_BRACKETS):
                for url in pattern.finditer(self.source.text, body):
                    form = url.lastindex or 0
                    self._written.setdefault(_plain(url[form]), url.start(form))
        return self._written

    def address_of_media(self, target: str) -> Address:
        """The address of a media file beside the article: by its path below the article's folder,
        or by its name if it is elsewhere."""
        below = posixpath.dirname(self.source.path) + "/"
        name = (
            target.removeprefix(below) if target.startswith(below) else posixpath.basename(target)
        )
        name = image_names.shown_name(name) if self.converted else name
        return addresses.folder(self.address) + name

    def published(self, link: Link, media: Media) -> Address | None:
        """The address of the file of a link; None for a medium that is not published."""
        if link.kind == "media":
            return next((address for address, path in media if path == link.target), None)
        return link.target if link.kind in ("static", "address") else None

    def media(self, links: tuple[Link, ...]) -> Media:
        """The media files among the targets of links, sorted."""
        targets = {link.target for link in links if link.kind in ("media", "companion")}
        return tuple(sorted((self.address_of_media(target), target) for target in targets))
