"""What a command prints: its result to stdout, all else to stderr.

Problems, the report of a build as a line or as JSON, the table of an import, the progress bar.
"""

import atexit
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from kazarchive import __version__

if TYPE_CHECKING:
    from kazarchive.explain import Explanation
    from kazarchive.importing.report import ImportReport, ImportRow, Recognised
    from kazarchive.options import Report
    from kazarchive.preview.server import Begun
    from kazarchive.problems import Problem, ProblemsFound

SHOWN_WARNINGS = 20
"""More than this many warnings of a build are counted, not shown; `check` shows all."""

BAR_AFTER = 0.3
"""Seconds of work before a progress bar appears."""


def colours() -> bool:
    """Whether colours and progress are welcome: a terminal, and nobody has asked for none."""
    unwanted = (
        os.environ.get("NO_COLOR") or os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    )
    return sys.stderr.isatty() and not unwanted


def say(text: str) -> None:
    """Everything but a command's result."""
    click.echo(text, err=True, color=colours())


def show(problems: "Iterable[Problem]") -> None:
    from kazarchive.problems.drawing import drawn

    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        head, rest = drawn(problem).split("\n", 1)
        label, sentence = head.split(": ", 1)
        head = f"{click.style(label, fg=colour, bold=True)}: {click.style(sentence, bold=True)}"
        say(f"{head}\n{rest}\n")


