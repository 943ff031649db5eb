"""Markdown → safe HTML, by one of two engines.

The HTML of an engine is sanitized before anything else reads it, so that the checks apply to what
readers get. Only this module imports `pyromark`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

import pyromark
from msgspec import Struct

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import (
    blocks,
    caption_links,
    emphasis,
    growth,
    highlight,
    marks,
    python_markdown,
    raw,
    timeout,
)
from kazarchive.reading.files import Beside
from kazarchive.reading.source import SHOWN
from kazarchive.rules import (
    attribution,
    bare_links,
    embedded,
    footnotes,
    galleries,
    html,
    nesting,
    quotation,
    sanitizer,
    stray,
    text,
)

SECONDS = 10
"""The limit of processor time for an article, and again for each million characters. Prose takes
far less, so that the speed of the machine does not decide whether an article is published."""

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)


Remember = Callable[[str, Callable[[str], str]], str]
"""A text and the function that converts it → the result, perhaps a stored one. For what is slow:
one of the engines, and highlighted code."""

SLOW = frozenset({"python-markdown"})


def convert_at_once(text: str, convert: Callable[[str], str]) -> str:
    return convert(text)


class Rendering(Struct, frozen=True):
    """A body as safe HTML, with stable ids, and with links as written."""

    html: str
    tags: tuple[stray.Tag, ...] = ()
    """The tags of the engine's HTML, if the source has HTML, or attributes in `{…}`."""
    lost: int = 0
    """The number of words that the sanitizer has removed."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its blocks."""


def rendering(
    body: str,
    options: MarkdownOptions,
    lang: str,
    path: str,
    line: int = 0,
    remember: Remember = convert_at_once,
    beside: Beside | None = None,
) -> Rendering:
    """Convert a Markdown body. `line`: its first line in the file, for problems. `beside`: reads
    the files from which charts are drawn.

    Raises ProblemsFound if the engine fails (K0406), needs too long (K0409), or produces too much
    HTML (K0430) or HTML that takes too long to parse (K0410).
    """
    place = Place(path, line, min(line, 1))
    source, trusted = blocks.marked(text.printable(body)), options.html == "trust"
    prepared = marks.prepared(source.body, options.marks)
    converted = sanitizer.aligned(_converted(prepared.body, options, remember, place))
    if not trusted and (fault := nesting.fault(converted, sanitizer.TAGS)):
        raise ProblemsFound([Problem("K0410", place, {"reason": fault})])
    own = "<" in body or ("{" in body and bool(options.extensions))
    escaped = stray.Escaped(converted)
    if own:
        escaped = stray.escaped(converted, sanitizer.TAGS, trusted)
    if trusted:
        final, lost = embedded.canonical(escaped.html) if "<" in body else escaped.html, 0
    else:
        final = html.with_scrolling_tables(sanitizer.sanitize(escaped.html, own))
        lost = text.words_lost(escaped.html, final) if own else 0
    if named := highlight.languages(escaped.html):
        final = _highlighted(final, named, remember, place, _seconds(body))
    final, problems = blocks.nested(final, source, options.blocks, place, lang, beside)
    if options.marks:
        final = marks.finished(final, prepared, options.marks)
        _check_size(final, body, place)
    final = attribution.with_sources(_printable(final, body, options))
    if options.quotes:
        final = quotation.in_html(final, lang)
    final = galleries.with_galleries(bare_links.with_links(final))
    with_ids = html.with_heading_ids(final, lang)
    return Rendering(with_ids, escaped.tags, lost, problems)


