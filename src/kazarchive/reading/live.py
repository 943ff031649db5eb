"""An article of the type `live` → its entries, and what is wrong with them."""

import re
from collections import defaultdict, deque
from datetime import datetime, timedelta
from typing import NamedTuple

from kazarchive.fields import LIVE, TYPE, Choice
from kazarchive.live_report import LiveReport
from kazarchive.problems import Place, Problem
from kazarchive.reading.fieldvalues import FieldValues
from kazarchive.rules import dates, html, live

_LINE = re.compile(
    rf"^[ \t>]*+(?P<mark>#{{1,6}}[ \t]+|<h[1-6]\b[^<>]*+>)?[*_]*+(?P<written>{live.TIME})",
    re.MULTILINE,
)


class Options(NamedTuple):
    """The field `live`."""

    ended: bool = False
    newest_first: bool = True


class Reading(NamedTuple):
    """A live report as it is read."""

    report: LiveReport | None = None
    """None without entries."""
    state: str = ""
    """As in `Entry.live`."""
    problems: tuple[Problem, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        return tuple(each.anchor for each in self.report.entries) if self.report else ()

    def updated(self, published: datetime, given: datetime | None) -> datetime | None:
        """When the article was last changed: by its field, or by its last entry."""
        last = self.report.last.moment if self.report else published
        return last if last > (given or published) else given


def read(
    fields: FieldValues, body: str, published: datetime, updated: datetime | None = None
) -> Reading:
    """The report of an article. `body`: its HTML, whose headings have ids; `published`: whose day
    is that of headings without one;
    `updated`: by its field."""
    if fields.choice(TYPE) != "live":
        return Reading()
    options = _options(fields)
    state = "ended" if options.ended else "ongoing"
    if published == dates.NEVER:
        return Reading(None, state)
    day, zone = published.date(), fields.site.timezone
    divided, lines = live.divided(body), _Lines(fields)
    if not divided.entries:
        return Reading(None, state, (Problem("K0455", fields.place(fields.fields[TYPE.name])),))
    moments, problems, places = list[datetime](), list[Problem](), list[Place]()
    for found in divided.entries:
        places.append(lines.place(found.written))
        try:
            moments.append(live.moment(found, day, zone))
        except dates.NotADate as error:
            values = {"time": found.written, "reason": str(error)}
            problems.append(Problem("K0453", places[-1], values))
    if problems:
        return Reading(None, state, tuple(problems))
    order = live.chronological(moments)
    problems += [_misplaced(n, divided, moments, places) for n in live.misplaced(moments)]
    problems += [lines.untimed(title) for title in divided.between]
    last = order[-1]
    if moments[last] > (updated or published):
        values = {"time": _written(moments[last])}
        problems.append(Problem("K0457", places[last], values))
    entries = live.entries(divided, moments, day, html.ids(body))
    shown = reversed(order) if options.newest_first else order
    report = LiveReport(entries, tuple(shown), options.newest_first)
    return Reading(report, state, tuple(problems))


def _misplaced(
    n: int, divided: live.Report, moments: list[datetime], places: list[Place]
) -> Problem:
    """An entry against the order of the others; perhaps one of the two is of the next day."""
    before, late = moments[n - 1], n - 1 if moments[n] > moments[n - 1] else n
    values = {
        "time": divided.entries[n].written,
        "before": _written(before),
        "late": f"{min(before, moments[n]).date() + timedelta(1)} {divided.entries[late].clock}",
    }
    return Problem("K0454", places[n], values)


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _options(fields: FieldValues) -> Options:
    value = fields.fields.get(LIVE.name)
    if value is None or value.is_empty:
        return Options()
    if value.fields is None:
        word = (value.text or "").strip().lower()
        if word not in ("ended", "ongoing"):
            fields.wrong(LIVE.name, value, "`ended`, `ongoing` or a table", _EXAMPLE)
        return Options(word == "ended")
    parts = {
        part: word.strip().lower()
        for part, word in fields.parts(LIVE, value).items()
        if part in _WORDS
    }
    for part, word in parts.items():
        if word not in _WORDS[part]:
            words = " or ".join(f"`{each}`" for each in _WORDS[part])
            fields.wrong(f"{LIVE.name}.{part}", value.fields[part], words, _EXAMPLE)
    return Options(parts.get("ended") == "true", parts.get("order") != "oldest")


_EXAMPLE = "write `live: ended`, or `live: {order: oldest, ended: true}`"
_WORDS = {part.name: part.choices for part in LIVE.parts if isinstance(part, Choice)}


class _Lines:
    """Where the headings of a text are, each found once."""

    def __init__(self, fields: FieldValues) -> None:
        self.source, self.first = fields.source, fields.front.body_line
        self.text = fields.front.body
        self.lines: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
        """Time as written → the line and the column of each heading, or of each other line if no
        heading has it."""
        others: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
        line, done = self.first, 0
        for found in _LINE.finditer(self.text):
            line += self.text.count("\n", done, found.start())
            done = found.start()
            column = found.start("written") - found.start() + 1
            lines = self.lines if found["mark"] else others
            lines[found["written"]].append((line, column))
        self.lines = {**others, **self.lines}
        self.line, self.done = self.first, 0

    def place(self, written: str) -> Place:
        lines = self.lines.get(written)
        line, column = lines.popleft() if lines else (self.first, 1)
        return self.source.place(line, column, len(written))

    def untimed(self, title: str) -> Problem:
        """A section without a time between entries; they are asked for in the order of the text."""
        at = self.text.find(f"# {title}", self.done) + len("# ")
        if at < len("# "):
            at = self.text.find(title, self.done)
        line = self.first
        if at >= 0:
            self.line += self.text.count("\n", self.done, at)
            self.done, line = at + len(title), self.line
        column = at - self.text.rfind("\n", 0, at) if at >= 0 else 1
        return Problem("K0456", self.source.place(line, column, len(title)), {"title": title})
