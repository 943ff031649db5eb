"""The names of an article's fields as written → the fields of kazarchive.

Case does not count (`Draft`, as in Hugo). A name that differs only in white space, in invisible
characters or in letters that look the same is an error, because the author cannot have meant
another field.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from kazarchive.config.content import Pairs
from kazarchive.config.options import Site
from kazarchive.fields import FIELDS
from kazarchive.problems import Problem
from kazarchive.problems.visible import is_visible
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import Value

# Cyrillic and Greek letters that look like Latin ones (UTS 39, confusables.txt).
_LOOKS = str.maketrans("аеорсухіһјѕԁԛԝѵοαρν", "aeopcyxihjsdqwvoapv")


class Named(NamedTuple):
    """A field with its two names."""

    written: str
    """Its name in the article, in the common spelling."""
    name: str
    """Its name in kazarchive."""
    value: Value


class Fields(Struct, frozen=True):
    """The fields of an article, with the defaults of the configuration."""

    values: Mapping[str, Value]
    """By their names in kazarchive; unknown fields by the names as written."""
    given: frozenset[str]
    """The names of the fields that the article itself has."""
    renamed: tuple[Named, ...] = ()
    """The fields with another name in the article."""
    left: tuple[Named, ...] = ()
    """The fields that another one has replaced."""
    problems: tuple[Problem, ...] = ()


def fields(front: FrontMatter, site: Site) -> Fields:
    """The fields of an article and the defaults, with the problems of their names."""
    names = _names(site.articles.rename, site.own_names)
    options = site.articles
    if front.fields.keys() <= names.own_names and not (options.defaults or options.separators):
        return Fields(front.fields, frozenset(front.fields))
    collected = _Collected(front, site, names)
    for written, value in _fields_of(front):
        collected.add(written, value)
    given = frozenset(collected.holders)
    for written, default in options.defaults:
        spelt = names.spelt(written) or written
        name = names.own(spelt)
        if name not in collected.holders:
            collected.holders[name] = Named(spelt, name, _default_value(default))
    every = collected.holders
    return Fields(
        {name: field.value for name, field in every.items()},
        given,
        tuple(field for field in every.values() if field.written != field.name),
        tuple(collected.left),
        tuple(collected.problems),
    )


def _fields_of(front: FrontMatter) -> Iterator[tuple[str, Value]]:
    """The fields as written; those of Zola's table `taxonomies` count by themselves."""
    for written, value in front.fields.items():
        if written == "taxonomies" and value.fields:
            yield from value.fields.items()
        else:
            yield written, value


def is_known(written: str, site: Site) -> bool:
    """Whether a field has a meaning in kazarchive."""
    names = _names(site.articles.rename, site.own_names)
    return names.own(names.spelt(written) or written).casefold() in names.targets


def plain(meant: str) -> str:
    """The help for a name that only looks like a known one."""
    return f"write `{meant}` in plain Latin letters, with no other sign in it or beside it"


