"""Sanitized HTML of an article → what its author cannot have meant, for `check`.

The patterns take linear time.
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
    """The text that readers see, with the line breaks of the HTML. Each piece of code is replaced
    by one character that is not part of any word."""
    codeless = _CODE.sub("\N{OBJECT REPLACEMENT CHARACTER}", body) if "<code" in body else body
    return entities.unescape(_TAGS.sub("", codeless))


def undefined_footnotes(body: str) -> tuple[str, ...]:
    """References such as `[^1]` that readers see as written, outside code."""
    return tuple(dict.fromkeys(map(entities.unescape, _MARK.findall(_CODE.sub("", body)))))


def has_unused_footnotes(body: str) -> bool:
    """Whether a footnote has no reference."""
    return not {*_NOTE.findall(body)} <= {*_TO_NOTE.findall(body)}


def links_without_text(body: str) -> Iterator[str]:
    """The URLs of links without visible content."""
    return (entities.unescape(link[1]) for link in _EMPTY_LINK.finditer(body))


def links_without_address(body: str) -> Iterator[str]:
    """The texts of links with an empty URL."""
    return (text.plain(link[1]) for link in _NOWHERE.finditer(body))


def has_lost_addresses(body: str) -> bool:
    """Whether a link or an image has no URL, because the sanitizer removed one with another
    scheme."""
    return _LOST.search(body) is not None


def levels(body: str) -> list[int]:
    """The levels of the headings, in order."""
    return list(map(int, _HEADING.findall(body)))
