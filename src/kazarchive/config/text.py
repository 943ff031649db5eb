"""Reads the text of kazarchive.toml, or says why that is not possible; it never blocks, whatever is
in the file's place."""

import codecs
import os
import stat
from pathlib import Path

from kazarchive.config.options import FILE_NAME
from kazarchive.problems import Place, Problem, ProblemsFound

LONGEST = 1_000_000
"""Bytes: a thousand times what a large site needs."""

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}

_OTHERS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
"""(byte order mark, encoding), the longer marks first."""


def exists(folder: Path) -> bool:
    """Whether a folder contains a kazarchive.toml, even one that cannot be read."""
    file = folder / FILE_NAME
    return os.path.lexists(file) and not file.is_dir()


def read(root: Path) -> str:
    """The text of a project's kazarchive.toml. Raises ProblemsFound (K0601, K0605 to K0608)."""
    return _decoded(_raw(root))


def _raw(root: Path) -> bytes:
    """The bytes of the file, opened without blocking on a named pipe in its place."""
    try:
        descriptor = os.open(root / FILE_NAME, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            raise _refused(status.st_mode)
        with open(descriptor, "rb") as file:
            content = file.read(LONGEST + 1)
    except OSError as error:
        raise _unreadable(root, error) from None
    if len(content) > LONGEST:
        size = f"{max(status.st_size, len(content)):,}"
        raise ProblemsFound([Problem("K0608", Place(FILE_NAME), {"size": size})])
    return content


def _refused(mode: int) -> ProblemsFound:
    what = _KINDS.get(stat.S_IFMT(mode), "something else")
    return ProblemsFound([Problem("K0606", Place(FILE_NAME), {"what": what})])


def _unreadable(root: Path, error: OSError) -> ProblemsFound:
    file = root / FILE_NAME
    if not os.path.lexists(file):
        return ProblemsFound([Problem("K0605", Place(str(root)))])
    mode = os.lstat(file).st_mode
    if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
        reason = error.strerror or str(error)
        if stat.S_ISLNK(mode):
            reason += f"; it is a link to `{os.readlink(file)}`"
        return ProblemsFound([Problem("K0607", Place(FILE_NAME), {"reason": reason})])
    return _refused(mode)  # such as a socket, which cannot be opened


def _decoded(raw: bytes) -> str:
    other = next((name for begin, name in _OTHERS if raw.startswith(begin)), None)
    if other:
        values = {"reason": f"it is {other}, not utf-8; save it as UTF-8"}
        raise ProblemsFound([Problem("K0601", Place(FILE_NAME), values)])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"it is not utf-8: byte 0x{raw[error.start]:02X} is invalid here"
        raise ProblemsFound([_at(raw, error.start, f"{reason}; save it as UTF-8")]) from None
    if "\0" in text:
        reason = "there is a NUL character here; save the file as UTF-8 if it is UTF-16"
        raise ProblemsFound([_at(raw, raw.index(0), reason)])
    return text


def _at(raw: bytes, at: int, reason: str) -> Problem:
    """An error at the line and column of a byte (K0601)."""
    begin = raw.rfind(b"\n", 0, at) + 1
    line = raw[begin:].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
    column = len(raw[begin:at].decode("utf-8", "replace")) + 1
    place = Place(FILE_NAME, raw.count(b"\n", 0, at) + 1, column, text=line)
    return Problem("K0601", place, {"reason": reason})
