"""JSON Feed 1.0 and 1.1 (jsonfeed.org) → what it says of itself, and its entries.

It is read member by member and item by item, so that each item has its line, and a file that is cut
yields the items before the cut.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from kazarchive.importing.formats.feed.entry import Enclosure, Entry, Feed, Text

_SPACE = re.compile(r"[ \t\r\n]*")
_FORBIDDEN = re.compile("[\\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Values = Mapping[str, Any]


class Item(NamedTuple):
    value: object
    start: int
    """Offset in the text."""
    end: int


class Read(Struct):
    """Filled while a text is read, as far as it is JSON."""

    members: dict[str, object] = {}
    items: list[Item] = []
    fault: str = ""
    """Why the rest is not read."""
    position: int = 0
    """The offset of the fault."""


def read(text: str) -> Read:
    """The members of the object, and its items."""
    found = Read({}, [])
    scanner = _Scanner(text)
    try:
        scanner.expect("{")
        while not scanner.passes("}"):
            key = scanner.value()
            scanner.expect(":")
            if key == "items" and scanner.passes("["):
                while not scanner.passes("]"):
                    scanner.space()
                    start = scanner.at
                    found.items.append(Item(scanner.value(), start, scanner.at))
                    scanner.passes(",")
            else:
                found.members[str(key)] = scanner.value()
            scanner.passes(",")
    except json.JSONDecodeError as error:
        found.fault, found.position = error.msg[:1].lower() + error.msg[1:], error.pos
    except (RecursionError, ValueError) as error:
        deep = isinstance(error, RecursionError)
        found.fault = "it is nested too deeply" if deep else "a number is too long"
        found.position = scanner.at
    return found


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text, self._decoder = text, json.JSONDecoder()
        self.at = 0

    def space(self) -> None:
        space = _SPACE.match(self._text, self.at)
        self.at = space.end() if space else self.at

    def passes(self, sign: str) -> bool:
        self.space()
        found = self._text.startswith(sign, self.at)
        self.at += found
        return found

    def expect(self, sign: str) -> None:
        if not self.passes(sign):
            raise json.JSONDecodeError(f"expecting `{sign}`", self._text, self.at)

    def value(self) -> object:
        self.space()
        value, self.at = self._decoder.raw_decode(self._text, self.at)
        return value


def feed(members: Values) -> Feed:
    return Feed(
        title=_string(members, "title"),
        home=_string(members, "home_page_url"),
        lang=_string(members, "language"),
        authors=tuple(_authors(members)),
        next=_string(members, "next_url"),
    )


def entry(value: Values, line: int, original: bytes) -> Entry:
    return Entry(
        line=line,
        original=original,
        title=Text("title", _string(value, "title"), "text"),
        texts=tuple(_texts(value)),
        link=_string(value, "url") or _string(value, "external_url"),
        id=_string(value, "id"),
        published=_string(value, "date_published"),
        updated=_string(value, "date_modified"),
        authors=tuple(_authors(value)),
        tags=tuple(filter(None, (_as_string(tag).strip() for tag in _list(value, "tags")))),
        lang=_string(value, "language"),
        enclosures=tuple(_enclosures(value)),
    )


def _texts(value: Values) -> Iterator[Text]:
    if html := _string(value, "content_html"):
        yield Text("content_html", html, "html")
    if plain := _string(value, "content_text"):
        yield Text("content_text", plain, "text")
    if summary := _string(value, "summary"):
        yield Text("summary", summary, "text", whole=False)


def _authors(value: Values) -> Iterator[str]:
    """1.1 has `authors`, 1.0 `author`."""
    for author in (*_list(value, "authors"), value.get("author")):
        if isinstance(author, dict) and (name := _string(author, "name")):
            yield name


def _enclosures(value: Values) -> Iterator[Enclosure]:
    for name in ("image", "banner_image"):
        if url := _string(value, name):
            yield Enclosure(url, "image")
    for attachment in _list(value, "attachments"):
        if isinstance(attachment, dict) and (url := _string(attachment, "url")):
            title = _string(attachment, "title")
            yield Enclosure(url, _string(attachment, "mime_type"), title)


def _string(value: Values, name: str) -> str:
    return _as_string(value.get(name)).strip()


def _as_string(value: object) -> str:
    """Ids may be numbers; other values that are no strings are as good as none."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _list(value: Values, name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []
