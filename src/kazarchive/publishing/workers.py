"""The work done in parallel: reading chunks of articles, rendering chunks of addresses.

Written against `concurrent.futures.Executor`. Each task is given a small `Workshop` and names;
what a process makes of a workshop (templates, a view of the catalogue) it keeps for the next task.
"""

import hashlib
import itertools
import os
import signal
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import Struct

from kazarchive.catalogue.pictures import Known, Made
from kazarchive.catalogue.rows import Record
from kazarchive.collecting import collect_seldom
from kazarchive.config import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.publishing import fingerprint, output
from kazarchive.publishing.spool import Kept, Spool
from kazarchive.values import (
    Address,
    Article,
    Body,
    Copy,
    Output,
    Packed,
    Page,
    Picture,
    Resized,
    Signs,
)

if TYPE_CHECKING:  # what a build with nothing to do does not need is imported where it is used
    from concurrent.futures import Future, ProcessPoolExecutor

    from kazarchive.catalogue.conversions import Conversions
    from kazarchive.publishing.bodies import Draw
    from kazarchive.publishing.pictures import Shelf
    from kazarchive.reading.markup import Remember
    from kazarchive.reading.undated import Reading

T = TypeVar("T")

CHUNK = 64
"""Articles or addresses a task: large enough to hide its cost, small enough to share out evenly."""

FEW = 4
"""Addresses a task of little rendering: two processes are to end at about the same time."""

LARGE = 256
"""Addresses a task of much rendering: what neighbours share is then asked for less often."""

SMALL = 128
"""Less work than this is shared with one other process: starting more would take longer."""

ENDING = (signal.SIGINT, signal.SIGTERM)
"""The signals that ask for the end."""


class Workshop(Struct, frozen=True):
    """All that a task needs to know of the build."""

    root: Path
    state: Path
    site: Site
    folder: output.Folder
    cache: Path | None = None
    """Where compiled templates are kept."""


class Taken(NamedTuple):
    """What came of one article file: a record, or the reasons why there is none."""

    digest: str
    record: Record | None
    problems: tuple[Problem, ...]


class Rendered(NamedTuple):
    """What came of a chunk of addresses."""

    kind: str
    outputs: list[Output]
    gone: list[tuple[Address, str]]
    problems: list[Problem]


# --- tasks --------------------------------------------------------------------------------------
# They import what they need when they run: a build with nothing to do must not pay for it.


def read_chunk(workshop: Workshop, paths: Sequence[str]) -> list[Taken]:
    """Read some article files into records for the catalogue."""
    with Spool(workshop.state, paths[0]) as spool:
        taken = [_taken(workshop, path, spool) for path in paths]
    keep_conversions(workshop)
    return taken


def _taken(workshop: Workshop, path: str, spool: Spool) -> Taken:
    from kazarchive.catalogue import rows
    from kazarchive.reading import article, files

    try:
        raw = files.read(f"{workshop.root}/{path}", path)
    except ProblemsFound as found:
        return Taken("", None, found.problems)
    reading = article.read(raw, path, workshop.site, remember(workshop))
    if reading.article is None:
        return Taken(reading.digest, None, reading.problems)
    unknown = reading.unknown if workshop.site.articles.unknown_fields == "warn" else ()
    spooled = spool.keep(reading.body)
    vocabulary = (
        _vocabulary(reading.article, reading.body) if workshop.site.search.enabled else None
    )
    problems = (*reading.problems, *reading.unfit)
    record = rows.record(reading.article, problems, unknown, spooled, vocabulary)
    return Taken(reading.digest, record, ())


def read_undated(workshop: Workshop, path: str) -> "Reading":
    """Read one page without a date."""
    from kazarchive.reading import files, undated

    try:
        raw = files.read(f"{workshop.root}/{path}", path)
    except ProblemsFound as found:
        return undated.Reading(None, problems=found.problems)
    return undated.read(raw, path, workshop.site)


def _vocabulary(article: Article, body: str) -> bytes:
    from kazarchive.rules import postings, text

    entry = article.entry
    topics = [(f"{term.taxonomy}/{term.slug}", term.name) for term in entry.terms]
    return postings.pack(entry.title, text.plain(body), topics, entry.lang)


