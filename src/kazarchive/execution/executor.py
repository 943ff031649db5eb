"""The local executor: worker processes, which end when the process that started them ends.

Any other implementation of `concurrent.futures.Executor` can take its place.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kazarchive.execution.garbage import collect_seldom

if TYPE_CHECKING:  # the import takes 10 ms, which a build with nothing to do must not cost
    from concurrent.futures import Executor

ENDING = (signal.SIGINT, signal.SIGTERM)
"""The signals that request the end of a process."""

MakeExecutor = Callable[[int], "Executor"]
"""Number of processes → executor."""


def can_fork(platform: str = sys.platform) -> bool:
    """Whether a process with threads of ours can be forked safely. On macOS system libraries may
    start threads too, so CPython does not fork by default there (since 3.8)."""
    return hasattr(os, "fork") and platform != "darwin"


def start_method(platform: str = sys.platform) -> str:
    """How worker processes start: as copies of this one, or as new processes if that is not
    safe."""
    return "fork" if can_fork(platform) else "spawn"


def processes(jobs: int) -> "Executor":
    """An executor with worker processes on this machine, which start with the first task."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(start_method())
    return ProcessPoolExecutor(jobs, context, initializer=_begin)


def kill_processes() -> None:
    """End every worker process of this one at once."""
    from multiprocessing import active_children

    for process in active_children():
        process.kill()


@contextmanager
def signals_blocked() -> Iterator[None]:
    """Block the signals of ENDING while processes start, so that a child does not run our handlers
    before its own are installed."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a worker process: it leaves ^C to the process that started it, and ends when that one
    is gone; otherwise it would wait for ever and hold the archive's lock."""
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
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
