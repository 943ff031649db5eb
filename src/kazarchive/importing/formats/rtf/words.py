"""All words of a document, straight from its bytes: the second reading, with which the article is
compared. It knows of a group whether it is read, of a text its code page and whether it is hidden,
and of a paragraph what its number depends on."""

import re

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing.formats.rtf import fonts
from kazarchive.importing.formats.rtf.destinations import READ, RUNNING, SIGNS, SKIPPED
from kazarchive.importing.formats.rtf.sinks import Font, Fonts, Styles
from kazarchive.importing.formats.rtf.tokens import Token, tokens
from kazarchive.importing.office import labels

_UNREAD = (SKIPPED | RUNNING).union("bkmkstart fonttbl info picprop pict sp stylesheet".split())
_ENDS = frozenset({"par", "sect", "cell", "nestcell", "\n", "\r"})
_TYPED = re.compile(r"\s*(\S{1,8})\t")


class _Text(Struct):
    """The document, a note, or the text of a shape."""

    lines: list[str]
    parts: list[str]
    """Of the paragraph that is read."""
    after: list[str]
    """Lines of shapes that follow it."""
    label: str = ""


class _Group(Struct, frozen=True):
    """What holds for a group and those in it."""

    text: _Text | None
    """None if it is not read."""
    font: int = 0
    fallbacks: int = 1
    is_hidden: bool = False
    style: int = 0
    outline: str = ""
    first: int = 0
    kind: str = ""
    """`label` or `instruction`, if its text is one."""


class Words:
    """Reads one file. `codec`: that of fonts which have the code page of the file."""

    def __init__(self, raw: bytes, table: Fonts, styles: Styles, codec: str) -> None:
        self._raw, self._fonts, self._styles, self._codec = raw, table.fonts, styles, codec
        self._body = _new()
        self._notes: list[_Text] = []
        self._groups = [_Group(self._body)]
        self._ends: list[tuple[int, _Text, _Text | None]] = []
        """(depth, a text that ends there, the text that it follows if it is no note)"""
        self._is_first = self._is_optional = False
        self._instruction = ""

    def lines(self) -> str:
        """The text of a document and then of its notes, a line for each paragraph."""
        for token in tokens(self._raw):
            self._read(token)
        while len(self._groups) > 1:
            self._end()
        self._end_line(self._body, self._groups[-1])
        notes = (line for note in self._notes for line in note.lines)
        return "\n".join([*self._body.lines, *notes])

    def _read(self, token: Token) -> None:
        if token.kind == "{":
            self._groups.append(self._groups[-1])
            self._is_first, self._is_optional = True, False
        elif token.kind == "}":
            self._end()
        elif token.kind == "word" and token.word == "*":
            self._is_optional = True
        elif token.kind == "word":
            if self._is_first:
                self._begin(token.word)
            self._word(token.word, token.number)
            self._is_first = False
        elif token.kind == "text":
            self._text(token.raw)
            self._is_first = False

    # --- groups ---------------------------------------------------------------------------------

    def _begin(self, word: str) -> None:
        group = self._groups[-1]
        outer = group.text
        if outer is None:
            return
        if word in ("footnote", "shptxt", "dptxbxtext"):
            text = _new()
            follows = outer if word != "footnote" else None
            if follows is None:
                self._notes.append(text)
            self._ends.append((len(self._groups), text, follows))
            group = _Group(text, group.font, group.fallbacks)
        elif word in ("listtext", "pntext"):
            outer.label = ""
            group = replace(group, kind="label")
        elif word == "fldinst":
            self._instruction = ""
            group = replace(group, kind="instruction")
        elif (word == "fldrslt" and re.match(r"\s*TOC\b", self._instruction)) or (
            word in _UNREAD or (self._is_optional and word not in READ)
        ):
            group = replace(group, text=None)
        self._groups[-1] = group

    def _end(self) -> None:
        depth = len(self._groups)
        if depth > 1:
            if self._ends and self._ends[-1][0] == depth:
                _, text, follows = self._ends.pop()
                self._end_line(text, self._groups[-1])
                if follows is not None:
                    follows.after += text.lines
            if depth == 2:  # that of the document
                self._end_line(self._body, self._groups[-1])
            self._groups.pop()
        self._is_first = False

    # --- words and texts ------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        if word == "f":
            group = replace(group, font=number or 0)
        elif word == "uc":
            group = replace(group, fallbacks=max(number or 0, 0))
        elif word in ("v", "deleted"):
            group = replace(group, is_hidden=number != 0)
        elif word == "plain":
            group = replace(group, is_hidden=False)
        elif word == "pard":
            group = replace(group, style=0, outline="", first=0)
        elif word == "s":
            group = replace(group, style=number or 0)
        elif word == "outlinelevel":
            group = replace(group, outline=str(number or 0))
        elif word == "fi":
            group = replace(group, first=number or 0)
        elif group.text is not None and word in _ENDS:
            self._end_line(group.text, group)
        elif word in SIGNS or word == "line":
            self._add(SIGNS.get(word, " "))
        self._groups[-1] = group

    def _text(self, raw: bytes) -> None:
        group = self._groups[-1]
        if group.text is None:
            return
        font = self._fonts.get(group.font, Font())
        if font.codec == fonts.SYMBOL:
            self._add(fonts.signs(fonts.text(raw, "latin-1", group.fallbacks), font.name))
        else:
            self._add(fonts.text(raw, font.codec or self._codec, group.fallbacks))

    def _add(self, text: str) -> None:
        group = self._groups[-1]
        if group.text is None or group.is_hidden:
            return
        if group.kind == "label":
            group.text.label += text
        elif group.kind == "instruction":
            self._instruction += text
        else:
            group.text.parts.append(text)

    def _end_line(self, text: _Text, group: _Group) -> None:
        line, label = fonts.whole("".join(text.parts)), text.label.strip()
        text.parts, text.label = [], ""
        role = self._styles.role(group.style, group.outline)
        if role != "contents" and line.strip():
            typed = _TYPED.match(line) if group.first < 0 and not label else None
            if typed and labels.label(typed[1]) and role[:1] != "h":
                line = line[typed.end() :]
            if label and (role[:1] == "h" or labels.label(label) is None):
                line = f"{label} {line}"
            text.lines.append(line)
        text.lines += text.after
        text.after = []


def _new() -> _Text:
    return _Text([], [], [])
