"""The cache of HTTrack → which address each of its files has.

`hts-cache/new.txt` is a table with tabs. `hts-cache/new.zip` has the answers of the server, but no
content of images; of it, only the heads are read, since the table has no targets of redirections.
The rewritten pages are read from the copy itself, which often is all that was kept.
"""

import os
import re
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

LARGEST = 64_000_000
"""Bytes of the table; that of 100,000 files has a third."""
MOST_MEMBERS, _HEAD = 200_000, 2_048
_COLUMNS = 10
_FIELD = re.compile(rb"^(Location|X-Addr|X-Fil): ([^\r\n]*)", re.MULTILINE)


class Table(Struct, frozen=True):
    """The files of one copy."""

    addresses: Mapping[str, str]
    """Path of a file, relative to the copy → its address."""
    files: Mapping[str, str]
    """Address without its scheme, decoded → path of its file."""
    former: Mapping[str, tuple[str, ...]]
    """Address to which others lead, without scheme → those."""


def table(folder: str) -> Table | None:
    """The table of the copy in a folder; None if it has none."""
    path = Path(folder, "hts-cache", "new.txt")
    try:
        stat = path.stat()
    except OSError:
        return None
    return _read(folder, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _read(folder: str, changed: int, size: int) -> Table:
    """All pages of a copy need the same table. `changed` and `size` tell two states of it apart."""
    addresses, files = dict[str, str](), dict[str, str]()
    if size <= LARGEST:
        with Path(folder, "hts-cache", "new.txt").open("rb") as rows:
            for row in rows:
                fields = row.decode("utf-8", "replace").rstrip("\r\n").split("\t")
                if len(fields) < _COLUMNS or not fields[3].startswith("2"):
                    continue
                url = fields[7] if "://" in fields[7] else f"http://{fields[7]}"
                local = os.path.normpath(unquote(fields[8]))
                addresses[local] = url
                files[key(url)] = local
    former: dict[str, tuple[str, ...]] = {}
    for url, target in _redirections(folder):
        former[key(target)] = tuple(dict.fromkeys((*former.get(key(target), ()), url)))
    return Table(addresses, files, former)


def key(url: str) -> str:
    return unquote(url.partition("#")[0].partition("://")[2])


def _redirections(folder: str) -> Iterator[tuple[str, str]]:
    """(address, where it leads)."""
    path = os.path.join(folder, "hts-cache", "new.zip")
    try:
        with open(path, "rb") as file, ZipFile(file) as zipped:
            empty = (one for one in zipped.infolist()[:MOST_MEMBERS] if one.file_size == 0)
            for member in empty:
                file.seek(member.header_offset)
                fields = dict(_FIELD.findall(_extra(file.read(_HEAD))))
                if b"Location" in fields:
                    said = {
                        name: value.decode("utf-8", "replace") for name, value in fields.items()
                    }
                    url = f"http://{said.get(b'X-Addr', '')}{said.get(b'X-Fil', '')}"
                    yield url, urljoin(url, said[b"Location"])
    except (BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        return


def _extra(head: bytes) -> bytes:
    """The extra field of a local file header (APPNOTE 4.3.7)."""
    name, extra = struct.unpack("<HH", head[26:30])
    return head[30 + name : 30 + name + extra]
