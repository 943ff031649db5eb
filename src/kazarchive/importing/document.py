"""The neutral form of a document of any format: headline, byline, credit and paragraphs."""

from msgspec import Struct


class Head(Struct, frozen=True):
    """Everything before the first paragraph."""

    title: str = ""
    credit: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    """As written."""
    date_line: int = 0
    """Counted from 1; 0 without a date."""


class Document(Struct, frozen=True):
    """The content of a document; `paragraphs` and `left_out` together are its text."""

    head: Head
    paragraphs: tuple[str, ...]
    """Each on one line."""
    left_out: tuple[str, ...] = ()
    """Paragraphs that are not part of the article: boilerplate and appeals."""

    @property
    def text(self) -> str:
        """The headline and the paragraphs, one per line."""
        return "\n".join((self.head.title, *self.paragraphs))
