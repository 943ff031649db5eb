"""The rows of the race: what is measured for each, of which sides, and what is aimed at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import report
import sides
from compare import ROUNDS, Plan
from edits import FIRST, RETITLED, UNTOUCHED, Step
from report import Measured
from sides import Build

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    work: str
    sides: tuple[str, ...]
    step: Step
    figure: Callable[[Sequence[Sequence[Build]]], str]
    """Of the builds of each side."""
    aims: Mapping[int, str]
    """Number of articles → what is aimed at."""

    def label(self, articles: int) -> str:
        return f"{articles:,}: {self.work}"

    def cell(self, measured: Measured, names: Mapping[str, str]) -> str:
        return self.figure([measured[names[side], self.step.name] for side in self.sides])


@dataclass(frozen=True, slots=True)
class Race:
    """What one command measures."""

    lines: tuple[Line, ...]
    articles: int = 10_000
    rounds: int = ROUNDS
    plan: Plan = lambda number: (FIRST,)
    short: bool = False
    """Articles of 100 words: of a million with 600 the site would not fit a usual disk."""
    shown: tuple[str, ...] = ()
    """Sides whose output is counted, where there are no lines."""

    def at(self, articles: int) -> list[Line]:
        """The lines with an aim at this size, or all where none has one."""
        return [line for line in self.lines if articles in line.aims] or list(self.lines)


def quotient(found: Sequence[Sequence[Build]]) -> str:
    """How many times faster the second side is than the first."""
    theirs, ours = found
    seconds = " ÷ ".join(report.spread(builds, report.seconds, ".2f") for builds in found)
    return f"{report.ratio(theirs, ours)} × ({seconds} s)"


def wall(found: Sequence[Sequence[Build]]) -> str:
    return f"{report.spread(found[0], report.seconds, '.2f')} s"


def minutes(found: Sequence[Sequence[Build]]) -> str:
    return f"{report.spread(found[0], lambda build: report.seconds(build) / 60, '.1f')} min"


def more_processor(found: Sequence[Sequence[Build]]) -> str:
    """How much more processor time the second side takes than the first."""
    before, after = (median(map(report.processor, builds)) for builds in found)
    return f"{after - before:+.1f} s CPU ({before:.1f} → {after:.1f})"


def edited(number: int) -> Sequence[Step]:
    """One first build, then the edits, round after round."""
    return (FIRST, UNTOUCHED, RETITLED) if number == 1 else (UNTOUCHED, RETITLED)


def _faster(work: str, theirs: str, ours: str, aims: Mapping[int, str]) -> Line:
    return Line(work, (theirs, ours), FIRST, quotient, aims)


def _edits(edited_in: Mapping[int, str], nothing_in: Mapping[int, str]) -> tuple[Line, Line]:
    return (
        Line("one title edited", ALONE, RETITLED, wall, edited_in),
        Line("nothing changed", ALONE, UNTOUCHED, wall, nothing_in),
    )


ALONE = ("kazarchive",)

RACES = {
    "first": Race(
        (
            _faster(
                "first build, Hugo, lean ÷ kazarchive",
                "hugo-lean",
                "kazarchive",
                {10_000: "≥ 0.9 ×", 100_000: "≥ 0.9 ×"},
            ),
            _faster(
                "first build, Hugo ÷ kazarchive",
                "hugo",
                "kazarchive",
                {10_000: "≥ 1.4 ×", 100_000: "≥ 2.5 ×"},
            ),
            _faster(
                "first build, Hugo, rich ÷ kazarchive", "hugo-rich", "kazarchive", {10_000: "≥ 2 ×"}
            ),
            _faster(
                "first build, Hugo, lean ÷ kazarchive, plain",
                "hugo-lean",
                "kazarchive-plain",
                {10_000: "≥ 1.1 ×"},
            ),
        )
    ),
    "edits": Race(
        _edits(
            {10_000: "≤ 0.2 s", 100_000: "≤ 0.4 s"},
            {10_000: "≤ 0.1 s", 100_000: "≤ 0.3 s"},
        ),
        plan=edited,
    ),
    "search": Race(
        (
            Line(
                "search index, on top of a first build",
                ("kazarchive", "kazarchive-search"),
                FIRST,
                more_processor,
                {10_000: "≤ +6 s CPU"},
            ),
        )
    ),
    "python-markdown": Race(
        (
            _faster(
                "first build, Pelican ÷ kazarchive, python-markdown",
                "pelican",
                "kazarchive-python-markdown",
                {10_000: "≥ 3 ×"},
            ),
        )
    ),
    "photographs": Race(
        (Line("photographs, first build", ALONE, FIRST, wall, {500: "≤ 90 s"}),),
        articles=500,
        rounds=1,
    ),
    "million": Race(
        (
            Line("first build of short articles", ALONE, FIRST, minutes, {MILLION: "≤ 14 min"}),
            *_edits({MILLION: "≤ 3 s"}, {MILLION: "≤ 2 s"}),
        ),
        articles=MILLION,
        short=True,
        plan=edited,
    ),
    "outputs": Race(
        (),
        rounds=1,
        shown=("kazarchive", "kazarchive-plain", "hugo", "hugo-lean", "hugo-rich"),
    ),
}


def competing(name: str, articles: int) -> list[str]:
    """The sides of a race at a size, in the order of the table of sides."""
    race = RACES[name]
    wanted = {*race.shown, *(side for line in race.at(articles) for side in line.sides)}
    return [side for side in sides.SIDES if side in wanted]
