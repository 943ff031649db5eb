"""The checks of `[snippets]` and `[newsletter]`. Every check raises Wrong."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from kazarchive.config.checks import Wrong
from kazarchive.config.content import Pairs
from kazarchive.rules.snippets import HOST, SERVICES


def service(name: str) -> Callable[[Any], Pairs]:
    """The keys of a service, all of them, in their order."""
    keys = SERVICES[name].keys
    example = ", ".join(f'{key} = "{text}"' for key, text in keys.items())
    wanted, hint = f"a table with {_listed(keys)}", f"for example {{ {example} }}"

    def check(value: Any) -> Pairs:
        if not isinstance(value, dict) or value.keys() != keys.keys():
            raise Wrong(wanted, hint)
        for key, part in value.items():
            pattern = (
                HOST if key in ("host", "domain") else r"[^\s\"<>\x00-\x1f][^\"<>\x00-\x1f]{0,199}"
            )
            if not isinstance(part, str) or not re.fullmatch(pattern, part):
                raise Wrong(wanted, hint, part)
        return tuple((key, value[key]) for key in keys)

    return check


def schema(name: str) -> dict[str, Any]:
    keys = SERVICES[name].keys
    return {
        "type": "object",
        "properties": {key: {"type": "string", "minLength": 1} for key in keys},
        "required": list(keys),
        "additionalProperties": False,
    }


def _listed(keys: Any) -> str:
    return " and ".join(f"`{key}`" for key in keys)


def action(value: Any) -> str:
    if not isinstance(value, str) or not _is_secure(value) or re.search(r"[\s\"'<>]", value):
        raise Wrong("a URL that begins with `https://`", 'for example "https://letters.example/in"')
    return value


def _is_secure(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # `https://[`
        return False
    return parts.scheme == "https" and bool(re.fullmatch(HOST, parts.netloc))


def field(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w.:\[\]-]{1,80}", value):
        raise Wrong("the name of a field of a form", 'for example "email"')
    return value
