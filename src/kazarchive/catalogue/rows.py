"""Articles as rows of the catalogue and back: both directions of each column stand together."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any

from kazarchive.problems import Place, Problem
from kazarchive.values import Article, Entry, Image, Link, Origin, Term

ENTRY_COLUMNS = (
    "path, address, lang, title, published, timed, updated, summary, terms, image,"
    " image_address, translations, aliases, media"
)
ARTICLE_COLUMNS = f"{ENTRY_COLUMNS}, digest, draft, source, license, extra, anchors"
INSERT = (
    f"INSERT INTO article ({ARTICLE_COLUMNS}, modified, day, instant, visible)"
    f" VALUES ({', '.join('?' * 24)})"
)


def to_row(article: Article) -> tuple[Any, ...]:
    """For INSERT; not visible yet."""
    entry = article.entry
    return (
        entry.path,
        entry.address,
        entry.lang,
        entry.title,
        entry.published.isoformat(),
        entry.timed,
        entry.updated.isoformat() if entry.updated else None,
        entry.summary,
        _json([(term.taxonomy, term.slug, term.name) for term in entry.terms]),
        _json(astuple(entry.image)) if entry.image else None,
        entry.image_address,
        entry.group,
        _json(entry.aliases),
        _json(entry.media),
        article.digest,
        article.draft,
        _json(astuple(article.source)) if article.source else None,
        article.license,
        _json(article.extra),
        _json(article.anchors),
        entry.modified.astimezone(UTC).isoformat(),
        entry.day.isoformat(),
        entry.instant,
        False,
    )


def entry(row: Sequence[Any]) -> Entry:
    """From ENTRY_COLUMNS."""
    return Entry(
        path=row[0],
        address=row[1],
        lang=row[2],
        title=row[3],
        published=datetime.fromisoformat(row[4]),
        timed=bool(row[5]),
        updated=datetime.fromisoformat(row[6]) if row[6] else None,
        summary=row[7],
        terms=tuple(Term(*term) for term in json.loads(row[8])),
        image=Image(*json.loads(row[9])) if row[9] else None,
        image_address=row[10],
        group=row[11],
        aliases=tuple(json.loads(row[12])),
        media=tuple((address, path) for address, path in json.loads(row[13])),
    )


def article(row: Sequence[Any], links: Sequence[Link] = ()) -> Article:
    """From ARTICLE_COLUMNS."""
    return Article(
        entry=entry(row),
        digest=row[14],
        draft=bool(row[15]),
        source=Origin(*json.loads(row[16])) if row[16] else None,
        license=row[17],
        extra=json.loads(row[18]),
        links=tuple(links),
        anchors=tuple(json.loads(row[19])),
    )


def link_row(path: str, link: Link) -> tuple[Any, ...]:
    return (path, link.written, link.kind, link.target, link.fragment, link.line)


def link(row: Sequence[Any]) -> Link:
    """From written, kind, target, fragment, line."""
    return Link(row[1], row[0], row[2], row[3], row[4])


def problem_row(about: str, problem: Problem) -> tuple[str, ...]:
    place = problem.place
    detail = _json(dict(problem.values))
    return (place.path, about, _json(astuple(place)), problem.code, detail)


def problem(row: Sequence[Any]) -> Problem:
    """From place, code, detail."""
    return Problem(row[1], Place(*json.loads(row[0])), json.loads(row[2]))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
