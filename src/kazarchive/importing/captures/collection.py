"""The captures of all files of an import: a page can have its images, or even its text, in another
file than its own.

Each file is read once from its beginning to its end (`scan.py`); what is found there is in an index
on disk, by which single records are then read.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from kazarchive.importing import naming
from kazarchive.importing.captures import capture as captures
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.index import Index
from kazarchive.importing.captures.parts import Part
from kazarchive.importing.captures.records import RecordFile
from kazarchive.importing.captures.scan import IN_FRAMES, Scanned, scan
from kazarchive.problems import ProblemsFound

MOST_FORMER = 100
"""Addresses from which a page is reached; if there are more, they are those of pages that are
gone."""


class Collection:
    """The captures of some files."""

    def __init__(self, folder: Path, parts: Sequence[Part]) -> None:
        """`folder`: for the index, which another collection of the same parts may have begun."""
        self.parts = parts
        self._folder = folder
        self._index = Index(folder / "index", Capture)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._index.__exit__(kind, error, at)

    def scan(self) -> None:
        """Read all files. What is wrong with one is said when its captures are asked for."""
        for number in range(len(self.parts)):
            with suppress(ProblemsFound):
                self.scanned(number)

    def scanned(self, number: int) -> Scanned:
        """What is in a file, which is read once. Raises ProblemsFound (K0301, K0303, K0304)."""
        saved = self._folder / f"{number}.scan"
        if saved.is_file():
            return msgspec.msgpack.decode(saved.read_bytes(), type=Scanned)
        part = self.parts[number]
        with part.opened() as file, part.opened() as again:
            scanned = scan(RecordFile(file), RecordFile(again), self._index, number)
        saved.write_bytes(msgspec.msgpack.encode(scanned))
        return scanned

    def pages(self, number: int) -> Iterator[Capture]:
        """The pages of a file, and all revisits, in their order. Raises like `scanned`."""
        scanned = self.scanned(number)
        for capture in self._index.between(scanned.start, scanned.end):
            if capture.kind in ("page", "revisit"):
                yield capture

    def no_article(self, page: Capture) -> str:
        """What a page is instead, by its request or by another page; or nothing."""
        marks = (mark for id_ in page.ids for mark in self._index.find(captures.record(id_)))
        own = (mark for mark in marks if naming.key(mark.url) == naming.key(page.url))
        if mark := next(own, None):
            return mark.target
        return IN_FRAMES if self._index.find(captures.framed(page.url)) else ""

    def original(self, capture: Capture) -> Capture | None:
        """The capture that has the content: itself, or the one to which a revisit refers; None if
        no file of the import has it."""
        if capture.kind != "revisit":
            return capture
        same = self._whole(captures.at(capture.target or capture.url))
        by_digest = [each for each in same if each.digest == capture.digest != ""]
        by_time = [each for each in same if each.time == capture.target_time != ""]
        elsewhere = self._whole(captures.content(capture.digest)) if capture.digest else []
        return next(iter((*by_digest, *by_time, *elsewhere)), None)

    def media(self, url: str, time: str) -> Capture | None:
        """The capture of a media file at an address that is nearest in time to another."""
        here = (each for each in self._index.find(captures.at(url)) if each.kind != "page")
        pairs = ((each, self.original(each)) for each in here)
        files = [(each, other) for each, other in pairs if other and other.kind == "media"]
        nearest = min(
            files, key=lambda each: abs(_seconds(each[0].time) - _seconds(time)), default=None
        )
        return nearest[1] if nearest else None

    def former(self, url: str) -> tuple[str, ...]:
        """The addresses that lead to an address by redirects; none if there are too many."""
        former: dict[str, str] = {}
        waiting = [url]
        while waiting and len(former) <= MOST_FORMER:
            for redirect in self._index.find(captures.to(waiting.pop())):
                key = naming.key(redirect.url)
                if key not in former and key != naming.key(url):
                    former[key] = redirect.url
                    waiting.append(redirect.url)
        return tuple(former.values()) if len(former) <= MOST_FORMER else ()

    def _whole(self, key: str) -> list[Capture]:
        return [each for each in self._index.find(key) if each.kind in ("page", "media")]


def _seconds(time: str) -> float:
    """A time of capture as a number; 0 if it is none."""
    try:
        return datetime.strptime(f"{time}+0000", "%Y%m%d%H%M%S%z").timestamp()
    except ValueError:
        return 0
