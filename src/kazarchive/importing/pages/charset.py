"""The bytes of a page → its text.

The letters of a page are few beside its markup, which looks like text in Latin letters; the
encoding is therefore recognised without the markup.
"""

import re

from msgspec.structs import replace

from kazarchive.importing import encodings
from kazarchive.importing.encoding_names import named
from kazarchive.importing.encodings import Decoded

_DECLARED = re.compile(rb"""<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 65_536
LONGEST = 4_000_000
"""Bytes without markup."""
_MARKUP = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


class TooLong(ValueError):
    """The text has more than LONGEST bytes without its markup."""


def decoded(content: bytes, declared: str | None, chosen: str | None = None) -> Decoded:
    """`declared`: the label in the HTTP head, before which a byte order mark counts, and after
    which that in the page. `chosen`: what an editor says. Raises NotRecognised and TooLong."""
    if chosen and (name := named(chosen)):
        return encodings.decode_as(content, name)
    letters = _MARKUP.sub(b" ", content)
    if len(letters) > LONGEST:
        raise TooLong
    labels = [label for label in (declared, _of_page(content)) if label]
    reading = encodings.decode(letters, labels[0] if labels else None)
    for label in labels[1:]:
        if reading.encoding not in (named(labels[0]), "UTF-8"):
            reading = encodings.decode(letters, label)
    doubts = tuple(note for note in reading.notes if note.code == "K0820")
    result = encodings.decode(content, reading.encoding)
    notes = tuple(note for note in result.notes if note.code != "K0820")
    return replace(result, notes=(*doubts, *notes))


def _of_page(content: bytes) -> str | None:
    label = _DECLARED.search(content[:_HEAD])
    return label[1].decode() if label else None