class _Collected:
    """Collects the fields of one article."""

    def __init__(self, front: FrontMatter, site: Site, names: "_Names") -> None:
        self.source, self.names, self.taxonomies = front.source, names, site.taxonomy_names
        self.separators = {name.casefold(): each for name, each in site.articles.separators}
        self.holders: dict[str, Named] = {}
        self.left: list[Named] = []
        self.problems: list[Problem] = []
        self.seen: dict[str, Value] = {}
        """By the names as written, in the common spelling."""

    def add(self, written: str, value: Value) -> None:
        spelt = self.names.spelt(written)
        if spelt is None:
            self.misspelt(written, value)
        elif spelt in self.seen:
            values = {"field": written, "first": str(self.seen[spelt].key_line)}
            self.report("K0109", written, value, values)
        else:
            self.seen[spelt] = value
            if separator := self.separators.get(spelt.casefold()):
                value = _divided(value, separator)
            self.take(Named(spelt, self.names.own(spelt), value))

    def take(self, new: Named) -> None:
        """Add a field. The terms of one taxonomy are joined. Of other fields with one name, a field
        with its own name has precedence over a renamed one, and any value over an empty one."""
        held = self.holders.get(new.name)
        if held is None:
            self.holders[new.name] = new
        elif new.name in self.taxonomies:
            joined = _joined(held.value, new.value)
            self.holders[new.name] = held._replace(value=joined)
        elif held.value.is_empty or (new.written == new.name and not new.value.is_empty):
            self.holders[new.name] = new
            self.left.append(held)
        else:
            self.left.append(new)

    def misspelt(self, written: str, value: Value) -> None:
        meant = self.names.looks[look(written)]
        values = {
            "field": written,
            "suggestion": f"; did you mean `{meant}`?",
            "hint": plain(meant),
        }
        self.report("K0106", written, value, values)

    def report(self, code: str, written: str, value: Value, values: Mapping[str, str]) -> None:
        place = self.source.place(value.key_line, value.key_column, len(written))
        self.problems.append(Problem(code, place, values))


# --- names ----------------------------------------------------------------------------------------


class _Names(Struct, frozen=True):
    """The names of the fields of one site."""

    own_names: frozenset[str]
    """The fields with a meaning that are not renamed."""
    rename: Mapping[str, str]
    cases: Mapping[str, str]
    """Case-folded name → the common spelling, including that of renamed fields."""
    looks: Mapping[str, str]
    """Visible form of a name (`look`) → the common spelling."""
    targets: Mapping[str, str]
    """Case-folded name → the field with a meaning."""

    def spelt(self, written: str) -> str | None:
        """A name in the common spelling; None if it only looks like a field."""
        if written in self.rename or written in self.own_names:
            return written
        common = self.cases.get(written.casefold())
        return common or (None if look(written) in self.looks else written)

    def own(self, spelt: str) -> str:
        """The name in kazarchive of a field in the common spelling; `rename` can have any case."""
        name = self.rename.get(spelt, spelt)
        return self.targets.get(name.casefold(), name)


@lru_cache(maxsize=8)
def _names(rename: Pairs, own: tuple[str, ...]) -> _Names:
    table, fields = dict(rename), {*FIELDS, *own}
    every = (*table, *sorted(fields))
    cases = {name.casefold(): name for name in reversed(every)}
    looks = {look(name): name for name in reversed(every)}
    targets = {name.casefold(): name for name in fields}
    return _Names(frozenset(fields - table.keys()), table, cases, looks, targets)


@lru_cache(maxsize=4096)
def look(name: str) -> str:
    """The visible form of a name: without white space and invisible characters, with one form of
    each letter."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKS)
    return "".join(c for c in plain if is_visible(c) and c != " ")


# --- values ---------------------------------------------------------------------------------------


def _divided(value: Value, separator: str) -> Value:
    """A string that is a list, as a list. At blanks, it is divided as by Jekyll."""
    if not value.text:
        return value
    items: list[Value] = []
    start = 0
    for part in value.text.split(separator):
        column = value.column + start + len(part) - len(part.lstrip()) + (not value.plain)
        text = part.strip()
        if text:
            items.append(value._replace(column=column, width=len(text), text=text))
        start += len(part) + len(separator)
    return value._replace(text=None, items=tuple(items))


def _joined(first: Value, second: Value) -> Value:
    """The terms of two fields that belong to one taxonomy."""
    both = [*_items(first), *_items(second)]
    return first._replace(text=None, fields=None, items=tuple(both))


def _items(value: Value) -> tuple[Value, ...]:
    if value.is_empty:
        return ()
    return (value,) if value.items is None else value.items


def _default_value(default: str | tuple[str, ...]) -> Value:
    if isinstance(default, str):
        return Value(0, 1, 1, text=default, plain=True)
    return Value(0, 1, 1, items=tuple(map(_default_value, default)))
