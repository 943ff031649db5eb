"""JSON Schemas (2020-12) of articles and of kazarchive.toml, for editors.

They are made from the tables by which these files are read: `fields.py` and `config/keys.py`. A
schema accepts everything that a build accepts, except digits that are not ASCII, a field under two
names, and field names in another case. It cannot see faults that depend on other files or on the
file's name, nor a misspelt field if unknown fields are allowed.
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
from kazarchive.config.content import OwnField, Taxonomy
from kazarchive.config.keys import BARRED, ROOT_KEYS, TAXONOMY, Key, Section
from kazarchive.config.options import Site
from kazarchive.fields import (
    DATE,
    DRAFT,
    FIELDS,
    TITLE,
    Aliases,
    Choice,
    Date,
    Field,
    Flag,
    Language,
    Pin,
    Slug,
    Switch,
    Table,
    TableOfType,
    TableOrList,
    Terms,
    Text,
    Texts,
    Title,
    Url,
    terms,
)
from kazarchive.reading import own_fields, tables
from kazarchive.rules import dates, slugs

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCALAR = ["string", "number", "boolean", "null"]
"""YAML turns some strings into numbers; the reader takes all values as written."""

# --- an article -----------------------------------------------------------------------------------


def article(site: Site | None) -> Schema:
    """The schema of front matter in one archive, or in any (None)."""
    fields = dict(FIELDS)
    for name in site.taxonomy_names if site else ("tags", "authors"):
        fields[name] = terms(name)
    properties = {each.name: _own(each) for each in site.articles.fields} if site else {}
    if site and site.articles.layouts:
        names = [*site.articles.layouts, "article"]
        properties["layout"] = {"description": "The template of its page.", "enum": [*names, None]}
    properties |= {name: _described(field, site) for name, field in fields.items()}
    schema: Schema = {
        "$schema": DIALECT,
        "title": "Front matter of an article",
        "type": "object",
        "properties": properties,
        "allOf": [_required(TITLE, site)],
    }
    if site:
        for written, name in site.articles.rename:
            if name in fields and written not in fields:
                about = f"Read as `{name}`. {fields[name].about}"
                properties[written] = properties[name] | {"description": about}
        schema["additionalProperties"] = site.articles.unknown_fields != "error"
        if not site.articles.dates_from_names:
            draft = [{"properties": {DRAFT.name: {"const": True}}, "required": [DRAFT.name]}]
            draft += [{"properties": {"published": {"const": False}}, "required": ["published"]}]
            schema["allOf"].append({"anyOf": [_required(DATE, site), *draft]})
    return schema


def _own(field: OwnField) -> Schema:
    """The schema of a field that the site has declared."""
    schemas: dict[str, Schema] = {
        "text": schema_of(Text("", "")),
        "list": schema_of(Texts("", "")),
        "date": schema_of(Date("", "")),
        "number": {
            "type": ["number", "string", "null"],
            "pattern": rf"^\s*({own_fields.NUMBER})?\s*$",
        },
        "choice": {"anyOf": [{"enum": list(field.choices)}, {"type": SCALAR}]},
    }
    about = f"A field of this archive: {field.type}."
    return {"description": about} | schemas[field.type]


def _required(field: Field, site: Site | None) -> Schema:
    """The field is required under any of its names, unless the configuration has a default."""
    options = site.articles if site else None
    if options and field.name in dict(options.defaults):
        return {}
    others = [written for written, name in options.rename if name == field.name] if options else []
    return {"anyOf": [{"required": [name]} for name in (field.name, *others)]}


def _described(field: Field, site: Site | None) -> Schema:
    schema = schema_of(field)
    if isinstance(field, Language) and site:
        pattern = rf"^\s*({'|'.join(site.languages)})?\s*$"  # the reader strips white space
        codes = [{"enum": [*site.languages, None]}, {"type": "string", "pattern": pattern}]
        schema = {"anyOf": codes}
    of_all = isinstance(field, Table) and not isinstance(field, TableOfType)
    if of_all and site and site.articles.unknown_fields == "error":
        schema = schema | {"additionalProperties": False}
    return {"description": field.about} | schema


@singledispatch
def schema_of(field: Field) -> Schema:
    """The schema of a kind of field, in any archive."""
    raise TypeError(f"no schema for {type(field).__name__}")


@schema_of.register
def _(field: Text) -> Schema:
    return {"type": SCALAR}


@schema_of.register
def _(field: Choice) -> Schema:
    return {"anyOf": [{"enum": list(field.choices)}, {}]}


@schema_of.register
def _(field: Title) -> Schema:
    return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


@schema_of.register
def _(field: Language) -> Schema:
    return {"type": ["string", "null"], "pattern": rf"^\s*({LANGUAGE})?\s*$"}


@schema_of.register
def _(field: Slug) -> Schema:
    barred = slugs.BARRED.replace("\\", r"\\")
    letter = rf"[^\s{barred}]"
    return {"type": SCALAR, "pattern": rf"^(\s*|(?!\.){letter}*(?!\.){letter})$"}


@schema_of.register
def _(field: Url) -> Schema:
    return {"type": ["string", "null"], "pattern": r"^\s*(https?://.*)?$"}


@schema_of.register
def _(field: Date) -> Schema:
    return {"type": ["string", "null"], "pattern": rf"^$|{dates.pattern()}"}


@schema_of.register
def _(field: Pin) -> Schema:
    return {
        "anyOf": [
            {"type": ["boolean", "null"]},
            {"type": "string", "pattern": rf"^$|{dates.pattern()}"},
        ]
    }


@schema_of.register
def _(field: Flag) -> Schema:
    return {"type": "boolean"}


@schema_of.register
def _(field: Switch) -> Schema:
    return {"anyOf": [{"type": "boolean"}, {}]}


@schema_of.register
def _(field: Texts) -> Schema:
    return {"type": [*SCALAR, "array"], "items": {"type": SCALAR}}


@schema_of.register
def _(field: Terms) -> Schema:
    """A term that is a table must have a name; `required` ignores values that are no tables."""
    term = {
        "type": [*SCALAR, "array", "object"],
        "anyOf": [{"required": [name]} for name in tables.NAMES],
    }
    return {**term, "items": term}


@schema_of.register
def _(field: Aliases) -> Schema:
    alias = {"pattern": r"^\s*(/|%2[Ff]|$)"}
    return {
        "type": ["string", "null", "array"],
        **alias,
        "items": {"type": ["string", "null"], **alias},
    }


@schema_of.register
def _(field: Table) -> Schema:
    parts = {part.name: {"description": part.about} | schema_of(part) for part in field.parts}
    parts |= {name: parts[part] for name, part in field.also}
    return {"type": [*SCALAR, "object"], "properties": parts}


@schema_of.register
def _(field: TableOrList) -> Schema:
    """Tables of other generators can be lists, of which the first counts."""
    table = schema_of.dispatch(Table)(field)
    return {**table, "type": [*SCALAR, "object", "array"]}


@schema_of.register
def _(field: TableOfType) -> Schema:
    """In an article of another type, it may be anything."""
    parts = {part.name: {"description": part.about} | schema_of(part) for part in field.parts}
    return {"properties": parts}


# --- kazarchive.toml ------------------------------------------------------------------------------


def config() -> Schema:
    """The schema of kazarchive.toml."""
    return {
        "$schema": DIALECT,
        "title": "kazarchive.toml",
        **_options(Site, ROOT_KEYS),
        "required": ["title", "base_url"],
    }


def _options(options: type, keys: Mapping[str, Key | Section]) -> Schema:
    about, defaults = _docstrings(options), _defaults(options)
    properties: dict[str, Schema] = {}
    for name, key in keys.items():
        if isinstance(key, Section):
            properties[name] = _section(key)
            continue
        field = key.field or name
        properties[name] = {"description": about[field], **key.schema}
        if key.choices:
            properties[name]["enum"] = key.choices()
        if defaults.get(field):
            properties[name]["default"] = defaults[field]
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _section(section: Section) -> Schema:
    schema = _options(section.options, section.keys)
    if section.options is not Taxonomy:
        return schema
    barred = sorted(BARRED)
    return {
        "description": inspect.getdoc(Taxonomy),
        "type": "object",
        "properties": dict.fromkeys(("tags", "authors"), schema),
        "propertyNames": {"pattern": f"^{TAXONOMY}$", "not": {"enum": barred}},
        "additionalProperties": schema,
    }


def _docstrings(of: type) -> dict[str, str]:
    """Field → the docstring below it in `config/options.py`."""
    body = ast.parse(inspect.getsource(of)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(ast.literal_eval(text.value))
        for field, text in pairwise(body.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }


def _defaults(options: type) -> dict[str, Any]:
    """Field → default, without the sections, whose fields have their own."""
    defaults = {one.name: one.default for one in fields(options) if one.default is not NODEFAULT}
    return {
        name: list(default) if isinstance(default, tuple) else default
        for name, default in defaults.items()
    }
