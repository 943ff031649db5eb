"""What becomes of plain text: cleaned, taken out of HTML, cut to a summary, put into Markdown."""

import html as entities
import re
import unicodedata

# -- cleaning ----------------------------------------------------------------------------------

# No reader sees these and every format forbids or misreads some: control characters, lone
# surrogates, noncharacters of the first plane (U+FFFE …), the byte order mark, and the
# bidirectional embeddings, overrides and isolates that can make a line read otherwise than it is
# stored.
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff]"
)
# In one line of text nobody means these either: the soft hyphen, the zero-width space, the word
# joiner and invisible operators, marks of direction. With them two names look the same and are not.
# The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are spelt with them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f]|" + _UNPRINTABLE.pattern
)
_ODD_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")

# Anything that `printable` would change: most texts hold none of it, and one search is five times
# faster than three replacements.
_UNUSUAL = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


# Of a typographer's spaces those that hold a line together, or set figures apart: no-break space,
# figure space, thin space, narrow no-break space.
_MEANT_SPACES = "\u00a0\u2007\u2009\u202f"
_SPACES = re.compile(rf"[^\S{_MEANT_SPACES}]*+([{_MEANT_SPACES}])\s*+|\s++")


def clean(text: str) -> str:
    """One line of text that names something, such as a tag: NFC, all of it visible, white space
    single and never outside."""
    if not text.isprintable():  # nearly every text is, and asking takes a tenth of replacing
        text = _UNSEEN.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def clean_prose(text: str) -> str:
    """One line of text to be read, such as a title: as `clean`, but the spaces stay that keep
    `5 кг` on one line."""
    if text.isprintable() or not any(space in text for space in _MEANT_SPACES):
        return clean(text)
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip()
    return _SPACES.sub(lambda found: found[1] or " ", composed)


def printable(text: str) -> str:
    """A text of many lines: NFC and printable, its spaces, tabs and line ends (as `\\n`) kept."""
    if _UNUSUAL.search(text):
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _ODD_SPACE.sub(" ", _UNPRINTABLE.sub("", lines))
    return unicodedata.normalize("NFC", text)


# -- from HTML ---------------------------------------------------------------------------------

# Every alternative matches to its end or to the end of the text, and never gives back what it
# matched, so that hostile HTML takes linear time.
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

# Tags inside a word; every other tag parts two words.
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike"
    "|strong|sub|sup|time|tt|u|var|wbr",
    re.IGNORECASE,
)


def plain(html: str) -> str:
    """The text of a piece of HTML, on one line, without its references to footnotes."""
    if "<" not in html and "&" not in html:
        return clean_prose(html)
    referenceless = _SUPERSCRIPT.sub(_superscript, html)
    return clean_prose(entities.unescape(_TAG.sub(_space, referenceless)))


def _superscript(found: re.Match[str]) -> str:
    return "" if "footnote" in found[0] else found[0]


def _space(found: re.Match[str]) -> str:
    return "" if _INLINE.fullmatch(found[2] or "") else " "


_MARKUP = re.compile(r"<!--.*?(?:--!?>|\Z)|</?[a-z!?]" + _REST_OF_TAG, re.DOTALL | re.IGNORECASE)


def words_lost(before: str, after: str) -> int:
    """How many words some HTML has lost, at least one if it has lost a letter; those in scripts
    count, since nobody knows where a script was meant to end."""
    counts = [
        (len("".join(words)), len(words))
        for words in (entities.unescape(_MARKUP.sub(" ", one)).split() for one in (before, after))
    ]
    (letters, words), (letters_left, words_left) = counts
    return max(1, words - words_left) if letters > letters_left else 0


def summary(html: str, limit: int = 200) -> str:
    """The first paragraph of the text itself, plain, in fewer than `limit` characters: none of a
    footnote, a caption, a table, code or a note that its author did not close."""
    first = _PARAGRAPH.match(html)  # as nearly every text begins
    if first and (beginning := _of_paragraph(first[1])):
        return _shortened(beginning, limit)
    paragraphs = (_of_paragraph(found[1]) for found in _PARAGRAPH.finditer(_ASIDE.sub("", html)))
    return _shortened(next(filter(None, paragraphs), ""), limit)


# What stands beside the text. Footnotes come last; the others hold no element of their own name, or
# end with the first that does.
_ASIDE = re.compile(
    r'<div class="footnotes">.*+|<(table|figure|pre|details|aside|nav)(?=[\s>]).*?(?:</\1\s*+>|\Z)',
    re.DOTALL | re.IGNORECASE,
)
_CAPTION = re.compile(r"\s*+(?:<br ?/?>\s*+)?<(em|i)>(?:(?!</?\1>).)*</\1>\s*+", re.DOTALL)
_PICTURE = re.compile(r"\s*+(?:<a\s[^>]*+>)?<img\s[^>]*+>(?:</a>)?")


def _of_paragraph(html: str) -> str:
    """The text of a paragraph; nothing of an image with a caption, nor of an editor's note."""
    if (picture := _PICTURE.match(html)) and _CAPTION.fullmatch(html, picture.end()):
        return ""
    return "" if html.startswith("&lt;!--") else plain(html)


def _shortened(text: str, limit: int) -> str:
    """A text cut after a whole word, with `…` in place of the rest, where it is too long."""
    if len(text) < limit:
        return text
    room = max(limit - 2, 0)
    head, space, _ = text[: room + 1].rpartition(" ")
    kept = head if space else text[:room]
    return kept.rstrip(" ,;:.–—-") + "…"


# -- reading -----------------------------------------------------------------------------------

WORDS_A_MINUTE = {"en": 200, "kk": 180, "ru": 180}
"""Read silently. Of Russian 184 were measured, of Turkish, the nearest to Kazakh, 166 (IReST:
Trauzettel-Klosinski and Dietz 2012)."""


def reading_minutes(words: int, lang: str) -> int:
    """How long a text takes to read, at least a minute."""
    pace = WORDS_A_MINUTE.get(lang, 200)
    return max(1, (words + pace // 2) // pace)


# -- into Markdown -----------------------------------------------------------------------------

# What both engines read the same way. Python-Markdown knows a backslash only before
# \`*_{}[]()>#+-.! and so the rest are written as references. `$`, `^` and `=` within a line mean
# nothing to either, nor does `|` without a delimiter row (for Python-Markdown, `|` alone) below it.
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
    (re.compile(r":(?=\s|$)"), "&#58;"),
    # The line below a heading, a rule, the delimiter row of a table.
    (re.compile(r"=(?==*\s*$)"), "&#61;"),
    (re.compile(r"([|:\s]*)-(?=[-:|\s\\]*$)"), r"\1\\-"),
    (re.compile(r"([:\s\\]*)\|(?=[|:\s\\]*$)"), r"\1&#124;"),
)


def escape_markdown(text: str) -> str:
    """A paragraph of raw text as Markdown that either engine shows as it was, spaces aside.

    Prose is left alone where no mark in it means anything: `U.S.`, `5 – 7`, `snake_case`.
    """
    lines = (line.strip() for line in printable(text).split("\n"))
    return "\n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    for pattern, replacement in _INLINE_MARKS:
        line = pattern.sub(replacement, line)
    for pattern, replacement in _LINE_MARKS:
        found = pattern.match(line)
        if found:
            return found.expand(replacement) + line[found.end() :]
    return line
