"""Queries for what a page shows besides entries: bodies with their links, media, files, pages
without a date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kazarchive.catalogue import rows, standalone
from kazarchive.catalogue.entries import Entries
from kazarchive.rules import media_names, urls
from kazarchive.rules.addresses import key
from kazarchive.values import Address, Article, Body, Link, Picture, Undated, UndatedLink

_MEDIA = (
    "SELECT DISTINCT address, source, digest, facts FROM claim"
    " JOIN source ON source.path = claim.source AND source.kind = 'media'"
    " LEFT JOIN picture ON picture.path = claim.source"
)


_BESIDE = ("media", "companion")
"""The kinds of links to files beside an article."""


class Bodies(Entries):
    """All results are in a fixed order."""

    def bodies(self, articles: Iterable[Article], absolute: bool = False) -> dict[str, Body]:
        """Path → the body of an article, with what its links resolve to. `absolute`: whether links
        are written as full URLs."""
        articles = tuple(articles)
        paths = [article.entry.path for article in articles]
        links = [link for article in articles for link in article.links]
        linked = self._linked(links)
        media = [link.target for link in links if link.kind in _BESIDE]
        pictures, sizes = self._pictures(media), self._sizes(media)
        spooled = {
            path: (file, start, size)
            for path, file, start, size in self._among("SELECT * FROM spool WHERE TRUE", paths)
        }
        return {
            article.entry.path: Body(
                article.entry.path,
                article.digest,
                article.entry.lang,
                _resolved(article.links, linked, article.entry.media, pictures),
                spooled.get(article.entry.path),
                absolute,
                _pictures_of(article.links, pictures),
                article.entry.image is not None and not article.entry.image.in_text,
                _sizes_of(article.links, sizes),
                article.live,
                article.entry.address if article.live else "",
            )
            for article in articles
        }

    def _pictures(self, paths: Iterable[str]) -> dict[str, Picture | None]:
        """Path → what is known of it, of the images among some files; None if it cannot be
        shown."""
        return {
            path: rows.read_picture(path, facts) if facts else None
            for path, facts in self._among(
                "SELECT path, facts FROM picture WHERE facts IS NOT NULL", paths
            )
        }

    def _sizes(self, paths: Iterable[str]) -> dict[str, int]:
        """Path → size in bytes, of the videos, sounds, subtitles and documents that exist."""
        files = (path for path in paths if media_names.kind(path) or media_names.is_subtitle(path))
        query = "SELECT path, size FROM source WHERE kind = 'media'"
        return dict(self._among(query, files))

    def _linked(self, links: Iterable[Link]) -> dict[str, Address]:
        """Path → address, of the articles and pages to which links lead."""
        targets = [link.target for link in links if link.kind == "article"]
        articles = self._among("SELECT path, address FROM article WHERE visible", targets)
        return dict(articles + self._among("SELECT path, address FROM undated WHERE TRUE", targets))

    def undated(self) -> list[Undated]:
        """All pages without a date, by language and their order in it."""
        return standalone.every(self._connection)

    def undated_links(self, lang: str) -> tuple[UndatedLink, ...]:
        """The pages without a date of one language, in their order."""
        pages = (page for page in self.undated() if page.lang == lang)
        return tuple(UndatedLink(page.title, page.address, page.summary) for page in pages)

    def undated_linking_to(self, path: str) -> list[Address]:
        return standalone.linking_to(self._connection, path)

    def body_of(self, page: Undated) -> Body:
        links = self._links_of([page.path]).get(page.path, [])
        return Body(page.path, page.digest, page.lang, _resolved(links, self._linked(links)))

    def body_beside(
        self,
        path: str,
        digest: str,
        lang: str,
        links: Sequence[Link],
        media: Sequence[tuple[Address, str]],
    ) -> Body:
        """The body of a text that is no article but has media beside its page."""
        targets = [link.target for link in links if link.kind in _BESIDE]
        pictures, sizes = self._pictures(targets), self._sizes(targets)
        resolved = _resolved(links, self._linked(links), media, pictures)
        shown, known = _pictures_of(links, pictures), _sizes_of(links, sizes)
        return Body(path, digest, lang, resolved, pictures=shown, sizes=known)

    def media(self, addresses: Iterable[Address]) -> dict[Address, tuple[str, str, Picture | None]]:
        """Address → (source path, digest, what is known of an image) of the media files at some
        addresses that exist and can be shown."""
        wanted = set(addresses)
        claims = self._among(f"{_MEDIA} WHERE claim.source <> ''", map(key, wanted), "key")
        return {row[0]: _medium(*row[1:]) for row in claims if row[0] in wanted and row[3] != ""}

    def every_medium(self) -> Iterator[tuple[Address, Picture | None]]:
        """(address, what is known of an image) of every published media file."""
        for row in self._connection.execute(f"{_MEDIA} WHERE claim.source <> '' ORDER BY address"):
            if row[3] != "":
                yield row[0], _medium(*row[1:])[2]

    def addresses_of_media(self, source: str) -> list[Address]:
        """Where a media file is published, or would be if it existed."""
        query = (
            "SELECT DISTINCT address FROM claim WHERE source <> '' AND source = ? ORDER BY address"
        )
        return [row[0] for row in self._all(query, (source,))]

    def root_files(self) -> dict[Address, tuple[str, str]]:
        """Address → (source path, digest) of the files at the top of the site."""
        query = (
            "SELECT address, source.path, digest FROM claim JOIN source USING (path)"
            " WHERE path >= 'root/' AND path < 'root0' ORDER BY path"
        )
        return {address: (path, digest) for address, path, digest in self._all(query)}

    def files_among(self, paths: Iterable[str]) -> dict[str, str]:
        """Path → digest, of those of some source files that exist."""
        return dict(self._among("SELECT path, digest FROM source WHERE TRUE", paths))

    def files(self, kind: str) -> dict[str, str]:
        """Path → digest, of the source files of a kind (`ingest/kinds.py`)."""
        query = "SELECT path, digest FROM source WHERE kind = ? ORDER BY path"
        return dict(self._all(query, (kind,)))


def _medium(source: str, digest: str, facts: str | None) -> tuple[str, str, Picture | None]:
    return source, digest, rows.read_picture(source, facts) if facts else None


def _pictures_of(
    links: Iterable[Link], pictures: Mapping[str, Picture | None]
) -> dict[str, Picture]:
    """URL as written → image, of the images among links."""
    linked = ((link.written, pictures.get(link.target)) for link in links)
    return {written: picture for written, picture in linked if picture} if pictures else {}


def _sizes_of(links: Iterable[Link], sizes: Mapping[str, int]) -> dict[str, int]:
    """URL as written → size, of the files among links."""
    if not sizes:
        return {}
    beside = (link for link in links if link.kind in _BESIDE)
    return {link.written: sizes[link.target] for link in beside if link.target in sizes}


def _resolved(
    links: Iterable[Link],
    linked: Mapping[str, Address],
    media: Iterable[tuple[Address, str]] = (),
    pictures: Mapping[str, Picture | None] = MappingProxyType({}),
) -> dict[str, tuple[Address, str] | None]:
    """URL as written → (address, what follows it in the URL), None if it leads nowhere.

    `linked`: path → address of the articles and pages among the targets. `media`: (address, path)
    of the files beside the article. `pictures`: None stands for an image that cannot be shown.
    """
    beside = {path: address for address, path in media if pictures.get(path, True)}
    targets: dict[str, Mapping[str, Address]] = {"article": linked, "outside": {}}
    targets |= dict.fromkeys(_BESIDE, beside)
    resolved: dict[str, tuple[Address, str] | None] = {}
    for link in links:
        address = targets[link.kind].get(link.target) if link.kind in targets else link.target
        resolved[link.written] = _with_tail(link, address) if address else None
    return resolved


def _with_tail(link: Link, address: Address) -> tuple[Address, str]:
    """An address and what follows it in the URL. A path that cannot be decoded completely is part
    of the latter, as it is written."""
    path, tail = urls.apart(urls.trimmed(link.written))
    if "%" in path and path.startswith("/"):
        return "", urls.encoded(path) + urls.tail(tail)
    return address, urls.tail(tail) if tail else ""
