"""Bringing the catalogue up to date with the sources: scan, read what changed, sync."""

import itertools
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field

from kazarchive.catalogue import images, later, links, moves, recent, standalone
from kazarchive.catalogue import sync as syncing
from kazarchive.catalogue.sync import Clock, Sync
from kazarchive.changes import (
    ArticleChange,
    Change,
    FileChange,
    NewsChange,
    StandaloneChange,
    TermsChange,
)
from kazarchive.config.options import Site
from kazarchive.execution.pool import SMALL, Pool, chunks
from kazarchive.images import tasks as image_tasks
from kazarchive.ingest import tasks
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, forms, scan, theme_files
from kazarchive.reading.scan import SourceFile
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.rules import slugs
from kazarchive.rules.addresses import Addresses
from kazarchive.state import database, fingerprint, sources, spool
from kazarchive.values import Cell, Undated
from kazarchive.workspace import Workspace

PAGES = "pages"
"""The folder of the pages without a date."""


class Refreshed(Struct):
    """What the catalogue has learnt."""

    found: int = 0
    """Article files."""
    read: int = 0
    refused: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Article files that cannot be published, and why."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with files that are no articles."""
    touched: int = 0
    """Articles that entered, changed or left, or became due."""
    articles: Callable[[], Iterator[ArticleChange]] = lambda: iter(())
    """What happened to each of them."""
    other_news: bool = False
    """Whether other articles are news than before."""
    images_before: list[str] | None = field(default_factory=list)
    """Where the sizes of images that are changed or gone are kept; None: of all."""
    files: list[str] = field(default_factory=list)
    """Media, static files and pages without a date that are new, changed or gone."""
    undated: list[StandaloneChange] = field(default_factory=list)
    """What happened to the pages without a date."""
    templates: set[str] = field(default_factory=set)
    """Names, below `templates/`, of those that are new, changed or gone."""

    def changes(self) -> Iterator[Change]:
        """All but those of templates, one after the other."""
        yield from self.articles()
        yield TermsChange()
        yield from map(FileChange, self.files)
        yield from self.undated
        if self.other_news:
            yield NewsChange()


def refresh(
    connection: sqlite3.Connection,
    workspace: Workspace,
    clock: Clock,
    pool: Pool,
    started: int,
    progress: Callable[[str, int, int], None],
) -> Refreshed:
    """Scan the sources and take every difference into the catalogue, in one open transaction.

    `started`: nanoseconds by the file system's clock. `progress`: stage, done, in all.
    """
    result = Refreshed()
    kind_of = _Kinds(workspace.site)
    anew = _forget_if_reading_changed(connection, workspace.site)
    spool.empty_table(connection)
    looked_at: dict[str, tuple[str, int]] = {}
    compared = _scan(connection, workspace, kind_of, pool, result, looked_at)
    changed = _confirmed(connection, workspace, compared, kind_of, started)
    fresh = sorted((*compared.new, *changed), key=lambda file: file.path)
    articles = [file for file in fresh if kind_of(file.path) == "article"]
    pages = [file for file in fresh if kind_of(file.path) == "page"]
    others = [file for file in fresh if kind_of(file.path) not in ("article", "page")]
    sources.forget(connection, (*compared.gone, *(file.path for file in changed)))
    _take_files(connection, workspace, others, compared.gone, kind_of, started, result)
    gone = [path for path in compared.gone if kind_of(path) == "article"]
    sync = Sync(connection, clock, _term_address(workspace.site))
    media = [path for path in result.files if kind_of(path) == "media"]
    kept = _look_at_media(connection, workspace, media, pool, sync)
    if workspace.site.images.enabled:
        result.images_before = None if anew else kept
    for path in (*gone, *(file.path for file in changed if kind_of(file.path) == "article")):
        sync.leave(path)
    sync.begin()
    sync.look_again(media)
    left = [path for path in compared.gone if kind_of(path) == "page"]
    _take_pages(connection, workspace, pages, left, sync, kind_of, started, result)
    _read(connection, workspace, articles, pool, sync, kind_of, started, progress, result)
    sync.finish()
    moves.note(connection, sync.before)
    moves.settle(connection)
    sources.note_calm(connection, looked_at)
    result.touched, result.articles = len(sync.before), sync.changes
    result.problems += later.problems(connection, clock.now)
    for path, problem in sync.refused.items():
        result.refused[path] = (_located(workspace, problem),)
    news = workspace.site.news.publication
    result.other_news = recent.refresh(connection, clock.now if news else None)
    links.refresh(connection, (*sync.before, *result.files))
    return result


