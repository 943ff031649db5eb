"""The form of a wording: severity, message, help, when a build reports it, and the exit code.

A message is lower case, shows values in backticks and names the allowed form. A help says what to
do.
"""

from typing import NamedTuple

CONTENT, USAGE, DISK, LOCKED = 1, 2, 4, 11
"""Exit codes of commands that an error stops; docs/commands.md explains them."""


class Wording(NamedTuple):
    """How a problem is reported."""

    severity: str
    """`error` or `warning`."""
    message: str
    help: str
    told: str = "each"
    """When a build reports it: `each` time; `counted`, once for all articles that have it;
    `gathered`, once for all equal problems; `later`, while a moment is in the future; `repeated`,
    while another article says the same; `check`, never: only `check` does."""
    exit: int = CONTENT
    """The exit code of a command that it stops."""
    of_file: bool = False
    """In an import: it is about a file of several documents, and not about one of them."""


def error(message: str, help: str, exit: int = CONTENT, *, of_file: bool = False) -> Wording:
    return Wording("error", message, help, exit=exit, of_file=of_file)


def warning(message: str, help: str, told: str = "each", *, of_file: bool = False) -> Wording:
    return Wording("warning", message, help, told, of_file=of_file)