def plural(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


class Bar:
    """A progress bar on a terminal, for work that takes a while."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._wanted = colours()
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._wanted or time.monotonic() - self._began < BAR_AFTER:
            return
        if self._progress is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn()
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


# --- the report of a build ------------------------------------------------------------------------


def report(
    made: "Report",
    problems: "Iterable[Problem]",
    shown: str,
    seconds: float,
    quiet: bool,
    verbose: bool,
) -> None:
    from kazarchive.problems import gathered

    for planned in made.reasons:
        say(f"{planned.address}  ({planned.because})")
    problems = problems if verbose else gathered(problems)
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    few = warnings if verbose else warnings[:SHOWN_WARNINGS]
    show([*errors, *few])
    if len(few) < len(warnings):
        rest = plural(len(warnings) - len(few), "more warning")
        say(f"… and {rest}; `kazarchive check` shows all.\n")
    if not quiet:
        refused = f", {made.refused:,} refused" if made.refused else ""
        hidden = f", {made.hidden:,} hidden" if made.hidden else ""
        built, written = plural(made.pages, "page"), f"{made.written:,} written"
        if made.found:
            built = plural(made.articles, "article")
            pages = plural(made.written, "page")
            written = f"{made.read:,} read{refused}{hidden}, {pages} written"
        click.echo(
            f"Built {built} ({written}, {made.removed:,} removed) in {seconds:.2f} s → {shown}/"
        )


def json_problems(problems: "Iterable[Problem]") -> None:
    """The same for programs."""
    for problem in problems:
        click.echo(_json_line(problem))


def json_summary(made: "Report | Mapping[str, int]", seconds: float) -> None:
    names = "found read refused hidden articles pages rendered written removed".split()
    known = made if isinstance(made, Mapping) else {name: getattr(made, name) for name in names}
    counts = {name: known.get(name, 0) for name in names}
    click.echo(json.dumps({"type": "summary", **counts, "seconds": round(seconds, 3)}))


def _json_line(problem: "Problem") -> str:
    place = problem.place
    line = {
        "type": "problem",
        "code": problem.code,
        "severity": problem.severity,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "message": problem.message,
        "help": problem.help,
    }
    return json.dumps(line, ensure_ascii=False)


# --- what answers an address ----------------------------------------------------------------------


def explanation(found: "Explanation") -> None:
    """What answers an address, line by line."""
    lines = [f"address   {found.address}", f"file      {found.file}"]
    if found.kind is None:
        lines.append("kind      none: no page of this site has this address")
        lines += [f"hidden    {article}" for article in found.sources]
        click.echo("\n".join(lines))
        return
    lines.append(f"kind      {found.kind}")
    if found.template:
        lines.append(f"template  {found.template}")
    lines += [f"source    {path}" for path in found.sources[:20]]
    if len(found.sources) > 20:
        lines.append(f"          … and {len(found.sources) - 20:,} more")
    because = f"renders it, because {found.because}" if found.because else "leaves it as it is"
    click.echo("\n".join([*lines, f"next      the next build {because}"]))


# --- the table of an import -----------------------------------------------------------------------


def previewing(begun: "Begun") -> None:
    """Where the preview is to be seen, and what was found on the way."""
    show(begun.notices)
    wrong = f", {plural(begun.problems, 'problem')}" if begun.problems else ""
    if begun.port_taken:
        say("The port is taken; this is the next free one.")
    if begun.token:
        say("warning: other machines can reach this preview; only the address with its token works")
    click.echo(begun.address)
    what = begun.what or plural(begun.articles, "article")
    say(f"{what}{wrong}. Press Ctrl-C{' or q' if sys.stdin.isatty() else ''} to end.")


def when_q_is_pressed(pressed: Callable[[], None]) -> None:
    """Wait in a thread for the key that ends a preview as ^C does, whatever it is at, where there
    is a terminal to press it on. `pressed` is called before."""
    if not sys.stdin.isatty():
        return
    try:
        import termios
        import tty
    except ImportError:  # there are none on Windows
        return
    keys = sys.stdin.fileno()
    before = termios.tcgetattr(keys)
    atexit.register(termios.tcsetattr, keys, termios.TCSADRAIN, before)
    tty.setcbreak(keys)
    main = threading.get_ident()

    def wait() -> None:
        while key := os.read(keys, 1):
            if key in (b"q", b"Q"):
                pressed()
                signal.pthread_kill(main, signal.SIGINT)
                return

    threading.Thread(target=wait, daemon=True).start()


def open_in_browser(address: str) -> None:
    """Where there is one with windows: one of the terminal would take it over."""
    import webbrowser

    windows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if windows or os.environ.get("BROWSER") or sys.platform in ("darwin", "win32"):
        webbrowser.open(address)


def imports(made: "ImportReport") -> None:
    """What became of each document: on a terminal a table, else lines for programs."""
    if not sys.stdout.isatty():
        for row in made.rows:
            fields = (row.outcome, row.document, row.article or "", *_columns(row))
            click.echo("\t".join(" ".join(field.split()) for field in fields))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(show_lines=True)
    for heading in ("Document", "Article", "Recognised", "Left out"):
        table.add_column(heading, overflow="fold")
    for row in made.rows:
        table.add_row(
            row.document,
            f"{row.article or '–'}\n({row.outcome})",
            _told(row.recognised),
            "\n".join(f"“{text}”" for text in row.left_out) or "–",
        )
    Console(no_color=not colours(), markup=False, highlight=False).print(table)


def _columns(row: "ImportRow") -> list[str]:
    """What was recognised, the same fields of every document, then each text that was left out."""
    parts = _recognised(row.recognised) if row.recognised else {}
    return [*(parts.get(name, "") for name in PARTS), *row.left_out]


def _told(recognised: "Recognised | None") -> str:
    if recognised is None:
        return "–"
    parts = _recognised(recognised)
    return "\n".join(f"{name}: {parts[name] or 'none'}" for name in PARTS)


def _recognised(found: "Recognised") -> dict[str, str]:
    """By PARTS; empty where there is none."""
    authors, tags = ", ".join(found.authors), ", ".join(found.tags)
    known = (found.title, found.lang, found.date, authors, tags, found.credit)
    return dict(zip(PARTS, (*(one or "" for one in known), f"{found.paragraphs}"), strict=True))


PARTS = ("title", "language", "date", "authors", "tags", "photo", "paragraphs")
"""What is told of a document in which an article was recognised."""


# --- what went wrong ------------------------------------------------------------------------------


def refusal(found: "ProblemsFound") -> None:
    """What a command says that has published nothing because of problems in the content."""
    errors = sum(problem.severity == "error" for problem in found.problems)
    files = plural(len({problem.place.path for problem in found.problems}), "file")
    warnings = plural(len(found.problems) - errors, "warning")
    verdict = f"{plural(errors, 'error')}, {warnings} in {files}"
    if found.counts:
        fine = found.counts["found"] - found.counts["refused"]
        verdict += f"; {plural(fine, 'article is', 'articles are')} fine"
    say(f"{verdict}. Nothing was published; the old site is unchanged.")


def bug(error: Exception, debug: bool) -> None:
    """What only we can fix: the traceback if `debug` is asked for, otherwise a report in a file."""
    import traceback

    whole = "".join(traceback.format_exception(error))
    if debug:
        say(whole)
        return
    import tempfile

    text = f"kazarchive {__version__}\nPython {sys.version}\n{' '.join(sys.argv[1:])}\n\n{whole}"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="kazarchive-report-", suffix=".txt", delete=False
    ) as report:
        report.write(text)
    say(f"error: a bug of kazarchive: {type(error).__name__}: {error}")
    say(f"The report is in {report.name}; please send it to us. `--debug` shows it.")
