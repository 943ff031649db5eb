"""The rows of the race, each by a command of its own: what was aimed at, and what is measured.

    python benchmarks/race.py first /dev/shm/race
    python benchmarks/race.py edits /dev/shm/race --articles 100000

Puts its figures into the table of README.md, where those of other commands stay, and prints them;
`outputs` has a table of its own. Sizes without an aim are printed only. Exit code 1: a build
failed, or the outputs are not comparable; nothing is written then.
"""

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import checks
import compare
import environment
import generate
import report
import sides
from compare import Comparison
from edits import FIRST
from environment import Program, of_side
from measure import CommandFailed
from rows import ALONE, RACES, competing
from sides import Build

HEADING = "The race"


def raced(
    folder: Path, name: str, articles: int, rounds: int, programs: Mapping[str, Program]
) -> Comparison:
    """Build the sides of a race in turns; leaves nothing in the folder.

    Raises CommandFailed, CalledProcessError, ValueError where a program warns, OSError.
    """
    compared = sides.chosen(folder, competing(name, articles), programs)
    try:
        if name == "photographs":
            return photographed(folder, articles, rounds, programs)
        race = RACES[name]
        return compare.compare(folder, articles, rounds, compared, race.plan, race.short)
    finally:
        generate.remove(folder)


def photographed(
    folder: Path, photos: int, rounds: int, programs: Mapping[str, Program]
) -> Comparison:
    """First builds of an archive of photographs, which the Python of the programs makes: it has
    Pillow."""
    (side,) = sides.chosen(folder, ALONE, programs)
    generate.make_room(folder)
    (folder / generate.LIST).touch()
    program = str(Path(__file__).with_name("photos.py"))
    command = [str(environment.python()), program, "--photos", str(photos)]
    subprocess.run([*command, "--write", str(side.site)], check=True)
    measured: dict[tuple[str, str], list[Build]] = {(side.name, FIRST.name): []}
    for number in range(1, rounds + 1):
        sides.remove_derived(side)
        build = sides.build(side)
        measured[side.name, FIRST.name].append(build)
        compare.tell(f"round {number}: {FIRST.name}: {build.run.seconds:.2f} s")
    return Comparison([side], measured, {side: checks.output(side, folder)}, [])


# --- the table ------------------------------------------------------------------------------------


def figures(name: str, articles: int, result: Comparison) -> dict[str, str]:
    """Label of a line → what was measured."""
    names = {side.key: side.name for side in result.sides}
    return {
        line.label(articles): line.cell(result.measured, names) for line in RACES[name].at(articles)
    }


def section(found: Mapping[str, str], note: str, earlier: str) -> str:
    """The table with these figures and, below it, how each was measured; what an earlier section
    says of other work stays."""
    stood = re.findall(r"^\| (\d[^|]*) \| ([^|]*) \|", earlier, re.MULTILINE)
    rows = {**dict(stood), **found}
    earlier_notes = re.findall(r"^- (.+)$", earlier, re.MULTILINE)
    notes = [*(one for one in earlier_notes if not _same(one, note)), note]
    lines = {
        line.label(articles): (aim, f"`{command(name, articles)}`")
        for name, race in RACES.items()
        for line in race.lines
        for articles, aim in line.aims.items()
    }
    table = [["articles: work", "measured", "aim", "command"]]
    table += [[label, rows.get(label, "–"), *rest] for label, rest in lines.items()]
    return "\n\n".join([report.table(table), "\n".join(f"- {one}" for one in notes)])


def command(name: str, articles: int) -> str:
    return shlex.join(["race.py", name, "FOLDER", "--articles", str(articles)])


def _same(note: str, other: str) -> bool:
    """Whether two notes are of one command."""
    found = [re.search(r"race\.py \S+ FOLDER --articles \d+", one) for one in (note, other)]
    return found[0] is not None and found[1] is not None and found[0][0] == found[1][0]


# --- the command ----------------------------------------------------------------------------------


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure a row of the race.")
    parser.add_argument("race", choices=RACES)
    parser.add_argument("folder", type=Path, help="an empty one, on a tmpfs; a million need a disk")
    parser.add_argument("--articles", type=int, metavar="N", help="or photographs")
    parser.add_argument("--rounds", type=int, metavar="N")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args(given)
    race = RACES[arguments.race]
    arguments.articles = arguments.articles or race.articles
    if arguments.rounds and race.rounds > 1:
        compare.warn_of_few(arguments.rounds)
    arguments.rounds = arguments.rounds or race.rounds
    return arguments


def main(given: Sequence[str] | None = None) -> int:
    arguments = _arguments(given)
    name, folder, articles = arguments.race, arguments.folder, arguments.articles
    try:
        programs = environment.installed(competing(name, articles))
        result = raced(folder, name, articles, arguments.rounds, programs)
    except (CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        compare.tell(f"race.py: {error}")
        return 1
    options = ["--articles", str(articles), "--rounds", str(arguments.rounds)]
    used = {key: programs[key] for key in dict.fromkeys(map(of_side, competing(name, articles)))}
    note = report.circumstances(f"race.py {name}", options, folder, used)
    for fault in result.faults:
        compare.tell(f"not comparable: {fault}")
    if RACES[name].lines:
        found = figures(name, articles, result)
        print(
            "\n".join(f"{label}: {figure}" for label, figure in found.items()),
            note,
            sep="\n\n",
        )
        heading, text = HEADING, section(found, note, report.published().get(HEADING, ""))
    else:
        heading = f"What each side makes of {articles:,} articles"
        text = f"{note}\n\n{report.outputs(result.outputs)}"
        print(text)
    aimed = not RACES[name].lines or any(articles in line.aims for line in RACES[name].lines)
    if not result.faults and aimed and not arguments.print:
        report.publish(heading, text)
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
