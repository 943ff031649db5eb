"""What a document of any format says: its headline, byline, credit and paragraphs."""

from msgspec import Struct


class Head(Struct, frozen=True):
    """What stands before the first paragraph."""

    title: str = ""
    credit: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    date_line: int = 0


class Document(Struct, frozen=True):
    """All that a document says; `paragraphs` and `left_out` together are its text."""

    head: Head
    paragraphs: tuple[str, ...]
    """Each on one line."""
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The headline and the paragraphs, a line each."""
        return "\n".join((self.head.title, *self.paragraphs))
