"""File names in one Unicode form: paths are composed (NFC), whatever their form on disk.

HFS+, and archives and drives written on macOS, have decomposed names (NFD), with й and ё as two
characters each. Links and the text of articles are composed, so that names are compared and
published in composed form; a file is opened by its name on disk.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from unicodedata import is_normalized, normalize


def composed(name: str) -> str:
    return name if name.isascii() else normalize("NFC", name)


def rank(name: str) -> tuple[int, str]:
    """The sort key of names that differ only in their form; the first name counts."""
    if is_normalized("NFC", name):
        return 0, name
    return 1 if is_normalized("NFD", name) else 2, name


def real(file: Path | str) -> str:
    """The path of a file or folder as it is on disk; the path itself if it does not exist."""
    path = os.fspath(file)
    if path.isascii() or os.path.lexists(path):
        return path
    above, name = os.path.split(path)
    folder = real(above)
    decomposed = os.path.join(folder, normalize("NFD", name))
    if os.path.lexists(decomposed):
        return decomposed
    return os.path.join(folder, min(_forms(folder, name), key=rank, default=name))


def _forms(folder: str, name: str) -> Iterable[str]:
    """The names in a folder that equal this one in composed form."""
    try:
        names = os.listdir(folder or ".")
        return [other for other in names if composed(other) == composed(name)]
    except OSError:
        return []
