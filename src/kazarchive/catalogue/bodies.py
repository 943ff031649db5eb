"""Questions about what a page shows besides entries: bodies with their links, media, files, pages
without a date."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kazarchive.catalogue import rows, standalone
from kazarchive.catalogue.entries import Entries
from kazarchive.rules import urls
from kazarchive.rules.addresses import key
from kazarchive.values import Address, Article, Body, Link, Picture, Undated, UndatedLink

_MEDIA = (
    "SELECT DISTINCT address, source, digest, facts FROM claim"
    " JOIN source ON source.path = claim.source AND source.kind = 'media'"
    " LEFT JOIN picture ON picture.path = claim.source"
)


class Bodies(Entries):
    """Every answer is in a fixed order."""

    def bodies(self, articles: Iterable[Article], absolute: bool = False) -> dict[str, Body]:
        """Path → the text of an article, with what its links resolve to."""
        every = tuple(articles)
        paths = [article.entry.path for article in every]
        linked = self._linked(link for one in every for link in one.links)
        shown = [link.target for one in every for link in one.links if link.kind == "media"]
        seen = self._pictures(shown)
        spooled = {
            path: (file, start, size)
            for path, file, start, size in self._among("SELECT * FROM spool WHERE TRUE", paths)
        }
        return {
            one.entry.path: Body(
                one.entry.path,
                one.digest,
                one.entry.lang,
                _resolved(one.links, linked, one.entry.media, seen),
                spooled.get(one.entry.path),
                absolute,
                _shown(one, seen),
                one.entry.image is not None,
            )
            for one in every
        }

    def _pictures(self, paths: Iterable[str]) -> dict[str, Picture | None]:
        """What is known of the images among some files; None: it cannot be shown."""
        return {
            path: rows.read_picture(path, facts) if facts else None
            for path, facts in self._among(
                "SELECT path, facts FROM picture WHERE facts IS NOT NULL", paths
            )
        }

    def _linked(self, links: Iterable[Link]) -> dict[str, Address]:
        """Path → address of the articles and pages to which links lead."""
        targets = [link.target for link in links if link.kind == "article"]
        found = self._among("SELECT path, address FROM article WHERE visible", targets)
        return dict(found + self._among("SELECT path, address FROM undated WHERE TRUE", targets))

    def undated(self) -> list[Undated]:
        """All of them, each language's in its order."""
        return standalone.every(self._connection)

    def undated_links(self, lang: str) -> tuple[UndatedLink, ...]:
        """Those of a language."""
        every = (one for one in self.undated() if one.lang == lang)
        return tuple(UndatedLink(one.title, one.address, one.summary) for one in every)

    def undated_linking_to(self, path: str) -> list[Address]:
        return standalone.linking_to(self._connection, path)

    def body_of(self, page: Undated) -> Body:
        links = self._links_of([page.path]).get(page.path, [])
        return Body(page.path, page.digest, page.lang, _resolved(links, self._linked(links)))

    def media(self, addresses: Iterable[Address]) -> dict[Address, tuple[str, str, Picture | None]]:
        """(source path, digest, what is known of it if it is an image) of the media files at some
        addresses, where the files exist and can be shown."""
        wanted = set(addresses)
        found = self._among(f"{_MEDIA} WHERE claim.source <> ''", map(key, wanted), "key")
        return {row[0]: _medium(*row[1:]) for row in found if row[0] in wanted and row[3] != ""}

    def every_medium(self) -> Iterator[tuple[Address, Picture | None]]:
        """Where media files are published, and what is known of the images."""
        for row in self._connection.execute(f"{_MEDIA} WHERE claim.source <> '' ORDER BY address"):
            if row[3] != "":
                yield row[0], _medium(*row[1:])[2]

    def addresses_of_media(self, source: str) -> list[Address]:
        """Where one media file is published, or would be if it were there."""
        query = (
            "SELECT DISTINCT address FROM claim WHERE source <> '' AND source = ? ORDER BY address"
        )
        return [row[0] for row in self._all(query, (source,))]

    def files_among(self, paths: Iterable[str]) -> dict[str, str]:
        """Path → digest of those of some source files that are there."""
        return dict(self._among("SELECT path, digest FROM source WHERE TRUE", paths))

    def files(self, kind: str) -> dict[str, str]:
        """Path → digest of the source files of a kind."""
        query = "SELECT path, digest FROM source WHERE kind = ? ORDER BY path"
        return dict(self._all(query, (kind,)))


def _medium(source: str, digest: str, facts: str | None) -> tuple[str, str, Picture | None]:
    return source, digest, rows.read_picture(source, facts) if facts else None


def _shown(article: Article, pictures: Mapping[str, Picture | None]) -> dict[str, Picture]:
    """The images among the links of an article, by the URL as written."""
    found = ((link.written, pictures.get(link.target)) for link in article.links)
    return {written: picture for written, picture in found if picture} if pictures else {}


def _resolved(
    links: Iterable[Link],
    linked: Mapping[str, Address],
    media: Iterable[tuple[Address, str]] = (),
    pictures: Mapping[str, Picture | None] = MappingProxyType({}),
) -> dict[str, tuple[Address, str] | None]:
    """What each link written in a body leads to: an address and what follows it, or nothing.

    `linked`: the addresses of the articles and pages among its targets. `media`: those beside it.
    `pictures`: None stands for an image that cannot be shown.
    """
    beside = {path: address for address, path in media if pictures.get(path, True)}
    known: dict[str, Mapping[str, Address]] = {"article": linked, "media": beside, "outside": {}}
    resolved: dict[str, tuple[Address, str] | None] = {}
    for link in links:
        address = known[link.kind].get(link.target) if link.kind in known else link.target
        resolved[link.written] = _whole(link, address) if address else None
    return resolved


def _whole(link: Link, address: Address) -> tuple[Address, str]:
    """An address and what follows it in the URL. A path that cannot be decoded whole is kept with
    the latter, as it is written."""
    path, tail = urls.apart(urls.trimmed(link.written))
    if "%" in path and path.startswith("/"):
        return "", urls.encoded(path) + urls.tail(tail)
    return address, urls.tail(tail) if tail else ""
