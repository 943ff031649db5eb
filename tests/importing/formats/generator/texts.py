"""Texts of generators' folders, made for tests."""

from pathlib import Path

from msgspec.structs import replace

from kazarchive.importing.formats.generator import fields
from kazarchive.importing.formats.generator.parsed import parsed
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.table import RULES
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators.table import GENERATORS, one


def rules(folder: Path, files: dict[str, str]) -> Rules:
    """The rules of a folder with these files."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    name, _ = one(folder)
    return RULES[name](folder, GENERATORS[name][1](folder), "Asia/Almaty")


def text(of: Rules, path: str, written: str) -> Text:
    """A text at a path, as the rules read it."""
    kind = of.kind(path)
    assert kind
    read = parsed(written.encode(), path, kind)
    own = of.fields(read.fields)
    return fields.text_of(
        replace(read, fields={**of.inherited(path, own), **own}), path, of.site, None
    )


def addresses(of: Rules, path: str, written: str) -> list[str]:
    return of.addresses(text(of, path, written))
