"""The checks of `[params]`. Every check raises Wrong."""

import re
from datetime import date, time
from typing import Any

from kazarchive.config.checks import Wrong
from kazarchive.config.content import ParamTable

DEEPEST = 8
"""Tables and lists inside each other."""


def params(value: Any) -> tuple[tuple[str, Any], ...]:
    if not isinstance(value, dict):
        raise Wrong("a table", "write [params] on a line of its own")
    return _table(value, 1).pairs


def _table(value: dict[str, Any], depth: int) -> ParamTable:
    for name in value:
        if not re.fullmatch(r"[A-Za-z][\w-]*", name):
            hint = "begin a name with a letter; use letters, digits, `_` and `-`"
            raise Wrong("a table of names that templates can write", hint, name)
    return ParamTable(tuple((name, _value(each, depth + 1)) for name, each in value.items()))


def _value(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise Wrong(f"a table of at most {DEEPEST} levels", "reduce the nesting")
    if isinstance(value, dict):
        return _table(value, depth)
    if isinstance(value, list):
        return tuple(_value(each, depth + 1) for each in value)
    if isinstance(value, time) or value in (float("inf"), float("-inf")) or value != value:
        raise Wrong("a table of texts, numbers, dates, lists and tables", "put it in quotes", value)
    assert isinstance(value, str | int | float | bool | date)
    return value
