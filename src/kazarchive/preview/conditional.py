"""Which part of a representation a request gets: conditional and range requests (RFC 9110 §13,
§14)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

NOT_MODIFIED, PARTIAL, WHOLE, FAILED, UNSATISFIABLE = 304, 206, 200, 412, 416


class Part(NamedTuple):
    """The status and the range of bytes to send."""

    status: int
    start: int
    end: int
    """After the last byte."""


def part(headers: Mapping[str, str], etag: str, size: int, get: bool) -> Part:
    """What to send of a representation of `size` bytes with a strong entity tag.

    `headers`: those of the request, with names in lower case. Dates are not compared, as no
    response has a Last-Modified. Several ranges are ignored, as §14.2 allows.
    """
    if "if-match" in headers and not _matches(headers["if-match"], etag, weak=False):
        return Part(FAILED, 0, 0)
    if "if-none-match" in headers and _matches(headers["if-none-match"], etag, weak=True):
        return Part(NOT_MODIFIED, 0, 0)
    requested = headers.get("range", "")
    if not get or headers.get("if-range", etag) != etag:
        requested = ""
    match = re.fullmatch(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", requested, re.IGNORECASE)
    if match is None or not (match[1] or match[2]):
        return Part(WHOLE, 0, size)
    first, last = match[1], match[2]
    if first and last and int(last) < int(first):  # an invalid range, which is ignored (§14.1.1)
        return Part(WHOLE, 0, size)
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    if start >= size or (not first and int(last) == 0):
        return Part(UNSATISFIABLE, 0, 0)
    return Part(PARTIAL, start, end)


def _matches(written: str, etag: str, weak: bool) -> bool:
    """Whether a list of entity tags contains one, by the weak or strong comparison (§8.8.3.2)."""
    if written.strip() == "*":
        return True
    tags = re.findall(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")', written)
    return any(tag == etag and (weak or not prefix) for prefix, tag in tags)
