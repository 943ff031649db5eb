"""What is done to a site before each measured build, and what its pages must say after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import generate
import sides
from checks import Expected, Listed
from generate import LAST
from sides import Side

TODAY = LAST - timedelta(minutes=1)
"""The archive's last day."""

TEN_YEARS_BACK = TODAY.replace(year=TODAY.year - 10)


@dataclass(frozen=True, slots=True)
class Turn:
    """A round, and the article that it edits: another one in each round."""

    number: int
    article: Listed


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table."""

    name: str
    prepare: Callable[[Side, Turn], Expected | None]


def from_scratch(side: Side, turn: Turn) -> None:
    sides.remove_derived(side)


def untouched(side: Side, turn: Turn) -> None:
    pass


def retitled(side: Side, turn: Turn) -> Expected:
    before = turn.article.title
    after = f"{before} {turn.number}"
    _edit(side, turn, f"title: {before}\n", f"title: {after}\n")
    return Expected(turn.article.address, after)


def lengthened(side: Side, turn: Turn) -> Expected:
    text = f"Edited in round {turn.number}."
    with open(side.sources / turn.article.path, "a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n{text}\n")
    return Expected(turn.article.address, text)


def retagged(side: Side, turn: Turn) -> Expected:
    """The first tag gets a name that no other article has."""
    text = (side.sources / turn.article.path).read_text(encoding="utf-8")
    before = text.partition("tags:\n  - ")[2].partition("\n")[0]
    after = f"{before} {turn.number}"
    _edit(side, turn, f"  - {before}\n", f"  - {after}\n")
    return Expected(turn.article.address, after)


def added_today(side: Side, turn: Turn) -> Expected:
    return _added(side, f"added-today-{turn.number}", TODAY)


def added_ten_years_back(side: Side, turn: Turn) -> Expected:
    return _added(side, f"added-back-{turn.number}", TEN_YEARS_BACK)


def _added(side: Side, slug: str, moment: datetime) -> Expected:
    article = generate.added(slug, moment)
    generate.write(side.site, side.form, article)
    return Expected(article.planned.address, article.title)


def template_edited(side: Side, turn: Turn) -> Expected:
    """A line more in the footer of every article."""
    path, text = side.site / side.template, f"Edition {turn.number}"
    before, end, after = path.read_text(encoding="utf-8").rpartition("</article>")
    edited = f"{before}<p>{text}</p>\n{end}{after}"
    path.write_text(edited, encoding="utf-8", newline="\n")
    return Expected(turn.article.address, text)


def _edit(side: Side, turn: Turn, before: str, after: str) -> None:
    path = side.sources / turn.article.path
    edited = path.read_text(encoding="utf-8").replace(before, after, 1)
    path.write_text(edited, encoding="utf-8", newline="\n")


FIRST = Step("first build", from_scratch)
UNTOUCHED = Step("nothing changed", untouched)
RETITLED = Step("one title edited", retitled)
TEMPLATE = Step("template edited", template_edited)

STEPS = (
    FIRST,
    UNTOUCHED,
    RETITLED,
    Step("one body edited", lengthened),
    Step("one article added today", added_today),
    Step("one article added ten years back", added_ten_years_back),
    Step("one tag renamed in one article", retagged),
    TEMPLATE,
)

STEPS_OF = {
    "kazarchive": STEPS,
    "kazarchive-plain": (FIRST, RETITLED, TEMPLATE),
    "kazarchive-search": (FIRST, UNTOUCHED, RETITLED),
    "kazarchive-python-markdown": (FIRST, TEMPLATE),
    "hugo": STEPS,
    # A build of theirs is a whole one after any edit: one row stands for the others.
    "hugo-lean": (FIRST, RETITLED),
    "hugo-rich": (FIRST, RETITLED),
    "pelican": (FIRST, RETITLED),
    "eleventy": (FIRST, RETITLED),
}
