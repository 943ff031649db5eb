"""The citations of an article, as its page shows them (`rules/citation.py` makes them)."""

from msgspec import Struct


class Citations(Struct, frozen=True):
    """The citations of an article."""

    authors: tuple[str, ...]
    """As the article writes them."""
    apa: tuple[str, str, str]
    """APA style: the text before the title of the publication, the title, the text after it."""
    gost: str
    """GOST style."""
    files: tuple["CitationFile", ...]


class CitationFile(Struct, frozen=True):
    """A citation to download."""

    format: str
    name: str
    """The file name for saving it."""
    url: str
    """The content, as a `data:` URL."""