def _converted(body: str, options: MarkdownOptions, remember: Remember, place: Place) -> str:
    """The HTML of the engine for a printable body. Raises ProblemsFound."""
    if fault := growth.fault(body, options):
        raise ProblemsFound([_too_much(fault, body, place)])
    trusted = options.html == "trust"
    source = body if options.html == "escape" else raw.hidden(body, trusted)
    try:
        converted = ENGINES[options.engine](source, options, remember)
    except (RecursionError, ValueError, IndexError, AttributeError, TypeError) as error:
        reason = {"reason": f"{type(error).__name__}: {error}"[:200]}
        raise ProblemsFound([Problem("K0406", place, reason)]) from None
    except timeout.TooLong:
        seconds = {"seconds": f"{_seconds(body):.0f}"}
        raise ProblemsFound([Problem("K0409", place, seconds)]) from None
    _check_size(converted, body, place)
    return raw.restored(converted, raw.sign(body)) if "<" in body else converted


def _check_size(html: str, body: str, place: Place) -> None:
    """Raises ProblemsFound for HTML that is far longer than its text (K0430)."""
    if len(html) > growth.most(body):
        excess = f"more than {growth.most(body):,} letters of HTML came of it"
        raise ProblemsFound([_too_much(growth.Growth(0, excess), body, place)])


def _highlighted(
    body: str, named: highlight.Languages, remember: Remember, place: Place, seconds: float
) -> str:
    """Safe HTML with highlighted code; each piece is remembered, whatever the engine. Raises
    ProblemsFound (K0409)."""

    def marked(language: str, code: str) -> str:
        key = f"\0{language}\0{code}"  # no text for an engine begins with `\0`
        return remember(key, lambda _: highlight.marked(language, code))

    try:
        with timeout.limited(seconds):
            return highlight.with_marks(body, named, marked)
    except timeout.TooLong:
        raise ProblemsFound([Problem("K0409", place, {"seconds": f"{seconds:.0f}"})]) from None


def _too_much(fault: growth.Growth, body: str, place: Place) -> Problem:
    line = body.split("\n", fault.line + 1)[fault.line][:SHOWN]
    where = Place(place.path, place.line + fault.line, place.column, len(line), line)
    return Problem("K0430", where, {"reason": fault.reason})


def _printable(converted: str, body: str, options: MarkdownOptions) -> str:
    """The HTML, printable again: `&#1;` may have become a character, separate letters may now be
    next to each other, and Python-Markdown may leave a character of its own."""
    if "&" in body or options.engine in SLOW:
        return text.printable(converted)
    return unicodedata.normalize("NFC", converted)


def _seconds(body: str) -> float:
    """The limit for a text; prose takes a tenth of it on a slow machine."""
    return SECONDS * (1 + len(body) / 1_000_000)


def _commonmark(body: str, options: MarkdownOptions, _: Remember) -> str:
    if options.html == "escape":
        body = _with_html_escaped(body)
    converted = pyromark.html(body, options=_OPTIONS)
    if emphasis.may_be_left(body, converted):
        converted = _with_emphasis(body, converted)
    return footnotes.as_list(converted)


def _with_emphasis(body: str, converted: str) -> str:
    """The HTML with emphasis at quotation marks inside words, if it has fewer marks left as text
    than `converted`."""
    left = {*_left_over(body)}
    with_signs = pyromark.html(emphasis.with_signs(body, left), options=_OPTIONS)
    again = emphasis.without_signs(with_signs, emphasis.sign(body))
    return again if _marks(again) < _marks(converted) else converted


def _marks(html: str) -> int:
    return html.count("*") + html.count("~")


def _left_over(body: str) -> Iterator[int]:
    """The positions of asterisks and tildes in a body that readers would see as text."""
    encoded, bytes_done, done = body.encode(), 0, 0
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        if isinstance(event, dict) and str(event.get("Text"))[:1] in ("*", "~"):
            done += len(encoded[bytes_done : span["start"]].decode())
            bytes_done = span["start"]
            yield done


def _with_html_escaped(body: str) -> str:
    """The body with a sign in place of each `<` of raw HTML, because pulldown-cmark has no option
    to escape it. A character reference would not do: a block of HTML may become code, where it
    would be shown."""
    encoded = body.encode()
    pieces, done, sign = [], 0, raw.sign(body).encode()
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        if isinstance(event, dict) and event.keys() & {"Html", "InlineHtml"}:
            pieces += [
                encoded[done : span["start"]],
                encoded[span["start"] : span["end"]].replace(b"<", sign),
            ]
            done = span["end"]
    return b"".join([*pieces, encoded[done:]]).decode()


