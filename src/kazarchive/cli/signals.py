"""How SIGINT and SIGTERM end a command."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

GRACE = 1.0
"""Seconds that a command may take to clean up after a signal."""

AGAIN = 0.01
"""Seconds until Stopped is raised again, if it was lost."""


class Stopped(BaseException):
    """A signal ended the command. It is no KeyboardInterrupt, which libraries catch."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


@contextmanager
def stoppable(last_words: str) -> Iterator[None]:
    """Turn SIGINT and SIGTERM into Stopped. If cleaning up then takes longer than GRACE, the
    process prints `last_words` and ends at once; the next build removes what it leaves.

    A signal that comes during a finalizer raises Stopped there, where Python drops every exception
    (`sys.unraisablehook`): it is raised again outside.
    """

    def stop(number: int, _: object) -> None:
        for ending in before:
            signal.signal(ending, signal.SIG_IGN)
        if hasattr(signal, "setitimer"):  # Windows has none
            sys.unraisablehook = raise_again
            signal.signal(signal.SIGALRM, lambda *_: _end_at_once(128 + number, last_words))
            signal.setitimer(signal.ITIMER_REAL, GRACE)
        raise Stopped(128 + number)

    def raise_again(dropped: "sys.UnraisableHookArgs") -> None:
        if not isinstance(dropped.exc_value, Stopped):
            hook(dropped)
            return
        code, at_once = dropped.exc_value.code, signal.getsignal(signal.SIGALRM)

        def again(*_: object) -> None:
            signal.signal(signal.SIGALRM, at_once)
            signal.setitimer(signal.ITIMER_REAL, GRACE)
            raise Stopped(code)

        signal.signal(signal.SIGALRM, again)
        signal.setitimer(signal.ITIMER_REAL, AGAIN)

    hook = sys.unraisablehook
    before = {ending: signal.getsignal(ending) for ending in (signal.SIGINT, signal.SIGTERM)}
    try:
        for ending, handler in before.items():
            if handler != signal.SIG_IGN:
                signal.signal(ending, stop)
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = hook
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _end_at_once(code: int, last_words: str) -> None:
    os.write(2, f"{last_words}\n".encode())
    os._exit(code)
