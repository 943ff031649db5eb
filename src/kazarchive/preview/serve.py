"""The flow of `serve`: read this first.

    scan → read → sync, again on each change; render what a browser asks for

This thread keeps the archive and makes the pages, one thing after the other; another answers
requests and waits for this one; a third tells when a file has changed.
"""

import asyncio
import queue
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from kazarchive.catalogue import seal, store
from kazarchive.config import Site
from kazarchive.preview import listening, running
from kazarchive.preview.app import Preview
from kazarchive.preview.gate import Gate
from kazarchive.preview.guard import Guard
from kazarchive.preview.listening import Begun, Wanted
from kazarchive.preview.studio import News, Studio, Viewing
from kazarchive.preview.watching import watching
from kazarchive.problems import Problem
from kazarchive.publishing import state
from kazarchive.publishing.workers import Workers


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

    progress: Callable[[str, int, int], None]
    begun: Callable[[Begun], None]
    found: Callable[[tuple[Problem, ...]], None]
    """Problems that were not there before."""


def serve(root: Path, site: Site, told: Serving, listener: Listener) -> None:
    """Show an archive until its desk is closed.

    Raises running.Already, state.Locked, listening.NoPort, WriteFailed.
    """
    try:
        _serve(root, site, told, listener, partial(_warmed, told.state))
    except state.Damaged:  # and is made anew, of nothing but the sources
        _serve(root, site, told, listener, running.forget)


def _serve(
    root: Path, site: Site, told: Serving, listener: Listener, prepare: Callable[[Path], None]
) -> None:
    folder = running.folder(told.state)
    running.check(folder)
    with state.opened(folder, prepare) as opened, Workers(told.jobs) as team:
        opened.comparison.start()
        studio, desk = Studio(root, site, opened, told.viewing, told.cache), Desk()
        with watching(root, studio.folders, Burst(desk, studio.refresh)):
            studio.update(team, listener.progress)
            opened.confirm()
            store.settle(opened.connection)  # a first look writes much, and the end is to be quick
            try:
                _show(studio, desk, told, opened, listener)
            finally:
                studio.close()


def _show(
    studio: Studio, desk: Desk, told: Serving, opened: state.State, listener: Listener
) -> None:
    """From the first page to the last."""
    bound = listening.sockets(told.wanted)
    port = bound[0].getsockname()[1]
    token = listening.token(told.wanted)
    preview = Preview(studio, desk.ask, told.state, News(studio.generation))
    gate = Gate(preview, Guard(told.wanted.names, token), port)

    def tell(news: News, problems: tuple[Problem, ...]) -> None:
        loop.call_soon_threadsafe(preview.tell, news)
        listener.found(problems)

    address = listening.address(told.wanted, port, studio.site.base_path, token)
    with (
        listening.serving(gate, bound, preview.end) as loop,
        running.announced(opened.folder, address),
    ):
        studio.tell = tell
        taken, articles = told.wanted.port not in (0, port), studio.catalogue.total()
        what, wrong = f"{articles:,} articles", len(studio.problems)
        listener.begun(Begun(address, taken, token, desk.close, what, wrong, opened.notices))
        desk.put(studio.rehearse)
        desk.run()


class Burst:
    """Many calls are one update: those that come before it has begun."""

    def __init__(self, desk: Desk, update: Callable[[], object]) -> None:
        self._desk, self._update, self._asked = desk, update, False

    def __call__(self) -> None:
        if not self._asked:
            self._asked = True
            self._desk.put(self._run)

    def _run(self) -> None:
        self._asked = False
        self._update()


def _warmed(builds: Path, folder: Path) -> None:
    """A first preview begins with what the builds know, if that is as they left it: nothing of it
    is read again."""
    running.forget(folder)
    known = (builds / store.NAME).is_file() and not (folder / store.NAME).exists()
    if known and not seal.Comparison(builds).broken():
        store.copy(builds, folder)
