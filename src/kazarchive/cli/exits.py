"""Exit codes, and which of them an error has; docs/commands.md explains them."""

import signal
from typing import TYPE_CHECKING

from kazarchive.cli import console

if TYPE_CHECKING:
    from kazarchive.problems import Problem

DONE, CONTENT, USAGE, SOME_REFUSED, DISK, LOCKED, BUG = 0, 1, 2, 3, 4, 11, 70
INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM


def after(error: Exception, debug: bool) -> int:
    """Tell of an exception that says what it is, of the disk's refusal, or of a bug of ours."""
    from kazarchive.problems import ProblemsFound, gathered

    if isinstance(error, ProblemsFound):
        console.show(gathered(error.problems))
        errors = [one for one in error.problems if one.severity == "error"]
        if {one.exit for one in errors or error.problems} == {USAGE}:
            return USAGE
        console.refusal(error)
        return CONTENT
    if found := problems_of(error):
        console.show(found)
        return found[0].exit
    if isinstance(error, OSError):
        console.say(f"error: {error.filename or 'the system'}: {error.strerror or error}")
        return DISK
    console.bug(error, debug)
    return BUG


def problems_of(error: Exception) -> "tuple[Problem, ...]":
    """What an exception tells: those of the archive several problems, those of the disk one."""
    one = getattr(error, "problem", None)
    return getattr(error, "problems", () if one is None else (one,))
