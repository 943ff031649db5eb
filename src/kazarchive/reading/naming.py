"""The fields of an article as they are named → as they are known here.

A name is the field that it equals but for case (`Draft`, as Hugo has it). One that differs in white
space, in letters that nobody sees or in letters that look the same is an error, since its author
cannot have meant another field.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from kazarchive.config.options import Pairs, Site
from kazarchive.fields import FIELDS
from kazarchive.problems import Problem
from kazarchive.problems.visible import is_visible
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import Value

# Cyrillic and Greek letters that look like Latin ones (UTS 39, confusables.txt).
_LOOKS = str.maketrans("аеорсухіһјѕԁԛԝѵοαρν", "aeopcyxihjsdqwvoapv")


class Named(NamedTuple):
    """A field under the name that it has in the article, in the common spelling, and its own."""

    written: str
    name: str
    value: Value


class Fields(Struct, frozen=True):
    """The fields of an article, with the defaults of the configuration."""

    values: Mapping[str, Value]
    """By their own names; the unknown ones as they are written."""
    given: frozenset[str]
    """Those that the article itself has."""
    renamed: tuple[Named, ...] = ()
    """Those that have another name in the article."""
    left: tuple[Named, ...] = ()
    """Those whose place another one has taken."""
    problems: tuple[Problem, ...] = ()


def fields(front: FrontMatter, site: Site) -> Fields:
    names = _names(site.articles.rename, site.taxonomy_names)
    if front.fields.keys() <= names.known and not site.articles.defaults:
        return Fields(front.fields, frozenset(front.fields))
    collected = _Collected(front, site, names)
    for written, value in front.fields.items():
        collected.add(written, value)
    given = frozenset(collected.holders)
    for written, default in site.articles.defaults:
        spelt = names.spelt(written) or written
        name = names.own(spelt)
        if name not in collected.holders:
            collected.holders[name] = Named(spelt, name, _default_value(default))
    every = collected.holders
    return Fields(
        {name: one.value for name, one in every.items()},
        given,
        tuple(one for one in every.values() if one.written != one.name),
        tuple(collected.left),
        tuple(collected.problems),
    )


def is_known(written: str, site: Site) -> bool:
    """Whether a field has a meaning here."""
    names = _names(site.articles.rename, site.taxonomy_names)
    return names.own(names.spelt(written) or written).casefold() in names.targets


def plain(meant: str) -> str:
    """What to do about a name that only looks like a known one."""
    return f"write `{meant}` in plain Latin letters, with no other sign in it or beside it"


class _Collected:
    """The fields of one article, one after the other."""

    def __init__(self, front: FrontMatter, site: Site, names: "_Names") -> None:
        self.source, self.names, self.taxonomies = front.source, names, site.taxonomy_names
        self.holders: dict[str, Named] = {}
        self.left: list[Named] = []
        self.problems: list[Problem] = []
        self.seen: dict[str, Value] = {}
        """By their names in the common spelling."""

    def add(self, written: str, value: Value) -> None:
        spelt = self.names.spelt(written)
        if spelt is None:
            self.misspelt(written, value)
        elif spelt in self.seen:
            told = {"field": written, "first": str(self.seen[spelt].key_line)}
            self.tell("K0109", written, value, told)
        else:
            self.seen[spelt] = value
            self.take(Named(spelt, self.names.own(spelt), value))

    def take(self, new: Named) -> None:
        """The terms of one taxonomy come together. Of other fields the own name goes before a
        renamed one, and what says something before what is empty."""
        held = self.holders.get(new.name)
        if held is None:
            self.holders[new.name] = new
        elif new.name in self.taxonomies:
            together = _together(held.value, new.value)
            self.holders[new.name] = held._replace(value=together)
        elif held.value.is_empty or (new.written == new.name and not new.value.is_empty):
            self.holders[new.name] = new
            self.left.append(held)
        else:
            self.left.append(new)

    def misspelt(self, written: str, value: Value) -> None:
        meant = self.names.looks[look(written)]
        told = {
            "field": written,
            "suggestion": f"; did you mean `{meant}`?",
            "hint": plain(meant),
        }
        self.tell("K0106", written, value, told)

    def tell(self, code: str, written: str, value: Value, values: Mapping[str, str]) -> None:
        place = self.source.place(value.key_line, value.key_column, len(written))
        self.problems.append(Problem(code, place, values))


# --- names ----------------------------------------------------------------------------------------


class _Names(Struct, frozen=True):
    """Of the fields of one site."""

    known: frozenset[str]
    """With a meaning, and not renamed."""
    rename: Mapping[str, str]
    cases: Mapping[str, str]
    """Case-folded → as it is known, those that are renamed too."""
    looks: Mapping[str, str]
    """The same by what a reader sees."""
    targets: Mapping[str, str]
    """Case-folded → the fields with a meaning."""

    def spelt(self, written: str) -> str | None:
        """In the common spelling; None where it only looks like a field."""
        if written in self.rename or written in self.known:
            return written
        found = self.cases.get(written.casefold())
        return found or (None if look(written) in self.looks else written)

    def own(self, spelt: str) -> str:
        """What a field in the common spelling is called here; `rename` may name it in any case."""
        name = self.rename.get(spelt, spelt)
        return self.targets.get(name.casefold(), name)


@lru_cache(maxsize=8)
def _names(rename: Pairs, taxonomies: tuple[str, ...]) -> _Names:
    table, known = dict(rename), {*FIELDS, *taxonomies}
    every = (*table, *sorted(known))
    cases = {name.casefold(): name for name in reversed(every)}
    looks = {look(name): name for name in reversed(every)}
    targets = {name.casefold(): name for name in known}
    return _Names(frozenset(known - table.keys()), table, cases, looks, targets)


@lru_cache(maxsize=4096)
def look(name: str) -> str:
    """What a reader sees of a name: no white space, no invisible letter, one form of each."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKS)
    return "".join(c for c in plain if is_visible(c) and c != " ")


# --- values ---------------------------------------------------------------------------------------


def _together(one: Value, other: Value) -> Value:
    """The terms of two fields that are renamed to one taxonomy."""
    both = [*_items(one), *_items(other)]
    return one._replace(text=None, fields=None, items=tuple(both))


def _items(value: Value) -> tuple[Value, ...]:
    if value.is_empty:
        return ()
    return (value,) if value.items is None else value.items


def _default_value(default: str | tuple[str, ...]) -> Value:
    if isinstance(default, str):
        return Value(0, 1, 1, text=default, plain=True)
    return Value(0, 1, 1, items=tuple(_default_value(one) for one in default))
