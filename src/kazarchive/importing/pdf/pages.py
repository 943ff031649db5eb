"""What a PDF file contains, as its process hands it over.

Lengths are in points (1/72 inch); the origin is the lower left corner of a page.
"""

from msgspec import Struct

LENGTH = 8
"""Bytes before each part that tell its length."""

SPACE, NOTHING, LINE_END = 0, 1, 2

BROKEN = "\ufffe"
"""In place of the hyphen at the end of a word that is broken at the end of its line."""

BOLD, ITALIC, HIDDEN = 1, 2, 4
"""Styles of a word; hidden text stands behind the picture of a page that was scanned."""


class Word(Struct, frozen=True, array_like=True):
    """Characters beside each other of one size."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    style: int = 0
    before: int = 0
    """What is before it: SPACE, NOTHING or LINE_END."""


class Picture(Struct, frozen=True, array_like=True):
    """An image on a page."""

    x0: float
    y0: float
    x1: float
    y1: float
    ending: str = ""
    """Of its file: `jpg` or `png`; empty if it is not taken."""
    content: bytes = b""
    fault: str = ""
    """Why it is not taken."""


class Link(Struct, frozen=True, array_like=True):
    """A rectangle that leads to an address."""

    x0: float
    y0: float
    x1: float
    y1: float
    address: str


class Page(Struct, frozen=True, array_like=True, tag=True):
    """A page; its words are in the order of the file."""

    width: float
    height: float
    text: str
    """As pdfium writes it, with its own line ends."""
    words: list[Word] = []
    links: list[Link] = []
    pictures: list[Picture] = []
    turned: bool = False
    """Whether most of its text is not horizontal."""


class Head(Struct, frozen=True, array_like=True, tag=True):
    """What the file says of itself."""

    pages: int
    title: str = ""
    author: str = ""
    created: str = ""
    """Such as `D:20220105100000+06'00'`."""
    scripts: bool = False
    """Whether it is known to have some."""
    attachments: int = 0
    forms: bool = False


class Fault(Struct, frozen=True, array_like=True, tag=True):
    """Why the file cannot be read: `password`, `damaged` or `large`."""

    reason: str


Part = Head | Page | Fault
