"""Web captures: WARC and ARC files, compressed or not (importing/captures/)."""

from collections.abc import Iterator

from kazarchive.importing.captures.collection import Collection
from kazarchive.importing.captures.parts import Part
from kazarchive.importing.captures.reader import Reader
from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem


def documents(source: Source) -> Iterator[Document | Problem]:
    """The pages of a capture. Raises ProblemsFound (K0301, K0303, K0304)."""
    assert source.scratch, "an import gives its readers a folder"
    paths = tuple(source.siblings) or (source.path,)
    folder = source.scratch / "warc"
    parts = [
        Part(path, source.display_path if path == source.path else path.name) for path in paths
    ]
    with Collection(folder, parts) as collection:
        collection.scan()
        reader = Reader(collection, "warc", source, folder / "media")
        yield from reader.documents([paths.index(source.path)])
