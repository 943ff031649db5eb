"""Runs tasks over chunks, with results in order: in this process and one more if the work is small,
otherwise by an executor.

A task is a top-level function of a module that takes and returns values. The pool does not know
what it does; `on_close` closes what tasks keep open in this process.
"""

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from kazarchive.execution import executor, fork
from kazarchive.execution.executor import MakeExecutor, processes
from kazarchive.problems import Place, Problem

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, the number of values done, and of all."""

CHUNK = 64
"""Values in a task: enough to hide its cost, and few enough to share out the work evenly."""

SMALL = 128
"""Values that are shared with only one other process: starting more would take longer."""


class WorkerKilled(Exception):
    """A worker process was killed."""

    def __init__(self) -> None:
        self.problem = Problem("K0709", Place("."))
        super().__init__(self.problem.message)


class Pool:
    """Runs tasks with a number of processes; with one job everything runs in this process."""

    def __init__(
        self,
        jobs: int,
        make_executor: MakeExecutor = processes,
        on_close: Sequence[Callable[[], None]] = (),
    ) -> None:
        self.jobs = jobs
        self._make_executor, self._on_close = make_executor, on_close
        self._executor: Executor | None = None

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, *_: TracebackType | BaseException | None
    ) -> None:
        for close in self._on_close:
            close()
        if self._executor is None:
            return
        from concurrent.futures.process import BrokenProcessPool

        if kind is not None:
            executor.kill_processes()
        self._executor.shutdown(cancel_futures=True)
        if kind is BrokenProcessPool:
            raise WorkerKilled from None

    def start(self) -> None:
        """Start the processes before much work, while this one is small: forked children are
        copies of it and would otherwise inherit the list of all articles."""
        if self.jobs > 1 and self._executor is None:
            self._submit(os.getpid, ())

    def map(
        self, task: Callable[..., T], chunks: Iterable[tuple[Any, ...]], amount: int
    ) -> Iterator[T]:
        """The results in the order of the chunks. `amount`: the number of values in all chunks."""
        if self.jobs == 1:
            yield from itertools.starmap(task, chunks)
            return
        if amount <= SMALL:
            yield from self.run_in_background(task, [*chunks])()
            return
        waiting: deque[Future[T]] = deque()
        for chunk in chunks:
            waiting.append(self._submit(task, chunk))
            if len(waiting) > 3 * self.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def run_in_background(
        self, task: Callable[..., T], parts: Sequence[tuple[Any, ...]]
    ) -> Callable[[], list[T]]:
        """Start the parts of a task while this process continues. Calling the result returns the
        results in the order of the parts. A single part, or a pool with one job, runs only then."""
        if self.jobs == 1 or len(parts) < 2 or not executor.can_fork():
            return lambda: [*itertools.starmap(task, parts)]
        return fork.run_in_background(task, parts)

    def _submit(self, task: Callable[..., T], chunk: tuple[Any, ...]) -> "Future[T]":
        if self._executor is not None:
            return self._executor.submit(task, *chunk)
        with executor.signals_blocked():  # the first task starts the processes
            self._executor = self._make_executor(self.jobs)
            return self._executor.submit(task, *chunk)


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Lists of at most `size` values, in their order."""
    iterator = iter(values)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk
