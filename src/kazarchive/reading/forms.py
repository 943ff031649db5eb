"""Names of files in one Unicode form: paths are composed (NFC), whatever the disk says.

HFS+, and archives and sticks that were written on macOS, hold decomposed names (NFD): й and ё as
two characters each. Links are composed, and so is the text of every article, so names are compared
and published composed; a file is opened by the name that it has.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from unicodedata import is_normalized, normalize


def composed(name: str) -> str:
    return name if name.isascii() else normalize("NFC", name)


def rank(name: str) -> tuple[int, str]:
    """Of several names that differ in their form alone the first by this is the one that counts."""
    if is_normalized("NFC", name):
        return 0, name
    return 1 if is_normalized("NFD", name) else 2, name


def real(file: Path | str) -> str:
    """The path of a file or folder as it is on the disk; the path itself where there is none."""
    path = os.fspath(file)
    if path.isascii() or os.path.lexists(path):
        return path
    above, name = os.path.split(path)
    folder = real(above)
    decomposed = os.path.join(folder, normalize("NFD", name))
    if os.path.lexists(decomposed):
        return decomposed
    found = min(_named(folder, name), key=rank, default=name)
    return os.path.join(folder, found)


def _named(folder: str, name: str) -> Iterable[str]:
    """The names in a folder that are this one in another form."""
    try:
        return [one for one in os.listdir(folder or ".") if composed(one) == composed(name)]
    except OSError:
        return []
