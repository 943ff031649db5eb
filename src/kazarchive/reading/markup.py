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

from kazarchive.config import MarkdownOptions
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import limit
from kazarchive.rules import embedded, html, nesting, text

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
"""Text, what converts it → what comes of that, or came of it before. Only a slow engine asks."""

SLOW = frozenset({"python-markdown"})


def convert_at_once(text: str, convert: Callable[[str], str]) -> str:
    return convert(text)


def rendered(
    body: str,
    options: MarkdownOptions,
    lang: str,
    path: str,
    line: int = 0,
    remember: Remember = convert_at_once,
) -> str:
    """A Markdown body, which begins at a line of a file, as HTML safe to show, with stable ids,
    links as written.

    Raises ProblemsFound when the engine cannot cope with the text (K0406), needs too long (K0409)
    or gives HTML that nobody should have to parse (K0410).
    """
    engine, place = ENGINES[options.engine], Place(path, line, min(line, 1))
    try:
        whole = html.aligned(engine(text.printable(body), options, remember))
    except (RecursionError, ValueError, IndexError, AttributeError, TypeError) as error:
        reason = {"reason": f"{type(error).__name__}: {error}"[:200]}
        raise ProblemsFound([Problem("K0406", place, reason)]) from None
    except limit.TooLong:
        seconds = {"seconds": f"{_seconds(body):.0f}"}
        raise ProblemsFound([Problem("K0409", place, seconds)]) from None
    if options.html != "trust":
        if fault := nesting.fault(whole, html.TAGS):
            raise ProblemsFound([Problem("K0410", place, {"reason": fault})])
        whole = html.with_scrolling_tables(html.sanitize(whole))
    elif "<" in body:
        whole = embedded.canonical(whole)
    return html.with_heading_ids(_printable(whole, body, options), lang)


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
    return html.footnotes(pyromark.html(body, options=_OPTIONS))


def _with_html_escaped(body: str) -> str:
    """Raw HTML made text in the source: pulldown-cmark has no switch for it."""
    raw = body.encode()
    pieces, done = [], 0
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        if isinstance(event, dict) and event.keys() & {"Html", "InlineHtml"}:
            pieces += [
                raw[done : span["start"]],
                raw[span["start"] : span["end"]].replace(b"<", b"&lt;"),
            ]
            done = span["end"]
    return b"".join([*pieces, raw[done:]]).decode()


def _python_markdown(body: str, options: MarkdownOptions, remember: Remember) -> str:
    def convert(text: str) -> str:
        engine = _python_markdown_engine(options.extensions, options.html == "escape")
        try:
            with limit.limited(_seconds(text)):
                return engine(text)
        except BaseException:
            _python_markdown_engine.cache_clear()  # it is still where it was stopped
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
def _python_markdown_engine(extensions: tuple[str, ...], escape: bool) -> Callable[[str], str]:
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
