"""The flow of `serve`: read this first.

    scan → read → sync, again on each change; render what a browser asks for

This thread keeps the archive and makes the pages, one thing after the other; another answers
requests and waits for this one; a third tells when a file has changed.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.execution.pool import Pool, Progress
from kazarchive.preview import instance, server
from kazarchive.preview.access import Guard
from kazarchive.preview.app import Preview
from kazarchive.preview.middleware import Gate
from kazarchive.preview.server import Begun, Wanted
from kazarchive.preview.session import Session
from kazarchive.preview.views import News, Viewing
from kazarchive.preview.watcher import watching
from kazarchive.problems import Place, Problem
from kazarchive.state import checksums, conversions, database
from kazarchive.state import folder as state_folder

AGAIN = 1.0
"""Seconds after which a disk that has refused is asked again."""


class Serving(Struct, frozen=True):
    """What `serve` is told."""

    state: Path
    """Of the builds."""
    viewing: Viewing
    wanted: Wanted
    jobs: int
    cache: Path | None


class Desk:
    """What others ask of the thread that runs it, done in the order asked."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()

    def ask(self, task: Callable[..., Any], *told: Any) -> "asyncio.Future[Any]":
        """To be called in the server's thread."""
        future: Future[Any] = Future()

        def run() -> None:
            try:
                future.set_result(task(*told))
            except Exception as error:
                future.set_exception(error)

        self._waiting.put(run)
        return asyncio.wrap_future(future)

    def put(self, task: Callable[[], object]) -> None:
        self._waiting.put(task)

    def close(self) -> None:
        self._waiting.put(None)

    def run(self) -> None:
        """Until it is closed."""
        while task := self._waiting.get():
            task()


class Listener(Struct, frozen=True):
    """Told of the preview's life, in the thread that keeps the archive."""

    progress: Progress
    begun: Callable[[Begun], None]
    found: Callable[[tuple[Problem, ...]], None]
    """Problems that were not there before."""


class Lost(Exception):
    """The state was removed."""


def serve(root: Path, site: Site, told: Serving, listener: Listener) -> None:
    """Show an archive until its desk is closed. A state that is damaged, or removed meanwhile, is
    made anew, of nothing but the sources, while whoever asks waits.

    Raises running.Already, state.Locked, listening.NoPort, WriteFailed.
    """
    prepare: Callable[[Path], None] = partial(_warmed, told.state)
    with ExitStack() as stack:
        front = Front(told, listener, Desk(), stack)
        while True:
            try:
                _serve(root, site, front, prepare)
                return
            except state_folder.Damaged:
                prepare = instance.forget
            except Lost:
                prepare = instance.forget
                listener.found((Problem("K0704", Place(state_folder.NAME), {"reason": "removed"}),))


def _serve(root: Path, site: Site, front: "Front", prepare: Callable[[Path], None]) -> None:
    """Until the desk is closed or the state is of no use. Raises Lost, state.Damaged."""
    told, listener = front.told, front.listener
    folder = instance.folder(told.state)
    instance.check(folder)
    with (
        state_folder.opened(folder, prepare) as opened,
        Pool(told.jobs, on_close=[conversions.close]) as pool,
    ):
        opened.comparison.start()
        session = Session(root, site, opened, told.viewing, told.cache)
        burst = Burst(front.desk, session)
        with watching(root, session.folders, burst):
            session.update(pool, listener.progress)
            opened.confirm()
            database.settle(
                opened.connection
            )  # a first look writes much, and the end is to be quick
            try:
                front.show(session, opened)
            finally:
                burst.over = True
                session.close()


class Front:
    """What stays the same for whoever looks: the address, the server, the desk."""

    def __init__(self, told: Serving, listener: Listener, desk: Desk, stack: ExitStack) -> None:
        self.told, self.listener, self.desk, self._stack = told, listener, desk, stack
        self._preview: Preview | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._address = ""

    def show(self, session: Session, opened: state_folder.State) -> None:
        """From the first page to the last that a session makes."""
        begun = None if self._preview else self._begun(session, opened)
        preview, loop = self._preview, self._loop
        assert preview is not None
        assert loop is not None
        preview.session = session

        def tell(news: News, problems: tuple[Problem, ...]) -> None:
            loop.call_soon_threadsafe(preview.tell, news)
            self.listener.found(problems)

        session.tell = tell
        with instance.announced(opened.folder, self._address):
            if begun:
                self.listener.begun(begun)
            else:
                tell(News(session.generation), ())
            self.desk.put(session.rehearse)
            self.desk.run()

    def _begun(self, session: Session, opened: state_folder.State) -> Begun:
        """Listen and answer from now on."""
        told = self.told
        bound = server.sockets(told.wanted)
        port = bound[0].getsockname()[1]
        token = server.token(told.wanted)
        preview = Preview(session, self.desk.ask, told.state, News(session.generation))
        gate = Gate(preview, Guard(told.wanted.names, token), port)
        self._loop = self._stack.enter_context(server.serving(gate, bound, preview.end))
        self._preview = preview
        self._address = server.address(told.wanted, port, session.site.base_path, token)
        taken, found = told.wanted.port not in (0, port), session.catalogue.total()
        wrong, end = len(session.problems), self.desk.close
        return Begun(
            self._address, taken, token, end, articles=found, problems=wrong, notices=opened.notices
        )


class Burst:
    """Many calls are one update: those that come before it has begun. One that the disk refuses is
    tried again."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk, self._studio, self._asked = desk, session, False
        self.over = False

    def __call__(self) -> None:
        if not self._asked:
            self._asked = True
            self._desk.put(self._run)

    def _run(self) -> None:
        self._asked = False
        if self.over:  # of a state that is lost
            return
        self._studio.refresh()
        if self._studio.lost:
            raise Lost
        if self._studio.refused:
            again = threading.Timer(AGAIN, self)
            again.daemon = True
            again.start()


def _warmed(builds: Path, folder: Path) -> None:
    """A first preview begins with what the builds know, if that is as they left it: nothing of it
    is read again."""
    instance.forget(folder)
    known = (builds / database.NAME).is_file() and not (folder / database.NAME).exists()
    if known and not checksums.Comparison(builds).broken():
        database.copy(builds, folder)
