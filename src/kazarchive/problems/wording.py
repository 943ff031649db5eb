"""The form of a wording: severity, message, help, how a build tells it, and the exit code.

A message is lower case, shows values in backticks and names the allowed form. A help can be
followed.
"""

from typing import NamedTuple

CONTENT, USAGE, DISK, LOCKED = 1, 2, 4, 11
"""Exit codes of a command that an error stops; docs/commands.md explains them."""


class Wording(NamedTuple):
    severity: str
    message: str
    help: str
    told: str = "each"
    """When a build tells it: `each` time; `counted`, once for all articles that have it;
    `gathered`, once for all that are alike; `later`, until a moment has come; `check`: never, only
    `check` does."""
    exit: int = CONTENT
    """Of a command that an error stops."""


def error(message: str, help: str, exit: int = CONTENT) -> Wording:
    return Wording("error", message, help, exit=exit)


def warning(message: str, help: str, told: str = "each") -> Wording:
    return Wording("warning", message, help, told)
