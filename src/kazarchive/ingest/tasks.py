"""Tasks for the pool that read source files into records for the catalogue.

They import the parsers when they run, as a build with nothing to do must not pay for them.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kazarchive.config.options import Site
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.state.spool import Spool
from kazarchive.values import Article
from kazarchive.workspace import Workspace

if TYPE_CHECKING:
    from kazarchive.catalogue.rows import Record
    from kazarchive.reading.markup import Remember
    from kazarchive.reading.person import PersonReading
    from kazarchive.reading.standalone import PageReading

Reading = TypeVar("Reading")


class ReadArticle(NamedTuple):
    """The result of reading one article file: a record, or the reasons why there is none."""

    digest: str
    record: "Record | None"
    problems: tuple[Problem, ...]


def read_chunk(workspace: Workspace, paths: Sequence[str]) -> list[ReadArticle]:
    """Read some article files into records."""
    from kazarchive.state import conversions

    remember = conversions.remember(workspace.state, workspace.site)
    with Spool(workspace.state, paths[0]) as spool:
        articles = [_read(workspace, path, spool, remember) for path in paths]
    conversions.keep(workspace.state, workspace.site)
    return articles


def _read(workspace: Workspace, path: str, spool: Spool, remember: "Remember") -> ReadArticle:
    from kazarchive.catalogue import rows
    from kazarchive.reading import article, files

    site = workspace.site
    try:
        raw = files.read(f"{workspace.root}/{path}", path)
    except ProblemsFound as refusal:
        return ReadArticle("", None, refusal.problems)
    reading = article.read(raw, path, site, remember, files.below(workspace.root))
    if reading.article is None:
        return ReadArticle(reading.digest, None, reading.problems)
    unknown = reading.unknown if site.articles.unknown_fields == "warn" else ()
    spooled = spool.keep(reading.body)
    vocabulary = _vocabulary(reading.article, reading.body) if site.search.enabled else None
    problems = (*reading.problems, *reading.unfit, *unknown)
    record = rows.record(reading.article, problems, spooled, vocabulary)
    return ReadArticle(reading.digest, record, ())


def _vocabulary(article: Article, body: str) -> bytes:
    """What search keeps of an article (`rules/search_index.py`)."""
    from kazarchive.rules import search_index, text

    entry = article.entry
    if not entry.indexed:
        return search_index.pack("", "", (), entry.lang)
    topics = [(f"{term.taxonomy}/{term.slug}", term.name) for term in entry.terms]
    return search_index.pack(entry.title, text.plain(body), topics, entry.lang)


def read_standalone(workspace: Workspace, path: str) -> "PageReading":
    """Read one page without a date."""
    from kazarchive.reading import standalone

    def refused(problems: tuple[Problem, ...]) -> "PageReading":
        return standalone.PageReading(None, problems=problems)

    return _read_whole(workspace, path, standalone.read, refused)


def read_person(workspace: Workspace, path: str) -> "PersonReading":
    """Read one file about an author."""
    from kazarchive.reading import person

    def refused(problems: tuple[Problem, ...]) -> "PersonReading":
        return person.PersonReading(None, problems=problems)

    return _read_whole(workspace, path, person.read, refused)


def _read_whole(
    workspace: Workspace,
    path: str,
    read: Callable[[bytes, str, Site, "Remember"], Reading],
    refused: Callable[[tuple[Problem, ...]], Reading],
) -> Reading:
    """Read one file whose body is not spooled; `refused`: the result if it cannot be opened."""
    from kazarchive.reading import files
    from kazarchive.state import conversions

    try:
        raw = files.read(f"{workspace.root}/{path}", path)
    except ProblemsFound as refusal:
        return refused(refusal.problems)
    remember = conversions.remember(workspace.state, workspace.site)
    reading = read(raw, path, workspace.site, remember)
    conversions.keep(workspace.state, workspace.site)
    return reading
