"""The findings of `check` that need the whole archive and do not concern a build."""

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from kazarchive.catalogue import rows
from kazarchive.problems import Place, Problem
from kazarchive.rules.media_names import COMMENTS
from kazarchive.values import Address

KEPT = 64
"""The articles whose ids are kept in memory while links to them are checked."""

_DATELESS = "{0} IN (SELECT path FROM undated UNION ALL SELECT path FROM person)"
"""Whether a path is that of a page without a date, or of a file about an author."""


def fragments(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Links to an id that the article does not have (K0403)."""
    ids = "SELECT anchors FROM article WHERE path = ?"

    @lru_cache(KEPT)
    def anchors(path: str) -> frozenset[str]:
        return frozenset(json.loads(connection.execute(ids, (path,)).fetchone()[0]))

    query = (
        "SELECT link.path, link.line, link.target, link.fragment FROM link"
        " LEFT JOIN article AS own ON own.path = link.path"
        " JOIN article AS named ON named.path = link.target AND named.visible"
        " WHERE link.kind = 'article' AND link.fragment <> ''"
        f" AND (own.visible OR {_DATELESS.format('link.path')}) ORDER BY link.path, link.line"
    )
    for path, line, target, fragment in connection.execute(query):
        if fragment not in anchors(target):
            values = {"target": target, "fragment": fragment}
            yield Problem("K0403", Place(path, line), values)


def silent_images(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Images of visible articles for which neither the article nor their file has an alternative
    text (K0407)."""
    query = (
        "SELECT place, code, detail FROM problem JOIN article USING (path)"
        " LEFT JOIN link ON link.path = problem.path AND written = json_extract(detail, '$.target')"
        " LEFT JOIN picture ON picture.path = link.target AND facts <> ''"
        " WHERE code = 'K0407' AND visible AND json_extract(facts, '$[4]') IS NULL"
        " ORDER BY problem.path, place"
    )
    return (rows.problem(row) for row in connection.execute(query))


def texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The other findings in the text of visible articles, of pages without a date and of
    biographies."""
    query = (
        "SELECT place, code, detail FROM problem LEFT JOIN article USING (path)"
        " WHERE about = 'check' AND code <> 'K0407'"
        f" AND (visible OR {_DATELESS.format('problem.path')}) ORDER BY problem.path, place"
    )
    return (rows.problem(row) for row in connection.execute(query))


def links_to_addresses(connection: sqlite3.Connection) -> Iterator[tuple[Address, str, int]]:
    """(address, path, line) of every link to an address of the site."""
    query = (
        "SELECT target, link.path, line FROM link LEFT JOIN article USING (path)"
        " WHERE kind IN ('address', 'static')"
        f" AND (visible OR {_DATELESS.format('link.path')}) ORDER BY target, link.path, line"
    )
    yield from connection.execute(query)


def translations(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Groups of translations with two articles in one language (K0901), or with articles of
    different days (K0904)."""
    same_language = (
        "SELECT min(path), max(path), lang FROM article WHERE visible"
        " GROUP BY translations, lang HAVING count(*) > 1 ORDER BY 1"
    )
    for first, second, lang in connection.execute(same_language):
        values = {"first": first, "second": second, "lang": lang}
        yield Problem("K0901", Place(second), values)
    several_days = (
        "SELECT min(path), translations, min(day), max(day) FROM article WHERE visible"
        " GROUP BY translations HAVING min(day) <> max(day) ORDER BY 1"
    )
    for path, group, first, last in connection.execute(several_days):
        values = {"group": group.lstrip("="), "reason": f"they are dated {first} and {last}"}
        yield Problem("K0904", Place(path), values)


def same_titles(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Articles with the same language, day and title (K0902)."""
    query = (
        "SELECT min(path), max(path) FROM article WHERE visible"
        " GROUP BY lang, day, title HAVING count(*) > 1 ORDER BY 1"
    )
    for first, second in connection.execute(query):
        yield Problem("K0902", Place(second), {"first": first, "second": second})


def unused_media(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Media files that no article uses (K0903), without comments, which are only kept."""
    query = (
        "SELECT path FROM source WHERE kind = 'media' AND path NOT LIKE ?"
        " AND path NOT IN (SELECT source FROM claim) ORDER BY path"
    )
    unused = connection.execute(query, (f"%{COMMENTS}",))
    return (Problem("K0903", Place(path)) for (path,) in unused)
