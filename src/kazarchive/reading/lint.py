"""What `check` tells of a text that builds: marks of footnotes without a note, poor links, skipped
headings, addresses that are left out, each with its place.

The HTML says what is wrong (rules/html_lint.py), so both engines are judged by what readers get;
the Markdown is searched for where that stands, only then.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from kazarchive.config.options import MarkdownOptions
from kazarchive.problems import Problem
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.prose import MOST, Prose
from kazarchive.rules import html_lint, sanitizer

_MARK = re.compile(r"(?<!\\)\[\^([^\[\]\s]++)\]")
_NOTE = re.compile(r"^[ \t>]*+\[\^([^\[\]\s]++)\]:", re.MULTILINE)
_NO_TEXT = re.compile(r"(?<![!\\])\[\s*+\][(\[]|<a\s[^<>]*+>\s*+</a>", re.IGNORECASE)
_NO_ADDRESS = re.compile(
    r"(?<=\])\(\s*+(?:<>\s*+)?(?:[\"'][^\n]*?)?\)|<a\s[^<>]*?href\s*+=\s*+([\"'])\s*+\1",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^ {0,3}(#{1,6})(?=[ \t\n]|$)|^(?=\S)[^\n]*+\n {0,3}(=+|-+)[ \t]*+$|<h([1-6])(?=[\s>])",
    re.MULTILINE | re.IGNORECASE,
)
_SCHEME = re.compile(
    r"(?:\]\(\s*+<?|^ {0,3}\[[^\[\]\n]++\]:\s*+<?|<(?:a|img)\s[^<>]*?(?:href|src)\s*+=\s*+[\"']?)"
    r"([a-z][a-z0-9+.-]*+):",
    re.IGNORECASE | re.MULTILINE,
)


def review(front: FrontMatter, options: MarkdownOptions, whole: str) -> list[Problem]:
    """`whole`: the body as HTML that is safe to show."""
    text = Prose(front, options)
    found: list[Problem] = []
    for sign, look in LOOKS:
        if sign in whole:
            found += islice(look(text, whole), MOST)
    return found


def _undefined_footnotes(text: Prose, whole: str) -> Iterator[Problem]:
    marks = html_lint.undefined_footnotes(whole)
    if not marks:
        return
    written: dict[str, re.Match[str]] = {}
    for found in _MARK.finditer(text.prose):
        written.setdefault(found[0], found)
    for mark in marks:
        if mark in written:  # else it is escaped, and meant so
            place = text.place(*written[mark].span())
            yield Problem("K0411", place, {"mark": mark})


def _unused_footnotes(text: Prose, whole: str) -> Iterator[Problem]:
    if not html_lint.has_unused_footnotes(whole):
        return
    notes = {found.end() - 1: found for found in _NOTE.finditer(text.prose)}
    marks = _MARK.finditer(text.prose)
    used = {found[1].casefold() for found in marks if found.end() not in notes}
    for end, found in notes.items():
        if found[1].casefold() not in used:
            mark = f"[^{found[1]}]"
            yield Problem("K0412", text.place(end - len(mark), end), {"mark": mark})


def _links_without_text(text: Prose, whole: str) -> Iterator[Problem]:
    for url, place in zip(html_lint.links_without_text(whole), text.places(_NO_TEXT), strict=False):
        yield Problem("K0413", place, {"target": url})


def _links_without_address(text: Prose, whole: str) -> Iterator[Problem]:
    shown = html_lint.links_without_address(whole)
    for one, place in zip(shown, text.places(_NO_ADDRESS), strict=False):
        yield Problem("K0414", place, {"text": one or "…"})


def _skipped_levels(text: Prose, whole: str) -> Iterator[Problem]:
    shown = html_lint.levels(whole)
    skips = [n for n, (before, level) in enumerate(pairwise((1, *shown))) if level > before + 1]
    if not skips:
        return
    headings = list(_HEADING.finditer(text.prose))
    written = [_level(found) for found in headings]
    shift = 1 if 1 in written else 0  # as html.with_heading_ids shifts them
    known = written == [level - shift for level in shown]
    for n in skips:
        before = shown[n - 1] - shift if n else 1 - shift
        place = text.source.place(text.front.body_line)
        values = {
            "level": f"{shown[n] - shift}",
            "before": f"one of level {before}" if n else "the title",
            "wanted": "#" * (before + 1),
        }
        yield Problem("K0415", text.place(*headings[n].span()) if known else place, values)


def _level(heading: re.Match[str]) -> int:
    marks, underline, tag = heading.groups()
    if marks:
        return len(marks)
    return int(tag) if tag else 1 + underline.startswith("-")


def _addresses_left_out(text: Prose, whole: str) -> Iterator[Problem]:
    """Schemes that may not stand, where a link or an image has indeed lost its address."""
    if text.trusted or not html_lint.has_lost_addresses(whole):
        return
    for found in _SCHEME.finditer(text.prose):
        if found[1].lower() not in sanitizer.SCHEMES and not text.escaped(found.start()):
            yield Problem("K0417", text.place(found.start(1), found.end()), {"scheme": found[1]})


LOOKS: tuple[tuple[str, Callable[[Prose, str], Iterator[Problem]]], ...] = (
    ("[^", _undefined_footnotes),
    ('<li id="fn-', _unused_footnotes),
    ("></a>", _links_without_text),
    ('href=""', _links_without_address),
    ("<h", _skipped_levels),
    ("", _addresses_left_out),
)
"""With the sign in the HTML without which there is nothing to look for."""
