"""The catalogue as pages see it: every query that they may make."""

from kazarchive.catalogue import rows
from kazarchive.catalogue.entries import POSITION, position
from kazarchive.catalogue.listings import Listings
from kazarchive.catalogue.people import People
from kazarchive.catalogue.series import Series
from kazarchive.catalogue.warnings import Warnings
from kazarchive.rules.addresses import key
from kazarchive.values import Address, Entry, Period


class Catalogue(Listings, People, Series, Warnings):
    """Queries of one catalogue. All results are in a fixed order and contain visible articles only,
    unless a method says otherwise."""

    def kind(self, address: Address) -> str | None:
        """The kind of page that a source file puts at an address, visible or not: `article`,
        `alias`, `media`, `undated` or `root`; None if no source file does."""
        query = (
            "SELECT CASE WHEN claim.source <> '' THEN 'media'"
            " WHEN claim.path >= 'root/' AND claim.path < 'root0' THEN 'root'"
            " WHEN undated.address = claim.address THEN 'undated'"
            " WHEN article.address = claim.address THEN 'article' ELSE 'alias' END FROM claim"
            " LEFT JOIN article ON article.path = claim.path"
            " LEFT JOIN undated ON undated.path = claim.path"
            " WHERE claim.key = ? AND claim.address = ? LIMIT 1"
        )
        row = self._one(query, (key(address), address))
        return row[0] if row else None

    def segment(self, lang: str, period: Period) -> tuple[list[Entry], list[bytes]]:
        """The articles of a language and a period, oldest first, and what search keeps of each
        (`rules/search_index.py`)."""
        articles = self._all(
            f"SELECT {rows.ENTRY_COLUMNS}, packed FROM article"
            " JOIN vocabulary ON vocabulary.article = article.id"
            " WHERE visible AND lang = ? AND day >= ? AND day <= ? ORDER BY day, instant, path",
            (lang, period, f"{period}~"),
        )
        return [rows.entry(row) for row in articles], [row[-1] for row in articles]

    def before(self, entry: Entry, period: Period) -> int:
        """The number of articles of the entry's language that come before it, from the start of a
        period on."""
        (n,) = self._one(
            "SELECT count(*) FROM article WHERE visible AND lang = ? AND day >= ?"
            f" AND {POSITION} < (?, ?, ?)",
            (entry.lang, period, *position(entry)),
        )
        return int(n)
