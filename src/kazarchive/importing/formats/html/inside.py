"""Files of a folder that comes from other people: nothing outside of it is read."""

import os
from pathlib import Path
from urllib.parse import unquote


class Inside:
    """The files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.path.realpath(folder)

    def file(self, path: str) -> str | None:
        """The real path of a file, if it is a readable one in the folder."""
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):
            return None
        inside = real.startswith(self.folder.rstrip(os.sep) + os.sep)
        return real if inside and os.path.isfile(real) and os.access(real, os.R_OK) else None

    def beside(self, page: str, address: str) -> str | None:
        """The file to which a relative address leads from a page. Its query can be a part of the
        file name, or what a program has left of the address."""
        written = address.partition("#")[0]
        for name in (written, written.partition("?")[0]):
            if name and (found := self.file(os.path.join(os.path.dirname(page), unquote(name)))):
                return found
        return None
