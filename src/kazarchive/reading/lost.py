"""HTML in an article → what readers do not get of it, and what they get although it was meant to be
hidden.

The rendered HTML shows what is lost (rules/stray.py, rules/html.py); only then is the Markdown
searched for the place. Therefore nothing is reported about what only looks like a tag, such as
`](<my photo.png>)`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Problem
from kazarchive.reading import equivalents, markup, raw
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.markup import Rendering
from kazarchive.reading.prose import MOST, Prose
from kazarchive.rules import html_lint, sanitizer, stray

_SILENT = frozenset(
    "crossorigin decoding download fetchpriority loading ping referrerpolicy sizes srcset target"
    " type".split()
)
"""Attributes that a page sets itself, and those without a meaning for readers."""

_WITH_CONTENT = frozenset({"script", "style", "template"})
"""Elements that are left out with their content."""


def review(front: FrontMatter, options: MarkdownOptions, rendered: Rendering) -> list[Problem]:
    problems: list[Problem] = []
    if "```" in front.body or "~~~" in front.body:
        problems += islice(_open_fences(front, options, rendered), MOST)
    if "<" in front.body and options.html != "escape":
        prose = Prose(front, options)
        for look in LOOKS:
            problems += islice(look(prose, rendered), MOST)
    return problems


def _open_fences(
    front: FrontMatter, options: MarkdownOptions, rendered: Rendering
) -> Iterator[Problem]:
    """Fences that are not closed; in Python-Markdown readers see them as text."""
    prose, slow = Prose(front, options), options.engine in markup.SLOW
    if slow and "```" not in rendered.html and "~~~" not in rendered.html:
        return
    visible = html_lint.shown_text(rendered.html) if slow else ""
    for start, end in markup.open_fences(front.body):
        line = front.body[start:end].partition("\n")[0]
        place = prose.place(start, start + len(line))
        if not slow:
            yield Problem("K0424", place, {"line": str(prose.place(end - 1, end).line)})
        elif line.strip() in visible:
            help = "close the fence with a line of the same signs"
            yield Problem("K0427", place, {"mark": line[:60], "help": help})


def _comments(prose: Prose, rendered: Rendering) -> Iterator[Problem]:
    """Comments without an end, or with one that only looks like it."""
    body = prose.front.body
    for comment in raw.comments(body):
        start, end, nearly = comment.start, comment.end, comment.nearly
        place = prose.place(start, start + 4)
        if start == end:
            yield Problem("K0420", place)
        if comment.beginning:
            place = prose.place(start, start + len(comment.beginning))
            values = {"part": "begins", "nearly": comment.beginning, "wanted": "<!--"}
            yield Problem("K0421", place, values)
        if nearly:
            place = prose.place(end - len(nearly), end)
            yield Problem("K0421", place, {"part": "ends", "nearly": nearly, "wanted": "-->"})
        elif comment.another > 0:
            last, words = prose.place(end - 1, end).line, body[start:end].split()
            yield Problem("K0422", place, {"line": str(last), "words": _words(len(words))})


def _tags(prose: Prose, rendered: Rendering) -> Iterator[Problem]:
    """Elements that are not allowed, and the text that is lost with them."""
    if prose.trusted:
        return
    tags = [tag for tag in rendered.tags if tag.name not in sanitizer.TAGS and not tag.closing]
    left = Counter(tag.name for tag in tags)
    lost = rendered.lost
    for name, start, end in _written(prose, left):
        if lost and (name.lower() in _WITH_CONTENT or not _WITH_CONTENT & left.keys()):
            values = {"tag": name, "words": _words(lost)}
            yield Problem("K0423", prose.place(start, end), values)
            lost = 0
        elif name.lower() in equivalents.TAGS:
            values = {"tag": name, "help": equivalents.TAGS[name.lower()]}
            yield Problem("K0433", prose.place(start, end), values)
        elif name.lower() not in equivalents.PARTS or not equivalents.TAGS.keys() & left.keys():
            yield Problem("K0416", prose.place(start, end), {"tag": name})
    if lost:
        place = prose.source.place(prose.front.body_line)
        yield Problem("K0423", place, {"tag": "…", "words": _words(lost)})


def _written(prose: Prose, left: Counter[str]) -> Iterator[tuple[str, int, int]]:
    """(name as written, start, end) of start tags. `left`: element → how many of its tags at
    most."""
    if not left:
        return
    left = left.copy()
    names = "|".join(map(re.escape, left))
    tag = re.compile(rf"<({names})(?=[\s/>])(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*>?", re.IGNORECASE)
    for match in tag.finditer(prose.prose):
        name = match[1].lower()
        if left[name] and not prose.escaped(match.start()):
            left[name] -= 1
            yield match[1], match.start(), match.end()


def _attributes(prose: Prose, rendered: Rendering) -> Iterator[Problem]:
    """Attributes that are left out, once for each element name: a pasted table has hundreds."""
    reported: set[tuple[str, str]] = set()
    for tag in () if prose.trusted else rendered.tags:
        if tag.closing or tag.name not in sanitizer.TAGS or not tag.attributes:
            continue
        for name, value in tag.values().items():
            if (tag.name, name) in reported or _stays(tag.name, name, value or ""):
                continue
            reported.add((tag.name, name))
            written = re.compile(
                rf"<{tag.name}(?=\s)[^<>]*?\s({re.escape(name)})(?=[\s=/>])", re.IGNORECASE
            )
            if attribute := written.search(prose.prose):
                values = {"tag": tag.name, "attribute": name}
                yield Problem("K0425", prose.place(*attribute.span(1)), values)


def _stays(tag: str, name: str, value: str) -> bool:
    """Whether an attribute is kept with its value, or has no meaning for readers."""
    if name in _SILENT and (tag, name) != ("ol", "type"):
        return True
    if name.startswith(("data-", "on")):
        return True
    return sanitizer.keeps(tag, name, value)


def _unclosed(prose: Prose, rendered: Rendering) -> Iterator[Problem]:
    """Unclosed tags that readers see as text."""
    if "&lt;" not in rendered.html:
        return
    visible = {name.lower() for name in _SHOWN_TAG.findall(html_lint.shown_text(rendered.html))}
    for tag in stray.unclosed(prose.prose) if visible else ():
        intended = prose.escaped(tag.start) or raw.is_destination(prose.prose, tag.start)
        if tag.name in visible and not intended:
            name = prose.prose[tag.start + 1 :][: len(tag.name)]
            yield Problem("K0426", prose.place(tag.start, tag.end), {"tag": name})


def _unknown(prose: Prose, rendered: Rendering) -> Iterator[Problem]:
    """Components of other generators, `<Tabs>…</Tabs>`, once for each name."""
    if "&lt;" not in rendered.html or "</" not in prose.front.body or prose.trusted:
        return
    reported: set[str] = set()
    visible = html_lint.shown_text(rendered.html)
    for tag in stray.unknown(prose.prose, sanitizer.TAGS):
        written = prose.prose[tag.start : tag.end]
        if tag.name in reported or written not in visible or prose.escaped(tag.start):
            continue
        reported.add(tag.name)
        help = "HTML has no such element; write what it would show"
        yield Problem(
            "K0427", prose.place(tag.start, tag.end), {"mark": written[:60], "help": help}
        )


def _open(prose: Prose, rendered: Rendering) -> Iterator[Problem]:
    """Elements without an end tag; everything after a block element becomes part of it."""
    left = Counter(
        tag.name
        for tag in rendered.tags
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
