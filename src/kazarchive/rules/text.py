"""Plain text: cleaned, extracted from HTML, cut to a summary, escaped for Markdown."""

import html as entities
import re
import unicodedata

# -- cleaning ----------------------------------------------------------------------------------

# These are invisible, and every format forbids or misreads some of them: control characters, lone
# surrogates, noncharacters of the first plane (U+FFFE …), the byte order mark, and the
# bidirectional embeddings, overrides and isolates that can change the order in which a line is
# read.
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff]"
)
# In one line of text these are unintended too: the soft hyphen, the zero-width space, the word
# joiner, invisible operators and direction marks. With them, two different names look the same. The
# joiners U+200C and U+200D are kept, because Persian, Indic scripts and emoji need them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f]|" + _UNPRINTABLE.pattern
)
_ODD_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")

# Anything that `printable` would change. Most texts have none of it, and one search is five times
# faster than three replacements.
_UNUSUAL = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


# Typographic spaces that prevent a line break or separate figures: no-break space, figure space,
# thin space, narrow no-break space.
_MEANT_SPACES = "\u00a0\u2007\u2009\u202f"
_SPACES = re.compile(rf"[^\S{_MEANT_SPACES}]*+([{_MEANT_SPACES}])\s*+|\s++")


def clean(text: str) -> str:
    """One line of text that names something, such as a tag: in NFC, without invisible characters,
    with single spaces, and without spaces at the ends."""
    line = " ".join(text.split())
    if not line.isprintable():  # most are, and the test takes a tenth of the replacement
        line = " ".join(_UNSEEN.sub("", text).split())
    return unicodedata.normalize("NFC", line)


def clean_prose(text: str) -> str:
    """One line of text for readers, such as a title: like `clean`, but with the spaces that keep
    `5 кг` on one line."""
    if text.isprintable() or not any(space in text for space in _MEANT_SPACES):
        return clean(text)
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip()
    return _SPACES.sub(_one_space, composed)


def _one_space(spaces: re.Match[str]) -> str:
    """What stands for several: a line end separates words, whatever is beside it."""
    return " " if {*"\r\n"} & {*spaces[0]} else spaces[1] or " "


def printable(text: str) -> str:
    """A text of several lines, in NFC and printable, with its spaces, tabs and line ends (as
    `\\n`)."""
    if _UNUSUAL.search(text):
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _ODD_SPACE.sub(" ", _UNPRINTABLE.sub("", lines))
    return unicodedata.normalize("NFC", text)


# -- from HTML ---------------------------------------------------------------------------------

# Every alternative matches to its end or to the end of the text and does not backtrack, so that
# hostile HTML takes linear time.
_REST_OF_TAG = r"""(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*(?:>|\Z)"""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template)\b.*?(?:</\1\b[^>]*+(?:>|\Z)|\Z)"
    r"|</?([a-z][^\s/>]*+)" + _REST_OF_TAG + r"|<[!?/][^>]*+(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_SUPERSCRIPT = re.compile(r"<sup\b[^<]*+(?:<(?!/?sup\b)[^<]*+)*</sup\s*+>", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"<p(?=[\s>])" + _REST_OF_TAG + r"(.*?)(?=</?p[\s>]|\Z)", re.DOTALL | re.IGNORECASE
)

# Tags that can be inside a word; every other tag separates two words.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strike"
    " strong sub sup time tt u var wbr".split()
)


def plain(html: str) -> str:
    """The text of HTML, on one line, without references to footnotes."""
    if "<" not in html and "&" not in html:
        return clean_prose(html)
    referenceless = _SUPERSCRIPT.sub(_superscript, html)
    return clean_prose(entities.unescape(_TAG.sub(_space, referenceless)))


def _superscript(element: re.Match[str]) -> str:
    return "" if "footnote" in element[0] else element[0]


def _space(tag: re.Match[str]) -> str:
    return "" if tag[2] and tag[2].lower() in _INLINE else " "


_MARKUP = re.compile(r"<!--.*?(?:--!?>|\Z)|</?[a-z!?]" + _REST_OF_TAG, re.DOTALL | re.IGNORECASE)


def words_lost(before: str, after: str) -> int:
    """How many words HTML has lost, at least one if it has lost a letter. Words in scripts count,
    because it is unknown where a script was meant to end."""
    counts = [
        (len("".join(words)), len(words))
        for words in (entities.unescape(_MARKUP.sub(" ", html)).split() for html in (before, after))
    ]
    (letters, words), (letters_left, words_left) = counts
    return max(1, words - words_left) if letters > letters_left else 0


def summary(html: str, limit: int = 200) -> str:
    """The first paragraph of the text, plain, in fewer than `limit` characters. Footnotes,
    captions, tables, code and unclosed comments are skipped."""
    first = _PARAGRAPH.match(html)  # most texts begin with it
    if first and (beginning := _of_paragraph(first[1])):
        return _shortened(beginning, limit)
    paragraphs = (_of_paragraph(tag[1]) for tag in _PARAGRAPH.finditer(_ASIDE.sub("", html)))
    return _shortened(next(filter(None, paragraphs), ""), limit)


