"""The checks of `[articles] fields`. Every check raises Wrong."""

import re
from typing import Any

from kazarchive.config.checks import Wrong, labels, texts
from kazarchive.config.content import OwnField
from kazarchive.fields import FIELDS
from kazarchive.problems import suggestion

TYPES = ("text", "list", "date", "number", "choice")

NAME = "[a-z][a-z0-9]*(_[a-z0-9]+)*"

KEYS = ("type", "choices", "label")


def fields(value: Any) -> tuple[OwnField, ...]:
    if not isinstance(value, dict):
        raise Wrong("a table of types", 'for example { place = "text" }')
    return tuple(_field(name, each) for name, each in value.items())


def _field(name: str, value: Any) -> OwnField:
    if not re.fullmatch(NAME, name):
        wanted = "a table of names in small Latin letters, digits and `_`"
        raise Wrong(wanted, 'for example { checked_by = "text" }', name)
    if name in (*FIELDS, "layout"):
        raise Wrong("a table of names that no field has", f"`{name}` exists already", name)
    if isinstance(value, str):
        value = {"type": value}
    if not isinstance(value, dict):
        raise Wrong("a table of types", f'for example {{ {name} = "text" }}', value)
    for key in value:
        if key not in KEYS:
            near = suggestion(key, KEYS).lstrip("; ")
            raise Wrong("a table with `type`, `choices` and `label`", near or "leave it out", key)
    choices = texts(value["choices"]) if "choices" in value else ()
    type = value.get("type", "choice" if choices else "text")
    if type not in TYPES:
        wanted = "a table of types: " + ", ".join(f"`{each}`" for each in TYPES)
        near = suggestion(str(type), TYPES).lstrip("; ")
        raise Wrong(wanted, near or f'for example {{ {name} = "text" }}', type)
    if (type == "choice") != bool(choices) or len({*choices}) < len(choices):
        hint = f'for example {{ {name} = {{ type = "choice", choices = ["yes", "no"] }} }}'
        raise Wrong(
            "a table in which every `choice`, and nothing else, has different `choices`", hint
        )
    if any(not each.strip() or each != each.strip() for each in choices):
        raise Wrong("a table of `choices` that are words", "remove the spaces around them")
    return OwnField(name, type, choices, labels(value["label"]) if "label" in value else ())
