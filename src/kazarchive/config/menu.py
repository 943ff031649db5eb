"""`[menu] items`: the links at the top of each page."""

from typing import Any

from kazarchive.config.checks import Wrong, labels
from kazarchive.config.looks import web_links
from kazarchive.config.options import MenuItem

FIXED = ("front", "archive", "search", "about", "feeds", "on-this-day")
"""Pages that a menu names by a word; other words are taxonomies."""

KINDS = ("page", "term", "terms", "year", "url")
"""Keys of a table that says where an item leads."""

SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {
                **{kind: {"type": ["string", "integer"]} for kind in KINDS},
                "label": {"type": ["string", "object"]},
            },
            "additionalProperties": False,
        },
    ]
}

_WANTED = "a list of names and tables"
_HINT = 'for example ["front", "tags", { page = "contact", label = "Contact" }, "search"]'


def items(value: Any) -> tuple[MenuItem, ...]:
    """Raises Wrong. Whether a taxonomy exists is checked with the whole configuration."""
    if not isinstance(value, list):
        raise Wrong(_WANTED, _HINT)
    return tuple(map(_item, value))


def _item(value: Any) -> MenuItem:
    if isinstance(value, str) and value.strip():
        return MenuItem(value) if value in FIXED else MenuItem("taxonomy", value)
    if not isinstance(value, dict):
        raise Wrong(_WANTED, _HINT, value)
    kinds = [kind for kind in KINDS if kind in value]
    if len(kinds) != 1 or value.keys() - {kinds[0], "label"}:
        hint = (
            '{ page = "contact" }, { term = "tags/fuel" }, { year = 2022 } or { url = "https://…" }'
        )
        raise Wrong("a list whose tables say one place and a `label`", hint, value)
    kind, target = kinds[0], str(value[kinds[0]]).strip()
    if "label" not in value and kind not in ("year", "terms"):
        raise Wrong("a list whose tables have a `label`", _HINT, value)
    if kind == "url":
        web_links({"x": target})
    if not target or (kind == "term" and target.count("/") != 1):
        raise Wrong(_WANTED, 'a term is written as in its address: "tags/fuel"', value)
    if kind == "year" and not (target.isdecimal() and len(target) == 4):
        raise Wrong(_WANTED, "a year has four digits", value)
    return MenuItem(kind, target, labels(value["label"]) if "label" in value else ())
