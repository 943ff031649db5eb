"""Marks of Markdown and related languages that readers see as text, `**`, `](`, `[text][missing]`,
`{{< … >}}`, `##Heading` → problems with their places.

The finished text shows what readers see (without code), and the Markdown is searched for the place.
A mark must be closed and around words as Markdown would have it, so that `2 ** 3`, `C[i](x)` in
code, `[1]`, `#1` and `#Қазақстан` are not reported.
"""

import html as entities
import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Problem
from kazarchive.reading import equivalents
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.prose import MOST, Prose
from kazarchive.rules import html_lint


class Mark(Struct, frozen=True):
    """The form of a mark that the engine has not recognised."""

    sign: str
    """Its first characters: a text whose HTML lacks them is not searched, which few have."""
    pattern: re.Pattern[str]
    """Matches the mark in a text without code; the first group is reported."""
    help: str
    unless: re.Pattern[str] | None = None
    """Matches a text in which the characters mean something else."""

    @property
    def is_shortcode(self) -> bool:
        """Whether a build reports it: something that another generator would show is missing."""
        return self.help == _SHORTCODE


def _mark(sign: str, pattern: str, help: str, unless: str | None = None) -> Mark:
    return Mark(sign, _compiled(pattern), help, _compiled(unless) if unless else None)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | re.IGNORECASE)


def _around(sign: str) -> str:
    """Matches words between two marks without spaces inside."""
    return rf"[^\s{sign[0]}](?:[^\n]{{0,300}}?[^\s{sign[0]}])?{sign}(?!{sign[0]})"


_NAMES = "amp gt hellip laquo lt mdash nbsp ndash quot raquo rsquo lsquo rdquo ldquo shy thinsp"
_EMPHASIS = "put the signs right around the words, without blanks inside"
_ATTRIBUTES = "Markdown has no attributes here; a heading gets its id from its text"
_TEMPLATE = "an article has no shortcodes; write what it would show"
_SHORTCODE = "shortcode"
_LINK = "write `[text](address)`"
_IMAGE = "write `![what it shows](<name of the file.jpg>)`"
_NOTE = 'write `<div class="note">` and `</div>` around it'
_NOTES = (
    "abstract|attention|bug|caution|danger|error|example|failure|hint|important|info|note|question"
    "|quote|seealso|success|summary|tip|todo|warning"
)
_MARKED = 'write `<mark>…</mark>`, or enable the sign by `marks = ["mark"]` under `[markdown]`'
_WORDPRESS = r"audio|caption|embed|gallery|playlist|video|(?:vc|su|et_pb)_\w{1,40}"
_BB = "b|i|u|s|url|img|quote|code|size|color"

MARKS = (
    _mark("**", r"(\*\*)(?=[^\s*][^\n]{0,300}?\*\*(?!\*))", _EMPHASIS),
    _mark("**", r"(?<!\S)(\*\*)(?=\s[^\n*]{0,300}[^\s*]\*\*(?![\w*]))", _EMPHASIS),
    _mark("**", r"(?<!\S)(\*\*)(?=[^\s*][^*\n]*$)", _EMPHASIS, unless=r"\w\*\*(?!\w)"),
    _mark("__", rf"(?<!\w)(__)(?={_around('__')})", _EMPHASIS),
    _mark("~~", rf"(?<!~)(~~)(?={_around('~~')})", "write `<del>…</del>`"),
    _mark("==", rf"(?<![=\w])(==)(?={_around('==')})", _MARKED),
    _mark("||", r"(?<!\|)(\|\|)(?=[^\s|][^\n|]{0,300}\|\|(?!\|))", "Markdown has no hidden text"),
    _mark("![", r"(!\[[^\[\]\n]*+\][(\[])", _IMAGE),
    _mark("[[", r"(\[\[(?=[^\W\d_])[^\[\]\n]{1,200}\]\])", "write `[text](file.md)`"),
    _mark(
        "][",
        r"(?<!!)(\[(?=[^\[\]\n]{0,300}[^\W\d_])[^\[\]\n]{1,300}\]\[[^\[\]\n]{0,300}\])",
        _LINK,
    ),
    _mark("](", r"(?<![!\w])(\[[^\[\]\n]{1,300}\]\([^()\s]*[/.#:][^()\n]{0,300}\))", _LINK),
    _mark(
        "] (",
        r"(\[[^\[\]\n]{1,300}\] \((?:https?://|/|\.{1,2}/)[^()\s]{0,300}\))",
        "put `(` right behind `]`",
    ),
    _mark("{#", r"(\{#[\w:.-]{1,100}\})", _ATTRIBUTES),
    _mark("{.", r"(\{\.[\w-]{1,100}(?:\s[^{}\n]{0,200})?\})", _ATTRIBUTES),
    _mark("{:", r"(\{:\s?[.#\w][^{}\n]{0,200}\})", _ATTRIBUTES),
    _mark("{{", r"(\{\{(?![<%])[^{}\n]{1,300}\}\})", _TEMPLATE),
    _mark("{{", r"(\{\{[<%][^{}\n]{1,300}\}\})", _SHORTCODE),
    _mark("{%", r"(?<!\{)(\{%-?\s?\w[^{}\n]{0,300}%\})", _SHORTCODE),
    _mark(":::", r"^(:::++)(?=[^\S\n]*+(?:[{\w]|$))", 'write `<div class="note">` and `</div>`'),
    _mark("!!!", rf"^[^\S\n]*+(!!!)(?=\+? ?(?:{_NOTES})\b)", _NOTE),
    _mark("[!", rf"(\[!(?:{_NOTES})\][+-]?)", _NOTE),
    _mark("[TOC]", r"^[^\S\n]*+(\[TOC\])[^\S\n]*+$", "an article has no table of contents"),
    _mark("[gallery", r"(\[gallery(?:\s[^\[\]\n]{0,100}=[^\[\]\n]{0,300})?\])", _SHORTCODE),
    _mark(
        "[/",
        rf"(\[({_WORDPRESS})(?:\s[^\[\]\n]{{0,300}})?\])(?=[^\n]{{0,1000}}?\[/\2\])",
        _SHORTCODE,
    ),
    _mark("```", r"^(```++)", "close the fence with a line of the same signs"),
    _mark("##", r"^(##{1,5})(?=[^\W\d_])", "put a space after the `#` signs of a heading"),
    _mark(
        "[/",
        rf"(\[({_BB})(?:=[^\[\]\n]{{0,200}})?\])(?=[^\n]{{0,500}}?\[/\2\])",
        "write Markdown: `**bold**`, `*italic*`, `[text](address)`",
    ),
    _mark(
        "&amp;",
        rf"(&(?:amp;)?(?:{'|'.join(_NAMES.split())}|#\d{{2,6}})(?:;|(?=[\s<,.]|$)))",
        "write the letter itself, or the reference once, with its `;`",
    ),
)

