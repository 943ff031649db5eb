"""Values as messages show them: in one line, with what nobody sees written out."""

import re

# Letters that Unicode calls printable and no font shows: the grapheme joiner, fillers of Hangul and
# Khmer, the empty Braille cell, variation selectors (UAX 44, Default_Ignorable_Code_Point).
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_visible(letter: str) -> bool:
    """Whether a reader sees the letter; a plain space is seen between others."""
    return letter.isprintable() and not _BLANK.match(letter)


def visible(written: str) -> str:
    """A text in one line, with what nobody sees in it written out: `\\u00ad`, `\\n`, `\\t`."""
    if written.isprintable() and not _BLANK.search(written):
        return written
    return "".join(c if is_visible(c) else _escaped(c) for c in written)


def _escaped(letter: str) -> str:
    """As YAML and JSON write it between quotation marks, so that it can be copied from there."""
    number = ord(letter)
    return _ESCAPES.get(letter) or (f"\\u{number:04x}" if number < 1 << 16 else f"\\U{number:08x}")
