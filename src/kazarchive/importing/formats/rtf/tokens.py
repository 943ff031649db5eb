"""The bytes of a Rich Text file → groups, control words and text (RTF 1.9.1)."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A part of a file."""

    kind: str
    """`{`, `}`, `word` (a control word or sign), `text`, or `binary`."""
    word: str = ""
    number: int | None = None
    raw: bytes = b""
    """Of `text`, with its `\\'hh` and `\\uN`; of `binary`."""
    position: int = 0


_TOKEN = re.compile(
    rb"(?P<text>(?:\\u-?\d{1,6}+ ?|\\'[0-9a-fA-F]{2}|[^\\{}\r\n\0]++)++)"
    rb"|(?P<brace>[{}])"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|[\r\n\0\\]",
    re.DOTALL,
)


def tokens(raw: bytes) -> Iterator[Token]:
    """All parts, in order. Whatever the bytes are, each is part of something."""
    position = 0
    while found := _TOKEN.match(raw, position):
        begin, position = position, found.end()
        if text := found["text"]:
            yield Token("text", raw=text, position=begin)
        elif brace := found["brace"]:
            yield Token(brace.decode(), position=begin)
        elif word := found["word"]:
            name, number = word.decode(), int(found["number"]) if found["number"] else None
            if name == "bin":
                end = min(position + max(number or 0, 0), len(raw))
                yield Token("binary", raw=raw[position:end], position=begin)
                position = end
            else:
                yield Token("word", name, number, position=begin)
        elif sign := found["sign"]:
            yield Token("word", sign.decode("latin-1"), position=begin)
