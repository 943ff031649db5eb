"""What an article's HTML shows that its author cannot have meant: for `check`, which tells of it.

It is HTML that is safe to show (rules/html.py). The patterns take linear time.
"""

import html as entities
import re
from collections.abc import Iterator

from kazarchive.rules import text

_CODE = re.compile(r"<(pre|code)[\s>].*?(?:</\1>|\Z)", re.DOTALL)
_MARK = re.compile(r"\[\^[^\[\]\s<>]++\]")
_NOTE = re.compile(r'<li id="fn-([^"]*+)"')
_TO_NOTE = re.compile(r' href="#fn-([^"]*+)"')
_EMPTY_LINK = re.compile(r'<a\s[^<>]*?href="([^"]++)"[^<>]*+>\s*+</a>')
_NOWHERE = re.compile(r'<a\s[^<>]*?href=""[^<>]*+>(.*?)(?:</a>|\Z)', re.DOTALL)
_HEADING = re.compile(r"<h([1-6])[\s>]")


def undefined_footnotes(body: str) -> tuple[str, ...]:
    """Marks such as `[^1]` that readers see as they are written, outside of code."""
    if "[^" not in body:
        return ()
    return tuple(dict.fromkeys(map(entities.unescape, _MARK.findall(_CODE.sub("", body)))))


def has_unused_footnotes(body: str) -> bool:
    """Whether there is a footnote to which nothing leads."""
    notes = _NOTE.findall(body) if '<li id="fn-' in body else ()
    return bool(notes) and not {*notes} <= {*_TO_NOTE.findall(body)}


def links_without_text(body: str) -> Iterator[str]:
    """The URLs of links that show nothing."""
    return (entities.unescape(found[1]) for found in _EMPTY_LINK.finditer(body))


def links_without_address(body: str) -> Iterator[str]:
    """The texts of links that lead nowhere."""
    found = _NOWHERE.finditer(body) if 'href=""' in body else ()
    return (text.plain(one[1]) for one in found)


def levels(body: str) -> list[int]:
    """Of the headings, in order."""
    return list(map(int, _HEADING.findall(body)))
