"""The first reading of a file: where its captures are, and how many records are something else."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing import media, naming
from kazarchive.importing.captures import headers, responses
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.headers import Headers
from kazarchive.importing.captures.index import Index
from kazarchive.importing.captures.members import Damaged
from kazarchive.importing.captures.records import Fault, NotByRecord, Record, RecordFile
from kazarchive.importing.captures.responses import Response
from kazarchive.rules import urls

REDIRECTS = frozenset({301, 302, 303, 307, 308})
IN_FRAMES = "pages in frames, or read by scripts"
ANSWERS = "answers to forms"
_NO_DOCUMENT = frozenset("embed empty fencedframe frame iframe object".split())
"""For what a browser requested HTML that is no page."""
_MEDIA = ("audio/", "image/", "video/")
_MOST_KINDS, _LONGEST_KIND = 1_000, 80
_MOST_FRAMES = 100
_SCANNED = 2_000_000
"""Bytes of a page in which frames are looked for."""
_FRAME = re.compile(
    rb"""<i?frame\b[^<>]{0,2000}?\bsrc\s*=\s*"""
    rb"""(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))""",
    re.IGNORECASE,
)
_HTML = re.compile(
    rb"\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


class Scanned(Struct, frozen=True):
    """What a file has beside its captures, and where they are in the index."""

    start: int
    end: int
    others: Mapping[str, int]
    """What they are → the number of records."""
    faults: tuple[Fault, ...]
    is_by_record: bool
    """Whether each record can be read by itself; otherwise none was."""


def scan(file: RecordFile, again: RecordFile, index: Index[Capture], number: int) -> Scanned:
    """Add the captures of a file to the index. `again`: the same file, opened for a second time.
    `number`: that of the file in the captures. Raises OSError."""
    scanner, start, is_by_record = _Scanner(again, index, number), index.end, True
    try:
        for each in file.records():
            if isinstance(each, Fault):
                scanner.fault(each)
            else:
                scanner.record(each)
        scanner.commit()
    except NotByRecord:
        is_by_record = False
    faults = tuple(scanner.faults.values())
    return Scanned(start, index.end, scanner.others, faults, is_by_record)


class _Scanner:
    def __init__(self, again: RecordFile, index: Index[Capture], number: int) -> None:
        self._again, self._index, self._number = again, index, number
        self._waiting: tuple[Record, list[Capture | str]] | None = None
        """The last record: its length is known when the next is found."""
        self.others: Counter[str] = Counter()
        self.faults: dict[int, Fault] = {}

    def fault(self, fault: Fault) -> None:
        """If it is that of the last record, that one's captures do not count."""
        self.faults.setdefault(fault.offset, fault)
        if self._waiting and self._waiting[0].offset == fault.offset:
            self._waiting = None

    def commit(self) -> None:
        """If the length of the last record was wrong, its captures are looked for again."""
        if self._waiting is None:
            return
        record, captures = self._waiting
        is_wrong = str(record.length) != record.headers.get("content-length")
        if is_wrong:
            captures = self._captures(self._again.record(record.offset, record.length))
        for each in captures:
            if isinstance(each, str):
                self._count(each)
            else:
                capture = replace(
                    each,
                    file=self._number,
                    offset=record.offset,
                    length=record.length,
                    is_wrong=is_wrong,
                )
                self._index.add(capture, *capture.keys)

    def _count(self, kind: str) -> None:
        """Whatever a server calls the type of a file is a kind, up to a limit."""
        kind = kind[:_LONGEST_KIND]
        is_counted = len(self.others) < _MOST_KINDS or kind in self.others
        self.others[kind if is_counted else "other types"] += 1

    def record(self, record: Record) -> None:
        self.commit()
        self._waiting = record, self._captures(record)

    def _captures(self, record: Record) -> list[Capture | str]:
        try:
            return list(_captures(record))
        except Damaged as damaged:
            self.faults[record.offset] = Fault(record.offset, str(damaged), record.url)
            return []


def _captures(record: Record) -> Iterator[Capture | str]:
    """The captures of a record, or what it is instead. Raises Damaged."""
    response = responses.response(record, record.block)
    if response is None:
        yield record.kind or "no type"
        yield from _marks(record)
        return
    capture = Capture(
        kind="page",
        url=record.url,
        time=_digits(record.headers.get("warc-date")),
        ids=_ids(record.headers),
        mime=response.mime,
        digest=record.headers.get("warc-payload-digest"),
    )
    location = response.headers.get("location")
    if record.kind == "revisit":
        target, time = (
            record.headers.get(f"warc-refers-to-{each}") for each in ("target-uri", "date")
        )
        yield replace(capture, kind="revisit", target=target, target_time=_digits(time))
    elif response.status in REDIRECTS and location:
        yield "redirect"
        yield replace(capture, kind="redirect", target=_joined(record.url, location))
    elif not record.url.startswith(("http:", "https:")) or response.status != 200:
        yield f"status {response.status}" if response.status != 200 else record.kind
    else:
        yield from _of_page_or_file(capture, response, record)


def _of_page_or_file(
    capture: Capture, response: Response, record: Record
) -> Iterator[Capture | str]:
    """A page and its frames, a media file, or the name of its type."""
    is_media = capture.mime.startswith(_MEDIA) or media.is_media(capture.url)
    if response.is_html or not capture.mime:
        beginning = _beginning(response, record)
        if response.is_html or _HTML.match(beginning):
            yield replace(capture, mime=capture.mime or "text/html")
            yield from _frames(capture.url, beginning)
            return
    yield capture.mime or "no type"
    if is_media:
        yield replace(capture, kind="media")


def _beginning(response: Response, record: Record) -> bytes:
    """The part of a body in which frames are looked for; a fault is that of the second reading."""
    read = b""
    try:
        for block in responses.payload(response, record.block).blocks():
            read += block
            if len(read) > _SCANNED:
                break
    except Damaged:
        pass
    return read


def _frames(url: str, body: bytes) -> Iterator[Capture]:
    for frame in islice(_FRAME.finditer(body), _MOST_FRAMES):
        written = next(filter(None, frame.groups())).decode("utf-8", "replace")
        address = _joined(url, unescape(written.strip()))
        if naming.key(address) != naming.key(url):
            yield Capture(kind="frame", url=address)


def _marks(record: Record) -> Iterator[Capture]:
    if reason := _against(record):
        yield Capture(kind="mark", url=record.url, ids=_ids(record.headers), target=reason)


def _against(record: Record) -> str:
    """Why the response that belongs to a record is no page, by the request of a browser (Fetch
    Metadata) or by the path that a crawler took (Heritrix), or nothing."""
    if record.kind == "request":
        sent = headers.read(record.block)
        if sent.first.partition(" ")[0].upper() in ("POST", "PUT", "PATCH"):
            return ANSWERS
        return IN_FRAMES if sent.get("sec-fetch-dest").lower() in _NO_DOCUMENT else ""
    if record.kind == "metadata":
        hops = headers.read(record.block, b"\n").get("hopsfromseed")
        return IN_FRAMES if hops.endswith("E") else ""
    return ""


def _ids(headers: Headers) -> tuple[str, ...]:
    named = (headers.get("warc-record-id"), headers.get("warc-concurrent-to"))
    return tuple(each for each in named if each)


def _digits(date: str) -> str:
    """`YYYYMMDDhhmmss` of a date in WARC or in ARC."""
    return re.sub(r"\D", "", date)[:14]


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, urls.trimmed(address))
    except ValueError:
        return address
