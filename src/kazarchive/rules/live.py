"""The entries of a live report: the sections of an article whose headings begin with a time.

A report is divided twice: when it is read, for its entries, and when its page is rendered, where
they stand in another order than in the file. An entry travels between the two as an element that an
author cannot write, like a block (`rules/blocks.py`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape, unescape
from itertools import pairwise
from typing import NamedTuple

from kazarchive.live_report import LiveEntry
from kazarchive.rules import dates, html, text
from kazarchive.rules.tags import NAME, VALUE

TIME = (
    r"(?:(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[Tt]|,?[ \t\u00a0]+))?(?P<clock>\d{1,2}:\d\d(?::\d\d)?)"
    r"(?!\d|:\d)(?P<half>[ \u00a0]?[AaPp]\.?[Mm]\b\.?)?"
)
"""A time at the beginning of a heading, with or without a day."""

_TIME = re.compile(
    rf"\s*+(?:<(?P<mark>strong|b|em|i)>)?(?P<written>{TIME})(?P<closed></(?P=mark)>)?"
    r"(?P<between>[\s\u00a0:.,|·–—-]*+)"
)
_TAG = re.compile(rf"<(/?)([a-z][^\s<>/]*+)((?:\s++{NAME}(?:{VALUE})?)*)\s*+(/?)>")
_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())
_HEADING = re.compile("h([1-6])")
_ENTRY = re.compile(
    r'<kaz-entry n="(\d++)" level="([1-6])" attributes="([^"]*+)">\n<kaz-headline>(.*?)'
    r"</kaz-headline>\n(.*?)</kaz-entry>\n",
    re.DOTALL,
)
TEXT = 300
"""Characters of an entry's text for machines."""


class Found(NamedTuple):
    """A section of a report whose heading begins with a time."""

    written: str
    """The time, as written."""
    day: str
    """Empty without one."""
    clock: str
    half: str
    """`pm` and the like, which a time must not have."""
    title: str
    """The rest of the heading, safe HTML."""
    level: str
    """Of the heading, 2 to 6."""
    attributes: str
    """Of the heading, as HTML."""
    html: str
    """What is below the heading."""


class Report(NamedTuple):
    """A body, divided."""

    before: str
    entries: tuple[Found, ...]
    """In the order of the file."""
    rest: str
    """Sections without a time that follow an entry, and the footnotes."""
    between: tuple[str, ...]
    """The headings of such sections that an entry follows, plain."""


class ShownEntry(NamedTuple):
    """An entry as a page shows it."""

    entry: LiveEntry
    href: str
    """Its address: a fragment, in feeds a URL."""
    dated: bool
    """Whether its day is shown, since the report has several."""
    title: str
    """Safe HTML, as `html`."""
    level: str
    attributes: str
    html: str


class _Section(NamedTuple):
    """A heading that is in no other element; `level`: 0 for the footnotes."""

    start: int
    level: int
    attributes: str
    title: str
    begins: int
    """Where its content does."""


def divided(body: str) -> Report:
    """`body`: HTML whose headings have ids. Entries have the highest level on which a heading
    begins with a time; headings below it belong to them."""
    sections = list(_sections(body))
    timed = [each.level for each in sections if each.level and _TIME.match(each.title)]
    level = min(timed, default=-1)
    parts = [each for each in sections if each.level <= level]
    ends = [*(each.start for each in parts), len(body)]
    before, entries, rest = body[: ends[0]], list[Found](), list[str]()
    between, waiting = list[str](), list[str]()
    for each, (start, end) in zip(parts, pairwise(ends), strict=True):
        time = _TIME.match(each.title) if each.level == level else None
        if time:
            entries.append(_entry(each, time, body[each.begins : end]))
            between, waiting = [*between, *waiting], []
        elif entries or not each.level:
            rest.append(body[start:end])
            waiting += [text.plain(each.title)] if each.level else []
        else:
            before += body[start:end]
    return Report(before, tuple(entries), "".join(rest), tuple(between))


def _entry(section: _Section, time: re.Match[str], html: str) -> Found:
    begun = f"<{time['mark']}>" if time["mark"] and not time["closed"] else ""
    return Found(
        time["written"],
        time["day"] or "",
        time["clock"],
        (time["half"] or "").strip(),
        begun + section.title[time.end() :].strip(),
        str(section.level),
        section.attributes,
        html,
    )


