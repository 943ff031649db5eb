"""Which source files are new, changed or gone since they were last recorded."""

import itertools
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kazarchive.catalogue import images, moves
from kazarchive.catalogue import sync as catalogue_sync
from kazarchive.config.options import Site
from kazarchive.execution.pool import SMALL, chunks
from kazarchive.ingest.ingestion import Ingestion
from kazarchive.ingest.kinds import PAGE, Kinds
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, forms, scan, theme_files
from kazarchive.reading.scan import Below, SourceFile
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.rules import media_names
from kazarchive.state import database, fingerprint, sources
from kazarchive.state.sources import RecordedFolder
from kazarchive.workspace import Workspace

BUNDLED_TOPS = ("static", "templates")
"""The folders of the bundled theme."""

SHARED = 20_000
"""Articles from which on two processes share the recorded folders: fewer are seen faster by one."""

PARTS = 64
"""Into which they are divided, so that both processes end together."""


class Scan(Struct, frozen=True):
    """The differences between the sources and what is recorded of them."""

    kind_of: Kinds
    articles: int
    """Article files, those that cannot be read among them."""
    fresh: tuple[SourceFile, ...]
    """New and changed files, by path."""
    changed: tuple[str, ...]
    """The paths of the changed ones."""
    gone: tuple[str, ...]
    refused: dict[str, tuple[Problem, ...]]
    """Article files that cannot be read, and why."""
    problems: tuple[Problem, ...]
    """What is wrong with other files."""
    rescanned: dict[str, tuple[str, int]]
    """Folder → its stat signature and number of files, of each that may have changed."""
    rules_changed: bool
    """Whether other rules of reading apply than before, so that every file counts as new."""

    def fresh_of(self, *kinds: str) -> list[SourceFile]:
        """The new and changed files of some kinds, by path."""
        return [file for file in self.fresh if self.kind_of(file.path) in kinds]

    def gone_of(self, *kinds: str) -> list[str]:
        return [path for path in self.gone if self.kind_of(path) in kinds]

    def touched(self, *kinds: str) -> list[str]:
        """The paths of some kinds that are gone, then those that are new or changed."""
        return [*self.gone_of(*kinds), *(file.path for file in self.fresh_of(*kinds))]


def scan_sources(work: Ingestion) -> Scan:
    """Walk the sources, and forget what is recorded of files that changed or are gone.

    Raises ProblemsFound (K0306): there is no article folder.
    """
    connection, site = work.connection, work.workspace.site
    tops, pages_at_top = _tops(site)
    if tops[0] != "static" and not os.path.isdir(forms.real(work.workspace.root / tops[0])):
        what = {"what": "article" if site.articles.enabled else "page"}
        # --keep-going would empty the site
        raise ProblemsFound([Problem("K0306", Place(tops[0]), what)])
    rules_changed = _forget_if_rules_changed(connection, site)
    walk = _Walk(work)
    recorded = [
        *tops,
        *(f"{BUNDLED}{top}" for top in BUNDLED_TOPS),
        *([""] if pages_at_top else []),
    ]
    compared = sources.differences(connection, walk.folders(tops, pages_at_top), recorded)
    changed = _changed(work, compared)
    touched = (*compared.gone, *(file.path for file in (*compared.new, *changed)))
    changed += _drawn_from(connection, touched)
    fresh = sorted((*compared.new, *changed), key=lambda file: file.path)
    paths = tuple(file.path for file in changed)
    sources.forget(connection, (*compared.gone, *paths))
    return Scan(
        kind_of=work.kind_of,
        articles=walk.articles,
        fresh=tuple(fresh),
        changed=paths,
        gone=tuple(compared.gone),
        refused=walk.refused,
        problems=tuple(walk.problems),
        rescanned=walk.rescanned,
        rules_changed=rules_changed,
    )


def _tops(site: Site) -> tuple[list[str], bool]:
    """The top folders of the sources, and whether pages are in the archive's own folder."""
    folders = site.source_folders
    return [folder for folder in folders if folder != "."], "." in folders


