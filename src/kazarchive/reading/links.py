"""What the URLs in an article name: another article file, a media file, an address of the site."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kazarchive.reading.frontmatter import SourceText
from kazarchive.rules import addresses, html
from kazarchive.values import Address, Link

ARTICLE_ENDINGS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Targets:
    """What the URLs of one article's body name in this project."""

    address: Address
    """Of the article."""
    source: SourceText

    def links(self, whole: str, body_line: int) -> tuple[Link, ...]:
        """The body's links into the project, each written form once."""
        found: dict[str, Link] = {}
        for written, is_image in html.urls(whole):
            link = None if written in found else self.link(written, is_image, body_line)
            if link:
                found[written] = link
        return tuple(found.values())

    def link(self, written: str, is_image: bool, body_line: int) -> Link | None:
        """What a URL names in the project; None for one that leads elsewhere."""
        try:
            parts = urlsplit(written)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or written.startswith("//"):
            return None
        line = self.line_of(written, body_line)
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

    def line_of(self, written: str, body_line: int) -> int:
        for form in (written, unquote(written)):
            index = self.source.text.find(form)
            if index >= 0:
                return self.source.text.count("\n", 0, index) + 1
        return body_line

    def address_of_media(self, target: str) -> Address:
        """Beside the article: its path below the article's folder, else its bare name."""
        below = posixpath.dirname(self.source.path) + "/"
        name = (
            target.removeprefix(below) if target.startswith(below) else posixpath.basename(target)
        )
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
