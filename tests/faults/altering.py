"""What happens to a published file by hand."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def overwritten(file: Path) -> None:
    """In place, by as many bytes, with the old times: only the change time tells."""
    before = file.stat()
    content = file.read_bytes()
    with file.open("r+b") as opened:
        opened.write(b"X" * len(content))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(file: Path) -> None:
    file.unlink()
    file.write_bytes(b"another")


def made_a_link(file: Path) -> None:
    outside = file.parent.parent / "elsewhere.html"
    outside.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(outside)


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda file: file.write_bytes(file.read_bytes() + b"<!-- by hand -->"),
    "emptied": lambda file: file.write_bytes(b""),
    "overwritten": overwritten,
    "replaced": replaced,
    "removed": lambda file: file.unlink(),
    "removed with its folder": lambda file: shutil.rmtree(file.parent),
    "made a link": made_a_link,
}
