"""A limit on the processor time of a block that might never end.

It is the time of this process, so that a busy machine does not matter. The signal interrupts Python
and its regular expressions. There is no limit without this signal (Windows), and outside the main
thread, the only one that receives it.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(BaseException):
    """The time is over. It is not an Exception, so that code inside the block does not catch it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooLong once the block has used `seconds` of processor time."""
    if not _possible():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _possible() -> bool:
    return hasattr(signal, "SIGPROF") and threading.current_thread() is threading.main_thread()


def _over(number: int, frame: FrameType | None) -> None:
    raise TooLong
