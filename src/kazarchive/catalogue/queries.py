"""The catalogue as pages see it: every question that may be asked of it."""

from kazarchive.catalogue import rows
from kazarchive.catalogue.bodies import Bodies
from kazarchive.catalogue.entries import POSITION, position
from kazarchive.catalogue.listings import Listings
from kazarchive.catalogue.warnings import Warnings
from kazarchive.rules.addresses import key
from kazarchive.values import Address, Entry, Period


class Catalogue(Listings, Bodies, Warnings):
    """Questions to one catalogue. Every answer is in a fixed order, and only visible articles are
    ever seen through it."""

    def kind(self, address: Address) -> str | None:
        """The kind of page that an author has put at an address, visible or not: `article`,
        `alias`, `media` or `undated`."""
        query = (
            "SELECT CASE WHEN claim.source <> '' THEN 'media'"
            " WHEN undated.path IS NOT NULL THEN 'undated'"
            " WHEN article.address = claim.address THEN 'article' ELSE 'alias' END FROM claim"
            " LEFT JOIN article ON article.path = claim.path"
            " LEFT JOIN undated ON undated.path = claim.path"
            " WHERE claim.key = ? AND claim.address = ? LIMIT 1"
        )
        row = self._one(query, (key(address), address))
        return row[0] if row else None

    def segment(self, lang: str, period: Period) -> tuple[list[Entry], list[bytes]]:
        """The articles of a language and a period, oldest first, and what search keeps of each."""
        found = self._all(
            f"SELECT {rows.ENTRY_COLUMNS}, packed FROM article"
            " JOIN vocabulary ON vocabulary.article = article.id"
            " WHERE visible AND lang = ? AND day >= ? AND day <= ? ORDER BY day, instant, path",
            (lang, period, f"{period}~"),
        )
        return [rows.entry(row) for row in found], [row[-1] for row in found]

    def before(self, entry: Entry, period: Period) -> int:
        """How many articles of its language and a period stand before an entry's position."""
        (n,) = self._one(
            "SELECT count(*) FROM article WHERE visible AND lang = ? AND day >= ?"
            f" AND {POSITION} < (?, ?, ?)",
            (entry.lang, period, *position(entry)),
        )
        return int(n)
