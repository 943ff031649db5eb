"""A limit on the processor time of what may take for ever.

The time is the process's own, so a busy machine ends nothing early. The signal interrupts Python
and its regular expressions. Where there is no such signal (Windows), or outside of the main thread,
which alone may take it, there is no limit.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(BaseException):
    """The time is over. No Exception, so that nothing inside can take it for a fault of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooLong when what is inside has used so many seconds of processor time."""
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
