"""Data of a parser that knows no places, and the spans of its parts → values with their places.

It serves the formats whose parsers come with Python, TOML and JSON.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading.source import DEEPEST, LARGEST_BLOCK, SourceText, Value

Path = tuple[str | int, ...]
"""The way to a value: names of fields and numbers of items."""


class Span(NamedTuple):
    """Where a value is in the text of its file, as positions."""

    start: int
    end: int
    key: int | None = None
    """Where its name is, if it is the value of a field."""


Spans = dict[Path, Span]


def check_size(size: int, source: SourceText) -> None:
    """Raises ProblemsFound (K0114)."""
    if size > LARGEST_BLOCK:
        raise ProblemsFound([Problem("K0114", source.place(1, 1, 3), {"size": f"{size:,}"})])


def check_depth(path: Path, source: SourceText, at: int) -> None:
    """Raises ProblemsFound (K0113)."""
    if len(path) > DEEPEST:
        raise ProblemsFound([Problem("K0113", source.place_at(at))])


def fields(data: Mapping[str, object], spans: Spans, source: SourceText) -> dict[str, Value]:
    """The values of a table. Raises ProblemsFound (K0113)."""
    return _fields(data, (), spans, source)


def _fields(
    data: Mapping[str, object], path: Path, spans: Spans, source: SourceText
) -> dict[str, Value]:
    return {name: _value(each, (*path, name), spans, source) for name, each in data.items()}


def _value(data: object, path: Path, spans: Spans, source: SourceText) -> Value:
    span = spans[path]
    check_depth(path, source, span.start)
    place = source.place_at(span.start)
    width = span.end - span.start if "\n" not in source.text[span.start : span.end] else 1_000
    name = source.place_at(span.key) if span.key is not None else None
    value = Value(place.line, place.column, width)
    if name:
        value = value._replace(key_line=name.line, key_column=name.column)
    if isinstance(data, dict):
        return value._replace(fields=_fields(data, path, spans, source))
    if isinstance(data, list):
        items = (_value(item, (*path, n), spans, source) for n, item in enumerate(data))
        return value._replace(items=tuple(items))
    if isinstance(data, str):
        return value._replace(text=data)
    return value._replace(text=_written(data, source.text[span.start : span.end]), plain=True)


def _written(data: object, written: str) -> str:
    """The text of a value without quotes, which is as written but for null and integers."""
    if data is None:
        return ""
    is_integer = isinstance(data, int) and not isinstance(data, bool)
    return str(data) if is_integer else written
