"""The signals that end a command."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

GRACE = 1.0
"""Seconds that a command which is asked to end may take to tidy up."""


class Stopped(BaseException):
    """A signal asks for the end. No KeyboardInterrupt, which libraries catch."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


@contextmanager
def stoppable(last_words: str) -> Iterator[None]:
    """SIGINT and SIGTERM end a command as an exception does, and without ceremony if that takes
    longer than GRACE: what is left then the next build removes. `last_words` are said then."""

    def stop(number: int, _: object) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        if hasattr(signal, "setitimer"):  # Windows has none
            signal.signal(signal.SIGALRM, lambda *_: _end_at_once(128 + number, last_words))
            signal.setitimer(signal.ITIMER_REAL, GRACE)
        raise Stopped(128 + number)

    wanted = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.getsignal(one) for one in wanted}
    try:
        for one in wanted:
            if before[one] != signal.SIG_IGN:
                signal.signal(one, stop)
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for one in wanted:
            signal.signal(one, before[one])


def _end_at_once(code: int, last_words: str) -> None:
    os.write(2, f"{last_words}\n".encode())
    os._exit(code)
