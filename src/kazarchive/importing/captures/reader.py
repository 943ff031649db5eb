"""The pages of a file of captures → documents, and how many records are something else."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from msgspec.structs import replace

from kazarchive.importing import naming, pages
from kazarchive.importing.captures import contents
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.collection import Collection
from kazarchive.importing.captures.contents import PageContent
from kazarchive.importing.captures.media import CapturedMedia
from kazarchive.importing.captures.members import Damaged
from kazarchive.importing.captures.responses import HTML
from kazarchive.importing.captures.scan import Scanned
from kazarchive.importing.document import Document, Note
from kazarchive.importing.formats import recognise
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.pages import Page
from kazarchive.problems import Place, Problem

Listed = Callable[[str], str | None]
"""An address → the title that a list of pages gives it; None if it is not in the list."""

_TECHNICAL = frozenset({"redirect", "request", "revisit", "warcinfo"})
"""Records without content of their own."""
_MOST_KINDS = 20
"""Kinds of other records that are named."""


class Reader:
    """Reads the files of one collection."""

    def __init__(self, collection: Collection, kind: str, source: Source, folder: Path) -> None:
        """`kind`: the format. `folder`: for media files, which are needed until the end of the
        import."""
        self._collection, self._kind, self._source = collection, kind, source
        self._media = CapturedMedia(collection, folder)

    def documents(
        self, numbers: Iterable[int], listed: Listed | None = None
    ) -> Iterator[Document | Problem]:
        """The pages of some files, or of those only the ones that are listed. Raises ProblemsFound
        (K0301, K0303, K0304)."""
        others, count, faults = Counter[str](), 0, 0
        for number in numbers:
            scanned = self._collection.scanned(number)
            others.update(scanned.others)
            for fault in self._faults(scanned):
                faults += 1
                yield fault
            for capture in self._collection.pages(number):
                content = self._other(capture, listed) or self._content(capture)
                if isinstance(content, str):
                    others[content] += 1
                    continue
                count += 1
                if isinstance(content, Problem):
                    yield content
                else:
                    title = listed(capture.url) if listed else None
                    document = self._document(capture, content, title or "")
                    yield from whole(document, self._place(capture.url))
        if not count and (others or not faults):
            yield self._problem("K0885", kinds=_counts(others))
        elif left := Counter({kind: others[kind] for kind in others if kind not in _TECHNICAL}):
            yield self._problem("K0886", kinds=_counts(left))

    def _faults(self, scanned: Scanned) -> Iterator[Problem]:
        if not scanned.is_by_record:
            yield self._problem("K0882")
        for fault in scanned.faults:
            place = self._place(fault.url or f"at byte {fault.offset:,}")
            yield Problem("K0883", place, {"reason": fault.reason})

    def pages(self, numbers: Iterable[int]) -> Iterator[str]:
        """The addresses of the pages of some files. Raises like `documents`."""
        for number in numbers:
            for capture in self._collection.pages(number):
                if not self._other(capture, None):
                    yield capture.url

    def _other(self, capture: Capture, listed: Listed | None) -> str:
        """What a capture is that is no page, or nothing."""
        if capture.kind == "revisit":
            original = self._collection.original(capture)
            is_page = original.kind == "page" if original else capture.mime in HTML
            if not is_page or (original and _is_same(original.url, capture.url)):
                return "revisit"
        if listed and listed(capture.url) is None:
            return "HTML that is in no list of pages"
        return self._collection.no_article(capture)

    def _content(self, capture: Capture) -> PageContent | Problem | str:
        """The content of a page, why it cannot be read, or what it is instead."""
        original = self._collection.original(capture)
        if original is None:
            where = f"the capture of {capture.target}" if capture.target else "an earlier capture"
            reason = f"its content is in {where}, which is in no file of this import"
            return self._unreadable(capture, reason)
        parts = self._collection.parts
        try:
            content = contents.page(original, parts[original.file])
            if original != capture:
                own = contents.record(capture, parts[capture.file])
                content = content._replace(record=own + content.record)
        except Damaged as damaged:
            return self._unreadable(capture, str(damaged))
        return "feed" if recognise.feed(content.content, PurePath()) else content

    def _document(
        self, capture: Capture, content: PageContent, title: str
    ) -> Iterator[Document | Problem]:
        files = self._media.of_page(capture.time)
        page = Page(
            content=content.content,
            kind=self._kind,
            url=capture.url,
            charset=content.charset,
            retrieved=_iso(capture.time) or None,
            file=files.file,
        )
        place = self._place(capture.url)
        read = pages.document(page, place, self._source.timezone)
        if isinstance(read, Problem):
            yield read
            return
        digest = f"; its digest is {capture.digest}" if capture.digest else ""
        own = Note("recognised", f"the capture is that of {capture.url}{digest}")
        notes, warnings = [*read.notes, own, *files.notes], list(read.warnings)
        if content.cut:
            notes.append(Note("lost", f"the end of the page may be missing: {content.cut}"))
        if content.fault:
            warnings.append(Problem("K0884", place, {"reason": content.fault}))
        yield replace(
            read,
            title=read.title or title,
            part=capture.url,
            origin=replace(read.origin, id=read.origin.url),
            sha256=hashlib.sha256(content.record).hexdigest(),
            original=content.record,
            addresses=(*read.addresses, *self._collection.former(capture.url)),
            incomplete=read.incomplete or bool(content.cut),
            notes=tuple(notes),
            warnings=tuple(warnings),
        )

    def _unreadable(self, capture: Capture, reason: str) -> Problem:
        return Problem("K0883", self._place(capture.url), {"reason": reason})

    def _place(self, record: str) -> Place:
        return Place(f"{self._source.display_path} {record}")

    def _problem(self, code: str, **values: str) -> Problem:
        return Problem(code, self._source.place(), values)


def _is_same(one: str, other: str) -> bool:
    return naming.key(one) == naming.key(other)


def _iso(time: str) -> str:
    """`YYYYMMDDhhmmss` as a time of ISO 8601, or its day; empty if it is neither."""
    day = f"{time[:4]}-{time[4:6]}-{time[6:8]}"
    if len(time) == 14:
        return f"{day}T{time[8:10]}:{time[10:12]}:{time[12:]}Z"
    return day if len(time) >= 8 else ""


def _counts(counts: Counter[str]) -> str:
    most = counts.most_common(_MOST_KINDS)
    more = counts.total() - sum(count for _, count in most)
    named = [f"{kind} ({count:,})" for kind, count in most]
    return ", ".join([*named, f"others ({more:,})"] if more else named) or "nothing"
