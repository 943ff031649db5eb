"""What a kazarchive.toml for the folder of another generator says, and what it cannot say."""

import json
import re
from collections.abc import Mapping

from msgspec import Struct

Option = str | bool | list[str] | dict[str, str] | dict[str, dict[str, str]]
Section = Mapping[str, Option]


class Adoption(Struct, frozen=True):
    """How the folder of another generator is read."""

    site: Section
    """The keys above all sections."""
    articles: Section
    taxonomies: tuple[str, ...] = ()
    pages: Section = {}
    markdown: Section = {}
    output: Section = {}
    losses: tuple[str, ...] = ()
    """What will not come over, each as a sentence."""


def written(adoption: Adoption, generator: str) -> str:
    """The text of kazarchive.toml."""
    parts = [f"# This folder is still one of {generator}, which it builds unchanged."]
    parts.append(_lines(adoption.site))
    sections = {
        "articles": adoption.articles,
        "taxonomies": {name: {"label": _label(name)} for name in adoption.taxonomies},
        "pages": adoption.pages,
        "markdown": adoption.markdown,
        "output": adoption.output,
    }
    for name, section in sections.items():
        if section:
            parts.append(f"[{name}]\n{_lines(section)}")
    return "\n".join(parts)


def _label(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _lines(section: Mapping[str, Option]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in section.items())


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, dict):
        inner = (f"{_key(name)} = {_value(each)}" for name, each in value.items())
        return f"{{ {', '.join(inner)} }}"
    return json.dumps(value, ensure_ascii=False)
