"""What readers do not get of an article's own HTML, and what they get that was meant to be hidden:
told by the build, each with its place.

The HTML says what is lost (rules/stray.py, rules/html.py); the Markdown is searched for where that
stands, only then. So nothing is told of what only looks like a tag, such as `](<my photo.png>)`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from kazarchive.config.options import MarkdownOptions
from kazarchive.problems import Problem
from kazarchive.reading import markup, raw
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.markup import Rendering
from kazarchive.reading.prose import MOST, Prose
from kazarchive.rules import html_lint, sanitizer, stray

_SILENT = frozenset(
    "crossorigin decoding download fetchpriority loading ping referrerpolicy sizes srcset target"
    " type".split()
)
"""Attributes that a page decides on, and such as tell readers nothing."""

_WITH_CONTENT = frozenset({"script", "style", "template"})
"""Elements that are left out with all that is in them."""


def review(front: FrontMatter, options: MarkdownOptions, made: Rendering) -> list[Problem]:
    found: list[Problem] = []
    if "```" in front.body or "~~~" in front.body:
        found += islice(_open_fences(front, options, made), MOST)
    if "<" in front.body and options.html != "escape":
        prose = Prose(front, options)
        for look in LOOKS:
            found += islice(look(prose, made), MOST)
    return found


def _open_fences(
    front: FrontMatter, options: MarkdownOptions, made: Rendering
) -> Iterator[Problem]:
    """Python-Markdown takes no fence for one that is not closed: readers see it."""
    prose, slow = Prose(front, options), options.engine in markup.SLOW
    if slow and "```" not in made.html and "~~~" not in made.html:
        return
    shown = html_lint.shown_text(made.html) if slow else ""
    for start, end in markup.open_fences(front.body):
        line = front.body[start:end].partition("\n")[0]
        place = prose.place(start, start + len(line))
        if not slow:
            yield Problem("K0424", place, {"line": str(prose.place(end - 1, end).line)})
        elif line.strip() in shown:
            help = "close the fence with a line of the same signs"
            yield Problem("K0427", place, {"mark": line[:60], "help": help})


def _comments(prose: Prose, made: Rendering) -> Iterator[Problem]:
    body = prose.front.body
    for one in raw.comments(body):
        place = prose.place(one.start, one.start + 4)
        if one.start == one.end:
            yield Problem("K0420", place)
        if one.beginning:
            place = prose.place(one.start, one.start + len(one.beginning))
            values = {"part": "begins", "nearly": one.beginning, "wanted": "<!--"}
            yield Problem("K0421", place, values)
        if one.nearly:
            place = prose.place(one.end - len(one.nearly), one.end)
            yield Problem("K0421", place, {"part": "ends", "nearly": one.nearly, "wanted": "-->"})
        elif one.another > 0:
            last, words = prose.place(one.end - 1, one.end).line, body[one.start : one.end].split()
            yield Problem("K0422", place, {"line": str(last), "words": _words(len(words))})


def _tags(prose: Prose, made: Rendering) -> Iterator[Problem]:
    """Of elements that may not stand, and of the text that is lost with them."""
    if prose.trusted:
        return
    tags = [tag for tag in made.tags if tag.name not in sanitizer.TAGS and not tag.closing]
    left = Counter(tag.name for tag in tags)
    lost = made.lost
    for name, start, end in _written(prose, left):
        if lost and (name.lower() in _WITH_CONTENT or not _WITH_CONTENT & left.keys()):
            values = {"tag": name, "words": _words(lost)}
            yield Problem("K0423", prose.place(start, end), values)
            lost = 0
        else:
            yield Problem("K0416", prose.place(start, end), {"tag": name})
    if lost:
        place = prose.source.place(prose.front.body_line)
        yield Problem("K0423", place, {"tag": "…", "words": _words(lost)})


def _written(prose: Prose, left: Counter[str]) -> Iterator[tuple[str, int, int]]:
    """Where the start tags of some names stand, of each at most so many."""
    if not left:
        return
    left = left.copy()
    names = "|".join(map(re.escape, left))
    tag = re.compile(rf"<({names})(?=[\s/>])(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*>?", re.IGNORECASE)
    for found in tag.finditer(prose.prose):
        name = found[1].lower()
        if left[name] and not prose.escaped(found.start()):
            left[name] -= 1
            yield found[1], found.start(), found.end()


def _attributes(prose: Prose, made: Rendering) -> Iterator[Problem]:
    """Each once for each kind of element: a table that was pasted has hundreds."""
    told: set[tuple[str, str]] = set()
    for tag in () if prose.trusted else made.tags:
        if tag.closing or tag.name not in sanitizer.TAGS or not tag.attributes:
            continue
        for name, value in tag.values().items():
            if (tag.name, name) in told or _stays(tag.name, name, value or ""):
                continue
            told.add((tag.name, name))
            written = re.compile(
                rf"<{tag.name}(?=\s)[^<>]*?\s({re.escape(name)})(?=[\s=/>])", re.IGNORECASE
            )
            if found := written.search(prose.prose):
                values = {"tag": tag.name, "attribute": name}
                yield Problem("K0425", prose.place(*found.span(1)), values)


def _stays(tag: str, name: str, value: str) -> bool:
    """Whether an attribute is kept as it is, or says nothing to readers."""
    if name in _SILENT and (tag, name) != ("ol", "type"):
        return True
    if name.startswith(("data-", "on")):
        return True
    return sanitizer.keeps(tag, name, value)


def _unclosed(prose: Prose, made: Rendering) -> Iterator[Problem]:
    if "&lt;" not in made.html:
        return
    shown = {name.lower() for name in _SHOWN_TAG.findall(html_lint.shown_text(made.html))}
    for tag in stray.unclosed(prose.prose) if shown else ():
        meant = prose.escaped(tag.start) or raw.is_destination(prose.prose, tag.start)
        if tag.name in shown and not meant:
            name = prose.prose[tag.start + 1 :][: len(tag.name)]
            yield Problem("K0426", prose.place(tag.start, tag.end), {"tag": name})


def _unknown(prose: Prose, made: Rendering) -> Iterator[Problem]:
    """Components of other generators, `<Tabs>…</Tabs>`: each name once."""
    if "&lt;" not in made.html or "</" not in prose.front.body or prose.trusted:
        return
    told: set[str] = set()
    shown = html_lint.shown_text(made.html)
    for tag in stray.unknown(prose.prose, sanitizer.TAGS):
        written = prose.prose[tag.start : tag.end]
        if tag.name in told or written not in shown or prose.escaped(tag.start):
            continue
        told.add(tag.name)
        help = "HTML has no such element; write what it would show"
        yield Problem(
            "K0427", prose.place(tag.start, tag.end), {"mark": written[:60], "help": help}
        )


def _open(prose: Prose, made: Rendering) -> Iterator[Problem]:
    """Elements without an end: of a block all that follows is a part."""
    left = Counter(
        tag.name
        for tag in made.tags
        if stray.is_open(tag) and (prose.trusted or tag.name in sanitizer.TAGS)
    )
    for tag in stray.unclosed(prose.prose) if left else ():
        if left[tag.name] and not prose.escaped(tag.start):
            left[tag.name] -= 1
            ends = "ends with its paragraph" if stray.is_inline(tag) else "holds all that follows"
            values = {"tag": prose.prose[tag.start + 1 :][: len(tag.name)], "effect": ends}
            yield Problem("K0431", prose.place(tag.start, tag.end), values)


_SHOWN_TAG = re.compile(r"<([a-z][a-z0-9-]*+)", re.IGNORECASE)


def _words(number: int) -> str:
    return f"{number:,} {'word' if number == 1 else 'words'}"


LOOKS: tuple[Callable[[Prose, Rendering], Iterator[Problem]], ...] = (
    _comments,
    _tags,
    _attributes,
    _unclosed,
    _unknown,
    _open,
)
