"""What is compiled for the next build, in the user's cache folder: templates and translations.

It is not in the state folder, because compiled code is run and the state may have come from
elsewhere.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from msgspec import Struct


class UserCache(Struct, frozen=True):
    """Compiled contents by key. A damaged file counts as missing; a full disk does no harm."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        with suppress(OSError):
            kept = (self.folder / f"{key}.kept").read_bytes()
            if hashlib.sha256(kept[32:]).digest() == kept[:32]:
                return kept[32:]
        return None

    def put(self, key: str, content: bytes) -> None:
        """Each file begins with the SHA-256 of the rest."""
        file = self.folder / f"{key}.kept"
        with suppress(OSError):
            waiting = file.with_suffix(f".{os.getpid()}")
            waiting.write_bytes(hashlib.sha256(content).digest() + content)
            waiting.replace(file)


def opened(folder: Path) -> UserCache | None:
    """The cache in a folder, which is created if it is missing. None if it cannot be created, or if
    another user can write to it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None  # Windows keeps a user's folders to that user
    return UserCache(folder)
