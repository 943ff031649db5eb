"""What a feed says of itself and of one entry, in whichever of its dialects, as it is written."""

from typing import Literal

from msgspec import Struct

from kazarchive.importing.document import Note

Form = Literal["html", "text", "lines", "wrapped"]
"""Of `lines` and `wrapped`, the feed does not say whether they are HTML; if they are not, blank
lines separate paragraphs, and without blank lines each line of `lines` is one."""


class Text(Struct, frozen=True):
    """A title or a text, with the element that it comes from."""

    element: str
    """Such as `content:encoded`."""
    value: str
    form: Form = "wrapped"
    whole: bool = True
    """The element is meant for the whole text, not for a summary."""
    base: str = ""
    """What relative addresses are relative to; empty for the address of the entry."""


class Enclosure(Struct, frozen=True):
    """A file that belongs to an entry."""

    url: str
    type: str = ""
    """A MIME type, or its first part; empty if the feed does not say."""
    title: str = ""
    caption: str = ""
    credit: str = ""
    preview: bool = False
    """A smaller form of another image."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry. What it lacks is empty."""

    line: int
    original: bytes
    title: Text = Text("title", "")
    texts: tuple[Text, ...] = ()
    """The best first."""
    link: str = ""
    id: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str = ""
    publication: str = ""
    """If the entry is taken from another feed."""
    enclosures: tuple[Enclosure, ...] = ()
    draft: bool = False
    page: bool = False
    notes: tuple[Note, ...] = ()


class Feed(Struct, frozen=True):
    """What a feed says of itself, and what holds for entries that do not say it."""

    title: str = ""
    home: str = ""
    """Address of the site."""
    lang: str = ""
    authors: tuple[str, ...] = ()
    updated: str = ""
    next: str = ""
    """The address of the part that continues it."""