def _sections(body: str) -> Iterator[_Section]:
    depth, opened = 0, None
    for tag in _TAG.finditer(body):
        if tag[2] in _VOID or tag[4]:
            continue
        heading = _HEADING.fullmatch(tag[2])
        if tag[1]:
            depth = max(0, depth - 1)
            if heading and opened and depth == 0:
                title = body[opened.end() : tag.start()]
                level, start = int(heading[1]), opened.start()
                yield _Section(start, level, opened[3].strip(), title, tag.end())
                opened = None  # a trusted author may end it twice
            continue
        if depth == 0:
            opened = tag if heading else None
            if tag[2] == "div" and 'class="footnotes"' in tag[3]:
                yield _Section(tag.start(), 0, "", "", tag.start())
        depth += 1


def moment(found: Found, day: date, zone: str) -> datetime:
    """When an entry was written. `day`: that of the report, unless the heading names another.
    Raises dates.NotADate."""
    if found.half:
        raise dates.NotADate("a time has 24 hours here")
    return dates.parse(f"{found.day or day.isoformat()} {found.clock}", zone)[0]


def entries(
    report: Report, moments: Sequence[datetime], day: date, taken: Iterable[str]
) -> tuple[LiveEntry, ...]:
    """The entries in the order of the file. `day`: that of the report. `taken`: ids of the body.

    An id is made of the time alone, and a second entry of one minute gets `-2` in the order of the
    file's times, so that neither a later entry nor another headline changes it.
    """
    ids, used = dict[int, str](), dict.fromkeys(taken, 1)
    for n in chronological(moments):
        ids[n] = html.unique(anchor(moments[n], day), used)
    return tuple(
        LiveEntry(ids[n], when, text.plain(found.title), _text(found.html))
        for n, (found, when) in enumerate(zip(report.entries, moments, strict=True))
    )


def anchor(moment: datetime, day: date) -> str:
    """`t1435` on the day of the report, `t2022-01-06-0910` on another."""
    clock = f"{moment:%H%M}"
    return f"t{clock}" if moment.date() == day else f"t{moment.date()}-{clock}"


def chronological(moments: Sequence[datetime]) -> list[int]:
    """The positions of the moments, in order of time. Those of one minute have the order of the
    file, which can begin with the last."""
    step = -1 if is_reversed(moments) else 1
    return sorted(range(len(moments)), key=lambda n: (moments[n], n * step))


def is_reversed(moments: Sequence[datetime]) -> bool:
    """Whether the file begins with the last entry."""
    earlier = sum(later < before for before, later in pairwise(moments))
    return earlier > sum(later > before for before, later in pairwise(moments))


def misplaced(moments: Sequence[datetime]) -> Iterator[int]:
    """The positions of entries that contradict the order of the others."""
    step = is_reversed(moments)
    for n, (before, later) in enumerate(pairwise(moments), 1):
        if later > before if step else later < before:
            yield n


def _text(html: str) -> str:
    plain = text.plain(html)
    if len(plain) <= TEXT:
        return plain
    return plain[:TEXT].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def arranged(body: str, order: Sequence[int]) -> str:
    """The body with its entries as elements for `drawn`. `order`: their positions in the file, as
    readers get them."""
    report = divided(body)
    elements = (_element(n, report.entries[n]) for n in order if n < len(report.entries))
    return "".join((report.before, *elements, report.rest))


def _element(n: int, found: Found) -> str:
    attributes = escape(found.attributes)
    return (
        f'<kaz-entry n="{n}" level="{found.level}" attributes="{attributes}">\n'
        f"<kaz-headline>{found.title}</kaz-headline>\n{found.html.strip()}</kaz-entry>\n"
    )


def drawn(
    body: str, entries: Mapping[int, tuple[LiveEntry, str]], draw: Callable[[ShownEntry], str]
) -> str:
    """The body with each entry written by `draw`. `entries`: by their positions in the file, each
    with its address."""
    days = {entry.day for entry, _ in entries.values()}

    def replace(found: re.Match[str]) -> str:
        entry, href = entries[int(found[1])]
        attributes = unescape(found[3])
        shown = ShownEntry(entry, href, len(days) > 1, found[4], found[2], attributes, found[5])
        return draw(shown) + "\n"

    return _ENTRY.sub(replace, body)
