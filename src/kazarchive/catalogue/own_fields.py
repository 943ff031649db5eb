"""The fields that a site has declared as text of the catalogue, and back; and those without a
meaning."""

from datetime import date, datetime
from typing import Any

from msgspec import json

from kazarchive.fields import NO_FIELDS, OwnFields


class Extra(dict[str, Any]):
    """The fields without a meaning: in a template, one that an article lacks is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def written(fields: OwnFields) -> str:
    """As JSON: a date is `{"day": …}`, a time `{"time": …}`, everything else as it is."""
    if not fields:
        return "[]"
    return json.encode([(name, _plain(value)) for name, value in fields._values]).decode()


def read(text: str) -> OwnFields:
    """The inverse of `written`."""
    if text == "[]":
        return NO_FIELDS
    return OwnFields(tuple((name, _value(value)) for name, value in json.decode(text)))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(plain)
    if not isinstance(plain, dict):
        return plain
    if "time" in plain:
        return datetime.fromisoformat(plain["time"])
    return date.fromisoformat(plain["day"])
