"""What can be wrong, and the words for it: the only package that words an error.

Stages return `Problem` values (a code, a place, the values found there); the tables of wordings
turn them into sentences.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from kazarchive.problems.commands import CONFIGURATION, DOCUMENTS, OUTPUT, TEMPLATES
from kazarchive.problems.sources import ADDRESSES, FILES, FRONT_MATTER
from kazarchive.problems.texts import FINDINGS, TEXTS
from kazarchive.problems.visible import visible
from kazarchive.problems.wording import Wording

WORDINGS: dict[str, Wording] = {
    **FRONT_MATTER,
    **ADDRESSES,
    **FILES,
    **TEXTS,
    **TEMPLATES,
    **CONFIGURATION,
    **OUTPUT,
    **DOCUMENTS,
    **FINDINGS,
}


class Place(Struct, frozen=True):
    """A spot in a file. Lines and columns count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = ""
    """The line itself, to be drawn under the message; of a long one the part around the column."""
    skipped: int = 0
    """Characters of the line before `text`."""


class Problem(Struct, frozen=True):
    """One thing that is wrong, in data. `code` is a key of WORDINGS."""

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, self.place))

    @property
    def severity(self) -> str:
        return WORDINGS[self.code].severity

    @property
    def told(self) -> str:
        """When a build tells it, as in `Wording`."""
        return WORDINGS[self.code].told

    @property
    def exit(self) -> int:
        """The exit code of a command that it stops."""
        return WORDINGS[self.code].exit

    @property
    def message(self) -> str:
        return WORDINGS[self.code].message.format_map(self._shown())

    @property
    def help(self) -> str:
        return WORDINGS[self.code].help.format_map(self._shown())

    def _shown(self) -> Mapping[str, str]:
        return {"more": ""} | {name: visible(one) for name, one in self.values.items()}

    def without(self, value: str) -> "Problem":
        """The same, whatever that value is."""
        rest = {name: one for name, one in self.values.items() if name != value}
        return Problem(self.code, self.place, rest)


def in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems as an author fixes them: file after file, from the top down."""
    return tuple(sorted(found, key=lambda one: (one.place.path, one.place.line, one.place.column)))


def gathered(found: Iterable[Problem]) -> list[Problem]:
    """Of what a build gathers each kind once, at its first place, with the number of the others:
    archives that another generator has made have one kind in hundreds of articles."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for n, one in enumerate(found):
        kind = (one.code, *one.values.values()) if one.told == "gathered" else (f"{n}",)
        alike.setdefault(kind, []).append(one)
    return [_and_others(first, rest) for first, *rest in alike.values()]


def _and_others(first: Problem, rest: Sequence[Problem]) -> Problem:
    if not rest:
        return first
    files = {one.place.path for one in rest} - {first.place.path}
    places = f"{len(rest):,} more {'place' if len(rest) == 1 else 'places'}"
    within = f" of {len(files):,} other {'file' if len(files) == 1 else 'files'}" if files else ""
    return replace(first, values={**first.values, "more": f", here and in {places}{within}"})


def on_more_pages(problem: Problem, more: int, whole: bool) -> Problem:
    """A problem that more pages than its first have. `whole`: whether all were tried."""
    pages = "page" if more == 1 else "pages"
    told = f" and {'' if whole else 'at least '}{more:,} more {pages}" if more else ""
    return replace(problem, values={**problem.values, "more": told})


class ProblemsFound(Exception):
    """Raised where nothing sensible can go on; carries every problem known by then, in order."""

    def __init__(self, found: Iterable[Problem], counts: Mapping[str, int] | None = None) -> None:
        self.problems = in_order(found)
        self.counts = counts or {}
        """Of a build's report, what was known when it stopped: found, read, refused …"""
        super().__init__(self.problems, counts)

    def __str__(self) -> str:
        return "; ".join(f"{one.code} {one.place.path}: {one.message}" for one in self.problems)


def suggestion(name: str, known: Iterable[str]) -> str:
    """` Did you mean …?` for a near miss, else nothing; ready to end a message."""
    near = difflib.get_close_matches(name.casefold(), list(known), n=1, cutoff=0.75)
    return did_you_mean(near[0]) if near else ""


def did_you_mean(meant: str) -> str:
    """Ready to end a message."""
    return f"; did you mean `{meant}`?"