def _located(workspace: Workspace, problem: Problem) -> Problem:
    """A clash of two articles with its line: the file is read once more."""
    from kazarchive.reading import conflicts

    path = problem.place.path
    try:
        return conflicts.located(problem, files.read(workspace.root / path, path), workspace.site)
    except ProblemsFound:  # it has just changed
        return problem


class _Kinds:
    """What a source file is, by its path. An article file whose name begins with `_` is none: so
    other generators call what describes a folder."""

    def __init__(self, site: Site) -> None:
        self._folder = site.articles.folder + "/"
        self._articles = scan.pattern(site.articles.include)

    def __call__(self, path: str) -> str:
        name = path.removeprefix(BUNDLED)
        if path.startswith(self._folder):
            if not self._articles.fullmatch(path, len(self._folder)):
                return "media"
            return "other" if path.rpartition("/")[2].startswith("_") else "article"
        if path.startswith(f"{PAGES}/"):
            return "page" if re.fullmatch(r"[^/_][^/]*\.(md|markdown)", path[6:]) else "other"
        return "static" if name.startswith("static/") else "template"


def _term_address(site: Site) -> Callable[..., str]:
    at = Addresses(site.languages, site.taxonomy_names, site.articles.permalink)
    return lambda facet: at.listing(Cell(facet))


def _forget_if_reading_changed(connection: sqlite3.Connection, site: Site) -> bool:
    """What was read by other rules is read again, all of it. Whether it is."""
    now = fingerprint.reading(site)
    if database.meta(connection, "reading") == now:
        return False
    moves.note_all(connection)
    syncing.empty(connection)
    sources.forget_all(connection)
    database.set_meta(connection, "reading", now)
    return True


# --- scanning -----------------------------------------------------------------------------------


def _scan(
    connection: sqlite3.Connection,
    workspace: Workspace,
    kind_of: _Kinds,
    pool: Pool,
    result: Refreshed,
    looked_at: dict[str, tuple[str, int]],
) -> sources.Differences:
    """`looked_at` is filled: of every folder that may have changed its signs and its number of
    files."""
    tops = [workspace.site.articles.folder, PAGES, "static", "templates"]
    if not os.path.isdir(forms.real(workspace.root / tops[0])):
        raise ProblemsFound([Problem("K0306", Place(tops[0]))])  # --keep-going would empty the site
    bundled = [f"{BUNDLED}{top}" for top in ("static", "templates")]
    walks = [scan.walk(workspace.root, top) for top in tops]
    walks += [scan.walk(theme_files.bundled(), top, BUNDLED) for top in ("static", "templates")]
    calm = sources.calm(connection)

    def walked() -> Iterator[tuple[str, Sequence[SourceFile] | None]]:
        for folder in itertools.chain.from_iterable(walks):
            before, signs = calm.get(folder.path), folder.signs
            if before and before.signs == signs and not folder.problems:
                result.found += before.articles
                yield folder.path, None
            else:
                looked_at[folder.path] = signs, len(folder.statuses)
                yield _taken(folder, kind_of, result)
                if not calm and result.found > SMALL:
                    pool.start()

    return sources.differences(connection, walked(), [*tops, *bundled])


def _taken(
    folder: scan.Folder, kind_of: _Kinds, result: Refreshed
) -> tuple[str, Sequence[SourceFile]]:
    """The files of a folder; articles are counted, problems put where they belong."""
    for problem in folder.problems:
        if kind_of(problem.place.path) == "article" and problem.severity == "error":
            result.refused[problem.place.path] = (problem,)
            result.found += 1
        else:
            result.problems.append(problem)
    files = folder.files
    result.found += sum(kind_of(file.path) == "article" for file in files)
    return folder.path, files


def _confirmed(
    connection: sqlite3.Connection,
    workspace: Workspace,
    compared: sources.Differences,
    kind_of: _Kinds,
    started: int,
) -> list[SourceFile]:
    """Those of the suspect files whose content is another; of the rest the signs are renewed."""
    changed, same = [], []
    for file, digest in compared.suspect:
        if _digest(workspace, file) == digest:
            same.append((file, digest))
        else:
            changed.append(file)
    sources.record(connection, same, kind_of, started)
    return changed


def _digest(workspace: Workspace, file: SourceFile) -> str | None:
    try:
        return files.digest(theme_files.resolve(workspace.root, file.path), file.path)
    except ProblemsFound:
        return None


# --- taking in ----------------------------------------------------------------------------------


