"""Articles as rows of the catalogue and back, by one table of columns for both directions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import json
from msgspec.structs import astuple

from kazarchive.catalogue import own_fields
from kazarchive.catalogue.cells import facets
from kazarchive.live_report import LiveReport
from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses
from kazarchive.values import (
    Address,
    Article,
    Entry,
    Image,
    Link,
    Origin,
    Picture,
    SeriesPart,
    Term,
)


class Column(NamedTuple):
    """A column of the table `article` and the field that it holds."""

    name: str
    field: str
    write: Callable[[Any], Any] | None = None
    """From the field's value, unless that is None. Without it the value is stored as it is."""
    read: Callable[[Any], Any] | None = None
    """The inverse of `write`."""


def _json(value: Any) -> str:
    return json.encode(value).decode()


def _rows_json(structs: Sequence[Term]) -> str:
    return _json([astuple(struct) for struct in structs])


@lru_cache(maxsize=2048)
def _terms(written: str) -> tuple[Term, ...]:
    return tuple(Term(*term) for term in json.decode(written))


def _json_list(values: tuple[Any, ...]) -> str:
    return _json(values) if values else "[]"


def _list(written: str) -> tuple[Any, ...]:
    return tuple(json.decode(written)) if written != "[]" else ()


def _pairs(written: str) -> tuple[tuple[str, str], ...]:
    return tuple(map(tuple, json.decode(written))) if written != "[]" else ()


ENTRY = (
    Column("path", "path"),
    Column("address", "address"),
    Column("lang", "lang"),
    Column("title", "title"),
    Column("published", "published", datetime.isoformat, datetime.fromisoformat),
    Column("timed", "timed", None, bool),
    Column("updated", "updated", datetime.isoformat, datetime.fromisoformat),
    Column("summary", "summary"),
    Column("terms", "terms", _rows_json, _terms),
    Column(
        "image",
        "image",
        lambda image: _json(astuple(image)),
        lambda text: Image(*json.decode(text)),
    ),
    Column("image_address", "image_address"),
    Column("translations", "group"),
    Column("aliases", "aliases", _json_list, _list),
    Column("media", "media", _json_list, _pairs),
    Column("kicker", "kicker"),
    Column("type", "type"),
    Column("title_html", "title_html"),
    Column(
        "series",
        "series",
        lambda series: _json(astuple(series)),
        lambda text: SeriesPart(*json.decode(text)),
    ),
    Column("live", "live"),
    Column("fields", "fields", own_fields.written, own_fields.read),
    Column("indexed", "indexed", None, bool),
    Column("pinned", "pinned"),
    Column("lead", "lead", None, bool),
)
"""The columns of an entry: the fields of Entry in their order, without the last, `picture`."""

ARTICLE = (
    Column("digest", "digest"),
    Column("draft", "draft", None, bool),
    Column(
        "source",
        "source",
        lambda source: _json(astuple(source)),
        lambda text: Origin(*json.decode(text)),
    ),
    Column("license", "license"),
    Column("words", "words"),
    Column("standfirst", "standfirst", None, bool),
    Column("subtitle", "subtitle"),
    Column("report", "live", _json, lambda text: json.decode(text, type=LiveReport)),
    Column("layout", "layout"),
    Column("extra", "extra", _json, lambda text: own_fields.Extra(json.decode(text))),
    Column("anchors", "anchors", _json, _list),
)
"""The other columns of an article, in the order of its fields. `links`, the last but one, have a
table of their own."""


def _image_source(entry: Entry) -> str | None:
    return dict(entry.media).get(entry.image_address) if entry.image_address else None


DERIVED: Mapping[str, Callable[[Entry], Any]] = {
    "image_source": _image_source,
    "modified": lambda entry: entry.modified.astimezone(UTC).isoformat(),
    "day": lambda entry: entry.day.isoformat(),
    "instant": lambda entry: entry.instant,
}
"""Columns by which the catalogue searches and sorts; they follow from the entry."""

ENTRY_COLUMNS = ", ".join(
    (
        *(column.name for column in ENTRY),
        "image_source",
        "(SELECT facts FROM picture WHERE picture.path = article.image_source)",
    )
)
"""What `entry` reads."""

ARTICLE_COLUMNS = ", ".join((ENTRY_COLUMNS, *(column.name for column in ARTICLE)))
"""What `article` reads."""

_INSERTED = (*(column.name for column in (*ENTRY, *ARTICLE)), *DERIVED, "visible")
INSERT = f"INSERT INTO article ({', '.join(_INSERTED)}) VALUES ({', '.join('?' * len(_INSERTED))})"
"""Takes `Record.row`, then whether the article is visible."""


