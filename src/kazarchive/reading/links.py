"""What the URLs in an article name: another article file, a media file, an address of the site."""

import html as entities
import posixpath
import re
from itertools import chain
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from kazarchive.reading.source import SourceText
from kazarchive.rules import addresses, embedded, html
from kazarchive.values import Address, Link

ARTICLE_ENDINGS = (".md", ".markdown")

# As Markdown or HTML write a URL: in angle brackets, in quotation marks, bare.
_WRITTEN = re.compile(
    r"""(?:\][(:]|=)\s*+"""
    r"""(?:<([^<>\n]*+)>|"([^"\n]*+)"|'([^'\n]*+)'|((?:[^\s"'<>()]++|\([^\s"'<>()]*+\))+))"""
)


class Targets(Struct, frozen=True):
    """What the URLs of one article's body name in this project."""

    address: Address
    """Of the article."""
    source: SourceText
    body_line: int
    """At which the body begins."""
    converted: bool = True
    """Whether images are published in a form that every browser shows."""
    _written: dict[str, int] = field(default_factory=dict)
    """Where the URLs of the body first stand; filled when a line is first asked for."""

    def links(self, whole: str) -> tuple[Link, ...]:
        """The body's links into the project, each written form once."""
        found: dict[str, Link] = {}
        named = ((written, True) for written in embedded.urls(whole))
        for written, is_image in chain(html.urls(whole), named):
            link = None if written in found else self.link(written, is_image)
            if link:
                found[written] = link
        return tuple(found.values())

    def link(self, written: str, is_image: bool, line: int | None = None) -> Link | None:
        """What a URL names in the project; None for one that leads elsewhere. It stands in the
        body where no line is given."""
        try:
            parts = urlsplit(written)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or written.startswith("//"):
            return None
        line = line or self.line_of(written)
        if not parts.path:
            own = Link("article", written, self.source.path, unquote(parts.fragment), line)
            return own if parts.fragment else None
        path = unquote(parts.path)
        if path.startswith("/"):
            kind = "static" if path.startswith("/static/") else "address"
            return Link(kind, written, path, unquote(parts.fragment), line)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.source.path), path))
        if target.startswith("../") or "\0" in target:
            return Link("outside", written, target, "", line)
        if target.startswith("static/"):
            return Link("static", written, f"/{target}", unquote(parts.fragment), line)
        kind = "media" if is_image or not path.endswith(ARTICLE_ENDINGS) else "article"
        return Link(kind, written, target, unquote(parts.fragment), line)

    def line_of(self, written: str) -> int:
        """The line of the body with a URL, however Markdown or HTML has encoded it; the body's
        first for one that the engine has made, as for footnotes."""
        body = self.source.start(self.body_line)
        index = self._places(body).get(unquote(written), body)
        return self.source.line_at(index)

    def _places(self, body: int) -> dict[str, int]:
        if not self._written:
            self._written[""] = body
            for found in _WRITTEN.finditer(self.source.text, body):
                form = found.lastindex or 0
                url = unquote(entities.unescape(found[form]))
                self._written.setdefault(url, found.start(form))
        return self._written

    def address_of_media(self, target: str) -> Address:
        """Beside the article: its path below the article's folder, else its bare name."""
        below = posixpath.dirname(self.source.path) + "/"
        name = (
            target.removeprefix(below) if target.startswith(below) else posixpath.basename(target)
        )
        name = addresses.shown_name(name) if self.converted else name
        return addresses.folder(self.address) + name

    def published(self, link: Link) -> Address | None:
        if link.kind == "media":
            return self.address_of_media(link.target)
        return link.target if link.kind in ("static", "address") else None

    def media(self, links: tuple[Link, ...]) -> tuple[tuple[Address, str], ...]:
        found = {
            (self.address_of_media(link.target), link.target)
            for link in links
            if link.kind == "media"
        }
        return tuple(sorted(found))
