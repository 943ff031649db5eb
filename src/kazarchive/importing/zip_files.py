"""The members of a zip file that somebody else has made.

Nothing is extracted to disk, and what the file says about sizes is not believed: bytes are counted
while they are inflated. A zip file in a zip file is a member like any other, and stays closed.
"""

import io
import re
import stat
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from kazarchive.importing.document import Note
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files

LARGEST = 64_000_000
"""Bytes of a member that is read at once."""
MOST = 512_000_000
"""Bytes of all members that are read at once."""
LARGEST_LIST = 8_000_000
"""Bytes of the list of members; 100,000 members need some 6,000,000."""
RATIO = 200
"""How many times its compressed size a member may have. DEFLATE reaches 1,032, text hardly 50."""
FREE = 10_000_000
"""Up to this size a member may have any ratio: images of one colour are compressed 1,000-fold."""

_BLOCK = 1 << 16
_HEADER = 30
"""Bytes before the name and the extra field of a member, whose lengths are the last four (APPNOTE
4.3.7)."""
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
"""Flags of a member (APPNOTE 4.4.4)."""
_UNSAFE = re.compile(
    r"(?:.*/)?(?:\.{0,2}|(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.[^/]*)?)(?:/.*)?"
    r"|[a-z]:.*|.*[\x00-\x1f\x7f\\].*",
    re.IGNORECASE | re.DOTALL,
)
"""A path that leads out of the zip file, or means something else on some system."""
_FAULTS = (
    BadZipFile,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises at a damaged file."""


class ZipFiles:
    """The members of one zip file.

    Raises ProblemsFound: K0867 if it is damaged or no zip file, and those of `reading.files`.
    """

    def __init__(self, path: Path, place: Place, most: int = MOST) -> None:
        """`most`: bytes of all members that are read at once."""
        self._place, self._most, self._count = place, most, 0
        self._members: dict[str, ZipInfo] = {}
        self._unread = Counter[str]()
        self._file = files.open_regular(path, place.path)
        try:
            self._zip = ZipFile(cast(IO[bytes], _Bounded(self._file)))
            members = self._zip.infolist()
            _check_order(members, self._zip.start_dir)
        except _FAULTS as error:
            self._file.close()
            raise self._problem("K0867", reason=_reason(error)) from None
        self._add(members)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, at: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the members that can be read, in their order."""
        return tuple(self._members)

    @property
    def notes(self) -> tuple[Note, ...]:
        """How many members are not read, and why."""
        return tuple(
            Note("lost", f"{count:,} of the files in the zip file: {why}")
            for why, count in sorted(self._unread.items())
        )

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str, limit: int = LARGEST) -> bytes:
        """All bytes of a member.

        Raises KeyError, and ProblemsFound: K0868 if it is damaged, K0869 if it is larger than
        `limit`, if it is compressed too much, or if all that was read is too much; K0870 if it is
        encrypted.
        """
        left = self._most - self._count
        limits = [
            _Limit(limit, f"it has more than {limit:,} bytes"),
            _Limit(left, f"the files in it have more than {self._most:,} bytes"),
        ]
        with self._opened(name, limits) as opened:
            content = opened.read()
        self._count += len(content)
        return content

    def opened(self, name: str) -> BinaryIO:
        """A member of any size as a stream. Raises as `read` does, while it is read too."""
        return self._opened(name, ())

    def stored(self, name: str) -> tuple[int, int] | None:
        """Where the bytes of a member begin in the zip file, and their number, if they are neither
        compressed nor encrypted. Raises KeyError, and ProblemsFound (K0868)."""
        member = self._members[name]
        if member.compress_type != ZIP_STORED or member.flag_bits & _ENCRYPTED:
            return None
        self.opened(name).close()  # compares its two headers
        self._file.seek(member.header_offset)
        head = self._file.read(_HEADER)
        start = member.header_offset + _HEADER + sum(struct.unpack("<HH", head[-4:]))
        return start, member.compress_size

    def _opened(self, name: str, limits: Sequence["_Limit"]) -> BinaryIO:
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise self._problem("K0870", what=f"`{name}` in this file")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            reason = f"it is compressed by method {member.compress_type}, which is not read"
            raise self._problem("K0868", name=name, reason=reason)
        ratio = _Limit(
            max(FREE, RATIO * member.compress_size), f"it is compressed more than {RATIO}-fold"
        )

        def problem(code: str, reason: str) -> ProblemsFound:
            return self._problem(code, name=name, reason=reason)

        try:
            guard = _Guard(self._zip.open(member), (ratio, *limits), problem)
        except _FAULTS as error:
            raise problem("K0868", _reason(error)) from None
        return cast(BinaryIO, io.BufferedReader(guard, _BLOCK))

    def _add(self, members: Iterable[ZipInfo]) -> None:
        """Of several members with one name, the last is read, as by `unzip`."""
        for member in members:
            name = _name(member)
            if name.endswith("/"):
                continue
            if _UNSAFE.fullmatch(name):
                self._unread["their names are not paths in it"] += 1
            elif stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
                self._unread["they are links or devices"] += 1
            else:
                if name in self._members:
                    self._unread["others after them have their names"] += 1
                self._members[name] = member

    def _problem(self, code: str, **values: str) -> ProblemsFound:
        return ProblemsFound([Problem(code, self._place, values)])


def _check_order(members: Sequence[ZipInfo], end: int) -> None:
    """Raises BadZipFile if members overlap or end behind `end`: a small file could then have the
    same bytes a million times."""
    members = sorted(members, key=lambda member: member.header_offset)
    ends = [*(member.header_offset for member in members[1:]), end]
    for member, limit in zip(members, ends, strict=True):
        if not 0 <= member.header_offset <= limit - member.compress_size:
            raise BadZipFile("files in it overlap")


def _name(member: ZipInfo) -> str:
    """The name as it was written. Many programs write UTF-8 without the flag that says so."""
    name = member.orig_filename
    if member.flag_bits & _UTF8_NAME:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _reason(error: Exception) -> str:
    """The end of a sentence."""
    reason = str(error).partition(" for file")[0].rstrip(".")
    if not reason or reason == "File is not a zip file":
        return "its end is missing"
    return reason[:1].lower() + reason[1:]


class _Bounded:
    """An open zip file whose list of members is not read if it is too long."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_LIST:
            raise BadZipFile(f"the list of files in it has more than {LARGEST_LIST:,} bytes")
        return self._file.read(size)


class _Limit(Struct, frozen=True):
    """Bytes that a member may have, and what is said if it has more."""

    bytes: int
    reason: str


class _Guard(io.RawIOBase):
    """The bytes of a member, counted; faults are problems."""

    def __init__(
        self,
        opened: IO[bytes],
        limits: Sequence[_Limit],
        problem: Callable[[str, str], ProblemsFound],
    ) -> None:
        self._opened, self._limits, self._problem = opened, limits, problem
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            block = self._opened.read(len(buffer))
        except _FAULTS as error:
            raise self._problem("K0868", _reason(error)) from None
        self._count += len(block)
        for limit in self._limits:
            if self._count > limit.bytes:
                raise self._problem("K0869", limit.reason)
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._opened.close()
        super().close()