class ArticleIndex(NamedTuple):
    """What the indexes of the catalogue hold of an article while it is visible, in plain values:
    these travel between processes, and pickling our own values took longer than reading them."""

    path: str
    day: str
    instant: int
    claims: list[tuple[str, str, Address, str]]
    """For the table `claim`: key, path, address, source of a media file."""
    facets: list[tuple[tuple[str, str, str], str]]
    """(language, taxonomy, slug) and the term's name as written."""
    series: tuple[str, SeriesPart] | None = None
    """Its language and series."""


class Record(NamedTuple):
    """All rows of an article that is about to enter the catalogue."""

    indexed: ArticleIndex
    draft: bool
    row: tuple[Any, ...]
    links: list[tuple[Any, ...]]
    problems: list[tuple[str, ...]]
    spooled: tuple[str, int, int]
    """Where the rendered body is kept: file, start, size in bytes."""
    vocabulary: bytes | None
    """What search keeps of it, if the archive has search."""


def file_key(address: Address) -> str:
    """The key of the file at an address: `/a/` and `/a/index.html` are one file."""
    key = addresses.key(address)
    return key.removesuffix("index.html") if key.endswith("/index.html") else key


def article_index(entry: Entry) -> ArticleIndex:
    owned = [(address, "") for address in (entry.address, *entry.aliases)]
    owned += entry.media
    return ArticleIndex(
        entry.path,
        entry.day.isoformat(),
        entry.instant,
        [(file_key(address), entry.path, address, source) for address, source in owned],
        [((facet.lang, facet.taxonomy, facet.slug), name) for facet, name in facets(entry).items()],
        (entry.lang, entry.series) if entry.series else None,
    )


def record(
    article: Article,
    problems: Iterable[Problem],
    spooled: tuple[str, int, int],
    vocabulary: bytes | None,
) -> Record:
    """The rows of an article and of its warnings."""
    path = article.entry.path
    warnings = [problem_row(about(problem), problem) for problem in problems]
    index, row = article_index(article.entry), to_row(article)
    links = [link_row(path, link, index.day, index.instant) for link in article.links]
    return Record(index, article.draft, row, links, warnings, spooled, vocabulary)


def about(problem: Problem) -> str:
    """The column `about` of the table `problem`: when and with what it is reported."""
    if problem.told in ("counted", "later", "repeated"):
        return problem.told
    if "file" in problem.values:
        return "media"
    return "check" if problem.told == "check" else "text"


def to_row(article: Article) -> tuple[Any, ...]:
    """The values for INSERT, all but whether the article is visible."""
    entry = article.entry
    values = [*_entry_fields(entry), *_article_fields(article)]
    _convert(values, _WRITERS)
    return (*values, *[derive(entry) for derive in DERIVED.values()])


def entry(row: Sequence[Any]) -> Entry:
    """From ENTRY_COLUMNS. An image whose file cannot be shown (empty facts) has no address."""
    values = [*row[:_SOURCE]]
    _convert(values, _ENTRY_READERS)
    facts = row[_FACTS]
    if facts == "":
        values[_IMAGE_ADDRESS] = None
    values.append(read_picture(row[_SOURCE], facts) if facts else None)
    return Entry(*values)


def article(row: Sequence[Any], links: Sequence[Link] = ()) -> Article:
    """From ARTICLE_COLUMNS and the rows of its links."""
    values = [*row[_FACTS + 1 : _END]]
    _convert(values, _ARTICLE_READERS)
    values.insert(-1, tuple(links))
    return Article(entry(row), *values)


Conversions = Sequence[tuple[int, Callable[[Any], Any]]]
"""The position of each value to convert, and the function."""


def _convert(values: list[Any], conversions: Conversions) -> None:
    """Convert values in place, all but None."""
    for n, convert in conversions:
        if values[n] is not None:
            values[n] = convert(values[n])


_SOURCE, _FACTS = len(ENTRY), len(ENTRY) + 1
_END = _FACTS + 1 + len(ARTICLE)
_IMAGE_ADDRESS = next(n for n, column in enumerate(ENTRY) if column.field == "image_address")
_entry_fields = attrgetter(*(column.field for column in ENTRY))
_article_fields = attrgetter(*(column.field for column in ARTICLE))
_WRITERS: Conversions = [(n, c.write) for n, c in enumerate((*ENTRY, *ARTICLE)) if c.write]
_ENTRY_READERS: Conversions = [(n, c.read) for n, c in enumerate(ENTRY) if c.read]
_ARTICLE_READERS: Conversions = [(n, c.read) for n, c in enumerate(ARTICLE) if c.read]


def picture_text(picture: Picture) -> str:
    """The column `facts`: every field of a picture but its source, as JSON."""
    return _json(astuple(picture)[1:])


def read_picture(source: str, facts: str) -> Picture:
    """The inverse of `picture_text`."""
    width, height, sizes, formats, *rest = json.decode(facts)
    return Picture(source, width, height, tuple(map(tuple, sizes)), tuple(formats), *rest)


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
