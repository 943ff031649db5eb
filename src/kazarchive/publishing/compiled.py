"""Compiled templates, kept for the next build in the user's cache folder, as Python keeps its own
modules: to compile those of an edit took a quarter of its time.

Not in the state folder: compiled code is run, and the state may have come from elsewhere.
"""

import os
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from kazarchive.publishing import fingerprint


class Compiled(FileSystemBytecodeCache):
    """Code of another version of this program does not count; a full disk or a damaged file does
    no harm."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a damaged file makes of it: it is compiled again
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{fingerprint.program()}\n{source}")


def compiled(folder: Path) -> Compiled | None:
    """None where the folder cannot be had for this user alone to write to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    owned = status.st_uid == os.getuid() and not status.st_mode & 0o022
    return Compiled(str(folder), "%s.cache") if owned else None