_FIRST = frozenset(mark.sign[0] for mark in MARKS)
"""Most articles have few of them in their HTML, and a search for one character is the fastest."""


def review(front: FrontMatter, options: MarkdownOptions, body: str) -> list[Problem]:
    """`body`: the safe HTML of the body."""
    present = {letter for letter in _FIRST if letter in body}
    written = [mark for mark in MARKS if mark.sign[0] in present and mark.sign in body]
    code = "<pre><code>" in body
    if not written and not code:
        return []
    prose, visible = Prose(front, options), html_lint.shown_text(body)
    spaced = [*islice(_spaced_addresses(prose, visible), MOST)]
    lines = {problem.place.line for problem in spaced}
    letters = (
        problem
        for mark in written
        if mark.pattern.search(visible)
        for problem in _places(prose, mark, visible)
        if mark.sign not in ("![", "](") or problem.place.line not in lines
    )
    as_code = _prose_as_code(prose, body) if code else ()
    return [*spaced, *islice(letters, MOST), *islice(as_code, MOST)]


def _places(prose: Prose, mark: Mark, visible: str) -> Iterator[Problem]:
    """Each place of a mark that readers see as written; escaped marks are intended."""
    if mark.unless and mark.unless.search(visible):
        return
    for match in islice(mark.pattern.finditer(prose.prose), TRIED):
        start, end = match.span(1)
        if not prose.escaped(start) and _is_shown(prose.prose, start, end, visible):
            place = prose.place(start, end)
            if mark.is_shortcode:
                shown, help = equivalents.shortcode(match[1])
                yield Problem("K0434", place, {"mark": shown, "help": help})
            else:
                yield Problem("K0427", place, {"mark": match[1][:60], "help": mark.help})


TRIED = 300
"""The number of places of a mark that are examined, since each is searched for in the entire
text."""


def _is_shown(source: str, start: int, end: int, visible: str) -> bool:
    """Whether readers see a part of the source as written, with the word directly after it."""
    word = _WORD.match(source, end)
    written = source[start : word.end() if word else end]
    if written.startswith("&amp;"):
        return f"&{written[5:]}" in visible
    return written in visible or (written[0] != "&" and entities.unescape(written) in visible)


_WORD = re.compile(r"\w{1,12}")


_SPACED = re.compile(
    r"!?\[[^\[\]\n]*\]\(\s*+(?!<)((?:[^()\s\"'<>]++ ++)+[^()\s\"'<>]++)(?:\s++\"[^\"\n]*+\")?\s*+\)"
)


def _spaced_addresses(prose: Prose, visible: str) -> Iterator[Problem]:
    """`![a photo](my photo.jpg)`: CommonMark allows no space in a URL, so that the image is
    missing."""
    if "](" not in visible:
        return
    for link in islice(_SPACED.finditer(prose.prose), TRIED):
        is_address = link[0].startswith("!") or re.search(r"[/.]\w", link[1])
        if is_address and f"]({link[1]}" in visible and not prose.escaped(link.start()):
            yield Problem("K0429", prose.place(*link.span(1)), {"target": link[1]})


_INDENTED = re.compile(r"(?:\A|^[ \t]*\n)((?:(?: {4}|\t)[^\n]*(?:\n|\Z))+)", re.MULTILINE)
_SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}[,;:]? [^\W\d_]{2,}[^\n]*[.!?…»”\"]\s*\Z")
_PROGRAM = re.compile(r"[{}<>=\\$;|#`_]|\(\)|//|^\s*(?:\d+[.)]|[-+*])\s", re.MULTILINE)


def _prose_as_code(prose: Prose, body: str) -> Iterator[Problem]:
    """Paragraphs that are indented by four spaces, which are code in Markdown."""
    for indented in islice(_INDENTED.finditer(prose.front.body), TRIED):
        block, start = indented[1], indented.start(1)
        first = entities.escape(block.strip().split("\n")[0].strip(), quote=False)
        is_prose = _SENTENCE.search(block) and not _PROGRAM.search(block)
        if is_prose and f"<pre><code>{first}" in body:
            yield Problem("K0428", prose.place(start, start + 4))
