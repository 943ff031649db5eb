"""What a command prints: its result to stdout, everything else to stderr."""

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
    from kazarchive.options import Report
    from kazarchive.preview.server import Begun
    from kazarchive.problems import Problem, ProblemsFound

SHOWN_WARNINGS = 20
"""The most warnings of a build that are printed; the others are counted. `check` prints all."""

BAR_AFTER = 0.3
"""Seconds of work before a progress bar appears."""


def colours() -> bool:
    """Whether to use colours and progress bars: on a terminal, unless NO_COLOR (no-color.org), CI
    or a dumb terminal forbids them."""
    unwanted = (
        os.environ.get("NO_COLOR") or os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    )
    return sys.stderr.isatty() and not unwanted


def say(text: str) -> None:
    """Print what is not the command's result."""
    click.echo(text, err=True, color=colours())


def show(problems: "Iterable[Problem]") -> None:
    """Print problems, with the line of the file where there is one."""
    from kazarchive.problems.drawing import drawn

    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        head, rest = drawn(problem).split("\n", 1)
        label, sentence = head.split(": ", 1)
        head = f"{click.style(label, fg=colour, bold=True)}: {click.style(sentence, bold=True)}"
        say(f"{head}\n{rest}\n")


def plural(n: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: `1 article`, `2,000 articles`."""
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


class Bar:
    """A progress bar on a terminal, shown if work takes longer than BAR_AFTER."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._wanted = colours()
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`total`: 0 if it is not known."""
        if not self._wanted or time.monotonic() - self._began < BAR_AFTER:
            return
        if self._progress is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn()
            console = Console(stderr=True)
            # What is printed to stdout meanwhile may go to a file.
            self._progress = Progress(
                *columns, console=console, transient=True, redirect_stdout=False
            )
            self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total or None)
        self._progress.update(self._tasks[stage], completed=done)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


# --- the report of a build ------------------------------------------------------------------------


def report(
    result: "Report",
    problems: "Iterable[Problem]",
    shown: str,
    seconds: float,
    quiet: bool,
    verbose: bool,
) -> None:
    """Print the result of a build: problems, and a line with the counts unless `quiet`. `shown`:
    the output folder as messages show it."""
    from kazarchive.problems import gathered

    for planned in result.reasons:
        say(f"{planned.address}  ({planned.because})")
    for plain in result.plain_templates:
        place = f"templates/{plain.template}" + (f":{plain.line}" if plain.line else "")
        say(f"{place}: rendered by Jinja page by page, because {plain.reason}")
    problems = problems if verbose else gathered(problems)
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    few = warnings if verbose else warnings[:SHOWN_WARNINGS]
    show([*errors, *few])
    if len(few) < len(warnings):
        rest = plural(len(warnings) - len(few), "more warning")
        say(f"… and {rest}; `kazarchive check` shows all.\n")
    if not quiet:
        refused = f", {result.refused:,} refused" if result.refused else ""
        hidden = f", {result.hidden:,} hidden" if result.hidden else ""
        built, written = plural(result.pages, "page"), f"{result.written:,} written"
        if result.found:
            built = plural(result.articles, "article")
            pages = plural(result.written, "page")
            written = f"{result.read:,} read{refused}{hidden}, {pages} written"
        click.echo(
            f"Built {built} ({written}, {result.removed:,} removed) in {seconds:.2f} s → {shown}/"
        )


def json_problems(problems: "Iterable[Problem]") -> None:
    """Print problems as JSON lines."""
    for problem in problems:
        click.echo(_json_line(problem))


def json_summary(made: "Report | Mapping[str, int]", seconds: float) -> None:
    """Print the counts of a report as a JSON line; those that are missing are 0."""
    names = "found read refused hidden articles pages rendered written removed".split()
    given = made if isinstance(made, Mapping) else {name: getattr(made, name) for name in names}
    counts = {name: given.get(name, 0) for name in names}
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


# --- explain --------------------------------------------------------------------------------------


def explanation(page: "Explanation") -> None:
    """Print what is at an address, line by line."""
    lines = [f"address   {page.address}", f"file      {page.file}"]
    if page.kind is None:
        lines.append("kind      none: no page of this site has this address")
        lines += [f"hidden    {article}" for article in page.sources]
        click.echo("\n".join(lines))
        return
    lines.append(f"kind      {page.kind}")
    if page.template:
        lines.append(f"template  {page.template}")
    lines += [f"source    {path}" for path in page.sources[:20]]
    if len(page.sources) > 20:
        lines.append(f"          … and {len(page.sources) - 20:,} more")
    because = f"renders it, because {page.because}" if page.because else "leaves it as it is"
    click.echo("\n".join([*lines, f"next      the next build {because}"]))


# --- the preview ----------------------------------------------------------------------------------


def previewing(begun: "Begun") -> None:
    """Print the address of a preview that has started, and its problems."""
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
    """On a terminal, wait in a thread for the key that ends a preview as ^C does; `pressed` is
    called first."""
    if not sys.stdin.isatty():
        return
    try:
        import termios
        import tty
    except ImportError:  # Windows has neither
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
    """Open an address in a graphical browser, if there is one: a text browser would take over the
    terminal."""
    import webbrowser

    windows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if windows or os.environ.get("BROWSER") or sys.platform in ("darwin", "win32"):
        webbrowser.open(address)


# --- errors ---------------------------------------------------------------------------------------


def refusal(error: "ProblemsFound") -> None:
    """Print that nothing was published because of problems in the content."""
    errors = sum(problem.severity == "error" for problem in error.problems)
    files = plural(len({problem.place.path for problem in error.problems}), "file")
    warnings = plural(len(error.problems) - errors, "warning")
    verdict = f"{plural(errors, 'error')}, {warnings} in {files}"
    if error.counts:
        fine = error.counts["found"] - error.counts["refused"]
        verdict += f"; {plural(fine, 'article is', 'articles are')} fine"
    say(f"{verdict}. Nothing was published; the old site is unchanged.")


def bug(error: Exception, debug: bool) -> None:
    """Report a bug of this program: print the traceback if `debug`, otherwise write it to a
    file."""
    import traceback

    trace = "".join(traceback.format_exception(error))
    if debug:
        say(trace)
        return
    import tempfile

    text = f"kazarchive {__version__}\nPython {sys.version}\n{' '.join(sys.argv[1:])}\n\n{trace}"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="kazarchive-report-", suffix=".txt", delete=False
    ) as report:
        report.write(text)
    say(f"error: a bug of kazarchive: {type(error).__name__}: {error}")
    say(f"The report is in {report.name}; please send it to us. `--debug` shows it.")
