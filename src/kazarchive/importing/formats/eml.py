"""A file with one message of mail (RFC 5322) → one document."""

from collections.abc import Iterator

from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.mail import message, structure
from kazarchive.problems import Problem
from kazarchive.reading import files


def documents(source: Source) -> Iterator[Document | Problem]:
    """The one message of a file. Raises ProblemsFound (K0301, K0303, K0304)."""
    with files.opened(source.path, source.display_path) as file:
        raw = file.read(structure.LARGEST + 1)
    content = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    yield from message.read(message.Raw(content, "eml"), source)
