"""A page as the reader of its format is given it, and where its links and images lead."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from kazarchive.importing.document import MediaFile


class Page(Struct, frozen=True, kw_only=True):
    """An HTML page, wherever it was saved."""

    content: bytes
    kind: str = "html"
    """The name of the format, as `source.kind` has it."""
    url: str | None = None
    """Where it was, if its reader knows; otherwise the page may say so."""
    folder_url: str | None = None
    """Where it probably was, by the folder in which it stands; what the page says comes first."""
    charset: str | None = None
    """As in its HTTP head."""
    encoding: str | None = None
    """What an editor says; otherwise it is recognised."""
    boilerplate: Sequence[str] = ()
    """Regular expressions of paragraphs to leave out."""
    retrieved: str | None = None
    """When it was copied, if its reader knows: ISO 8601."""
    web: Callable[[str], str | None] = lambda _: None
    """The address of a link as it is written → its address on the web, if the copy has changed
    it."""
    file: Callable[[str, str], MediaFile | None] = lambda written, absolute: None
    """The address of an image or a file, as it is written and as it is absolute → the file, if
    there is a copy. Its `address` is not looked at."""
