"""A text file of any generator → its fields, with their places, and its body."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Literal

from msgspec import Struct

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import frontmatter, headers
from kazarchive.reading.source import SourceText, Value

Kind = Literal["markdown", "html", "rest"]

ENDINGS: Mapping[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".rst": "rest",
}


class Parsed(Struct, frozen=True):
    """The parts of a text file."""

    source: SourceText
    kind: Kind
    fields: Mapping[str, Value]
    body: str
    line: int
    """The line of the file at which the body begins, from 1."""


def parsed(raw: bytes, path: str, kind: Kind) -> Parsed:
    """Raises ProblemsFound if the file is no text (K0120 to K0124) or its fields cannot be read."""
    source = frontmatter.decode(raw, path)
    if kind == "rest" and (found := _docinfo(source)):
        return found
    if kind == "html" and (found := _page(source)):
        return found
    try:
        front = frontmatter.parse(source)
    except ProblemsFound as refusal:
        if refusal.problems[0].code != "K0101":
            raise
        return Parsed(source, kind, {}, source.text, 1)
    twice = next((each for each in front.problems if each.code == "K0109"), None)
    if twice:
        raise ProblemsFound([twice])
    return Parsed(source, kind, front.fields, front.body, front.body_line)


def metadata(raw: bytes, path: str) -> Mapping[str, Value]:
    """The fields of a file that has nothing else, such as the `.meta` of Nikola."""
    source = frontmatter.decode(raw, path)
    problems: list[Problem] = []
    if header := headers.parsed(source, problems):
        return header.fields
    return frontmatter.parse(source).fields


# --- reStructuredText of Pelican: a title, then fields ------------------------------------------

_TITLE = re.compile(
    r"\s*(?:(?P<over>[!-/:-@\[-`{-~])(?P=over)+[ \t]*\n)?[ \t]*(?P<title>\S[^\n]*)\n"
    r"(?P<under>[!-/:-@\[-`{-~])(?P=under)+[ \t]*\n"
)
_FIELD = re.compile(r":(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<text>.*(?:\n[ \t]+\S.*)*)")


def _docinfo(source: SourceText) -> Parsed | None:
    """The fields below the title; None if the text does not begin with a title."""
    title = _TITLE.match(source.text)
    if title is None:
        return None
    fields = {"title": _value(source, title.start("title"), title["title"].strip())}
    at = title.end()
    while at < len(source.text):
        if source.text.startswith("\n", at):
            at += 1
            continue
        field = _FIELD.match(source.text, at)
        if field is None:
            break
        fields.setdefault(
            field["name"].lower(),
            _value(source, field.start("text"), " ".join(field["text"].split())),
        )
        at = field.end() + 1
    return Parsed(
        source, "rest", fields, source.text[at:], source.line_at(min(at, len(source.text)))
    )


def _value(source: SourceText, start: int, text: str) -> Value:
    place = source.place_at(start)
    return Value(place.line, place.column, max(1, len(text)), text, True, key_line=place.line)


# --- HTML of Pelican: a whole page with its fields in `meta` ------------------------------------

_HEAD = re.compile(r"\s*(?:<!doctype[^<>]*>\s*)?<html\b[^<>]*>.*?<head\b[^<>]*>", re.I | re.S)
_META = re.compile(
    r"<meta\b(?=[^<>]*\bname\s*=\s*[\"'](?P<name>[\w-]+)[\"'])"
    r"[^<>]*\bcontent\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')[^<>]*>",
    re.IGNORECASE,
)
_NAMED = re.compile(r"<title\b[^<>]*>(.{0,2000}?)</title>", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<body\b[^<>]*>(.*?)(?:</body>|\Z)", re.IGNORECASE | re.DOTALL)


def _page(source: SourceText) -> Parsed | None:
    if not _HEAD.match(source.text):
        return None
    fields = dict[str, Value]()
    body = _BODY.search(source.text)
    head = source.text[: body.start()] if body else source.text
    if title := _NAMED.search(head):
        fields["title"] = _value(source, title.start(1), " ".join(unescape(title[1]).split()))
    for meta in _META.finditer(head):
        name = "double" if meta["double"] is not None else "single"
        fields.setdefault(
            meta["name"].lower(), _value(source, meta.start(name), unescape(meta[name]).strip())
        )
    text = body[1] if body else ""
    return Parsed(source, "html", fields, text, source.line_at(body.start(1)) if body else 1)
