"""Articles as rows of the catalogue and back: both directions of each column stand together."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import json
from msgspec.structs import astuple

from kazarchive.catalogue.cells import facets
from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses
from kazarchive.values import Address, Article, Entry, Image, Link, Origin, Picture, Term

_OF_ENTRY = (
    "path, address, lang, title, published, timed, updated, summary, terms, image,"
    " image_address, translations, aliases, media"
)
_OF_ARTICLE = "digest, draft, source, license, extra, anchors, words, standfirst"
ENTRY_COLUMNS = (
    f"{_OF_ENTRY}, image_source,"
    " (SELECT facts FROM picture WHERE picture.path = article.image_source)"
)
ARTICLE_COLUMNS = f"{ENTRY_COLUMNS}, {_OF_ARTICLE}"
INSERT = (
    f"INSERT INTO article ({_OF_ENTRY}, image_source, {_OF_ARTICLE}, modified, day, instant,"
    f" visible) VALUES ({', '.join('?' * 27)})"
)


class Standing(NamedTuple):
    """What an entry takes up in the archive while it is visible, in plain values: these travel
    from the readers to the catalogue, and pickling our own values took longer than reading them."""

    path: str
    day: str
    instant: int
    claims: list[tuple[str, str, Address, str]]
    """For the table `claim`: key, path, address, source of a media file."""
    facets: list[tuple[tuple[str, str, str], str]]
    """(language, taxonomy, slug) and the term's name as written."""


class Record(NamedTuple):
    """An article on its way into the catalogue."""

    standing: Standing
    draft: bool
    row: tuple[Any, ...]
    links: list[tuple[Any, ...]]
    problems: list[tuple[str, ...]]
    spooled: tuple[str, int, int]
    """Where the rendered body is kept: file, start, size."""
    vocabulary: bytes | None
    """What search keeps of it, if the archive has search."""


def file_key(address: Address) -> str:
    """`/a/` and `/a/index.html` are one file."""
    key = addresses.key(address)
    return key.removesuffix("index.html") if key.endswith("/index.html") else key


def standing(entry: Entry) -> Standing:
    owned = [(address, "") for address in (entry.address, *entry.aliases)]
    owned += entry.media
    return Standing(
        entry.path,
        entry.day.isoformat(),
        entry.instant,
        [(file_key(address), entry.path, address, source) for address, source in owned],
        [((one.lang, one.taxonomy, one.slug), name) for one, name in facets(entry).items()],
    )


def record(
    article: Article,
    problems: Iterable[Problem],
    unknown: Iterable[str],
    spooled: tuple[str, int, int],
    vocabulary: bytes | None,
) -> Record:
    """With an article go its warnings, and the fields that it alone knows the meaning of."""
    path = article.entry.path
    fields = [Problem("K0107", Place(path), {"field": name}) for name in unknown]
    told = [problem_row(about(problem), problem) for problem in (*problems, *fields)]
    stands, row = standing(article.entry), to_row(article)
    links = [link_row(path, link, stands.day, stands.instant) for link in article.links]
    return Record(stands, article.draft, row, links, told, spooled, vocabulary)


def about(problem: Problem) -> str:
    """What the table `problem` keeps it for."""
    if problem.told in ("counted", "later"):
        return problem.told
    if "file" in problem.values:
        return "media"
    return "check" if problem.told == "check" else "text"


def to_row(article: Article) -> tuple[Any, ...]:
    """For INSERT, all but whether it is visible."""
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
        _json(entry.aliases) if entry.aliases else "[]",
        _json(entry.media) if entry.media else "[]",
        dict(entry.media).get(entry.image_address) if entry.image_address else None,
        article.digest,
        article.draft,
        _json(astuple(article.source)) if article.source else None,
        article.license,
        _json(article.extra),
        _json(article.anchors),
        article.words,
        article.standfirst,
        entry.modified.astimezone(UTC).isoformat(),
        entry.day.isoformat(),
        entry.instant,
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
        terms=_terms(row[8]),
        image=Image(*json.decode(row[9])) if row[9] else None,
        image_address=None if row[15] == "" else row[10],
        group=row[11],
        aliases=tuple(json.decode(row[12])) if row[12] != "[]" else (),
        media=tuple(map(tuple, json.decode(row[13]))) if row[13] != "[]" else (),
        picture=read_picture(row[14], row[15]) if row[15] else None,
    )


def picture_text(picture: Picture) -> str:
    return _json(astuple(picture)[1:])


def read_picture(source: str, facts: str) -> Picture:
    width, height, sizes, formats, *said = json.decode(facts)
    return Picture(source, width, height, tuple(map(tuple, sizes)), tuple(formats), *said)


@lru_cache(maxsize=2048)
def _terms(written: str) -> tuple[Term, ...]:
    return tuple(Term(*term) for term in json.decode(written))


def article(row: Sequence[Any], links: Sequence[Link] = ()) -> Article:
    """From ARTICLE_COLUMNS."""
    return Article(
        entry=entry(row),
        digest=row[16],
        draft=bool(row[17]),
        source=Origin(*json.decode(row[18])) if row[18] else None,
        license=row[19],
        extra=json.decode(row[20]),
        links=tuple(links),
        anchors=tuple(json.decode(row[21])),
        words=row[22],
        standfirst=bool(row[23]),
    )


def link_row(path: str, link: Link, day: str = "", instant: int = 0) -> tuple[Any, ...]:
    """`day` and `instant`: of the article, if it is one that links."""
    return (path, link.written, link.kind, link.target, link.fragment, link.line, day, instant)


def link(row: Sequence[Any]) -> Link:
    """From written, kind, target, fragment, line."""
    return Link(row[1], row[0], row[2], row[3], row[4])


def problem_row(about: str, problem: Problem) -> tuple[str, ...]:
    place = problem.place
    detail = _json(dict(problem.values))
    return (place.path, about, _json(astuple(place)), problem.code, detail)


def problem(row: Sequence[Any]) -> Problem:
    """From place, code, detail."""
    return Problem(row[1], Place(*json.decode(row[0])), json.decode(row[2]))


def _json(value: Any) -> str:
    return json.encode(value).decode()
