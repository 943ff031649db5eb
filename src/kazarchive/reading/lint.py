"""A text that builds → what `check` reports: references without a footnote, poor links, skipped
headings, URLs that are left out.

The HTML shows what is wrong (rules/html_lint.py), so that both engines are judged by what readers
get; only then is the Markdown searched for the place.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Problem
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.prose import MOST, Prose
from kazarchive.rules import html_lint, urls

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


def review(front: FrontMatter, options: MarkdownOptions, body: str) -> list[Problem]:
    """`body`: the safe HTML of the body."""
    text = Prose(front, options)
    problems: list[Problem] = []
    for sign, look in LOOKS:
        if sign in body:
            problems += islice(look(text, body), MOST)
    return problems


def _undefined_footnotes(text: Prose, body: str) -> Iterator[Problem]:
    marks = html_lint.undefined_footnotes(body)
    if not marks:
        return
    written: dict[str, re.Match[str]] = {}
    for reference in _MARK.finditer(text.prose):
        written.setdefault(reference[0], reference)
    for mark in marks:
        if mark in written:  # otherwise it is escaped, and intended
            place = text.place(*written[mark].span())
            yield Problem("K0411", place, {"mark": mark})


def _unused_footnotes(text: Prose, body: str) -> Iterator[Problem]:
    if not html_lint.has_unused_footnotes(body):
        return
    notes = {note.end() - 1: note for note in _NOTE.finditer(text.prose)}
    marks = _MARK.finditer(text.prose)
    used = {mark[1].casefold() for mark in marks if mark.end() not in notes}
    for end, note in notes.items():
        if note[1].casefold() not in used:
            mark = f"[^{note[1]}]"
            yield Problem("K0412", text.place(end - len(mark), end), {"mark": mark})


def _links_without_text(text: Prose, body: str) -> Iterator[Problem]:
    for url, place in zip(html_lint.links_without_text(body), text.places(_NO_TEXT), strict=False):
        yield Problem("K0413", place, {"target": url})


def _links_without_address(text: Prose, body: str) -> Iterator[Problem]:
    texts = html_lint.links_without_address(body)
    for link, place in zip(texts, text.places(_NO_ADDRESS), strict=False):
        yield Problem("K0414", place, {"text": link or "…"})


def _skipped_levels(text: Prose, body: str) -> Iterator[Problem]:
    levels = html_lint.levels(body)
    skips = [n for n, (before, level) in enumerate(pairwise((1, *levels))) if level > before + 1]
    if not skips:
        return
    headings = list(_HEADING.finditer(text.prose))
    written = [_level(heading) for heading in headings]
    shift = 1 if 1 in written else 0  # as html.with_heading_ids shifts them
    same = written == [level - shift for level in levels]
    for n in skips:
        before = levels[n - 1] - shift if n else 1 - shift
        place = text.source.place(text.front.body_line)
        values = {
            "level": f"{levels[n] - shift}",
            "before": f"one of level {before}" if n else "the title",
            "wanted": "#" * (before + 1),
        }
        yield Problem("K0415", text.place(*headings[n].span()) if same else place, values)


def _level(heading: re.Match[str]) -> int:
    marks, underline, tag = heading.groups()
    if marks:
        return len(marks)
    return int(tag) if tag else 1 + underline.startswith("-")


def _addresses_left_out(text: Prose, body: str) -> Iterator[Problem]:
    """Schemes that are not allowed, if a link or an image has lost its URL."""
    if text.trusted or not html_lint.has_lost_addresses(body):
        return
    for url in _SCHEME.finditer(text.prose):
        if url[1].lower() not in urls.SCHEMES and not text.escaped(url.start()):
            yield Problem("K0417", text.place(url.start(1), url.end()), {"scheme": url[1]})


LOOKS: tuple[tuple[str, Callable[[Prose, str], Iterator[Problem]]], ...] = (
    ("[^", _undefined_footnotes),
    ('<li id="fn-', _unused_footnotes),
    ("></a>", _links_without_text),
    ('href=""', _links_without_address),
    ("<h", _skipped_levels),
    ("", _addresses_left_out),
)
"""Text that the HTML must contain → the check."""
