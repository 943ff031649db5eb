"""The images and files of a page, out of the same capture."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlunsplit

from kazarchive.importing.captures import contents
from kazarchive.importing.captures.collection import Collection
from kazarchive.importing.captures.contents import Extracted
from kazarchive.importing.captures.members import Damaged
from kazarchive.importing.document import MediaFile, Note
from kazarchive.rules import urls

_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+\Z)")
"""In the name of a smaller copy of an image that WordPress has made."""


class CapturedMedia:
    """The media of a collection; each is written once."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        self._collection, self._folder = collection, folder
        self._extracted: dict[tuple[int, int], Extracted | str] = {}
        """File and offset of a capture → its content, or why it cannot be read."""

    def of_page(self, time: str) -> "PageMedia":
        """Those of a page that was captured at a time."""
        return PageMedia(self, time)

    def find(self, url: str, time: str) -> tuple[MediaFile | None, str]:
        """The file at an address, and what is wrong with it."""
        capture = self._collection.media(url, time)
        if capture is None:
            return None, ""
        place = capture.file, capture.offset
        if place not in self._extracted:
            part = self._collection.parts[capture.file]
            try:
                self._extracted[place] = contents.extracted(capture, part, self._folder)
            except Damaged as damaged:
                self._extracted[place] = str(damaged)
        file = self._extracted[place]
        if isinstance(file, str):
            return None, file
        return MediaFile(url, contents.name(capture), path=str(file.path)), file.fault


class PageMedia:
    """The media of one page."""

    def __init__(self, media: CapturedMedia, time: str) -> None:
        self._media, self._time = media, time
        self._notes: dict[str, Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is wrong with the files that were looked for."""
        return tuple(self._notes.values())

    def file(self, _: str, url: str) -> MediaFile | None:
        """The file at an address, or that of which it is a smaller copy."""
        for each in _variants(url):
            file, fault = self._media.find(each, self._time)
            if fault:
                text = f"the file {each} of the capture: {fault}"
                self._notes[each] = Note("changed" if file else "lost", text)
            if file:
                return file
        return None


def _variants(url: str) -> Iterator[str]:
    parts = urls.split(url)
    original = _SIZE.sub("", parts.path)
    if original != parts.path:
        yield urlunsplit(parts._replace(path=original, query=""))
    yield url
    if parts.query:
        yield urlunsplit(parts._replace(query=""))
