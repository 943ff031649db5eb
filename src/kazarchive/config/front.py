"""`[front] blocks`: what a front page shows, in order."""

from collections.abc import Iterator, Sequence
from typing import Any

from kazarchive.config.checks import Wrong
from kazarchive.config.content import Taxonomy
from kazarchive.config.front_options import BLOCKS, FrontBlock
from kazarchive.problems import suggestion
from kazarchive.values import SECTION

KINDS = ("section", "term", "page")
"""Keys of a table that says what a block shows."""

MOST = 20
"""Articles of a block."""

SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"enum": list(BLOCKS)},
        {
            "type": "object",
            "properties": {
                **{kind: {"type": "string", "minLength": 1} for kind in KINDS},
                "count": {"type": "integer", "minimum": 1, "maximum": MOST},
            },
            "additionalProperties": False,
        },
    ]
}

LIST = {"type": "array", "minItems": 1, "items": SCHEMA}

_WANTED = "a list of names and tables"
_HINT = 'for example ["lead", "newest", { section = "economy", count = 4 }, { page = "welcome" }]'


def blocks(value: Any) -> tuple[FrontBlock, ...]:
    """Raises Wrong. Whether a section exists is checked with the whole configuration."""
    if not isinstance(value, list) or not value:
        raise Wrong(_WANTED, _HINT)
    read: list[FrontBlock] = []
    for each in value:
        block = _block(each)
        if any((one.kind, one.target) == (block.kind, block.target) for one in read):
            raise Wrong("a list of blocks, each once", "leave the second out", each)
        read.append(block)
    return tuple(read)


def _block(value: Any) -> FrontBlock:
    if isinstance(value, str):
        if value not in BLOCKS:
            near = suggestion(value, BLOCKS).lstrip("; ")
            raise Wrong(_WANTED, near or f"the names are {_listed(BLOCKS)}", value)
        return FrontBlock(value)
    if not isinstance(value, dict):
        raise Wrong(_WANTED, _HINT, value)
    kinds = [kind for kind in KINDS if kind in value]
    others = value.keys() - {*kinds, *(() if "page" in kinds else ("count",))}
    if len(kinds) != 1 or others:
        hint = '{ section = "economy", count = 4 }, { term = "tags/fuel" } or { page = "welcome" }'
        raise Wrong(
            "a list whose tables say one section, term or page", hint, min(others, default="")
        )
    kind, target, count = kinds[0], value[kinds[0]], value.get("count", FrontBlock("").count)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST:
        raise Wrong(f"a list whose `count` is from 1 to {MOST}", "without quotes", count)
    if not isinstance(target, str) or not target.strip() or (kind != "term" and "/" in target):
        raise Wrong(_WANTED, _HINT, target)
    if kind == "term" and target.count("/") != 1:
        raise Wrong(_WANTED, 'a term is written as in its address: "tags/fuel"', target)
    if kind == "section":
        kind, target = "term", f"{SECTION}/{target}"
    return FrontBlock(kind, target.strip(), count)


def faults(blocks: Sequence[FrontBlock], taxonomies: Sequence[Taxonomy]) -> Iterator[Wrong]:
    """What is wrong with the terms of blocks: no such taxonomy, or none of its configured terms."""
    named = {taxonomy.name: taxonomy for taxonomy in taxonomies}
    for block in blocks:
        name, _, slug = block.target.partition("/")
        if block.kind != "term":
            continue
        wanted = "a list of blocks of sections and terms of this site"
        if name not in named:
            hint = f"add [taxonomies] {name}" if name == SECTION else f"there are {_listed(named)}"
            yield Wrong(wanted, hint, slug if name == SECTION else block.target)
            continue
        known = named[name].slugs_in_order
        if known and slug not in known:
            near = suggestion(slug, known).lstrip("; ")
            part = slug if name == SECTION else block.target
            yield Wrong(wanted, near or f"there are {_listed(known)}", part)


def _listed(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)
