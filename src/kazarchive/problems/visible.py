"""Shows values in messages: in one line, with invisible characters written as escapes."""

import re

# Characters that Unicode calls printable and no font shows: the grapheme joiner, fillers of Hangul
# and Khmer, the empty Braille cell, variation selectors (UAX 44, Default_Ignorable_Code_Point).
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_visible(letter: str) -> bool:
    """Whether a reader sees a character; a plain space is visible between others."""
    return letter.isprintable() and not _BLANK.match(letter)


def visible(written: str) -> str:
    """A text in one line, with invisible characters as escapes: `\\u00ad`, `\\n`, `\\t`."""
    if written.isprintable() and not _BLANK.search(written):
        return written
    return "".join(c if is_visible(c) else _escaped(c) for c in written)


def _escaped(letter: str) -> str:
    """The escape of YAML and JSON, so that it can be copied into a string in quotation marks."""
    number = ord(letter)
    return _ESCAPES.get(letter) or (f"\\u{number:04x}" if number < 1 << 16 else f"\\U{number:08x}")
