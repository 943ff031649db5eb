"""A page that a browser has saved as one file (MHTML, RFC 2557) → its article.

The first part with HTML is the page; the others are frames. Chromium names no charset there, and
the page's own `meta` counts.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace

from kazarchive.importing import pages
from kazarchive.importing.document import Document, MediaFile
from kazarchive.importing.formats.mhtml.parts import Part, Refused, head, parts
from kazarchive.importing.formats.source import Source, whole
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files

LARGEST = 64_000_000
"""Bytes of a file."""
MOST_FRAMES = 20
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def documents(source: Source) -> Iterator[Document | Problem]:
    """The article of a page. Raises ProblemsFound (K0301, K0303, K0304; K0863 for a file that is
    too large or no MHTML)."""
    with files.opened(source.path, source.display_path) as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise _refused(source, f"it has more than {LARGEST:,} bytes")
    try:
        snapshot = _Snapshot(raw)
    except Refused as reason:
        raise _refused(source, str(reason)) from None
    yield from whole(_document(snapshot, source), source.place())


def _refused(source: Source, reason: str) -> ProblemsFound:
    return ProblemsFound([Problem("K0863", source.place(), {"reason": reason})])


def _document(snapshot: "_Snapshot", source: Source) -> Iterator[Document | Problem]:
    """The article of the page, or of the first frame that has one."""
    first: Problem | None = None
    for part in snapshot.pages[:MOST_FRAMES]:
        read = pages.document(snapshot.page(part, source), source.place(), source.timezone)
        if isinstance(read, Document):
            yield replace(read, translation=read.translation or read.origin.url)
            return
        first = first or read
        if read.code != "K0861":
            break
    if first:
        yield first


class _Snapshot:
    """The parts of one file. Raises Refused."""

    def __init__(self, raw: bytes) -> None:
        headers = head(raw)
        self._url = "".join(str(headers.get("Snapshot-Content-Location") or "").split())
        self._date = _moment(str(headers.get("Date") or ""))
        self._parts = parts(raw)
        self.pages = [part for part in self._parts if part.type in _HTML]
        if not self.pages:
            raise Refused("it has no part with HTML")
        self._files = _by_address(self._parts)

    def page(self, part: Part, source: Source) -> pages.Page:
        url = part.headers.get("content-location") or self._url
        if part is self.pages[0]:
            url = self._url or url
        return pages.Page(
            content=part.content,
            kind="mhtml",
            url=url or None,
            charset=part.charset,
            encoding=source.encoding,
            boilerplate=source.boilerplate,
            retrieved=self._date,
            file=self._file,
        )

    def _file(self, written: str, absolute: str) -> MediaFile | None:
        part = self._files.get(written) or self._files.get(absolute)
        if part is None or part.type in _HTML:
            return None
        name = unquote(posixpath.basename(urlsplit(absolute).path))
        kind = part.type.rpartition("/")[2].partition("+")[0].replace("jpeg", "jpg")
        return MediaFile("", name if "." in name else f"{name or 'file'}.{kind}", part.content)


def _by_address(read: Iterable[Part]) -> Mapping[str, Part]:
    """The parts by their `Content-Location`, which can be relative to that of the page, and by
    their id (RFC 2392)."""
    found, base = dict[str, Part](), ""
    for part in read:
        location = part.headers.get("content-location", "")
        base = base or location
        id_ = part.headers.get("content-id", "").strip("<>")
        for address in (location, urljoin(base, location) if location else "", f"cid:{id_}"):
            if address not in ("", "cid:"):
                found.setdefault(address, part)
    return found


def _moment(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).isoformat().replace("+00:00", "Z")
    except ValueError:
        return None