def look_chunk(workshop: Workshop, paths: Sequence[str]) -> list[Known]:
    """What the images and the files with a fault among some media files are."""
    return [known for path in paths if (known := look(workshop, path))]


def look(workshop: Workshop, path: str) -> Known | None:
    """What is known of a media file; None where nothing is. Raises ProblemsFound."""
    from kazarchive.reading import forms, media
    from kazarchive.rules import signatures
    from kazarchive.rules.addresses import is_photograph

    file = Path(forms.real(workshop.root / path))
    kind = media.kind(file, path)
    image = kind in signatures.PHOTOGRAPHS or kind in signatures.FOREIGN or is_photograph(path)
    try:
        if not (image and workshop.site.images.enabled):
            media.examine(file, path, kind)
            return None
        from kazarchive.reading import pictures

        return Known(path, pictures.look(file, path, workshop.site.images))
    except media.Fault as fault:
        return Known(path, None, fault.reason, fault.code)


def look_at_static(workshop: Workshop, path: str) -> Known | None:
    """What is wrong with a static file, of which no sizes are made. Raises ProblemsFound."""
    from kazarchive.reading import forms, media

    file = Path(forms.real(workshop.root / path))
    try:
        media.examine(file, path, media.kind(file, path))
    except media.Fault as fault:
        return Known(path, None, fault.reason, fault.code)
    return None


def make_image(workshop: Workshop, picture: Picture, digest: str) -> Made:
    """Make the sizes of an image, unless they are kept."""
    from kazarchive.publishing.pictures import Shelf
    from kazarchive.reading.media import Fault

    shelf = Shelf(workshop.root, workshop.state, workshop.site.images)
    try:
        if shelf.kept(picture, digest) is None:
            shelf.make(picture, digest)
    except Fault as fault:
        return Made(picture.source, fault=fault.reason, code=fault.code)
    return Made(picture.source, shelf.place(picture, digest))


def render_chunk(workshop: Workshop, kind: str, addresses: Sequence[Address]) -> Rendered:
    """Render some addresses of one kind, staging what differs from what is published."""
    tools = _tools(workshop)
    rendered = Rendered(kind, [], [], [])
    published = tools.digests(addresses)
    missing = dict.fromkeys(addresses)
    for page in tools.pages(kind, addresses):
        missing.pop(page.address, None)
        before = tools.before(page.address, published)
        try:
            if isinstance(page, Copy):
                rendered.outputs.append(tools.copied(page, kind, *before))
            elif isinstance(page, Resized):
                rendered.outputs.append(tools.resized(page, kind, *before))
            else:
                rendered.outputs.append(tools.written(page, kind, *before))
        except ProblemsFound as found:
            rendered.problems.extend(found.problems)
    rendered.gone.extend((address, kind) for address in missing)
    keep_conversions(workshop)
    return rendered


def _conversions(workshop: Workshop) -> "Conversions":
    return _conversions_of(workshop, os.getpid())


@lru_cache(maxsize=2)
def _conversions_of(workshop: Workshop, process: int) -> "Conversions":
    """A forked process has those of the one it comes from too, whose connection to SQLite it must
    neither use nor close."""
    from kazarchive.catalogue.conversions import Conversions

    return Conversions(workshop.state, fingerprint.converting(workshop.site))


def remember(workshop: Workshop) -> "Remember":
    """What a slow engine makes of a text is kept for the next build; to ask for what a fast one
    does takes as long as doing it."""
    from kazarchive.reading import markup

    slow = workshop.site.markdown.engine in markup.SLOW
    return _conversions(workshop) if slow else markup.convert_at_once


def keep_conversions(workshop: Workshop) -> None:
    if _conversions_of.cache_info().currsize:
        _conversions(workshop).keep()


