"""Compiled templates and translations, kept for the next build in the user's cache folder, as
Python keeps its own modules: to compile the templates of an edit took a quarter of its time, a
translation file a fortieth.

Not in the state folder: compiled code is run, and the state may have come from elsewhere.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from kazarchive.state import fingerprint


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

    def translations(self, source: bytes, compiled: Callable[[bytes], bytes]) -> bytes:
        """What a translation file compiles to."""
        key = hashlib.sha256(f"{fingerprint.program()}\n".encode() + source).hexdigest()
        kept = self.get(key)
        if kept is not None:
            return kept
        made = compiled(source)
        self.put(key, made)
        return made

    def get(self, key: str) -> bytes | None:
        """What was kept; each file begins with the SHA-256 of the rest."""
        with suppress(OSError):
            kept = Path(self.directory, f"{key}.kept").read_bytes()
            if hashlib.sha256(kept[32:]).digest() == kept[:32]:
                return kept[32:]
        return None

    def put(self, key: str, content: bytes) -> None:
        file = Path(self.directory, f"{key}.kept")
        with suppress(OSError):
            waiting = file.with_suffix(f".{os.getpid()}")
            waiting.write_bytes(hashlib.sha256(content).digest() + content)
            waiting.replace(file)


def compiled(folder: Path) -> Compiled | None:
    """None where the folder cannot be had for this user alone to write to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None  # Windows keeps a user's folders to that user
    return Compiled(str(folder), "%s.cache")
