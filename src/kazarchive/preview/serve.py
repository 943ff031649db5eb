"""The flow of `serve`: read this first.

    scan → read → sync, again on each change; render what a browser asks for

This thread keeps the archive and renders the pages, one after the other; a second one answers
requests and waits for this one; a third reports when a file has changed.
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
from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.preview import instance, server
from kazarchive.preview.access import AccessRules
from kazarchive.preview.app import Preview
from kazarchive.preview.middleware import AccessMiddleware
from kazarchive.preview.server import Begun, Binding
from kazarchive.preview.session import Session
from kazarchive.preview.views import News, Viewing
from kazarchive.preview.watcher import watching
from kazarchive.problems import Place, Problem
from kazarchive.state import checksums, conversions, database
from kazarchive.state import folder as state_folder

AGAIN = 1.0
"""Seconds after which an update is tried again that failed because of the disk."""


class Serving(Struct, frozen=True):
    """The options of `serve`."""

    state: Path
    """The state folder of builds."""
    viewing: Viewing
    binding: Binding
    jobs: int
    cache: Path | None
    """The folder of compiled templates."""
    messages: Messages = IN_ENGLISH
    """The language in which the preview speaks."""


class TaskQueue:
    """Tasks from other threads for the thread that runs it, done in order."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()

    def ask(self, task: Callable[..., Any], *args: Any) -> "asyncio.Future[Any]":
        """Add a task and return its future result. Must be called in the server's thread."""
        future: Future[Any] = Future()

        def run() -> None:
            try:
                future.set_result(task(*args))
            except Exception as error:
                future.set_exception(error)

        self._waiting.put(run)
        return asyncio.wrap_future(future)

    def put(self, task: Callable[[], object]) -> None:
        """Add a task without a result."""
        self._waiting.put(task)

    def close(self) -> None:
        """End `run` after the tasks that were added before."""
        self._waiting.put(None)

    def run(self) -> None:
        """Do the tasks until the queue is closed."""
        while task := self._waiting.get():
            task()


class Listener(Struct, frozen=True):
    """Functions that are called with what happens, in the thread that keeps the archive."""

    progress: Progress
    begun: Callable[[Begun], None]
    problems: Callable[[tuple[Problem, ...]], None]
    """Called with the problems that are new."""


class StateLost(Exception):
    """The state was removed."""


def serve(root: Path, site: Site, options: Serving, listener: Listener) -> None:
    """Show an archive until the function in Begun ends it. If the state is damaged or removed, it
    is made again from the sources, while requests wait.

    Raises instance.Already, state.folder.Locked, server.NoPort, WriteFailed.
    """
    prepare: Callable[[Path], None] = partial(_copy_catalogue, options.state)
    with ExitStack() as stack:
        front = Front(options, listener, TaskQueue(), stack)
        while True:
            try:
                _serve(root, site, front, prepare)
                return
            except state_folder.Damaged:
                prepare = instance.forget
            except StateLost:
                prepare = instance.forget
                removed = Problem("K0704", Place(state_folder.NAME), {"reason": "removed"})
                listener.problems((removed,))


def _serve(root: Path, site: Site, front: "Front", prepare: Callable[[Path], None]) -> None:
    """Show an archive until the queue is closed or the state cannot be used any more. Raises
    StateLost, state.folder.Damaged."""
    options, listener = front.options, front.listener
    folder = instance.folder(options.state)
    instance.check(folder)
    with (
        state_folder.opened(folder, prepare) as opened,
        Pool(options.jobs, on_close=[conversions.close]) as pool,
    ):
        opened.comparison.start()
        session = Session(root, site, opened, options.viewing, options.cache)
        burst = Burst(front.queue, session)
        with watching(root, session.folders, burst):
            session.update(pool, listener.progress)
            opened.confirm()
            # The first update writes much, and closing must be quick.
            database.settle(opened.connection)
            try:
                front.show(session, opened)
            finally:
                burst.over = True
                session.close()


class Front:
    """What stays the same when the session is replaced: the address, the server, the queue."""

    def __init__(
        self, options: Serving, listener: Listener, queue: TaskQueue, stack: ExitStack
    ) -> None:
        self.options, self.listener, self.queue, self._stack = options, listener, queue, stack
        self._preview: Preview | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._address = ""

    def show(self, session: Session, opened: state_folder.State) -> None:
        """Show the pages of a session until the queue is closed."""
        begun = None if self._preview else self._begun(session, opened)
        preview, loop = self._preview, self._loop
        assert preview is not None
        assert loop is not None
        preview.session = session

        def tell(news: News, problems: tuple[Problem, ...]) -> None:
            loop.call_soon_threadsafe(preview.tell, news)
            self.listener.problems(problems)

        session.tell = tell
        with instance.announced(opened.folder, self._address):
            if begun:
                self.listener.begun(begun)
            else:
                tell(News(session.generation), ())
            self.queue.put(session.rehearse)
            self.queue.run()

    def _begun(self, session: Session, opened: state_folder.State) -> Begun:
        """Start to listen and to answer requests."""
        binding = self.options.binding
        bound = server.sockets(binding)
        port = bound[0].getsockname()[1]
        token = server.token(binding)
        news, messages = News(session.generation), self.options.messages
        preview = Preview(session, self.queue.ask, self.options.state, news, messages)
        app = AccessMiddleware(preview, AccessRules(binding.names, token), port)
        self._loop = self._stack.enter_context(server.serving(app, bound, preview.end))
        self._preview = preview
        self._address = server.address(binding, port, session.site.base_path, token)
        return Begun(
            self._address,
            port_taken=binding.port not in (0, port),
            token=token,
            end=self.queue.close,
            articles=session.catalogue.total(),
            problems=len(session.problems),
            notices=opened.notices,
        )


class Burst:
    """Turns all calls before an update has begun into that one update. An update that fails because
    of the disk is tried again."""

    def __init__(self, queue: TaskQueue, session: Session) -> None:
        self._queue, self._session, self._asked = queue, session, False
        self.over = False

    def __call__(self) -> None:
        if not self._asked:
            self._asked = True
            self._queue.put(self._run)

    def _run(self) -> None:
        self._asked = False
        if self.over:  # its session has ended
            return
        self._session.refresh()
        if self._session.lost:
            raise StateLost
        if self._session.refused:
            again = threading.Timer(AGAIN, self)
            again.daemon = True
            again.start()


def _copy_catalogue(builds: Path, folder: Path) -> None:
    """Start the first preview with the catalogue of the builds, if it is intact, so that it need
    not read the sources again."""
    instance.forget(folder)
    usable = (builds / database.NAME).is_file() and not (folder / database.NAME).exists()
    if usable and not checksums.Comparison(builds).broken():
        database.copy(builds, folder)
