"""Markdown → HTML, by one of two engines behind one function.

The only importer of `pyromark` and `markdown`. What an engine gives is made safe before anything
else looks at it: so what is checked is what readers get.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

import pyromark
from msgspec import Struct

from kazarchive.config.options import MarkdownOptions
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import emphasis, growth, highlight, raw, timeout
from kazarchive.reading.source import SHOWN
from kazarchive.rules import embedded, footnotes, html, nesting, sanitizer, stray, text

SECONDS = 10
"""Of processor time for an article, and again for each million letters of it. No prose comes near,
so whether an article is published does not depend on the machine's speed."""

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)


Remember = Callable[[str, Callable[[str], str]], str]
"""Text, what converts it → what comes of that, or came of it before. Asked for what is slow: one of
the engines, and code in colours."""

SLOW = frozenset({"python-markdown"})


def convert_at_once(text: str, convert: Callable[[str], str]) -> str:
    return convert(text)


class Rendering(Struct, frozen=True):
    """A body as HTML safe to show, with stable ids, links as written."""

    html: str
    tags: tuple[stray.Tag, ...] = ()
    """Those of the engine's HTML, where the source has HTML of its own, or attributes in `{…}`."""
    lost: int = 0
    """Words that were lost when it was made safe."""


def rendering(
    body: str,
    options: MarkdownOptions,
    lang: str,
    path: str,
    line: int = 0,
    remember: Remember = convert_at_once,
) -> Rendering:
    """A Markdown body, which begins at a line of a file, as HTML with what became of its own.

    Raises ProblemsFound when the engine cannot cope with the text (K0406), needs too long (K0409),
    makes too much of it (K0430) or gives HTML that nobody should have to parse (K0410).
    """
    place = Place(path, line, min(line, 1))
    source, trusted = text.printable(body), options.html == "trust"
    whole = sanitizer.aligned(_converted(source, options, remember, place))
    if not trusted and (fault := nesting.fault(whole, sanitizer.TAGS)):
        raise ProblemsFound([Problem("K0410", place, {"reason": fault})])
    own = "<" in body or ("{" in body and bool(options.extensions))
    mended = stray.escaped(whole, sanitizer.TAGS, trusted) if own else stray.Escaped(whole)
    if not trusted:
        whole = html.with_scrolling_tables(sanitizer.sanitize(mended.html, own))
    lost = text.words_lost(mended.html, whole) if own and not trusted else 0
    if trusted:
        whole = embedded.canonical(mended.html) if "<" in body else mended.html
    if named := highlight.languages(mended.html):
        whole = _highlighted(whole, named, remember, place, _seconds(body))
    shown = html.with_heading_ids(_printable(whole, body, options), lang)
    return Rendering(shown, mended.tags, lost)


def _converted(body: str, options: MarkdownOptions, remember: Remember, place: Place) -> str:
    """What the engine makes of a printable body."""
    if found := growth.fault(body, options):
        raise ProblemsFound([_too_much(found, body, place)])
    trusted = options.html == "trust"
    source = body if options.html == "escape" else raw.hidden(body, trusted)
    try:
        whole = ENGINES[options.engine](source, options, remember)
    except (RecursionError, ValueError, IndexError, AttributeError, TypeError) as error:
        reason = {"reason": f"{type(error).__name__}: {error}"[:200]}
        raise ProblemsFound([Problem("K0406", place, reason)]) from None
    except timeout.TooLong:
        seconds = {"seconds": f"{_seconds(body):.0f}"}
        raise ProblemsFound([Problem("K0409", place, seconds)]) from None
    if len(whole) > growth.most(body):
        whole_of_it = f"more than {growth.most(body):,} letters of HTML came of it"
        raise ProblemsFound([_too_much(growth.Growth(0, whole_of_it), body, place)])
    return raw.shown(whole, raw.sign(body)) if "<" in body else whole


def _highlighted(
    whole: str, named: highlight.Languages, remember: Remember, place: Place, seconds: float
) -> str:
    """Safe HTML with its code in colours, each piece kept whichever the engine."""

    def marked(language: str, code: str) -> str:
        key = f"\0{language}\0{code}"  # no Markdown that an engine is given begins with `\0`
        return remember(key, lambda _: highlight.marked(language, code))

    try:
        with timeout.limited(seconds):
            return highlight.with_marks(whole, named, marked)
    except timeout.TooLong:
        raise ProblemsFound([Problem("K0409", place, {"seconds": f"{seconds:.0f}"})]) from None


def _too_much(found: growth.Growth, body: str, place: Place) -> Problem:
    line = body.split("\n", found.line + 1)[found.line][:SHOWN]
    where = Place(place.path, place.line + found.line, place.column, len(line), line)
    return Problem("K0430", where, {"reason": found.reason})


