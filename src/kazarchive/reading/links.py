"""What the URLs in an article name: another article file, a media file, an address of the site."""

import html as entities
import posixpath
import re
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from kazarchive.reading.source import SourceText
from kazarchive.rules import addresses, embedded, html, image_names, text, urls
from kazarchive.values import Address, Link

ARTICLE_ENDINGS = (".md", ".markdown")

# As Markdown or HTML write a URL: in angle brackets, in quotation marks, bare.
_WRITTEN = re.compile(
    r"""(?:\][(:]|=)\s*+"""
    r"""(?:<([^<>\n]*+)>|"([^"\n]*+)"|'([^'\n]*+)'|((?:[^\s"'<>()]++|\([^\s"'<>()]*+\))+))"""
)


Media = tuple[tuple[Address, str], ...]
"""(address, source path) of files that are published beside an article."""


# A bare one in Markdown may hold angle brackets, such as `{{<ref>}}`.
_WITH_BRACKETS = re.compile(r"""\]\(\s*+(?!<)([^\s()<]*+<[^\s()]*+)""")

_ELSEWHERE = ("https://", "http://")
"""As most links begin, which need not be taken apart."""


def _plain(written: str) -> str:
    """A URL of the source without the encodings of Markdown, HTML and URLs: most have none."""
    if written.isascii() and written.isprintable() and not ("%" in written or "&" in written):
        return written
    return text.printable(unquote(entities.unescape(written)))


class Targets(Struct, frozen=True):
    """What the URLs of one article's body name in this project."""

    address: Address
    """Of the article."""
    source: SourceText
    body_line: int
    """At which the body begins."""
    converted: bool = True
    """Whether images are published in a form that every browser shows."""
    trusted: bool = False
    """Whether the HTML of the body is as its author wrote it."""
    _written: dict[str, int] = field(default_factory=dict)
    """Where the URLs of the body first stand; filled when a line is first asked for."""

    def links(self, whole: str) -> tuple[Link, ...]:
        """The body's links into the project, each written form once."""
        found: dict[str, Link] = {}
        named = ((written, True) for written in (embedded.urls(whole) if self.trusted else ()))
        for written, is_image in chain(html.urls(whole), named):
            link = None if written in found else self.link(written, is_image)
            if link:
                found[written] = link
        return tuple(found.values())

    def link(self, written: str, is_image: bool, line: int | None = None) -> Link | None:
        """What a URL names in the project; None for one that leads elsewhere. It stands in the
        body where no line is given."""
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
        """The line of the body with a URL, however Markdown or HTML has encoded it; the body's
        first for one that the engine has made, as for footnotes."""
        body = self.source.start(self.body_line)
        url = text.printable(unquote(written))
        return self.source.line_at(self._places(body).get(url, body))

    def _places(self, body: int) -> dict[str, int]:
        if not self._written:
            self._written[""] = body
            for pattern in (_WRITTEN, _WITH_BRACKETS):
                for found in pattern.finditer(self.source.text, body):
                    form = found.lastindex or 0
                    self._written.setdefault(_plain(found[form]), found.start(form))
        return self._written

    def address_of_media(self, target: str) -> Address:
        """Beside the article: its path below the article's folder, else its bare name."""
        below = posixpath.dirname(self.source.path) + "/"
        name = (
            target.removeprefix(below) if target.startswith(below) else posixpath.basename(target)
        )
        name = image_names.shown_name(name) if self.converted else name
        return addresses.folder(self.address) + name

    def published(self, link: Link, media: Media) -> Address | None:
        """Where the file of a link stands, of a medium if it is among those published."""
        if link.kind == "media":
            return next((address for address, path in media if path == link.target), None)
        return link.target if link.kind in ("static", "address") else None

    def media(self, links: tuple[Link, ...]) -> Media:
        found = {
            (self.address_of_media(link.target), link.target)
            for link in links
            if link.kind == "media"
        }
        return tuple(sorted(found))