class _Tools:
    """What one process keeps for all its rendering tasks of a build."""

    def __init__(self, workshop: Workshop) -> None:
        from kazarchive.catalogue import published, store
        from kazarchive.catalogue.queries import Catalogue
        from kazarchive.pages import kinds
        from kazarchive.publishing import files
        from kazarchive.publishing.theme import Theme

        self.workshop = workshop
        self._connection = store.open_for_reading(workshop.state)
        weakref.finalize(self, self._connection.close)  # else open until cycles are collected
        self._published = published
        self._catalogue = Catalogue(self._connection)
        self._kept = Kept(workshop.state)
        self._kinds = kinds(workshop.site)
        layers = files.template_layers(workshop.root)
        self._theme = Theme(workshop.site, layers, self._body_html, workshop.cache)

    def digests(self, addresses: Sequence[Address]) -> dict[Address, str]:
        """What was published, where the output folder is known to be so."""
        if not self.workshop.folder.known:
            return {}
        return self._published.digests(self._connection, addresses)

    def pages(
        self, kind: str, addresses: Sequence[Address]
    ) -> Iterator[Page | Copy | Packed | Resized]:
        return self._kinds[kind].pages(addresses, self._catalogue)

    def before(
        self, address: Address, published: Mapping[Address, str]
    ) -> tuple[str | None, Signs | None]:
        """The digest of what stands at an address now, and its signs where they are news."""
        folder = self.workshop.folder
        if folder.empty:
            return None, None
        if folder.known:
            return published.get(address), None
        return output.standing(folder.path, address) or (None, None)

    def written(
        self, page: Page | Packed, kind: str, before: str | None, signs: Signs | None
    ) -> Output:
        if isinstance(page, Packed):
            content = page.content
        else:
            content = self._theme.render(page).encode("utf-8")
        return self._put(page.address, kind, content, before, signs)

    def _put(
        self, address: Address, kind: str, content: bytes, before: str | None, signs: Signs | None
    ) -> Output:
        digest, staged = hashlib.sha256(content).hexdigest(), None
        if digest != before:
            staged, signs = output.stage(self.workshop.folder, address, content)
        return Output(address, kind, digest, len(content), staged, signs)

    def copied(self, page: Copy, kind: str, before: str | None, signs: Signs | None) -> Output:
        from kazarchive.pages.static import BUNDLED
        from kazarchive.publishing import files as theme_files
        from kazarchive.reading import files
        from kazarchive.rules import signatures, stripping

        file = theme_files.resolve(self.workshop.root, page.source)
        with files.opened(file, page.source) as source:
            begins = signatures.kind(source.read(signatures.HEAD))
            source.seek(0)
            if begins in stripping.FORMS and not page.source.startswith(BUNDLED):
                return self._stripped(page, kind, begins, source.read(), before, signs)
            if page.digest == before:
                size = os.fstat(source.fileno()).st_size
                return Output(page.address, kind, before, size, None, signs)
            blocks = files.blocks(source, page.source)
            folder = self.workshop.folder
            staged, signs, digest, size = output.stage_copy(folder, page.address, blocks)
        if digest != page.digest:
            raise ProblemsFound([Problem("K0304", Place(page.source))])
        return Output(page.address, kind, digest, size, staged, signs)

    def _stripped(
        self,
        page: Copy,
        kind: str,
        begins: str,
        raw: bytes,
        before: str | None,
        signs: Signs | None,
    ) -> Output:
        """An image of which no sizes are made: no reader gets what it says beside its pixels."""
        from kazarchive.reading import media

        if hashlib.sha256(raw).hexdigest() != page.digest:
            raise ProblemsFound([Problem("K0304", Place(page.source))])
        try:
            content = media.stripped(raw, begins)
        except media.Fault as fault:
            values = {"image": page.source, "reason": fault.reason}
            raise ProblemsFound([Problem(fault.code, Place(page.source), values)]) from None
        return self._put(page.address, kind, content, before, signs)

    def resized(self, page: Resized, kind: str, before: str | None, signs: Signs | None) -> Output:
        kept = self._shelf.file(page.picture, page.digest, page.name)
        if kept.digest == before:
            return Output(page.address, kind, before, kept.size, None, signs)
        content = self._shelf.read(page.picture, page.digest, page.name)
        staged, signs = output.stage(self.workshop.folder, page.address, content)
        return Output(page.address, kind, kept.digest, kept.size, staged, signs)

    @cached_property
    def _shelf(self) -> "Shelf":
        from kazarchive.publishing.pictures import Shelf

        return Shelf(self.workshop.root, self.workshop.state, self.workshop.site.images)

    def _body_html(self, body: Body, draw: "Draw") -> str:
        from kazarchive.publishing import bodies

        workshop = self.workshop
        known = workshop.root, workshop.site, self._kept, remember(workshop)
        return bodies.html(body, *known, draw)


