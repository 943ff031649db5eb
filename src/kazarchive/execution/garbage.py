"""How seldom Python looks for cycles of values that nobody needs any more."""

import atexit
import gc


def collect_seldom() -> None:
    """Our values hold no cycles, and looking for some took a fourteenth of a first build: what is
    there already is never looked at again, the rest a hundred times less often. Nor is all that
    the process has looked through once more when it ends."""
    gc.freeze()
    gc.set_threshold(70_000, 10, 10)
    atexit.register(gc.freeze)
