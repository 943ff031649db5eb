"""An archive of a million short articles, built by kazarchive: time, memory, state, output.

    python benchmarks/million.py /var/tmp/million

It takes some 30 GB of the folder while it runs, more than most memory file systems have. Writes
its tables into README.md.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import checks
import compare
import environment
import generate
import report
import sides
from edits import FIRST, RETITLED, UNTOUCHED, Turn
from environment import Program
from measure import CommandFailed
from sides import Build, Side


@dataclass(frozen=True, slots=True)
class Size:
    """Of a folder with all that is below it."""

    files: int
    apparent: int
    """The sum of the files' sizes, in bytes."""
    taken: int
    """What they take of the disk, folders too, in bytes."""


def size(folder: Path) -> Size:
    files, apparent, taken = 0, 0, 0
    for place, _, names in os.walk(folder):
        taken += os.stat(place).st_blocks * 512
        for name in names:
            known = os.stat(os.path.join(place, name))
            files, apparent = files + 1, apparent + known.st_size
            taken += known.st_blocks * 512
    return Size(files, apparent, taken)


def million(
    folder: Path, articles: int, programs: Mapping[str, Program]
) -> tuple[dict[str, Build], dict[str, Size]]:
    """Name of a step → its build; what → its size after the last. Leaves nothing in the folder."""
    (side,) = sides.chosen(folder, ["kazarchive"], programs)
    try:
        compare.write(folder, [side], articles, "--short")
        (article,) = checks.evenly_spread(folder, articles, 1)
        built: dict[str, Build] = {}
        for step in (FIRST, UNTOUCHED, RETITLED):
            step.prepare(side, Turn(1, article))
            built[step.name] = sides.build(side)
            compare.tell(f"{step.name}: {built[step.name].run.seconds:.2f} s")
        return built, _sizes(side)
    finally:
        generate.remove(folder)


def _sizes(side: Side) -> dict[str, Size]:
    places = {"articles": side.sources, "state": side.site / ".kazarchive", "site": side.output}
    return {name: size(place) for name, place in places.items()}


def builds(built: Mapping[str, Build]) -> str:
    head = "work", "s", "CPU, s", "coordinator, MB", "worker, MB", "rendered", "written"
    rows = [list(head)]
    for name, build in built.items():
        run = build.run
        memory = (f"{part / 1e6:.0f}" for part in (run.own_bytes, run.others_bytes))
        counts = (f"{count:,}" for count in (build.rendered or 0, build.written))
        rows.append([name, f"{run.seconds:.2f}", f"{run.cpu_seconds:.2f}", *memory, *counts])
    return report.table(rows)


def folders(found: Mapping[str, Size], articles: int) -> str:
    rows = [["folder", "files", "MB", "MB of the disk", "bytes an article"]]
    for name, one in found.items():
        megabytes = (f"{part / 1e6:,.0f}" for part in (one.apparent, one.taken))
        rows.append([name, f"{one.files:,}", *megabytes, f"{one.apparent / articles:,.0f}"])
    return report.table(rows)


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build a very large archive of short articles.")
    parser.add_argument("folder", type=Path, help="an empty one, with room")
    parser.add_argument("--articles", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args(given)
    try:
        programs = environment.installed(["kazarchive"])
        built, found = million(arguments.folder, arguments.articles, programs)
    except (CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        compare.tell(f"million.py: {error}")
        return 1
    options = ["--articles", str(arguments.articles)]
    told = report.circumstances("million.py", options, arguments.folder, programs)
    heading = f"{arguments.articles:,} short articles"
    text = "\n\n".join([told, builds(built), folders(found, arguments.articles)])
    print(f"### {heading}\n\n{text}")
    if not arguments.print:
        report.publish(heading, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
