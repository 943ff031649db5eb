"""The addresses of links and images in Markdown: each can be replaced, and nothing else changes.

Code is left alone. The engine says where code and HTML are; an address is looked for only outside
of them, or in the attributes of HTML.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from kazarchive.reading import markup
from kazarchive.reading.markup import Parts

Target = Callable[[str, bool], str]
"""An address, and whether it is that of an image, a sound or a video → the new address."""

_INLINE = re.compile(
    rb"\]\(\s{0,9}(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<\\]|\\.|\((?:[^\s()\\]|\\.)*\))"
    rb"(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))"
)
_DEFINITION = re.compile(
    rb"^(?:[ \t>]|[-*+]|\d{1,9}[.)])*\[(?!\^)(?:[^\[\]\\\n]|\\.){1,999}\]:[ \t]*\n?[ \t]*"
    rb"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<]\S*))",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    rb"""<(?P<tag>[A-Za-z][\w-]*)\b(?:[^<>"']|"[^"]*"|'[^']*'){0,2000}?\s(?:src|href|poster)\s*=\s*"""
    rb"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<open>[^\s"'<>=`]+))"""
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class _Address(NamedTuple):
    """An address as it is written, and where."""

    start: int
    end: int
    written: str
    is_media: bool
    is_html: bool


def rewritten(text: str, target: Target) -> str:
    """The text with other addresses."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return text
    raw = text.encode()
    parts, done = [], 0
    for address in _addresses(raw, text):
        given = _given(address)
        new = target(given, address.is_media)
        if new != given:
            parts += [raw[done : address.start], _written(new, address.is_html).encode()]
            done = address.end
    return b"".join([*parts, raw[done:]]).decode()


def _given(address: _Address) -> str:
    """The address without the escapes of its form."""
    text = address.written
    return unescape(text if address.is_html else _ESCAPED.sub(r"\1", text))


def _written(address: str, is_html: bool) -> str:
    if is_html:
        return escape(address).replace(" ", "%20")
    address = address.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    return address.replace("(", "%28").replace(")", "%29")


def _addresses(raw: bytes, text: str) -> Iterator[_Address]:
    """All addresses in their order."""
    parts = markup.parts(text)
    html = _joined(parts.html)
    outside = bytearray(raw)
    for start, end in (*parts.code, *html):
        outside[start:end] = b" " * (end - start)
    found = [_of_html(match, start) for start, end in html for match in _in(raw, start, end)]
    for pattern in (_INLINE, _DEFINITION):
        for match in pattern.finditer(bytes(outside)):
            address = _of_markdown(match, parts)
            if pattern is _DEFINITION or _given(address) in parts.links | parts.images:
                found.append(address)
    yield from sorted(found)


def _in(raw: bytes, start: int, end: int) -> Iterator[re.Match[bytes]]:
    return _ATTRIBUTE.finditer(raw[start:end])


def _of_html(match: re.Match[bytes], start: int) -> _Address:
    name = next(each for each in ("double", "single", "open") if match[each] is not None)
    written = match[name].decode("utf-8", "replace")
    is_media = match["tag"].lower() != b"a"
    return _Address(start + match.start(name), start + match.end(name), written, is_media, True)


def _of_markdown(match: re.Match[bytes], parts: Parts) -> _Address:
    name = "bare" if match["angled"] is None else "angled"
    written = match[name].decode("utf-8", "replace")
    start, end = match.span(name)
    if name == "angled":
        start, end = start - 1, end + 1
    address = _Address(start, end, written, False, False)
    return address._replace(is_media=_given(address) in parts.images)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, with those that touch as one: a tag may be several lines."""
    joined = list[tuple[int, int]]()
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
