"""Builds one archive with kazarchive and with Hugo, in turns, and prints what each took.

    python benchmarks/run.py /dev/shm/benchmark --articles 10000 --rounds 3

The table goes to stdout, progress to stderr. Exit code 1: a build failed, or the two did not do
comparable work.
"""

import argparse
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import checks
import sides
from checks import Listed
from measure import CommandFailed
from sides import Build, Side

WARM_UP = 30
"""Articles of the site that both build once, so that no measured build compiles Python files."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the table: what is done to a site before it is built."""

    name: str
    from_scratch: bool = False
    """Whether the build finds neither output nor state."""
    edit: Callable[[str, Listed, int], str] | None = None
    """The file of an article, the article, the round → the file as it is to be."""


def lengthened(text: str, _: Listed, turn: int) -> str:
    return f"{text}\n{checks.added(turn)}\n"


def retitled(text: str, article: Listed, turn: int) -> str:
    title = checks.retitled(article, turn)
    return text.replace(f"title: {article.title}\n", f"title: {title}\n", 1)


STEPS = (
    Step("first build", from_scratch=True),
    Step("nothing changed"),
    Step("one body edited", edit=lengthened),
    Step("one title edited", edit=retitled),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of a build, shown for each side."""

    name: str
    form: str
    value: Callable[[Build], float]


COLUMNS = (
    Column("s", ".2f", lambda build: build.seconds),
    Column("MB", ".0f", lambda build: build.peak_bytes / 1e6),
    Column("rendered", ",.0f", lambda build: build.rendered),
    Column("written", ",.0f", lambda build: build.written),
)

Measured = dict[tuple[str, str], list[Build]]
"""(side, step) → its builds, a round each."""


def compared(both: Sequence[Side], edited: Sequence[Listed]) -> Measured:
    """Every step by every side, one round of a side after one of the other: A B A B."""
    measured: Measured = {(side.name, step.name): [] for side in both for step in STEPS}
    for turn, article in enumerate(edited, 1):
        for side in both:
            for step in STEPS:
                build = _taken(step, side, article, turn)
                measured[side.name, step.name].append(build)
                _progress(f"round {turn}: {side.name}, {step.name}: {build.seconds:.2f} s")
    return measured


def _taken(step: Step, side: Side, article: Listed, turn: int) -> Build:
    if step.from_scratch:
        sides.remove_derived(side)
    if step.edit:
        path = side.sources / article.path
        edited = step.edit(path.read_text(encoding="utf-8"), article, turn)
        path.write_text(edited, encoding="utf-8", newline="\n")
    return sides.build(side)


def table(both: Sequence[Side], measured: Measured) -> Iterator[str]:
    """The lines of a Markdown table: medians, and the least and the most in brackets."""
    heads = [f"{side.name}, {column.name}" for column in COLUMNS for side in both]
    yield _row("work", *heads)
    yield _row("---", *("---:" for _ in heads))
    for step in STEPS:
        builds = [measured[side.name, step.name] for side in both]
        yield _row(step.name, *(_cell(column, one) for column in COLUMNS for one in builds))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(column: Column, builds: Sequence[Build]) -> str:
    values = [column.value(build) for build in builds]
    picked = min(values), median(values), max(values)
    least, middle, most = (format(value, column.form) for value in picked)
    return middle if least == most else f"{middle} ({least}–{most})"


def ratios(both: Sequence[Side], measured: Measured) -> Iterator[str]:
    """How many times the median of the first side the median of each other one is."""
    for other in both[1:]:
        first = both[0].name
        shown = []
        for step in STEPS:
            ours, theirs = measured[first, step.name], measured[other.name, step.name]
            shown.append(f"{step.name} {_seconds(theirs) / _seconds(ours):.1f}")
        yield f"Time of {other.name} ÷ time of {first}: {', '.join(shown)}.\n"


def _seconds(builds: Sequence[Build]) -> float:
    return median(build.seconds for build in builds)


def machine(folder: Path, hugo: Sequence[str] | None) -> str:
    """What the figures were measured on, in a line."""
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{_file_system(folder)} file system",
        f"Python {platform.python_version()}",
    ]
    if hugo:
        said = subprocess.run([*hugo, "version"], capture_output=True, text=True, check=True)
        parts.append("Hugo " + said.stdout.split()[1].removeprefix("v").split("-")[0])
    return ", ".join(parts)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _file_system(folder: Path) -> str:
    """The type of the deepest mount that holds the folder."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    here = folder.resolve()
    holding = [(len(at), kind) for _, at, kind, *_ in mounts if here.is_relative_to(at)]
    return max(holding)[1]


def generate(folder: Path, articles: int) -> None:
    """In a process of its own: the measuring one must stay smaller than those it measures."""
    program = Path(__file__).with_name("generate.py")
    command = [sys.executable, str(program), str(folder), "--articles", str(articles)]
    subprocess.run(command, check=True)


def warm_up(folder: Path, commands: "Commands") -> None:
    place = folder / "warm-up"
    generate(place, WARM_UP)
    for side in commands.sides(place):
        sides.build(side)
    shutil.rmtree(place)


@dataclass(frozen=True, slots=True)
class Commands:
    kazarchive: tuple[str, ...]
    hugo: tuple[str, ...] | None
    """None: kazarchive alone is measured."""

    def sides(self, folder: Path) -> list[Side]:
        ours = sides.kazarchive(folder, self.kazarchive)
        return [ours] if self.hugo is None else [ours, sides.hugo(folder, self.hugo)]


def benchmark(folder: Path, articles: int, rounds: int, commands: Commands) -> list[str]:
    """Generate, measure, print; what makes the comparison unfair, a line each."""
    _progress(f"writing {articles:,} articles to {folder}")
    generate(folder, articles)
    warm_up(folder, commands)
    both = commands.sides(folder)
    edited = checks.evenly_spread(folder, articles, rounds)
    measured = compared(both, edited)
    print(f"{articles:,} articles, {rounds} rounds; {machine(folder, commands.hugo)}.\n")
    print("\n".join(table(both, measured)) + "\n")
    print("\n".join(ratios(both, measured)))
    print("\n".join(checks.contents(both, folder)))
    return checks.faults(both, folder, edited)


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure kazarchive, and Hugo beside it.")
    parser.add_argument("folder", type=Path, help="an empty folder, on a tmpfs for steady figures")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--hugo", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--kazarchive", type=shlex.split, metavar="COMMAND")
    parser.add_argument("--hugo-command", type=shlex.split, metavar="COMMAND")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    arguments = _arguments(given)
    ours = tuple(arguments.kazarchive or sides.kazarchive_command())
    theirs = tuple(arguments.hugo_command or sides.hugo_command()) if arguments.hugo else None
    try:
        faults = benchmark(
            arguments.folder, arguments.articles, arguments.rounds, Commands(ours, theirs)
        )
    except (CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        _progress(f"run.py: {error}")
        return 1
    for fault in faults:
        _progress(f"not comparable: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
