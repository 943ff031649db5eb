"""How SIGINT and SIGTERM end a command."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

GRACE = 1.0
"""Seconds that a command may take to clean up after a signal."""


class Stopped(BaseException):
    """A signal ended the command. It is no KeyboardInterrupt, which libraries catch."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


@contextmanager
def stoppable(last_words: str) -> Iterator[None]:
    """Turn SIGINT and SIGTERM into Stopped. If cleaning up then takes longer than GRACE, the
    process prints `last_words` and ends at once; the next build removes what it leaves."""

    def stop(number: int, _: object) -> None:
        for ending in before:
            signal.signal(ending, signal.SIG_IGN)
        if hasattr(signal, "setitimer"):  # Windows has none
            signal.signal(signal.SIGALRM, lambda *_: _end_at_once(128 + number, last_words))
            signal.setitimer(signal.ITIMER_REAL, GRACE)
        raise Stopped(128 + number)

    before = {ending: signal.getsignal(ending) for ending in (signal.SIGINT, signal.SIGTERM)}
    try:
        for ending, handler in before.items():
            if handler != signal.SIG_IGN:
                signal.signal(ending, stop)
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _end_at_once(code: int, last_words: str) -> None:
    os.write(2, f"{last_words}\n".encode())
    os._exit(code)
