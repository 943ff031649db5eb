"""A capture → its content: that of a page in memory, that of a media file in a file of its own."""

import hashlib
import mimetypes
import posixpath
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kazarchive.importing.captures import responses
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.digests import Checked
from kazarchive.importing.captures.members import BLOCK, Damaged
from kazarchive.importing.captures.parts import Part
from kazarchive.importing.captures.payload import Bytes
from kazarchive.importing.captures.records import Record, RecordFile
from kazarchive.importing.media import is_media
from kazarchive.rules import urls

LARGEST_PAGE = 32_000_000
"""Bytes of a record, and of the page in it."""
LARGEST_FILE = 2_000_000_000


class PageContent(NamedTuple):
    """A page as its server sent it."""

    content: bytes
    charset: str | None
    """As in the HTTP head."""
    record: bytes
    """The record itself, without the compression of its file: a file of records with one."""
    cut: str
    """Why its end is missing; empty if it is whole."""
    fault: str
    """Why the record is not what its file says, as the end of a sentence; empty if it is."""


class Extracted(NamedTuple):
    """A media file."""

    path: Path
    fault: str
    """As in PageContent."""


def page(capture: Capture, part: Part) -> PageContent:
    """Raises Damaged, and ProblemsFound if the file cannot be read."""
    if capture.length > LARGEST_PAGE:
        raise Damaged(f"it has more than {LARGEST_PAGE:,} bytes")
    with part.opened() as file:
        record = RecordFile(file).record(capture.offset, capture.length)
        block = record.block.read(capture.length)
    opened = _Opened(capture, record, BytesIO(block))
    content = b"".join(opened.blocks(LARGEST_PAGE))
    raw = record.headers.raw + block + b"\r\n\r\n"
    return PageContent(content, opened.response.charset, raw, opened.cut(), opened.fault())


def record(capture: Capture, part: Part) -> bytes:
    """A record without content of its own, as in PageContent. Raises Damaged, ProblemsFound."""
    with part.opened() as file:
        own = RecordFile(file).record(capture.offset, capture.length)
        return own.headers.raw + own.block.read(LARGEST_PAGE) + b"\r\n\r\n"


def extracted(capture: Capture, part: Part, folder: Path) -> Extracted:
    """Write a media file into a folder, under the SHA-256 of its content. Raises Damaged, OSError,
    and ProblemsFound if the file cannot be read."""
    folder.mkdir(exist_ok=True)
    written, sha256 = folder / "new", hashlib.sha256()
    with part.opened() as file, written.open("wb") as target:
        record = RecordFile(file).record(capture.offset, capture.length)
        opened = _Opened(capture, record, record.block)
        for block in opened.blocks(LARGEST_FILE):
            sha256.update(block)
            target.write(block)
        if cut := opened.cut():
            raise Damaged(cut)
        fault = opened.fault()
    return Extracted(written.replace(folder / sha256.hexdigest()), fault)


def name(capture: Capture) -> str:
    """A name for a media file: that in its address, with an ending that fits its type."""
    named = posixpath.basename(urls.decoded(urls.split(capture.url).path))
    ending = mimetypes.guess_extension(capture.mime)
    if is_media(named) or not ending:
        return named
    return f"{PurePosixPath(named).stem or 'file'}{ending}"


class _Opened:
    """A record whose body is read."""

    def __init__(self, capture: Capture, record: Record, block: Bytes) -> None:
        """Raises Damaged."""
        self._capture, self._record = capture, record
        self._checked = Checked(block, record.headers)
        response = responses.response(record, self._checked)
        if response is None:
            raise Damaged("it is no response")
        self._checked.begin_payload()
        self.response = response
        self._payload = responses.payload(response, self._checked)

    def blocks(self, most: int) -> Iterator[bytes]:
        """The decoded body. Raises Damaged."""
        left = most
        for block in self._payload.blocks():
            left -= len(block)
            if left < 0:
                raise Damaged(f"it has more than {most:,} bytes")
            yield block
        while self._checked.read(BLOCK):
            pass

    def cut(self) -> str:
        if reason := self._record.headers.get("warc-truncated"):
            return f"the crawler cut it ({reason})"
        if self._record.headers.get("warc-segment-number"):
            return "it goes on in other records"
        return "its end is missing" if self._payload.is_cut else ""

    def fault(self) -> str:
        if self._capture.is_wrong:
            written = self._record.headers.get("content-length")
            return f"its length is {self._capture.length:,} bytes, and the file says {written}"
        return self._checked.fault(chunked=self._payload.is_chunked)
