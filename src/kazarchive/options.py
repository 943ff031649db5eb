"""The options and the report of a build, the two values between the command line and the flow."""

from pathlib import Path

from msgspec import Struct

from kazarchive.changes import Planned
from kazarchive.problems import Problem


class Options(Struct, frozen=True):
    """The options of one build."""

    output: Path
    state: Path
    shown: str
    """The output folder as messages show it."""
    now: int
    """Seconds since 1970-01-01 UTC: articles dated later do not appear."""
    jobs: int = 1
    drafts: bool = False
    keep_going: bool = False
    strict: bool = False
    full: bool = False
    check_all: bool = False
    """Whether every published file is checked, even in a large site."""
    cache: Path | None = None
    """The folder of compiled templates, which is outside the archive; None: they are not kept."""
    reasons: bool = False
    """Whether the report says why each page was rendered."""
    plain_templates: bool = False
    """Whether the report names the templates that cannot be specialised: each is tried, which takes
    longer than the build of a small archive."""


class PlainTemplate(Struct, frozen=True):
    """A template that Jinja renders page by page, because it cannot be specialised."""

    template: str
    line: int
    """0: unknown."""
    reason: str


class Report(Struct, frozen=True):
    """What a build did. `found` = `articles` + `hidden` + `refused`."""

    found: int = 0
    read: int = 0
    refused: int = 0
    hidden: int = 0
    articles: int = 0
    pages: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    moves: tuple[Problem, ...] = ()
    """Articles whose published address changed; they are reported once."""
    reasons: tuple[Planned, ...] = ()
    plain_templates: tuple[PlainTemplate, ...] = ()
    """If the options ask for them: those among the templates of the rendered pages."""
