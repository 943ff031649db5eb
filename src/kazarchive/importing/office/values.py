"""The text of an office document, and what its file says of itself."""

from lxml.html import HtmlElement
from msgspec import Struct

from kazarchive.importing.document import MediaFile, Note


class Properties(Struct, frozen=True):
    """The properties of a file. Programs fill them in by themselves, so that none is certain."""

    title: str = ""
    author: str = ""
    created: str = ""
    """ISO 8601, as far as the file has it."""
    changed: str = ""
    language: str = ""
    keywords: str = ""


class Written(Struct):
    """The text of a document, as its reader understands it."""

    body: HtmlElement
    """The blocks, below one `div`. Classes say what they are: `h1` may be the `title`, `p` an
    `author` or a `caption`; `p` with `data-list` is an item of a list (see `lists.py`)."""
    words: str
    """The same text by another reader; a line for each paragraph."""
    media: tuple[MediaFile, ...] = ()
    notes: tuple[Note, ...] = ()
