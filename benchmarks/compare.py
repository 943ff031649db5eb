"""Builds one archive with kazarchive and with other generators, in turns, and tells what it took.

    python benchmarks/compare.py /dev/shm/benchmark /var/tmp/benchmark --articles 1000 10000

Installs what it needs beside itself, writes the tables into README.md and prints them; progress
goes to stderr. Exit code 1: a build failed, or the outputs are not comparable; nothing is written
then.
"""

import argparse
import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import checks
import environment
import generate
import report
import sides
from checks import Expected, Listed, Output
from edits import STEPS, STEPS_OF, Step, Turn
from environment import Program, of_side
from measure import CommandFailed
from sides import Build, Side

OTHERS = ("hugo", "hugo-lean", "hugo-rich", "pelican", "eleventy")
VARIANTS = ("kazarchive-plain", "kazarchive-search", "kazarchive-python-markdown")

LARGE = 10_000
"""Above this many articles, only two sides of Hugo are compared unless others are asked for."""

ROUNDS = 5
"""For ratios: with fewer, one slow build moves a median."""

SETTLED = 2.5
"""Seconds. Of files that were written within two seconds before a build the next one makes sure:
no usual archive is as young as that."""

WARM_UP = 30
"""Articles of the site that all build once, so that no measured build compiles Python files."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of one archive in one folder."""

    sides: Sequence[Side]
    measured: dict[tuple[str, str], list[Build]]
    outputs: dict[Side, Output]
    faults: list[str]

    def tables(self) -> str:
        shown = [side for side in self.sides if side.key not in VARIANTS]
        tables = (
            report.times(shown, self.measured),
            report.variants(self.sides, self.measured),
            report.costs(self.sides, self.measured),
            report.outputs(self.outputs),
        )
        return "\n\n".join(filter(None, tables))


Plan = Callable[[int], Sequence[Step]]
"""The number of a round, from 1 → its steps."""


def every_step(number: int) -> Sequence[Step]:
    return STEPS


def compare(
    folder: Path,
    articles: int,
    rounds: int,
    compared: Sequence[Side],
    plan: Plan = every_step,
    short: bool = False,
) -> Comparison:
    """Generate, build in turns, look at what was built.

    Raises CommandFailed, ValueError where a program warns, OSError.
    """
    write(folder, compared, WARM_UP)
    for side in compared:
        sides.build(side)
    write(folder, compared, articles, *(["--short"] if short else []))
    edited = checks.evenly_spread(folder, articles, rounds)
    measured, expected = taken(compared, edited, plan)
    outputs = {side: checks.output(side, folder) for side in compared}
    faults = checks.faults(outputs, folder, expected, edited)
    return Comparison(compared, measured, outputs, faults)


def taken(
    compared: Sequence[Side], edited: Sequence[Listed], plan: Plan
) -> tuple[dict[tuple[str, str], list[Build]], dict[Side, list[Expected]]]:
    """In each round every step, and each step by all sides in turn: A B A B."""
    measured: dict[tuple[str, str], list[Build]] = {}
    expected: dict[Side, list[Expected]] = {side: [] for side in compared}
    for number, article in enumerate(edited, 1):
        for step in plan(number):
            for side in compared:
                if step not in STEPS_OF[side.key]:
                    continue
                if wanted := step.prepare(side, Turn(number, article)):
                    expected[side].append(wanted)
                build = sides.build(side)
                measured.setdefault((side.name, step.name), []).append(build)
                tell(f"round {number}: {step.name}: {side.name} {build.run.seconds:.2f} s")
    return measured, expected


def write(folder: Path, compared: Sequence[Side], articles: int, *options: str) -> None:
    """In a process of its own: the measuring one must stay smaller than those it measures."""
    tell(f"writing {articles:,} articles")
    program = str(Path(__file__).with_name("generate.py"))
    names = [side.key for side in compared]
    command = [sys.executable, program, str(folder), "--articles", str(articles), *options]
    subprocess.run([*command, "--sites", *names], check=True)
    time.sleep(SETTLED)


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def warn_of_few(rounds: int) -> None:
    if rounds < ROUNDS:
        tell(f"warning: {rounds} of {ROUNDS} rounds: ratios of so few are not to be published")


def names(articles: int, others: Sequence[str] | None) -> list[str]:
    """Of the sides at this size, in the order of the tables."""
    ours = ["kazarchive"] if articles > LARGE else ["kazarchive", *VARIANTS]
    usual = ["hugo", "hugo-lean"] if articles > LARGE else OTHERS
    return [*ours, *(usual if others is None else others)]


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure kazarchive and other generators.")
    parser.add_argument("folders", nargs="+", type=Path, help="empty ones, on a tmpfs and a disk")
    parser.add_argument("--articles", nargs="+", type=int, default=[10_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument(
        "--others",
        nargs="*",
        choices=OTHERS,
        help=f"by default all up to {LARGE:,} articles, Hugo as it is and lean above",
    )
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    arguments = _arguments(given)
    warn_of_few(arguments.rounds)
    try:
        programs = environment.installed(names(min(arguments.articles), arguments.others))
        every = [
            benchmark(folder, articles, arguments, programs)
            for articles, folder in itertools.product(arguments.articles, arguments.folders)
        ]
    except (CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        tell(f"compare.py: {error}")
        return 1
    return 0 if all(every) else 1


def benchmark(
    folder: Path, articles: int, arguments: argparse.Namespace, programs: Mapping[str, Program]
) -> bool:
    """Compare at one size in one folder, print and publish; whether the outputs are comparable."""
    compared = sides.chosen(folder, names(articles, arguments.others), programs)
    try:
        result = compare(folder, articles, arguments.rounds, compared)
    finally:
        generate.remove(folder)
    options = ["--articles", str(articles), "--rounds", str(arguments.rounds)]
    if arguments.others is not None:
        options += ["--others", *arguments.others]
    used = {name: programs[name] for name in dict.fromkeys(of_side(side.key) for side in compared)}
    text = f"{report.circumstances('compare.py', options, folder, used)}\n\n{result.tables()}"
    heading = f"{articles:,} articles on {report.file_system(folder)}"
    print(f"### {heading}\n\n{text}\n")
    for fault in result.faults:
        tell(f"not comparable: {fault}")
    if not result.faults and not arguments.print:
        report.publish(heading, text)
    return not result.faults


if __name__ == "__main__":
    sys.exit(main())
