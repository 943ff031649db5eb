"""The text of an article between HTML and Markdown: blocks of inline content."""

from msgspec import Struct

Attributes = tuple[tuple[str, str], ...]
"""(name, value without entities)"""


class Mark(Struct, frozen=True):
    """An inline element around words. Equal marks beside each other are one."""

    name: str
    attributes: Attributes = ()


class Text(Struct, frozen=True):
    """Words, with single spaces; only in `Preformatted` also with line ends and tabs."""

    text: str


class Image(Struct, frozen=True):
    src: str
    alt: str = ""
    title: str = ""


class Break(Struct, frozen=True):
    """The end of a line inside a paragraph."""


class Note(Struct, frozen=True):
    """A reference to a footnote."""

    number: int
    """From 1, in the order of the first references."""


class Void(Struct, frozen=True):
    """An element without content that stays HTML: the target of a link, a checkbox, `wbr`."""

    name: str
    attributes: Attributes = ()


class Span(Struct, frozen=True):
    """Content with a mark."""

    mark: Mark
    content: tuple["Inline", ...]


Atom = Image | Break | Note | Void
Inline = Text | Span | Atom


class Paragraph(Struct, frozen=True):
    content: tuple[Inline, ...]


class Heading(Struct, frozen=True):
    level: int
    content: tuple[Inline, ...]


class Rule(Struct, frozen=True):
    """A line between two parts of a text."""


class Code(Struct, frozen=True):
    text: str
    """As in the source, without the line end before the end tag."""
    language: str = ""


class Preformatted(Struct, frozen=True):
    """A text with its spaces and line ends, and with marks."""

    content: tuple[Inline, ...]


class Figure(Struct, frozen=True):
    """An image with a caption that is plain text."""

    image: Image
    """Its title is the caption."""
    link: Mark | None = None


class Quote(Struct, frozen=True):
    blocks: tuple["Block", ...]


class Items(Struct, frozen=True):
    """A list."""

    name: str
    """`ul` or `ol`"""
    items: tuple[tuple["Block", ...], ...]
    attributes: Attributes = ()
    values: tuple[str, ...] = ()
    """The number that each item states, or ""; empty if no item states one."""


class Cell(Struct, frozen=True):
    blocks: tuple["Block", ...]
    is_header: bool = False
    align: str = ""
    attributes: Attributes = ()
    """Spans, and what a header belongs to."""


class Table(Struct, frozen=True):
    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0
    """How many of the rows are the head."""
    caption: tuple[Inline, ...] = ()


class Element(Struct, frozen=True):
    """An element that only HTML has: `details`, `dl`, a figure that is not one image."""

    name: str
    blocks: tuple["Block", ...]
    attributes: Attributes = ()


Block = Paragraph | Heading | Rule | Code | Preformatted | Figure | Quote | Items | Table | Element