def _take_files(
    connection: sqlite3.Connection,
    workspace: Workspace,
    fresh: Sequence[SourceFile],
    gone: Sequence[str],
    kind_of: _Kinds,
    started: int,
    result: Refreshed,
) -> None:
    """Media, static files and templates: their digests, and what is wrong with a static file."""
    for path in (*gone, *(file.path for file in fresh)):
        if kind_of(path) == "template":
            result.templates.add(path.removeprefix(BUNDLED).removeprefix("templates/"))
        elif kind_of(path) != "article":
            result.files.append(path)
    known = []
    images.forget(connection, [path for path in result.files if kind_of(path) == "static"])
    for file in fresh:
        try:
            if kind_of(file.path) == "static" and not file.path.startswith(BUNDLED):
                _check_static(connection, workspace, file.path)
            digest = files.digest(theme_files.resolve(workspace.root, file.path), file.path)
        except ProblemsFound as found:
            result.problems.extend(found.problems)
        else:
            known.append((file, digest))
    sources.record(connection, known, kind_of, started)


def _look_at_media(
    connection: sqlite3.Connection,
    workspace: Workspace,
    paths: Sequence[str],
    pool: Pool,
    sync: Sync,
) -> list[str]:
    """Look at media files that are new or changed, and forget what is gone. Each article that shows
    an image is another now: as many as lead to the file. Returns where their sizes are kept."""
    there = [path for path in paths if sources.digest(connection, path)]
    parts = ((workspace, part) for part in chunks(there))
    looks = pool.map(image_tasks.examine_chunk, parts, len(there))
    found = [known for chunk in looks for known in chunk]
    shown = {*images.known(connection, paths), *(known.path for known in found)}
    for path in sorted(shown):
        for user in images.users(connection, path):
            sync.note(user)
    kept = images.forget(connection, paths)
    images.record(connection, found)
    return kept


def _check_static(connection: sqlite3.Connection, workspace: Workspace, path: str) -> None:
    """Raises ProblemsFound where a static file cannot be published; what it tells is kept."""
    if problem := _name_problem(path):
        raise ProblemsFound([problem])
    if (known := image_tasks.examine_static(workspace, path)) is None:
        return
    if known.facts == "":
        values = {"image": path, "reason": known.fault or ""}
        raise ProblemsFound([Problem(known.code or "", Place(path), values)])
    images.record(connection, [known])


def _name_problem(path: str) -> Problem | None:
    """Why a static file cannot be published under its name."""
    name = path.rpartition("/")[2]
    reason = slugs.media_fault(name)
    return Problem("K0208", Place(path), {"name": name, "reason": reason}) if reason else None


def _take_pages(
    connection: sqlite3.Connection,
    workspace: Workspace,
    fresh: Sequence[SourceFile],
    gone: Sequence[str],
    sync: Sync,
    kind_of: _Kinds,
    started: int,
    result: Refreshed,
) -> None:
    """Pages without a date. There are few: where one changes, all enter anew, by their paths."""
    if not fresh and not gone:
        return
    before = standalone.every(connection)
    files_of = {file.path: file for file in fresh}
    paths = sorted({*files_of, *(page.path for page in before)} - {*gone})
    standalone.leave(connection, (*gone, *paths, *(page.path for page in before)))
    known = []
    for path in paths:
        reading = tasks.read_standalone(workspace, path)
        refused = list(reading.problems)
        if reading.page:
            refusal = sync.enter_undated(reading.page, reading.links, reading.problems)
            refused = [refusal] if refusal else []
        result.problems += refused
        if not reading.page or refused:
            sources.forget(connection, [path])
        elif path in files_of:
            known.append((files_of[path], reading.page.digest))
    sources.record(connection, known, kind_of, started)
    result.files += [*gone, *files_of]
    result.undated = _changes(before, standalone.every(connection))


def _changes(before: Sequence[Undated], after: Sequence[Undated]) -> list[StandaloneChange]:
    was, now = ({page.path: page for page in pages} for pages in (before, after))
    changes = (
        StandaloneChange(path, was.get(path), now.get(path)) for path in sorted({*was, *now})
    )
    return [change for change in changes if change.before != change.after]


def _read(
    connection: sqlite3.Connection,
    workspace: Workspace,
    articles: Sequence[SourceFile],
    pool: Pool,
    sync: Sync,
    kind_of: _Kinds,
    started: int,
    progress: Callable[[str, int, int], None],
    result: Refreshed,
) -> None:
    """Read article files in parallel and let them enter in the order of their paths."""
    if articles:
        spool.empty(workspace.state)
    parts = ((workspace, [file.path for file in chunk]) for chunk in chunks(articles))
    files_left = iter(articles)
    for readings in pool.map(tasks.read_chunk, parts, len(articles)):
        known = []
        for reading, file in zip(readings, files_left, strict=False):
            result.read += 1
            if reading.record is None:
                result.refused[file.path] = reading.problems
            else:
                known.append((file, reading.digest))
                sync.enter(reading.record)
        sources.record(
            connection, [one for one in known if one[0].path not in sync.refused], kind_of, started
        )
        progress("reading", result.read, len(articles))
