"""What a group of a file inherits from the one around it."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing.formats.rtf.sinks import Buffer, Sink
from kazarchive.importing.office.looks import Look


class Paragraph(Struct, frozen=True):
    """The properties of a paragraph."""

    style: int = 0
    outline: str = ""
    """Level of a heading, from 0."""
    level: int = 0
    """Of a list, from 0."""
    table: int = 0
    """How many tables are around it."""
    left: int = 0
    first: int = 0
    """Indents in twips (1/20 pt); `first` is that of the first line beside `left`."""


class State(Struct):
    """The properties of a text. A group begins with a copy of those around it."""

    look: Look = Look()
    paragraph: Paragraph = Paragraph()
    font: int = 0
    fallbacks: int = 1
    """`\\ucN`"""
    sink: Sink | None = None
    """Where its text goes, if not into the document."""
    href: str = ""
    """The address to which it leads."""
    field: Buffer | None = None
    """What the program of the field around it says."""
    is_deleted: bool = False
    end: Callable[[], None] | None = None
    """What is done at the end of the group."""

    def inner(self) -> "State":
        return State(
            self.look,
            self.paragraph,
            self.font,
            self.fallbacks,
            self.sink,
            self.href,
            self.field,
            self.is_deleted,
        )

    def format(self, word: str, number: int | None) -> bool:
        """Change a property; false if the control word is none of these."""
        if word in _LOOKS:
            self.look = _LOOKS[word](self.look, number != 0)
        elif word in _PARAGRAPHS:
            self.paragraph = _PARAGRAPHS[word](self.paragraph, number or 0)
        elif word == "f":
            self.font = number or 0
        elif word == "deleted":
            self.is_deleted = number != 0
        elif word == "uc":
            self.fallbacks = max(number or 0, 0)
        else:
            return False
        return True


_LOOKS: dict[str, Callable[[Look, bool], Look]] = {
    "plain": lambda _, __: Look(),
    "b": lambda look, on: replace(look, bold=on),
    "i": lambda look, on: replace(look, italic=on),
    "strike": lambda look, on: replace(look, struck=on),
    "striked": lambda look, on: replace(look, struck=on),
    "super": lambda look, on: replace(look, raised="sup" if on else ""),
    "sub": lambda look, on: replace(look, raised="sub" if on else ""),
    "nosupersub": lambda look, _: replace(look, raised=""),
    "v": lambda look, on: replace(look, hidden=on),
}
_PARAGRAPHS: dict[str, Callable[[Paragraph, int], Paragraph]] = {
    "pard": lambda _, __: Paragraph(),
    "s": lambda paragraph, number: replace(paragraph, style=number),
    "outlinelevel": lambda paragraph, number: replace(paragraph, outline=str(number)),
    "ilvl": lambda paragraph, number: replace(paragraph, level=number),
    "intbl": lambda paragraph, _: replace(paragraph, table=max(paragraph.table, 1)),
    "itap": lambda paragraph, number: replace(paragraph, table=number),
    "li": lambda paragraph, number: replace(paragraph, left=number),
    "fi": lambda paragraph, number: replace(paragraph, first=number),
}