class Parts(Struct, frozen=True):
    """What a body in CommonMark has besides prose; places are offsets in its UTF-8, in order."""

    code: tuple[tuple[int, int], ...]
    html: tuple[tuple[int, int], ...]
    links: frozenset[str]
    """The addresses of links."""
    images: frozenset[str]
    """The addresses of images."""


def parts(body: str) -> Parts:
    """Where the code and the raw HTML of a body are, and its addresses."""
    code, html, addresses = list[tuple[int, int]](), list[tuple[int, int]](), {"Link": {""}}
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        if not isinstance(event, dict):
            continue
        place, start = (span["start"], span["end"]), event.get("Start")
        if "Code" in event or (isinstance(start, dict) and "CodeBlock" in start):
            code.append(place)
        elif event.keys() & {"Html", "InlineHtml"}:
            html.append(place)
        elif isinstance(start, dict):
            for kind in start.keys() & {"Link", "Image"}:
                addresses.setdefault(kind, set()).add(str(start[kind]["dest_url"]))
    links, images = addresses["Link"], addresses.get("Image", set())
    return Parts(tuple(code), tuple(html), frozenset(links), frozenset(images))


def open_fences(body: str) -> Iterator[tuple[int, int]]:
    """The start and the end of each block of code whose fence is not closed, so that it continues
    to the end of the text, the list or the quotation."""
    encoded = body.encode()
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        code = event.get("Start") if isinstance(event, dict) else None
        if isinstance(code, dict) and "Fenced" in str(code.get("CodeBlock")):
            first, *rest = encoded[span["start"] : span["end"]].decode().rstrip().split("\n")
            fence = _FENCE.match(first)
            last = rest[-1].strip(" \t>") if rest else ""
            if fence and not (last.startswith(fence[0]) and not last.strip(fence[0][0])):
                yield len(encoded[: span["start"]].decode()), len(encoded[: span["end"]].decode())


_FENCE = re.compile("`{3,}|~{3,}")


def _python_markdown(body: str, options: MarkdownOptions, remember: Remember) -> str:
    def convert(text: str) -> str:
        engine = python_markdown.engine(options.extensions, options.html == "escape")
        try:
            with timeout.limited(_seconds(text)):
                return engine(text)
        except BaseException:
            python_markdown.engine.cache_clear()  # the engine was interrupted
            raise

    converted = caption_links.restored(remember(caption_links.hidden(body), convert), body)
    converted = _FOOTNOTE_LIST.sub(r'<div class="footnotes">\1</div>', converted)
    if "fn" in converted:
        converted = _FOOTNOTE_ID.sub(r"\1\2-", converted).replace(' title="">↩', ">↩")
    return _without_dead_links_back(converted)


def _without_dead_links_back(html: str) -> str:
    """The HTML without links back from footnotes that have no reference."""
    if "footnote-backref" not in html:
        return html
    references = {*_MARK_ID.findall(html)}
    return _LINK_BACK.sub(lambda link: link[0] if link[1] in references else "", html)


_FOOTNOTE_LIST = re.compile(r'<div class="footnote">\s*<hr ?/?>(.*?</ol>\s*)</div>', re.DOTALL)
_MARK_ID = re.compile(r' id="(fnref[^"]*+)"')
_LINK_BACK = re.compile(r'(?:&#160;)?<a class="footnote-backref" href="#(fnref[^"]*+)">↩</a>')
_FOOTNOTE_ID = re.compile(r'( id="| href="#)(fn|fnref\d*):')


ENGINES: dict[str, Callable[[str, MarkdownOptions, Remember], str]] = {
    "commonmark": _commonmark,
    "python-markdown": _python_markdown,
}
