"""What an article's HTML shows that its author cannot have meant: for `check`, which tells of it.

It is HTML that is safe to show (rules/html.py). The patterns take linear time.
"""

import html as entities
import re
from collections.abc import Iterator

from kazarchive.rules import text

_CODE = re.compile(r"<(pre|code)[\s>].*?(?:</\1>|\Z)", re.DOTALL)
_TAGS = re.compile(r"<[^<>]*+>")
_MARK = re.compile(r"\[\^[^\[\]\s<>]++\]")
_NOTE = re.compile(r'<li id="fn-([^"]*+)"')
_TO_NOTE = re.compile(r' href="#fn-([^"]*+)"')
_EMPTY_LINK = re.compile(r'<a\s[^<>]*?href="([^"]++)"[^<>]*+></a>')
_NOWHERE = re.compile(r'<a\s[^<>]*?href=""[^<>]*+>(.*?)(?:</a>|\Z)', re.DOTALL)
_LOST = re.compile(r"<(?:a(?![^<>]*? href=)|img(?![^<>]*? src=))(?:\s[^<>]*+)?>")
_HEADING = re.compile(r"<h([1-6])[\s>]")


def shown_text(body: str) -> str:
    """What readers see but for code, with the lines that it has in the HTML; a code span is a
    letter that is no word's."""
    codeless = _CODE.sub("\N{OBJECT REPLACEMENT CHARACTER}", body) if "<code" in body else body
    return entities.unescape(_TAGS.sub("", codeless))


def undefined_footnotes(body: str) -> tuple[str, ...]:
    """Marks such as `[^1]` that readers see as they are written, outside of code."""
    return tuple(dict.fromkeys(map(entities.unescape, _MARK.findall(_CODE.sub("", body)))))


def has_unused_footnotes(body: str) -> bool:
    """Whether there is a footnote to which nothing leads."""
    return not {*_NOTE.findall(body)} <= {*_TO_NOTE.findall(body)}


def links_without_text(body: str) -> Iterator[str]:
    """The URLs of links that show nothing."""
    return (entities.unescape(found[1]) for found in _EMPTY_LINK.finditer(body))


def links_without_address(body: str) -> Iterator[str]:
    """The texts of links that lead nowhere."""
    return (text.plain(found[1]) for found in _NOWHERE.finditer(body))


def has_lost_addresses(body: str) -> bool:
    """Whether a link or an image has no address: one with a foreign scheme was taken away."""
    return _LOST.search(body) is not None


def levels(body: str) -> list[int]:
    """Of the headings, in order."""
    return list(map(int, _HEADING.findall(body)))
