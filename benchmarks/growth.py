"""How the time and the memory of a first build grow with the archive.

    python benchmarks/growth.py /dev/shm/growth --rounds 3

Each size is built in turn, round after round; kazarchive alone. Writes the table into README.md.
"""

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

import compare
import environment
import generate
import report
import sides
from environment import Program
from measure import CommandFailed
from sides import Build

HEADING = "Growth"

Measured = Mapping[int, Sequence[Build]]
"""Number of articles → its first builds."""


def growth(
    folder: Path, sizes: Sequence[int], programs: Mapping[str, Program], rounds: int
) -> Measured:
    """First builds of archives in folders of their own, below this one."""
    grown = {size: sides.chosen(folder / str(size), ["kazarchive"], programs)[0] for size in sizes}
    try:
        for size, side in grown.items():
            compare.write(folder / str(size), [side], size)
        measured: dict[int, list[Build]] = {size: [] for size in sizes}
        for number in range(1, rounds + 1):
            for size, side in grown.items():
                sides.remove_derived(side)
                measured[size].append(sides.build(side))
                seconds = measured[size][-1].run.seconds
                compare.tell(f"round {number}: {size:,} articles: {seconds:.2f} s")
                sides.remove_derived(side)
        return measured
    finally:
        for size in sizes:
            generate.remove(folder / str(size))
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def table(measured: Measured) -> str:
    """Each row but the first also tells how much more it is than the one before."""
    head = "articles", "s", "÷ the row before", "CPU, s", "÷ the row before"
    memory = "coordinator, MB", "more, bytes an article", "worker, MB", "more, bytes an article"
    rows = [[*head, *memory]]
    for before, size in pairwise([0, *measured]):
        builds, smaller = measured[size], measured.get(before, [])
        added = size - before
        rows.append(
            [
                f"{size:,}",
                report.spread(builds, report.seconds, ".2f"),
                quotient(builds, smaller, report.seconds),
                report.spread(builds, report.processor, ".2f"),
                quotient(builds, smaller, report.processor),
                report.spread(builds, report.coordinator, ".1f"),
                more(builds, smaller, report.coordinator, added),
                report.spread(builds, report.worker, ".1f"),
                more(builds, smaller, report.worker, added),
            ]
        )
    return report.table(rows)


def quotient(builds: Sequence[Build], smaller: Sequence[Build], figure: report.Figure) -> str:
    if not smaller:
        return "–"
    return f"{median(map(figure, builds)) / median(map(figure, smaller)):.2f}"


def more(
    builds: Sequence[Build], smaller: Sequence[Build], figure: report.Figure, added: int
) -> str:
    """What a figure in MB has grown by, in bytes for each article that was added."""
    if not smaller:
        return "–"
    grown = median(map(figure, builds)) - median(map(figure, smaller))
    return f"{grown * 1e6 / added:,.0f}"


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure how a first build grows.")
    parser.add_argument("folder", type=Path, help="an empty one, on a tmpfs for steady figures")
    sizes = [5_000, 10_000, 20_000, 40_000]
    parser.add_argument("--articles", nargs="+", type=int, default=sizes, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args(given)
    try:
        programs = environment.installed(["kazarchive"])
        measured = growth(arguments.folder, arguments.articles, programs, arguments.rounds)
    except (CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        compare.tell(f"growth.py: {error}")
        return 1
    options = ["--articles", *map(str, arguments.articles), "--rounds", str(arguments.rounds)]
    told = report.circumstances("growth.py", options, arguments.folder, programs)
    text = f"{told}\n\n{table(measured)}"
    print(f"### {HEADING}\n\n{text}")
    if not arguments.print:
        report.publish(HEADING, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