def teaser(html: str, limit: int = 500) -> str:
    """All paragraphs of a text that is a summary, plain, in fewer than `limit` characters, with the
    same left out as in `summary`."""
    paragraphs = (_of_paragraph(tag[1]) for tag in _PARAGRAPH.finditer(_ASIDE.sub("", html)))
    return _shortened(" ".join(filter(None, paragraphs)), limit)


# What is not part of the text. Footnotes come last; an element of another kind ends with the first
# end tag of its name, even if it is nested.
_ASIDE = re.compile(
    r'<div class="footnotes">.*+|<(table|figure|pre|details|aside|nav)(?=[\s>]).*?(?:</\1\s*+>|\Z)',
    re.DOTALL | re.IGNORECASE,
)
_CAPTION = re.compile(r"\s*+(?:<br ?/?>\s*+)?<(em|i)>(?:(?!</?\1>).)*</\1>\s*+", re.DOTALL)
_PICTURE = re.compile(r"\s*+(?:<a\s[^>]*+>)?<img\s[^>]*+>(?:</a>)?")


def _of_paragraph(html: str) -> str:
    """The text of a paragraph; empty for an image with a caption, or an editor's note."""
    if (picture := _PICTURE.match(html)) and _CAPTION.fullmatch(html, picture.end()):
        return ""
    return "" if html.startswith("&lt;!--") else plain(html)


def _shortened(text: str, limit: int) -> str:
    """A text that is too long is cut after a word, with `…` in place of the rest."""
    if len(text) < limit:
        return text
    room = max(limit - 2, 0)
    head, space, _ = text[: room + 1].rpartition(" ")
    kept = head if space else text[:room]
    return kept.rstrip(" ,;:.–—-") + "…"


# -- reading -----------------------------------------------------------------------------------

WORDS_A_MINUTE = {"en": 200, "kk": 180, "ru": 180}
"""The pace of silent reading. 184 were measured for Russian, and 166 for Turkish, the language
nearest to Kazakh (IReST: Trauzettel-Klosinski and Dietz 2012)."""


def reading_minutes(words: int, lang: str) -> int:
    """The time that a text takes to read, at least one minute."""
    pace = WORDS_A_MINUTE.get(lang, 200)
    return max(1, (words + pace // 2) // pace)


# -- into Markdown -----------------------------------------------------------------------------

# Forms that both engines read the same way. Python-Markdown supports a backslash only before
# \`*_{}[]()>#+-.! so that other characters are written as references. `$`, `^` and `=` within a
# line have no meaning in either, nor does `|` without a delimiter row (in Python-Markdown, `|`
# alone) below it.
_INLINE_MARKS = (
    (re.compile(r"[\\`*\[{]"), r"\\\g<0>"),
    (re.compile(r"(?<![^\W_])_|_(?![^\W_])"), r"\\_"),
    (re.compile(r"&(?=#|\w+;)"), "&amp;"),
    (re.compile(r"<(?![ \t])"), "&lt;"),
    # A tilde that follows a word or a tilde could close a deletion.
    (re.compile(r"(?<=\S)~"), "&#126;"),
)
_LINE_MARKS = (
    (re.compile(r"[#>]"), r"\\\g<0>"),
    (re.compile(r"!!!"), r"\\!!!"),
    (re.compile(r"[+-](?=\s|$)"), r"\\\g<0>"),
    (re.compile(r"(\d+)([.)])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r":(?=\s|$|::)"), "&#58;"),
    # Underlines of headings, rules, delimiter rows of tables.
    (re.compile(r"=(?==*\s*$)"), "&#61;"),
    (re.compile(r"([|:\s]*)-(?=[-:|\s\\]*$)"), r"\1\\-"),
    (re.compile(r"([:\s\\]*)\|(?=[|:\s\\]*$)"), r"\1&#124;"),
)


def escape_markdown(text: str) -> str:
    """A paragraph of plain text as Markdown that either engine shows unchanged, except for spaces.

    Characters without a meaning in their place are not escaped: `U.S.`, `5 – 7`, `snake_case`.
    """
    lines = (line.strip() for line in printable(text).split("\n"))
    return "\n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    for pattern, replacement in _INLINE_MARKS:
        line = pattern.sub(replacement, line)
    return escape_line_start(line)


def escape_line_start(line: str) -> str:
    """A line of Markdown whose beginning is text, so that it begins neither a heading nor a list,
    nor anything else."""
    for pattern, replacement in _LINE_MARKS:
        mark = pattern.match(line)
        if mark:
            return mark.expand(replacement) + line[mark.end() :]
    return line