class _Walk:
    """One walk over the sources: counts the articles and collects problems on the way."""

    def __init__(self, work: Ingestion) -> None:
        self._work, self._recorded = work, sources.recorded_folders(work.connection)
        self._unchanged = _unchanged(work, self._recorded)
        self.articles = 0
        self.refused: dict[str, tuple[Problem, ...]] = {}
        self.problems: list[Problem] = []
        self.rescanned: dict[str, tuple[str, int]] = {}

    def folders(
        self, tops: Sequence[str], pages_at_top: bool
    ) -> Iterator[tuple[str, Sequence[SourceFile] | None]]:
        """(folder, its files), or None for the files of a folder that is as it was recorded."""
        root = self._work.workspace.root
        walks = [scan.walk(root, top, unchanged=self._unchanged) for top in tops]
        if pages_at_top:
            walks.append(iter([scan.top(root, PAGE)]))
        walks += [scan.walk(theme_files.bundled(), top, BUNDLED) for top in BUNDLED_TOPS]
        for folder in itertools.chain.from_iterable(walks):
            before = self._recorded.get(folder.path)
            signs = before.signs if before and folder.path in self._unchanged else folder.signs
            if before and before.signs == signs and not folder.problems:
                self.articles += before.articles
                yield folder.path, None
                continue
            self.rescanned[folder.path] = signs, len(folder.statuses)
            yield folder.path, self._files(folder)
            if not self._recorded and self.articles > SMALL:
                self._work.pool.start()

    def _files(self, folder: scan.SourceFolder) -> Sequence[SourceFile]:
        kind_of = self._work.kind_of
        for problem in folder.problems:
            if kind_of(problem.place.path) == "article" and problem.severity == "error":
                self.refused[problem.place.path] = (problem,)
                self.articles += 1
            else:
                self.problems.append(problem)
        source_files = folder.files
        self.articles += sum(kind_of(file.path) == "article" for file in source_files)
        return source_files


def _unchanged(work: Ingestion, recorded: Mapping[str, RecordedFolder]) -> dict[str, Below]:
    """Of a large archive, the recorded folders in which nothing changed, with their subfolders. A
    folder whose path could be written in several forms is left to the walk."""
    if sum(folder.articles for folder in recorded.values()) < SHARED:
        return {}
    signs = [
        (path, folder.signs)
        for path, folder in recorded.items()
        if path and path.isascii() and not path.startswith(BUNDLED)
    ]
    parts = [(work.workspace.root, part) for part in chunks(signs, len(signs) // PARTS + 1)]
    results = work.pool.run_in_background(scan.unchanged, parts)()
    return {path: below for found in results for path, below in found.items()}


def _changed(work: Ingestion, compared: sources.Differences) -> list[SourceFile]:
    """The suspect files whose content has changed. The stat of the others is recorded again."""
    changed, same = [], []
    for file, digest in compared.suspect:
        if _digest(work.workspace, file) == digest:
            same.append((file, digest))
        else:
            changed.append(file)
    sources.record(work.connection, same, work.kind_of, work.started)
    return changed


def _drawn_from(connection: sqlite3.Connection, touched: Sequence[str]) -> list[SourceFile]:
    """The articles whose charts are drawn from a file that changed: they are read again."""
    tables = (path for path in touched if path.lower().endswith(media_names.TABLES))
    articles = {article for path in tables for article in images.users(connection, path)}
    return sources.recorded(connection, sorted(articles - {*touched}))


def _digest(workspace: Workspace, file: SourceFile) -> str | None:
    try:
        return files.digest(theme_files.resolve(workspace.root, file.path), file.path)
    except ProblemsFound:
        return None


def _forget_if_rules_changed(connection: sqlite3.Connection, site: Site) -> bool:
    """Forget everything that was read by other rules; returns whether it was."""
    rules = fingerprint.reading(site)
    if database.meta(connection, "reading") == rules:
        return False
    moves.note_all(connection)
    catalogue_sync.empty(connection)
    sources.forget_all(connection)
    database.set_meta(connection, "reading", rules)
    return True
