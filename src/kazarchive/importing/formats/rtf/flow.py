"""Texts and the ends of their paragraphs → blocks of HTML."""

import re
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing.formats.rtf import fonts
from kazarchive.importing.formats.rtf.sinks import Styles
from kazarchive.importing.formats.rtf.state import Paragraph
from kazarchive.importing.formats.rtf.tables import DEEPEST, Edge, Table
from kazarchive.importing.office import labels, lists
from kazarchive.importing.office.looks import Look
from kazarchive.importing.office.notes import Beside

_TYPED = re.compile(r"\s*(\S{1,8})\t\s*")
"""A label that is a part of the text, as converters write it."""
_STEP = 360
"""Twips by which the levels of lists are indented."""


class Piece(Struct, frozen=True):
    """A part of a paragraph."""

    text: str
    look: Look
    href: str = ""
    is_html: bool = False
    """An image or a reference, as it is."""


class Flow:
    """The document, or a part of it that is apart: a note, the text of a shape."""

    def __init__(self, styles: Styles, beside: Beside) -> None:
        self._styles, self._beside = styles, beside
        self._blocks: list[str] = []
        self._tables: list[Table] = []
        self._pieces: list[Piece] = []
        self._last: dict[int, labels.Label] = {}
        """Level → the last item of a list there."""
        self.label = ""
        """The number that is written before the paragraph."""
        self.after: list[str] = []
        """Blocks that follow the paragraph."""
        self.edges: list[Edge] = []
        """Of the cells of a row."""
        self.edge = Edge()
        """Of the next cell."""
        self.is_head_row = False

    def add(self, piece: Piece) -> None:
        if piece.look.hidden and not piece.is_html:
            self._beside.hidden.append(piece.text)
        else:
            self._pieces.append(piece)

    # --- paragraphs -----------------------------------------------------------------------------

    def end_paragraph(self, paragraph: Paragraph) -> None:
        block = self._block(paragraph)
        after, self.after = self.after, []
        into = self._open(min(paragraph.table, DEEPEST))
        into += [block] if block else []
        into += after

    def _block(self, paragraph: Paragraph) -> str:
        pieces, self._pieces = self._pieces, []
        written, self.label = self.label, ""
        plain = "".join(piece.text for piece in pieces if not piece.is_html)
        if not any(piece.is_html for piece in pieces) and not plain.strip():
            return ""
        role = self._styles.role(paragraph.style, paragraph.outline)
        if role == "contents":
            self._beside.contents.append(" ".join(plain.split()))
            return ""
        level = paragraph.level
        if not written and paragraph.first < 0 and role[:1] != "h" and (typed := _typed(pieces)):
            written, pieces = typed
            level = max(0, (paragraph.left + paragraph.first) // _STEP)
        if written.strip():
            return self._item(written.strip(), level, role, _html(pieces))
        self._last = {} if not paragraph.table else self._last
        return _element(role, _html(pieces))

    def _item(self, written: str, level: int, role: str, content: str) -> str:
        item = labels.label(written, self._last.get(level))
        if item is None or role[:1] == "h":
            self._beside.counts["number"] += role[:1] != "h"
            return _element(role, f"{escape(written, quote=False)} {content}")
        self._last = {key: value for key, value in self._last.items() if key < level}
        self._last[level] = item
        mark = lists.mark(level, item.kind, item.number)
        return f'<p {lists.MARK}="{mark}">{content}</p>'

    # --- tables ---------------------------------------------------------------------------------

    def _open(self, depth: int) -> list[str]:
        """The blocks of the cell at a depth, or of the flow; deeper tables end."""
        while len(self._tables) > depth:
            table = self._tables.pop().html()
            (self._tables[-1].blocks if self._tables else self._blocks).append(table)
        while len(self._tables) < depth:
            self._tables.append(Table())
        return self._tables[-1].blocks if self._tables else self._blocks

    def define(self, word: str, number: int | None) -> bool:
        """Take what a file says of a row before or after it; false if it is something else."""
        if word == "trowd":
            self.edges, self.edge, self.is_head_row = [], Edge(), False
        elif word == "cellx":
            self.edge.right = number or 0
            self.edges.append(self.edge)
            self.edge = Edge()
        elif word == "clmrg":
            self.edge.is_merged = True
        elif word == "clvmgf":
            self.edge.begins = True
        elif word == "clvmrg":
            self.edge.continues = True
        elif word == "trhdr":
            self.is_head_row = True
        else:
            return False
        return True

    def end_cell(self, paragraph: Paragraph, depth: int) -> None:
        self.end_paragraph(replace(paragraph, table=min(max(depth, 1), DEEPEST)))
        self._tables[-1].end_cell()

    def end_row(self, depth: int) -> None:
        self._open(min(depth, DEEPEST))
        self._tables[-1].end_row(self.edges, self.is_head_row)

    def html(self, paragraph: Paragraph) -> str:
        """All blocks; `paragraph` are the properties of the last one."""
        self.end_paragraph(paragraph)
        self._open(0)
        return "".join(self._blocks)


def _typed(pieces: list[Piece]) -> tuple[str, list[Piece]] | None:
    """(the label at the beginning of a paragraph, the rest of it)"""
    plain = ""
    for number, piece in enumerate(pieces):
        if piece.is_html:
            return None
        plain += piece.text
        if "\t" not in plain:
            continue
        found = _TYPED.match(plain)
        if found is None or labels.label(found[1]) is None:
            return None
        rest = Piece(plain[found.end() :], piece.look, piece.href)
        return found[1], [rest, *pieces[number + 1 :]]
    return None


def _element(role: str, content: str) -> str:
    if role == "code":
        return f"<pre>{content}</pre>"
    if role == "quote":
        return f"<blockquote><p>{content}</p></blockquote>"
    if role == "title":
        return f'<h1 class="title">{content}</h1>'
    if role[:1] == "h":
        return f"<{role}>{content}</{role}>"
    return f'<p class="{role}">{content}</p>' if role else f"<p>{content}</p>"


def _html(pieces: list[Piece]) -> str:
    """The pieces of a paragraph. Equal pieces after each other are one, since a file parts texts at
    every change of the keyboard."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        same = last and not (last.is_html or piece.is_html)
        if last and same and (last.look, last.href) == (piece.look, piece.href):
            joined[-1] = Piece(last.text + piece.text, piece.look, piece.href)
        else:
            joined.append(piece)
    written = ""
    href = ""
    for piece in joined:
        if piece.href != href:
            written += ("</a>" if href else "") + (
                f'<a href="{escape(piece.href)}">' if piece.href else ""
            )
            href = piece.href
        written += piece.text if piece.is_html else _marked(piece)
    return written + ("</a>" if href else "")


def _marked(piece: Piece) -> str:
    text = escape(fonts.whole(piece.text), quote=False).replace("\n", "<br>")
    return piece.look.html(text)
