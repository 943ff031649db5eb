"""A Rich Text file → HTML. Control words change a state, groups keep it (RTF 1.9.1)."""

import re
from collections.abc import Callable
from html import escape

from kazarchive.importing.formats.rtf import fonts
from kazarchive.importing.formats.rtf.destinations import READ, RUNNING, SIGNS, SKIPPED
from kazarchive.importing.formats.rtf.flow import Flow, Piece
from kazarchive.importing.formats.rtf.sinks import (
    NOTHING,
    Buffer,
    Font,
    Fonts,
    Info,
    Nothing,
    Picture,
    Styles,
)
from kazarchive.importing.formats.rtf.state import Paragraph, State
from kazarchive.importing.formats.rtf.tokens import tokens
from kazarchive.importing.office import footnotes
from kazarchive.importing.office.images import Images
from kazarchive.importing.office.looks import Look
from kazarchive.importing.office.notes import Beside

DEEPEST = 500
"""Groups inside each other."""
_SAMPLE = 200_000
"""Bytes from which the code page is recognised."""


class TooDeep(ValueError):
    """The position of the group is the argument."""


class Reader:
    """Reads one file. `codec`: that of fonts which have the code page of the file; otherwise it is
    the one that the file names."""

    def __init__(self, raw: bytes, images: Images, codec: str | None = None) -> None:
        self._raw, self._images, self._given = raw, images, codec
        self.codec = codec or "cp1252"
        self.sample = bytearray()
        """What was read in that code page."""
        self.beside, self.info = Beside(), Info()
        self.running: list[str] = []
        self.fonts, self.styles = Fonts(), Styles()
        self._notes: list[str] = []
        self._flows = [self._flow()]
        self._states = [State()]
        self._is_first, self._is_optional = False, False
        self._pictures, self._alt, self._property = 0, "", ""

    def html(self) -> str:
        """The blocks and then the notes. Raises TooDeep."""
        for token in tokens(self._raw):
            if token.kind == "text":
                self._text(token.raw)
                self._is_first = False
            elif token.kind == "word":
                self._word(token.word, token.number)
            elif token.kind == "{":
                self._begin(token.position)
            elif token.kind == "}":
                self._end()
            elif isinstance(self._state.sink, Picture):
                self._state.sink.binary = token.raw
        while len(self._states) > 1:
            self._end()
        body = self._flows[0].html(self._state.paragraph)
        return body + footnotes.section(self._notes)

    @property
    def _state(self) -> State:
        return self._states[-1]

    def _flow(self) -> Flow:
        return Flow(self.styles, self.beside)

    # --- groups ---------------------------------------------------------------------------------

    def _begin(self, position: int) -> None:
        if len(self._states) > DEEPEST:
            raise TooDeep(position)
        self._states.append(self._state.inner())
        self._is_first, self._is_optional = True, False

    def _end(self) -> None:
        if len(self._states) > 1:
            if self._state.end:
                self._state.end()
            if len(self._states) == 2:  # that of the document, whose last paragraph may have no end
                self._paragraph(None)
            self._states.pop()
        self._is_first = False

    def _destination(self, word: str) -> None:
        """What the group is for that begins with this word."""
        state = self._state
        if state.sink is NOTHING:
            return
        if isinstance(state.sink, Info):
            state.sink = state.sink.field(word)
        elif word in _DESTINATIONS:
            _DESTINATIONS[word](self)
        elif word in RUNNING:
            self._buffer(self.running.append)
        elif word in SKIPPED or (self._is_optional and word not in READ):
            self.beside.counts["comment"] += word == "annotation"
            state.sink = NOTHING

    def _font_table(self) -> None:
        self._state.sink = self.fonts

    def _style_table(self) -> None:
        self._state.sink = self.styles

    def _information(self) -> None:
        self._state.sink = self.info

    def _object(self) -> None:
        self.beside.counts["object"] += 1

    def _buffer(self, use: Callable[[str], None]) -> None:
        buffer = Buffer()
        self._state.sink, self._state.end = buffer, lambda: use(buffer.whole)

    def _part(self, use: Callable[[str], None]) -> None:
        """A text that is apart from that around it."""
        state = self._state
        flow = self._flow()
        self._flows.append(flow)

        def end() -> None:
            self._flows.pop()
            use(flow.html(state.paragraph))

        state.sink, state.end, state.href = None, end, ""
        state.look, state.paragraph = Look(), Paragraph()

    def _note(self) -> None:
        number = len(self._notes) + 1
        self._notes.append("")
        self._html(footnotes.reference(number))
        self._part(lambda html: self._notes.__setitem__(number - 1, html))

    def _shape(self) -> None:
        around = self._flows[-1]
        self._part(around.after.append)

    def _label(self) -> None:
        flow = self._flows[-1]

        def use(label: str) -> None:
            flow.label = label

        self._buffer(use)

    def _field(self) -> None:
        self._state.field = None

    def _instruction(self) -> None:
        """What a field is; its result comes in another group of the field."""
        buffer = Buffer()
        self._state.sink = buffer
        self._states[-2].field = buffer

    def _result(self) -> None:
        state = self._state
        said = state.field.whole if state.field else ""
        if re.match(r"\s*TOC\b", said):
            self._buffer(self.beside.contents.append)
        elif state.sink is None:
            state.href = _address(said) or state.href

    def _picture(self) -> None:
        picture = Picture()

        def end() -> None:
            self._pictures += 1
            alt, self._alt = self._alt, ""
            address = f"image {self._pictures}"
            self._html(self._images.html(address, alt, lambda: picture.content))

        self._state.sink, self._state.end = picture, end

    def _pass(self) -> None:
        self._state.sink = Nothing()

    def _property_name(self) -> None:
        def use(name: str) -> None:
            self._property = name

        self._buffer(use)

    def _property_value(self) -> None:
        def use(text: str) -> None:
            if self._property == "wzDescription":
                self._alt = " ".join(text.split())

        self._buffer(use)

    def _bookmark(self) -> None:
        def use(name: str) -> None:
            if not self._state.href:
                self._html(f'<a id="{escape(name.strip())}"></a>')

        self._buffer(use)

    # --- words and texts ------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._is_optional = True
            return
        if self._is_first:
            self._is_first = False
            self._destination(word)
        state = self._state
        if state.sink is NOTHING:
            return
        if word in SIGNS:
            self._add(SIGNS[word])
            return
        state.format(word, number)
        if state.sink is not None:
            state.sink.word(word, number)
        elif self._flows[-1].define(word, number):
            pass
        elif word in _CONTROLS:
            _CONTROLS[word](self, number)

    def _text(self, raw: bytes) -> None:
        state = self._state
        if state.sink is NOTHING:
            return
        if isinstance(state.sink, Picture):
            state.sink.digits(raw)
            return
        font = self.fonts.fonts.get(state.font, Font())
        if font.codec == fonts.SYMBOL:
            self._add(fonts.signs(fonts.text(raw, "latin-1", state.fallbacks), font.name))
            return
        if font.codec is None and state.sink is None and len(self.sample) < _SAMPLE:
            self.sample += fonts.plain(raw)
        self._add(fonts.text(raw, font.codec or self.codec, state.fallbacks))

    def _add(self, text: str) -> None:
        state = self._state
        if state.is_deleted:
            self.beside.counts["deletion"] += 1
        elif state.sink is not None:
            state.sink.text(text)
        else:
            self._flows[-1].add(Piece(text, state.look, state.href))

    def _html(self, html: str) -> None:
        if html and not self._state.is_deleted:
            self._flows[-1].add(Piece(html, Look(), is_html=True))

    # --- control words --------------------------------------------------------------------------

    def _paragraph(self, _: int | None) -> None:
        self._flows[-1].end_paragraph(self._state.paragraph)

    def _line(self, _: int | None) -> None:
        self._add("\n")

    def _cell(self, _: int | None) -> None:
        self._flows[-1].end_cell(self._state.paragraph, 1)

    def _nested_cell(self, _: int | None) -> None:
        self._flows[-1].end_cell(self._state.paragraph, max(2, self._state.paragraph.table))

    def _row(self, _: int | None) -> None:
        self._flows[-1].end_row(1)

    def _nested_row(self, _: int | None) -> None:
        self._flows[-1].end_row(max(2, self._state.paragraph.table))

    def _code_page(self, number: int | None) -> None:
        self.codec = self._given or fonts.of_code_page(number) or self.codec

    def _insertion(self, number: int | None) -> None:
        self.beside.counts["insertion"] += number != 0