def _tools(workshop: Workshop) -> _Tools:
    return _tools_of(workshop, os.getpid())


@lru_cache(maxsize=2)
def _tools_of(workshop: Workshop, process: int) -> _Tools:
    """Of one process, as with the conversions."""
    return _Tools(workshop)


class Lost(Exception):
    """A process at work has been ended from outside."""

    def __init__(self) -> None:
        self.problem = Problem("K0709", Place("."))
        super().__init__(self.problem.message)


# --- the pool -----------------------------------------------------------------------------------


class Workers:
    """Runs tasks over chunks in order: in this process and one more while the work is small."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, *_: TracebackType | BaseException | None
    ) -> None:
        _tools_of.cache_clear()
        _conversions_of.cache_clear()
        if self._pool is not None:
            from concurrent.futures.process import BrokenProcessPool
            from multiprocessing import active_children

            if kind is not None:
                for process in active_children():
                    process.kill()
            self._pool.shutdown(cancel_futures=True)
            if kind is BrokenProcessPool:
                raise Lost from None

    def start(self) -> None:
        """Before much work, while this process is small: each of the others begins as a copy of it,
        and would else hold the list of all articles."""
        if self.jobs > 1 and self._pool is None:
            self._submitted(os.getpid, ())

    def map(
        self, task: Callable[..., T], chunks: Iterable[tuple[Any, ...]], amount: int
    ) -> Iterator[T]:
        """The results in the order of the chunks. `amount`: articles or addresses in all."""
        if self.jobs == 1:
            yield from itertools.starmap(task, chunks)
            return
        if amount <= SMALL:
            yield from self.aside(task, [*chunks])()
            return
        waiting: deque[Future[T]] = deque()
        for chunk in chunks:
            waiting.append(self._submitted(task, chunk))
            if len(waiting) > 3 * self.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def aside(
        self, task: Callable[..., T], parts: Sequence[tuple[Any, ...]]
    ) -> Callable[[], list[T]]:
        """Begin a task of some parts while this process goes on; calling what comes back does its
        share of what is left, and gives the results in the order of the parts. A task of one part,
        or of a single job, is done when that is asked for."""
        if self.jobs == 1 or len(parts) < 2 or not hasattr(os, "fork"):
            return lambda: [*itertools.starmap(task, parts)]
        return _forked(task, parts)

    def _submitted(self, task: Callable[..., T], chunk: tuple[Any, ...]) -> "Future[T]":
        if self._pool is not None:
            return self._pool.submit(task, *chunk)
        with _signals_held():  # the first task starts the processes
            return self._executor().submit(task, *chunk)

    def _executor(self) -> "ProcessPoolExecutor":
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(method)
            self._pool = ProcessPoolExecutor(self.jobs, context, initializer=_begin)
        return self._pool


def _forked(task: Callable[..., T], parts: Sequence[tuple[Any, ...]]) -> Callable[[], list[T]]:
    """A whole pool would take longer to start than such a task does."""
    import pickle

    waiting, left = os.pipe()  # the numbers of the parts that nobody has taken yet
    os.write(left, b"".join(number.to_bytes(2, "big") for number in range(len(parts))))
    os.close(left)

    def share() -> dict[int, T]:
        done = {}
        while taken := os.read(waiting, 2):
            number = int.from_bytes(taken, "big")
            done[number] = task(*parts[number])
        return done

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            with open(writing, "wb") as pipe:
                pickle.dump(share(), pipe)
            failed = 0
        finally:
            os._exit(failed)
    os.close(writing)

    def result() -> list[T]:
        try:
            with open(reading, "rb") as pipe:
                done, others = share(), pipe.read()
        except BaseException:
            os.kill(child, signal.SIGKILL)  # it must not work on when this process has given up
            raise
        finally:
            os.close(waiting)
            _, status = os.waitpid(child, 0)
        if status == 0:
            done |= pickle.loads(others)
        return [done[n] if n in done else task(*part) for n, part in enumerate(parts)]

    return result


@contextmanager
def _signals_held() -> Iterator[None]:
    """What asks for the end waits meanwhile: a new process would else take it as this one does,
    and tell of it too, before it has begun."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """A worker leaves ^C to the process that started it, and ends when that one is gone: else it
    would wait for ever, with the lock of the archive."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def default_jobs() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk
