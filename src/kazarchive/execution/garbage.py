"""How often Python looks for unreachable cycles of values."""

import atexit
import gc


def collect_seldom() -> None:
    """Make garbage collection rare: our values contain no cycles, and looking for them took a
    fourteenth of a first build. Existing values are never looked at again, new ones a hundred times
    less often, and none when the process ends."""
    gc.freeze()
    gc.set_threshold(70_000, 10, 10)
    atexit.register(gc.freeze)
