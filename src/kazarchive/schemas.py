"""What editors may know of the two kinds of file that people write, as JSON Schema (2020-12).

Made of the tables by which the files are read: `fields.py` for articles, `config/reader.py` for
kazarchive.toml. A schema refuses nothing that a build takes, but for digits that are not ASCII, a
field that stands there under two names and names in another case. It does not see what depends on
other files or on the file's name, nor a misspelt field where unknown ones are allowed.
"""

import ast
import inspect
from collections.abc import Mapping
from functools import singledispatch
from itertools import pairwise
from typing import Any

from msgspec import NODEFAULT
from msgspec.structs import fields

from kazarchive.config.checks import LANGUAGE
from kazarchive.config.keys import ROOT_KEYS, TAXONOMY, Key, Section
from kazarchive.config.options import RESERVED_NAMES, Site, Taxonomy
from kazarchive.fields import (
    DATE,
    DRAFT,
    FIELDS,
    TITLE,
    Aliases,
    Date,
    Field,
    Flag,
    Language,
    Slug,
    Table,
    Terms,
    Text,
    Texts,
    Title,
    Url,
    terms,
)
from kazarchive.reading import tables
from kazarchive.rules import dates, slugs

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCALAR = ["string", "number", "boolean", "null"]
"""YAML makes numbers of some texts; the reader takes them as they are written."""

# --- an article -----------------------------------------------------------------------------------


def article(site: Site | None) -> Schema:
    """Of the front matter, in one archive or in any."""
    known = dict(FIELDS)
    for name in site.taxonomy_names if site else ("tags", "authors"):
        known[name] = terms(name)
    told = {name: _described(field, site) for name, field in known.items()}
    schema: Schema = {
        "$schema": DIALECT,
        "title": "Front matter of an article",
        "type": "object",
        "properties": told,
        "allOf": [_needed(TITLE, site)],
    }
    if site:
        for written, name in site.articles.rename:
            if name in known and written not in known:
                about = f"Read as `{name}`. {known[name].about}"
                told[written] = told[name] | {"description": about}
        schema["additionalProperties"] = site.articles.unknown_fields != "error"
        if not site.articles.dates_from_names:
            draft = [{"properties": {DRAFT.name: {"const": True}}, "required": [DRAFT.name]}]
            draft += [{"properties": {"published": {"const": False}}, "required": ["published"]}]
            schema["allOf"].append({"anyOf": [_needed(DATE, site), *draft]})
    return schema


def _needed(field: Field, site: Site | None) -> Schema:
    """That the field stands there under any of its names, unless the configuration gives it."""
    options = site.articles if site else None
    if options and field.name in dict(options.defaults):
        return {}
    others = [written for written, name in options.rename if name == field.name] if options else []
    return {"anyOf": [{"required": [name]} for name in (field.name, *others)]}


def _described(field: Field, site: Site | None) -> Schema:
    told = seen(field)
    if isinstance(field, Language) and site:
        spaced = rf"^\s*({'|'.join(site.languages)})?\s*$"  # the reader takes white space away
        told = {"anyOf": [{"enum": [*site.languages, None]}, {"type": "string", "pattern": spaced}]}
    if isinstance(field, Table) and site and site.articles.unknown_fields == "error":
        told = told | {"additionalProperties": False}
    return {"description": field.about} | told


@singledispatch
def seen(field: Field) -> Schema:
    """What can be seen of a kind of field, without the archive."""
    raise TypeError(f"no schema for {type(field).__name__}")


@seen.register
def _(field: Text) -> Schema:
    return {"type": SCALAR}


@seen.register
def _(field: Title) -> Schema:
    return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


@seen.register
def _(field: Language) -> Schema:
    return {"type": ["string", "null"], "pattern": rf"^\s*({LANGUAGE})?\s*$"}


@seen.register
def _(field: Slug) -> Schema:
    barred = slugs.BARRED.replace("\\", r"\\")
    letter = rf"[^\s{barred}]"
    return {"type": SCALAR, "pattern": rf"^(\s*|(?!\.){letter}*(?!\.){letter})$"}


@seen.register
def _(field: Url) -> Schema:
    return {"type": ["string", "null"], "pattern": r"^\s*(https?://.*)?$"}


@seen.register
def _(field: Date) -> Schema:
    return {"type": ["string", "null"], "pattern": rf"^$|{dates.pattern()}"}


@seen.register
def _(field: Flag) -> Schema:
    return {"type": "boolean"}


@seen.register
def _(field: Texts) -> Schema:
    return {"type": [*SCALAR, "array"], "items": {"type": SCALAR}}


@seen.register
def _(field: Terms) -> Schema:
    """A table has a name; of what is no table JSON Schema requires nothing."""
    one = {
        "type": [*SCALAR, "array", "object"],
        "anyOf": [{"required": [name]} for name in tables.NAMES],
    }
    return {**one, "items": one}


@seen.register
def _(field: Aliases) -> Schema:
    one = {"pattern": r"^\s*(/|%2[Ff]|$)"}
    return {
        "type": ["string", "null", "array"],
        **one,
        "items": {"type": ["string", "null"], **one},
    }


@seen.register
def _(field: Table) -> Schema:
    parts = {part.name: {"description": part.about} | seen(part) for part in field.parts}
    parts |= {name: parts[part] for name, part in field.also}
    return {"type": [*SCALAR, "object"], "properties": parts}


# --- kazarchive.toml ------------------------------------------------------------------------------


def config() -> Schema:
    """Of kazarchive.toml."""
    return {
        "$schema": DIALECT,
        "title": "kazarchive.toml",
        **_options(Site, ROOT_KEYS),
        "required": ["title", "base_url"],
    }


def _options(options: type, keys: Mapping[str, Key | Section]) -> Schema:
    about, defaults = _docstrings(options), _defaults(options)
    told: dict[str, Schema] = {}
    for name, key in keys.items():
        if isinstance(key, Section):
            told[name] = _section(key)
            continue
        field = key.field or name
        told[name] = {"description": about[field], **key.schema}
        if key.choices:
            told[name]["enum"] = key.choices()
        if defaults.get(field):
            told[name]["default"] = defaults[field]
    return {"type": "object", "properties": told, "additionalProperties": False}


def _section(section: Section) -> Schema:
    whole = _options(section.options, section.keys)
    if section.options is not Taxonomy:
        return whole
    barred = sorted({*RESERVED_NAMES, *FIELDS})
    return {
        "description": inspect.getdoc(Taxonomy),
        "type": "object",
        "properties": dict.fromkeys(("tags", "authors"), whole),
        "propertyNames": {"pattern": f"^{TAXONOMY}$", "not": {"enum": barred}},
        "additionalProperties": whole,
    }


def _docstrings(of: type) -> dict[str, str]:
    """What stands below each field of an options value in `config/options.py`."""
    body = ast.parse(inspect.getsource(of)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(ast.literal_eval(text.value))
        for field, text in pairwise(body.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }


def _defaults(options: type) -> dict[str, Any]:
    """Plain values alone: those of the sections are theirs."""
    found = {one.name: one.default for one in fields(options) if one.default is not NODEFAULT}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in found.items()}