def _address(instruction: str) -> str:
    """The address in a field such as `HYPERLINK "https://a.example/" \\l "place"`."""
    link = re.match(r"\s*HYPERLINK\b", instruction)
    if link is None:
        return ""
    rest = instruction[link.end() :]
    place = re.search(r'\\l\s+"?([^"\s]+)', rest)
    named = re.match(r'\s*(?:"([^"]*)"|([^\s\\"]+))', rest)
    address = (named[1] or named[2] or "") if named else ""
    return address + (f"#{place[1]}" if place else "")


_DESTINATIONS: dict[str, Callable[[Reader], None]] = {
    "bkmkstart": Reader._bookmark,
    "dptxbxtext": Reader._shape,
    "field": Reader._field,
    "fldinst": Reader._instruction,
    "fldrslt": Reader._result,
    "fonttbl": Reader._font_table,
    "footnote": Reader._note,
    "info": Reader._information,
    "listtext": Reader._label,
    "object": Reader._object,
    "picprop": Reader._pass,
    "pict": Reader._picture,
    "pntext": Reader._label,
    "shptxt": Reader._shape,
    "sn": Reader._property_name,
    "sp": Reader._pass,
    "stylesheet": Reader._style_table,
    "sv": Reader._property_value,
}
_CONTROLS: dict[str, Callable[[Reader, int | None], None]] = {
    "\n": Reader._paragraph,
    "\r": Reader._paragraph,
    "ansicpg": Reader._code_page,
    "cell": Reader._cell,
    "line": Reader._line,
    "nestcell": Reader._nested_cell,
    "nestrow": Reader._nested_row,
    "par": Reader._paragraph,
    "revised": Reader._insertion,
    "row": Reader._row,
    "sect": Reader._paragraph,
}
