"""What a command prints: its result to stdout, everything else to stderr."""

import atexit
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from kazarchive import __version__
from kazarchive.cli.language import count, spoken, text
from kazarchive.messages.languages import ENGLISH

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

    messages = spoken()
    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        head, rest = drawn(problem, messages).split("\n", 1)
        label, sentence = head.split(": ", 1)
        head = f"{click.style(label, fg=colour, bold=True)}: {click.style(sentence, bold=True)}"
        say(f"{head}\n{rest}\n")


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
            shown = spoken().value(stage)
            self._tasks[stage] = self._progress.add_task(shown, total=total or None)
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
    from kazarchive.problems import by_kind, gathered

    messages = spoken()
    for planned in result.reasons:
        say(f"{planned.address}  ({messages.value(planned.because)})")
    by_jinja = "{place}: rendered by Jinja page by page, because {reason}"
    for plain in result.plain_templates:
        place = f"templates/{plain.template}" + (f":{plain.line}" if plain.line else "")
        say(text(by_jinja, place=place, reason=plain.reason))
    problems = problems if verbose else gathered(problems)
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = by_kind(problem for problem in problems if problem.severity == "warning")
    few = warnings if verbose else warnings[:SHOWN_WARNINGS]
    show([*errors, *few])
    if len(few) < len(warnings):
        rest = len(warnings) - len(few)
        one = "… and {n} more warning; `kazarchive check` shows all."
        say(count(one, "… and {n} more warnings; `kazarchive check` shows all.", rest) + "\n")
    if not quiet:
        click.echo(_built(result, shown, seconds))


def _built(result: "Report", shown: str, seconds: float) -> str:
    """The last line of a build."""
    if result.found:
        built = articles(result.articles)
        counts = [
            count("{n} read", "{n} read", result.read),
            count("{n} refused", "{n} refused", result.refused) if result.refused else "",
            count("{n} hidden", "{n} hidden", result.hidden) if result.hidden else "",
            count("{n} page written", "{n} pages written", result.written),
        ]
    else:
        built = count("{n} page", "{n} pages", result.pages)
        counts = [count("{n} written", "{n} written", result.written)]
    counts.append(count("{n} removed", "{n} removed", result.removed))
    return text(
        "Built {built} ({counts}) in {seconds} s → {folder}/",
        built=built,
        counts=", ".join(filter(None, counts)),
        seconds=spoken().decimal(seconds, 2),
        folder=shown,
    )


def articles(n: int) -> str:
    return count("{n} article", "{n} articles", n)


def files(n: int) -> str:
    return count("{n} file", "{n} files", n)


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
    messages = spoken()
    lines = [("address", page.address), ("file", page.file)]
    if page.kind is None:
        lines.append(("kind", text("none: no page of this site has this address")))
        lines += [("hidden", messages.value(article)) for article in page.sources]
    else:
        lines += [("kind", messages.value(page.kind)), *_made_of(page)]
    labels = [messages.text(label) if label else "" for label, _ in lines]
    width = max(map(len, labels)) if messages.lang != ENGLISH else len("template")
    rows = zip(labels, (value for _, value in lines), strict=True)
    click.echo("\n".join(f"{label:<{width}}  {value}" for label, value in rows))


def _made_of(page: "Explanation") -> Iterator[tuple[str, str]]:
    if page.template:
        yield "template", page.template
    yield from (("source", path) for path in page.sources[:20])
    if (more := len(page.sources) - 20) > 0:
        yield "", count("… and {n} more", "… and {n} more", more)
    if page.because:
        because = spoken().value(page.because)
        yield "next", text("the next build renders it, because {because}", because=because)
    else:
        yield "next", text("the next build leaves it as it is")


# --- the preview ----------------------------------------------------------------------------------


def previewing(begun: "Begun") -> None:
    """Print the address of a preview that has started, and its problems."""
    show(begun.notices)
    if begun.port_taken:
        say(text("The port is taken; this is the next free one."))
    if begun.token:
        open_to_all = "other machines can reach this preview; only the address with its token works"
        say(f"{text('warning')}: {text(open_to_all)}")
    click.echo(begun.address)
    what = spoken().value(begun.what) if begun.what else articles(begun.articles)
    if begun.problems:
        what += ", " + count("{n} problem", "{n} problems", begun.problems)
    if sys.stdin.isatty():
        say(text("{what}. Press Ctrl-C or q to end.", what=what))
    else:
        say(text("{what}. Press Ctrl-C to end.", what=what))


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
    verdict = text(
        "{errors}, {warnings} in {files}",
        errors=count("{n} error", "{n} errors", errors),
        warnings=count("{n} warning", "{n} warnings", len(error.problems) - errors),
        files=files(len({problem.place.path for problem in error.problems})),
    )
    if error.counts:
        fine = error.counts["found"] - error.counts["refused"]
        verdict += "; " + count("{n} article is fine", "{n} articles are fine", fine)
    unchanged = "{verdict}. Nothing was published; the old site is unchanged."
    say(text(unchanged, verdict=verdict))


def bug(error: Exception, debug: bool) -> None:
    """Report a bug of this program: print the traceback if `debug`, otherwise write it to a
    file."""
    import traceback

    trace = "".join(traceback.format_exception(error))
    if debug:
        say(trace)
        return
    import tempfile

    program = f"kazarchive {__version__}\nPython {sys.version}\n{' '.join(sys.argv[1:])}"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="kazarchive-report-", suffix=".txt", delete=False
    ) as report:
        report.write(f"{program}\n\n{trace}")
    what = f"{type(error).__name__}: {error}"
    say(text("error: a bug of kazarchive: {what}", what=what))
    where = "The report is in {file}; please send it to us. `--debug` shows it."
    say(text(where, file=report.name))
