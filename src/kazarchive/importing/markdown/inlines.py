"""Pieces of text with their marks → paragraphs of nested spans.

A mark is known for each piece and not as a pair of tags, so that equal marks beside and inside each
other are one, and none begins or ends at a space.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kazarchive.importing.markdown.values import Atom, Break, Inline, Mark, Note, Span, Text
from kazarchive.rules import text

_BLANK = re.compile(r"[ \t\n\r\f]+")
_OVER_SPACES = frozenset({"em", "strong"})
"""Marks that go on over a space between two words that have them."""


class Piece(Struct):
    """A text, or an atom, with its marks from the outermost to the innermost."""

    text: str
    marks: tuple[Mark, ...] = ()
    atom: Atom | None = None


def paragraphs(pieces: Sequence[Piece]) -> Iterator[tuple[Inline, ...]]:
    """The paragraphs of the pieces: two line ends after each other separate them."""
    paragraph: list[Piece] = []
    breaks: list[Piece] = []
    for piece in _collapsed(pieces):
        if isinstance(piece.atom, Break) or (breaks and piece.text.isspace()):
            breaks.append(piece)
            continue
        if sum(each.atom is not None for each in breaks) > 1:
            yield from _finished(paragraph)
            paragraph = []
        elif paragraph:
            paragraph += breaks
        breaks = []
        paragraph.append(piece)
    yield from _finished(paragraph)


def line(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """The same as one paragraph."""
    whole: list[Piece] = []
    for piece in _collapsed(pieces):
        if isinstance(piece.atom, Break) and (not whole or isinstance(whole[-1].atom, Break)):
            continue
        whole.append(piece)
    return next(_finished(whole), ())


def preformatted(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """Pieces with all their spaces."""
    return _nested(pieces, 0, len(pieces), frozenset())


def _collapsed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with single spaces, and with none beside a line end."""
    out: list[Piece] = []
    after_space = True
    for piece in pieces:
        if piece.atom is None:
            written = _BLANK.sub(" ", text.printable(piece.text))
            if after_space:
                written = written.removeprefix(" ")
            if written:
                out.append(Piece(written, piece.marks))
                after_space = written[-1] == " "
            continue
        after_space = isinstance(piece.atom, Break)
        if after_space and out and out[-1].text.endswith(" "):
            out[-1].text = out[-1].text[:-1]
            out = out if out[-1].text else out[:-1]
        out.append(piece)
    return out


def _finished(pieces: list[Piece]) -> Iterator[tuple[Inline, ...]]:
    """The paragraph of collapsed pieces, if anything of it can be seen."""
    _strip(pieces)
    if any(piece.text or not isinstance(piece.atom, Break) for piece in pieces):
        off_spaces = list(_off_spaces(pieces))
        yield _nested(off_spaces, 0, len(off_spaces), frozenset())


def _strip(pieces: list[Piece]) -> None:
    """Remove spaces and line ends at the beginning and the end, and pieces without text."""
    for end in (0, -1):
        while pieces:
            piece = pieces[end]
            if piece.atom is None:
                piece.text = piece.text.rstrip() if end else piece.text.lstrip()
            if piece.text or (piece.atom and not isinstance(piece.atom, Break)):
                break
            pieces.pop(end)


def _off_spaces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with marks at spaces only if they go on at both sides."""
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].marks if number else ()
        after = pieces[number + 1].marks if number + 1 < len(pieces) else ()
        if isinstance(piece.atom, Break) or (piece.text and piece.text.isspace()):
            around = (mark for mark in before if mark in after)
            kept = (m for m in around if m in piece.marks or m.name in _OVER_SPACES)
            yield Piece(piece.text, tuple(kept), piece.atom)
        elif isinstance(piece.atom, Note):
            marks = (m for m in piece.marks if m.name not in ("a", "sup", "code"))
            yield Piece("", tuple(marks), piece.atom)
        elif piece.marks and piece.text:
            yield from _of_text(piece, before, after)
        else:
            yield piece


def _of_text(piece: Piece, before: tuple[Mark, ...], after: tuple[Mark, ...]) -> Iterator[Piece]:
    inside = piece.text.strip()
    start = piece.text.index(inside)
    end = start + len(inside)
    if start:
        yield Piece(piece.text[:start], tuple(m for m in piece.marks if m in before))
    yield Piece(inside, piece.marks)
    if piece.text[end:]:
        yield Piece(piece.text[end:], tuple(m for m in piece.marks if m in after))


def _nested(
    pieces: Sequence[Piece], start: int, end: int, open: frozenset[Mark]
) -> tuple[Inline, ...]:
    """The pieces from `start` to `end` as spans, of which the longest are the outermost. Code is
    the innermost, because Markdown has no marks in it."""
    content: list[Inline] = []
    at = start
    while at < end:
        piece = pieces[at]
        rest = [mark for mark in piece.marks if mark not in open]
        rest = [mark for mark in rest if mark.name != "code"] or rest
        if rest:
            ends = [_end_of(mark, pieces, at, end) for mark in rest]
            longest = max(ends)
            mark = rest[ends.index(longest)]
            content.append(Span(mark, _nested(pieces, at, longest, open | {mark})))
            at = longest
            continue
        before = content[-1] if content else None
        if piece.atom:
            content.append(piece.atom)
        elif isinstance(before, Text):
            content[-1] = Text(before.text + piece.text)
        else:
            content.append(Text(piece.text))
        at += 1
    return tuple(content)


def _end_of(mark: Mark, pieces: Sequence[Piece], start: int, end: int) -> int:
    for at in range(start, end):
        if mark not in pieces[at].marks:
            return at
    return end
