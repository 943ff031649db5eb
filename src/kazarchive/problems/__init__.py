"""Everything that can be wrong, and its wording: no other package words an error.

Stages return `Problem` values (a code, a place, and values); the tables of wordings turn them into
sentences.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.problems.commands import CONFIGURATION, OUTPUT, TEMPLATES
from kazarchive.problems.documents import DOCUMENTS
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
    """A place in a file. Lines and columns count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = ""
    """The line, to be drawn below the message; of a long line the part around the column."""
    skipped: int = 0
    """The number of characters of the line before `text`."""


class Problem(Struct, frozen=True):
    """One error or warning. `code` is a key of WORDINGS."""

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
        """When a build reports it, as in Wording."""
        return WORDINGS[self.code].told

    @property
    def exit(self) -> int:
        """The exit code of a command that it stops."""
        return WORDINGS[self.code].exit

    @property
    def of_file(self) -> bool:
        """Whether it is about a file of several documents, as in Wording."""
        return WORDINGS[self.code].of_file

    @property
    def message(self) -> str:
        """In English, as in JSON; readers get `message_in`."""
        return self.message_in(IN_ENGLISH)

    @property
    def help(self) -> str:
        return self.help_in(IN_ENGLISH)

    def message_in(self, messages: Messages) -> str:
        return messages.sentence(WORDINGS[self.code].message, self._visible_values())

    def help_in(self, messages: Messages) -> str:
        return messages.sentence(WORDINGS[self.code].help, self._visible_values())

    def _visible_values(self) -> Mapping[str, str]:
        return {"more": ""} | {name: visible(value) for name, value in self.values.items()}

    def without(self, name: str) -> "Problem":
        """The same problem without one of its values, to compare problems that differ in it."""
        rest = {other: value for other, value in self.values.items() if other != name}
        return Problem(self.code, self.place, rest)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems file by file, from the top down, as an author fixes them."""
    return tuple(
        sorted(problems, key=lambda one: (one.place.path, one.place.line, one.place.column))
    )


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with each group of those that a build gathers as one, at the first place and with
    the number of the others: an archive from another generator has some in hundreds of articles."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for n, problem in enumerate(problems):
        alone = problem.told != "gathered"
        key = (f"{n}",) if alone else (problem.code, *problem.values.values())
        groups.setdefault(key, []).append(problem)
    return [_and_others(first, rest) for first, *rest in groups.values()]


def by_kind(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with those of one code together, the codes in the order in which they begin."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    return [problem for kind in kinds.values() for problem in kind]


def _and_others(first: Problem, rest: Sequence[Problem]) -> Problem:
    if not rest:
        return first
    files = {problem.place.path for problem in rest} - {first.place.path}
    places = f"{len(rest):,} more {'place' if len(rest) == 1 else 'places'}"
    within = f" of {len(files):,} other {'file' if len(files) == 1 else 'files'}" if files else ""
    return replace(first, values={**first.values, "more": f", here and in {places}{within}"})


def on_more_pages(problem: Problem, more: int, whole: bool) -> Problem:
    """A problem that `more` pages besides its first have. `whole`: whether all pages were tried."""
    pages = "more page" if more == 1 else "more pages"
    others = f" and {'' if whole else 'at least '}{more:,} {pages}" if more else ""
    return replace(problem, values={**problem.values, "more": others})


class ProblemsFound(Exception):
    """A stage cannot continue; carries all problems found until then, in order."""

    def __init__(
        self, problems: Iterable[Problem], counts: Mapping[str, int] | None = None
    ) -> None:
        self.problems = in_order(problems)
        self.counts = counts or {}
        """The counts of a build's report when it stopped: found, read, refused …"""
        super().__init__(self.problems, counts)

    def __str__(self) -> str:
        return "; ".join(f"{one.code} {one.place.path}: {one.message}" for one in self.problems)


def suggestion(name: str, names: Iterable[str]) -> str:
    """The end of a message: a question with the most similar name, or an empty string."""
    near = difflib.get_close_matches(name.casefold(), list(names), n=1, cutoff=0.75)
    return did_you_mean(near[0]) if near else ""


def did_you_mean(meant: str) -> str:
    """The end of a message: a question."""
    return f"; did you mean `{meant}`?"
