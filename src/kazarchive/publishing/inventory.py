"""Which files of an output folder are ours, as the folder itself tells it.

The catalogue knows, but it may be deleted at any time; then this log tells which pages have no
article any more. A build adds a line for each file that comes (`+`) or goes (`-`), so that an edit
costs no more than it changes; a build of everything writes it anew.
"""

from collections.abc import Iterable
from pathlib import Path

from kazarchive.values import Address

FILE = ".kazarchive-files"


def note(folder: Path, sign: str, addresses: Iterable[Address]) -> None:
    """Add lines for files that come (`+`) or have gone (`-`)."""
    lines = "".join(f"{sign}{address}\n" for address in addresses)
    if lines:
        with (folder / FILE).open("a", encoding="utf-8", newline="\n") as log:
            log.write(lines)


def rewrite(folder: Path, staging: Path, addresses: Iterable[Address]) -> None:
    """Write the log anew, whole, unless it is so already."""
    lines = "".join(f"+{address}\n" for address in addresses).encode()
    log, waiting = folder / FILE, staging / "files"
    if not log.exists() or log.read_bytes() != lines:
        waiting.write_bytes(lines)
        waiting.replace(log)


def read(folder: Path) -> set[Address]:
    """The addresses of our files; a line that was not written whole is left out."""
    try:
        lines = (folder / FILE).read_text("utf-8", errors="replace").splitlines(keepends=True)
    except OSError:
        return set()
    found: set[Address] = set()
    for line in lines:
        address = line[1:-1]
        if not line.endswith("\n") or not address.startswith("/"):
            continue
        if line[0] == "+":
            found.add(address)
        else:
            found.discard(address)
    return found
