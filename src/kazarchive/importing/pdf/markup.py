"""The blocks of a text → HTML, and what was changed on purpose."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from kazarchive.importing.pdf.blocks import Block
from kazarchive.importing.pdf.footnotes import Footnote, Footnotes
from kazarchive.importing.pdf.hyphens import SIGNS, Hyphens, is_broken
from kazarchive.importing.pdf.lines import Line, is_apart, is_lowered, is_raised
from kazarchive.importing.pdf.pages import BOLD, BROKEN, ITALIC, NOTHING, Page, Word
from kazarchive.importing.second_reading import Change

RAISED, LOWERED = 8, 16
"""Further styles of a word."""

_ELEMENTS = ((BOLD, "strong"), (ITALIC, "em"), (RAISED, "sup"), (LOWERED, "sub"))
_SHOWN = sum(style for style, _ in _ELEMENTS)
_SIGN = re.compile(rf"[{SIGNS}]\Z")
_WEB = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[.,:;!?)»”]+\Z")
_CONTEXT = 3
"""Words after the mark of an item that tell its place."""


class _Piece(NamedTuple):
    text: str
    style: int
    address: str
    note: Footnote | None = None


class Writer:
    """Writes the blocks of one document, in their order."""

    def __init__(
        self, pages: Sequence[Page], lines: Sequence[Line], hyphens: Hyphens, notes: Footnotes
    ) -> None:
        self._pages, self._hyphens, self._notes = pages, hyphens, notes
        self._usual = _usual_style(lines)
        self.changes: list[Change] = []

    def html(self, block: Block) -> str:
        """The content of a block."""
        ignored = self._usual | (BOLD if block.kind == "heading" else 0)
        pieces = [piece._replace(style=piece.style & ~ignored) for piece in self._pieces(block)]
        runs = groupby(pieces, key=lambda piece: (piece.style & _SHOWN, piece.address, piece.note))
        return "".join(
            _marked("".join(piece.text for piece in run), *key) for key, run in runs
        ).strip()

    def note(self, note: Footnote) -> str:
        """A footnote, with a link back to its reference."""
        block = Block("note", list(note.lines))
        inside = self.html(block)
        return f'<p id="note-{note.name}">{inside} <a href="#mark-{note.name}">↩</a></p>'

    def note_words(self, note: Footnote) -> str:
        """The words of a footnote, with its mark and as its lines have them."""
        return " ".join(line.text for line in note.lines)

    def _pieces(self, block: Block) -> Iterator[_Piece]:
        words = [(line, word) for line in block.lines for word in line.words]
        words = words[self._mark(block, words) :]
        end = "\n" if block.kind == "rows" else " "
        for at, (line, word) in enumerate(words):
            following = words[at + 1] if at + 1 < len(words) else None
            text, space = word.text, ""
            if following is not None and following[0] is line:
                space = " " if is_apart(word, following[1]) else ""
            elif following is not None:
                text, space = self._joined(word, following[1], end)
            style = word.style | RAISED * is_raised(word, line) | LOWERED * is_lowered(word, line)
            address = self._address(line, word)
            text = text.replace(BROKEN, "-")
            if note := self._notes.references.get((line.page, word)):
                self._leave_mark(words[at - 1][1].text if at else "", word)
                yield _Piece(text, 0, "", note)
                yield _Piece(space, 0, "")
                continue
            end_of_link = _PUNCTUATION.search(text) if address else None
            if end_of_link and not self._address(line, word, at_end=True):
                yield _Piece(text[: end_of_link.start()], style, address)
                text, address = text[end_of_link.start() :], ""
            yield _Piece(text + space, style, address)

    def _joined(self, word: Word, following: Word, end: str) -> tuple[str, str]:
        """The last word of a line, and what is between it and the next."""
        if not is_broken(word.text):
            return word.text, end
        bare = _SIGN.sub("", word.text)
        joint = self._hyphens.joint(bare, following.text)
        before, after = re.split(r"\W", bare)[-1], re.split(r"\W", following.text, maxsplit=1)[0]
        self.changes.append(Change(f"{before}{word.text[-1]}{after}", f"{before}{joint}{after}"))
        return bare + joint, ""

    def _leave_mark(self, before: str, word: Word) -> None:
        space = "" if word.before == NOTHING else " "
        self.changes.append(Change(f"{before}{space}{word.text}", before))

    def _mark(self, block: Block, words: Sequence[tuple[Line, Word]]) -> int:
        """How many words are the mark of an item or a note."""
        if block.kind == "note":
            return 1
        if block.kind not in ("bullet", "number"):
            return 0
        rest = " ".join(
            word.text for _, word in words[1 : 1 + _CONTEXT] if not is_broken(word.text)
        )
        self.changes.append(Change(f"{words[0][1].text} {rest}", rest))
        return 1

    def _address(self, line: Line, word: Word, *, at_end: bool = False) -> str:
        """Where the middle of a word leads to, or its end."""
        x = word.x1 - word.size / 10 if at_end else (word.x0 + word.x1) / 2
        y = word.y + word.size / 4
        for link in self._pages[line.page].links:
            if link.x0 <= x <= link.x1 and link.y0 <= y <= link.y1 and _WEB.match(link.address):
                return link.address
        return ""


def _usual_style(lines: Sequence[Line]) -> int:
    """The styles of most letters, which are no emphasis."""
    letters: Counter[int] = Counter()
    for line in lines:
        for word in line.words:
            for style in (0, BOLD, ITALIC):
                letters[style] += len(word.text) * bool(style == 0 or word.style & style)
    return sum(style for style in (BOLD, ITALIC) if 2 * letters[style] > letters[0])


def _marked(text: str, style: int, address: str, note: Footnote | None) -> str:
    if note:
        link = f'<a id="mark-{note.name}" href="#note-{note.name}">{note.mark}</a>'
        return f"<sup>{link}</sup>"
    html = escape(text, quote=False).replace("\n", "<br>\n")
    for flag, element in _ELEMENTS:
        if style & flag:
            html = f"<{element}>{html}</{element}>"
    return f'<a href="{escape(address)}">{html}</a>' if address else html
