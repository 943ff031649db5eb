"""The part of a body before the mark with which other generators end a summary."""

import re
from functools import lru_cache

_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)


def before(body: str, mark: str) -> str | None:
    """The Markdown before a mark such as `<!--more-->`, with the addresses that its links refer to;
    None without the mark. Spaces and case do not count in a comment."""
    end = _pattern(mark).search(body) if mark else None
    if end is None:
        return None
    addresses = _DEFINITION.findall(body, end.end())
    return "\n\n".join([body[: end.start()].rstrip(), *addresses])


@lru_cache(maxsize=8)
def _pattern(mark: str) -> re.Pattern[str]:
    comment = re.fullmatch(r"<!--\s*(.*?)\s*-->", mark)
    if comment is None:
        return re.compile(re.escape(mark))
    return re.compile(rf"<!--\s*{re.escape(comment[1])}\s*-->", re.IGNORECASE)


def without(body: str, mark: str) -> str:
    """The body without the mark, and without the line in which it stands alone."""
    found = _pattern(mark).search(body) if mark else None
    if found is None:
        return body
    before, after = body[: found.start()], body[found.end() :]
    if before.rstrip(" \t").endswith("\n") and after.lstrip(" \t").startswith("\n"):
        return f"{before.rstrip()}\n\n{after.lstrip()}"
    return before + after
