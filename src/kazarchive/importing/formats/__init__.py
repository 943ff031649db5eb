"""The table of document formats that can be imported. A new format is a new line in FORMATS."""

from collections.abc import Callable, Mapping, Sequence

from kazarchive.importing.document import Document
from kazarchive.importing.formats import text
from kazarchive.reading.source import SourceText

Parse = Callable[[SourceText, Sequence[str]], Document]
"""Parses a document. The second argument: regular expressions of paragraphs to leave out, for
`boilerplate.divided`. Raises ProblemsFound."""

FORMATS: Mapping[str, Parse] = {
    ".txt": text.parse,
}
"""By the ending of the file name, in lower case."""
