"""The formats of documents that can be imported. Adding one means adding a line to FORMATS."""

from collections.abc import Callable, Mapping, Sequence

from kazarchive.importing.document import Document
from kazarchive.importing.formats import text
from kazarchive.reading.source import SourceText

Parse = Callable[[SourceText, Sequence[str]], Document]
"""Takes a document apart; given the regular expressions of paragraphs to leave out. Raises
ProblemsFound."""

FORMATS: Mapping[str, Parse] = {
    ".txt": text.parse,
}
"""By the ending of a file's name, in lower case."""
