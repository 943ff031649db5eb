"""What the steps from sources to catalogue are given, and what comes of them."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from kazarchive.catalogue.sync import Clock
from kazarchive.changes import (
    ArticleChange,
    Change,
    CurrentChange,
    FileChange,
    NewsChange,
    PersonChange,
    StandaloneChange,
    TermsChange,
)
from kazarchive.execution.pool import Pool, Progress
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Problem
from kazarchive.workspace import Workspace


class Ingestion(Struct, frozen=True, dict=True):
    """What `scan`, `read` and `sync` work with, in one open transaction."""

    connection: sqlite3.Connection
    workspace: Workspace
    clock: Clock
    pool: Pool
    started: int
    """Nanoseconds by the file system's clock, before the sources were scanned."""
    progress: Progress

    @cached_property
    def kind_of(self) -> Kinds:
        return Kinds(self.workspace.site)


class Changes(Struct, frozen=True):
    """What changed in the sources, and what is wrong with them."""

    found: int = 0
    """Article files."""
    read: int = 0
    """Article files that were new or changed."""
    refused: Mapping[str, tuple[Problem, ...]] = {}
    """Article files that cannot be published, and why."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with other files."""
    touched: int = 0
    """Articles that were added, changed or removed, or became due."""
    articles: Callable[[], Iterator[ArticleChange]] = lambda: iter(())
    """What happened to each of them."""
    files: tuple[str, ...] = ()
    """Media, static files and pages without a date that are new, changed or gone."""
    standalone: tuple[StandaloneChange, ...] = ()
    """What happened to the pages without a date."""
    people: tuple[PersonChange, ...] = ()
    """What happened to the files about authors."""
    news: bool = False
    """Whether the articles that are news have changed."""
    current: bool = False
    """Whether other articles are pinned, or front pages show another day."""
    templates: frozenset[str] = frozenset()
    """Names, below `templates/`, of those that are new, changed or gone."""
    stale_variants: tuple[str, ...] | None = ()
    """Folders with the sizes of images that changed or are gone; None: any folder may be stale."""

    def every_problem(self) -> Iterator[Problem]:
        """What is wrong with the sources."""
        yield from self.problems
        for problems in self.refused.values():
            yield from problems

    def every(self) -> Iterator[Change]:
        """All changes but those of templates, one by one."""
        yield from self.articles()
        yield TermsChange()
        yield from map(FileChange, self.files)
        yield from self.standalone
        yield from self.people
        if self.news:
            yield NewsChange()
        if self.current:
            yield CurrentChange()
