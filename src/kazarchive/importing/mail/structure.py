"""The bytes of a message → what may be parsed: large files are taken out, and a message that would
take too much time or memory is refused, by scans that take linear time.

The parser of the standard library calls itself for each message and multipart inside another, some
of its loops take quadratic time, and each line is an object: 3,000 nested multiparts end in a
RecursionError, a photograph of 20 MB takes 250 MB.
"""

import re
from typing import NamedTuple

LARGEST = 32_000_000
"""Bytes. Most servers refuse larger messages."""

MOST_TEXT = 6_000_000
"""Bytes of a message without its large files."""
MOST_LINES = 200_000
"""Of a message without its large files."""

MOST_PARTS = 2_000
MOST_MESSAGES = 100
"""Messages inside a message, beside each other or nested."""

DEEPEST = 50
"""Multiparts inside each other."""

LONGEST = 16_000
"""Bytes of a header that describes a part; the parser takes quadratic time for its parameters."""

_BASE64 = re.compile(rb"\ncontent-transfer-encoding:[ \t]*base64[ \t]*\r?\n", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_LARGE = 100_000
"""Bytes of an encoded file that is taken out."""

_DECLARED = re.compile(rb"boundary[ \t]*=\s*(?:\"([^\"\n]{1,200})|([^\s;\"]{1,200}))")
_DELIMITER = re.compile(rb"\n--([^\n]{1,202})")
_MESSAGE = re.compile(rb"\ncontent-type:\s*message/")
_HEADER = re.compile(rb"\ncontent-[a-z-]+:[^\n]*(?:\n[ \t][^\n]*)*")


class Bare(NamedTuple):
    """A message without its large files."""

    content: bytes
    files: tuple[bytes, ...]
    """Encoded; `name` stands in their places."""


def name(number: int) -> bytes:
    """What stands in the place of a file."""
    return b"kazarchive:file:%d" % number


def bare(raw: bytes) -> Bare:
    """Take the large files in Base64 out of a message."""
    pieces, files, end = [], list[bytes](), 0
    while header := _BASE64.search(raw, end):
        blank = _BLANK_LINE.search(raw, header.end() - 1)
        start = blank.end() if blank else len(raw)
        stop = raw.find(b"\n--", start)
        stop = stop if stop >= 0 else len(raw)
        if stop - start > _LARGE:
            pieces += [raw[end:start], name(len(files))]
            files.append(raw[start:stop])
        else:
            pieces.append(raw[end:stop])
        end = stop
    return Bare(b"".join((*pieces, raw[end:])) if files else raw, tuple(files))


def fault(content: bytes) -> str:
    """Why a message without its large files is refused, as the end of a sentence; empty if it can
    be parsed."""
    if len(content) > MOST_TEXT:
        return f"it has more than {MOST_TEXT:,} bytes without its files"
    plain = b"\n" + content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lower()
    if plain.count(b"\n") > MOST_LINES:
        return f"it has more than {MOST_LINES:,} lines"
    declared = {quoted or bare for quoted, bare in _DECLARED.findall(plain)}
    parts, depth = _extent(plain, frozenset(each.rstrip() for each in declared))
    if parts > MOST_PARTS:
        return f"it has more than {MOST_PARTS:,} parts"
    if depth > DEEPEST:
        return f"its parts are nested more than {DEEPEST} deep"
    if len(_MESSAGE.findall(plain)) > MOST_MESSAGES:
        return f"it contains more than {MOST_MESSAGES} other messages"
    if any(len(header[0]) > LONGEST for header in _HEADER.finditer(plain)):
        return f"a header of a part has more than {LONGEST:,} bytes"
    return ""


def _extent(plain: bytes, declared: frozenset[bytes]) -> tuple[int, int]:
    """The number of parts, and how deep they are nested."""
    parts = depth = 0
    opened: list[bytes] = []
    for delimiter in _DELIMITER.finditer(plain) if declared else ():
        boundary = delimiter[1].rstrip()
        closes = boundary not in declared and boundary.endswith(b"--")
        boundary = boundary[:-2] if closes else boundary
        if boundary not in declared:
            continue
        if boundary in opened:
            del opened[opened.index(boundary) + 1 :]
        elif not closes:
            opened.append(boundary)
        if closes:
            del opened[-1:]
        else:
            parts += 1
        depth = max(depth, len(opened))
        if parts > MOST_PARTS or depth > DEEPEST:
            break
    return parts, depth