def _printable(whole: str, body: str, options: MarkdownOptions) -> str:
    """The HTML of a printable body: `&#1;` may have become a character, letters that stood apart
    may stand together, and a slow engine may leave a mark of its own."""
    if "&" in body or options.engine in SLOW:
        return text.printable(whole)
    return unicodedata.normalize("NFC", whole)


def _seconds(body: str) -> float:
    """What an engine may use at most: prose takes a tenth of it on a slow machine."""
    return SECONDS * (1 + len(body) / 1_000_000)


def _commonmark(body: str, options: MarkdownOptions, _: Remember) -> str:
    if options.html == "escape":
        body = _with_html_escaped(body)
    whole = pyromark.html(body, options=_OPTIONS)
    if emphasis.may_be_left(body, whole):
        whole = _with_emphasis(body, whole)
    return footnotes.as_list(whole)


def _with_emphasis(body: str, whole: str) -> str:
    """The HTML of a body with emphasis at quotation marks inside words, if that leaves fewer marks
    over than its HTML without."""
    left = {*_left_over(body)}
    mended = pyromark.html(emphasis.mended(body, left), options=_OPTIONS)
    again = emphasis.shown(mended, emphasis.sign(body))
    return again if _marks(again) < _marks(whole) else whole


def _marks(whole: str) -> int:
    return whole.count("*") + whole.count("~")


def _left_over(body: str) -> Iterator[int]:
    """At which letters of a body stand asterisks and tildes that readers would see, in its text."""
    encoded, bytes_done, done = body.encode(), 0, 0
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        if isinstance(event, dict) and str(event.get("Text"))[:1] in ("*", "~"):
            done += len(encoded[bytes_done : span["start"]].decode())
            bytes_done = span["start"]
            yield done


def _with_html_escaped(body: str) -> str:
    """Raw HTML made text in the source: pulldown-cmark has no switch for it. What stands in a block
    of HTML may then be code, in which a reference would be text."""
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


def open_fences(body: str) -> Iterator[tuple[int, int]]:
    """Where code in a fence begins that nothing closes, so that it goes on to the end of the text,
    the list or the quotation; and where it ends."""
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
        engine = python_markdown_engine(options.extensions, options.html == "escape")
        try:
            with timeout.limited(_seconds(text)):
                return engine(text)
        except BaseException:
            python_markdown_engine.cache_clear()  # it is still where it was stopped
            raise

    whole = _FOOTNOTE_LIST.sub(r'<div class="footnotes">\1</div>', remember(body, convert))
    whole = _FOOTNOTE_ID.sub(r"\1\2-", whole).replace(' title="">↩', ">↩")
    return _without_lost_ways_back(whole)


def _without_lost_ways_back(whole: str) -> str:
    """A footnote to which nothing leads has no place to go back to."""
    if "footnote-backref" not in whole:
        return whole
    places = {*_MARK_ID.findall(whole)}
    return _WAY_BACK.sub(lambda found: found[0] if found[1] in places else "", whole)


_FOOTNOTE_LIST = re.compile(r'<div class="footnote">\s*<hr ?/?>(.*?</ol>\s*)</div>', re.DOTALL)
_MARK_ID = re.compile(r' id="(fnref[^"]*+)"')
_WAY_BACK = re.compile(r'(?:&#160;)?<a class="footnote-backref" href="#(fnref[^"]*+)">↩</a>')
_FOOTNOTE_ID = re.compile(r'( id="| href="#)(fn|fnref\d*):')


class _Where(Struct, frozen=True):
    """A pattern of Python-Markdown that is searched only where the sign stands without which it
    finds nothing: searching all texts for three of them took a quarter of the engine's time."""

    sign: str
    pattern: re.Pattern[str]

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, start) if self.sign in text else iter(())


@lru_cache(maxsize=1)
def python_markdown_engine(extensions: tuple[str, ...], escape: bool) -> Callable[[str], str]:
    import markdown  # costs 26 ms, which a site with the other engine need not pay
    from markdown import inlinepatterns

    engine = markdown.Markdown(
        extensions=["tables", "footnotes", "fenced_code", *extensions],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "", "BACKLINK_TEXT": "↩"}},
        output_format="html",
    )
    if escape:
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    signs = {inlinepatterns.BACKTICK_RE: "`"}
    signs |= dict.fromkeys((inlinepatterns.LINK_RE, inlinepatterns.REFERENCE_RE), "[")
    for one in engine.inlinePatterns:
        if one.pattern in signs:
            one.compiled_re = _Where(signs[one.pattern], one.compiled_re)  # type: ignore[assignment]
    # Its own registry looks at each access whether it is in order.
    engine.treeprocessors["inline"].inlinePatterns = [*engine.inlinePatterns]  # type: ignore
    return lambda body: engine.reset().convert(body)


ENGINES: dict[str, Callable[[str, MarkdownOptions, Remember], str]] = {
    "commonmark": _commonmark,
    "python-markdown": _python_markdown,
}
