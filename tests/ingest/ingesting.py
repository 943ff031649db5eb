"""An archive taken in step by step, without rendering a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from archives import Archive
from kazarchive.ingest.ingestion import Changes


@contextmanager
def ingested(archive: Archive) -> Iterator[Changes]:
    """What has changed in the sources since the last build; it is not published."""
    with archive.prepared(keep_going=True) as ready:
        yield ready.changes


def changes(archive: Archive) -> Changes:
    with ingested(archive) as found:
        return found
