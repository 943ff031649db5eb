"""Fields that are tables → their parts; terms that are tables or nested lists → their names."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kazarchive.fields import Table
from kazarchive.reading.naming import look
from kazarchive.reading.source import Value

NAMES = ("name", "title", "label")
"""The parts by which a table names a term, as Jekyll's and Ghost's authors do."""


class Parts(Struct, frozen=True):
    """Of one table."""

    known: Mapping[str, Value]
    """By their own names."""
    others: Mapping[str, Value]
    misspelt: Mapping[str, str]
    """Of the others, those that look like a known one: as written → as it is known."""


def parts(table: Table, fields: Mapping[str, Value]) -> Parts:
    """Case does not count, as in the names of fields; `also` names parts of other generators. The
    own name goes first, and what says something before what is empty."""
    names = {name: name for name in table.part_names} | dict(table.also)
    looks = {look(name): name for name in reversed(names)}
    known: dict[str, Value] = {}
    others: dict[str, Value] = {}
    misspelt: dict[str, str] = {}
    for written, value in sorted(fields.items(), key=lambda one: _rank(table, *one)):
        spelt = written.casefold()
        if value.is_empty and names.get(spelt) in known:
            continue
        if names.get(spelt, spelt) in known or spelt not in names:
            others[written] = value
            if spelt not in names and look(written) in looks:
                misspelt[written] = looks[look(written)]
        else:
            known[names[spelt]] = value
    return Parts(known, others, misspelt)


def _rank(table: Table, written: str, value: Value) -> tuple[bool, bool]:
    return value.is_empty, written not in table.part_names


def named(value: Value) -> Iterator[tuple[Value, Value | None]]:
    """Of each term the whole value, and the one that names it; None where nothing does.

    Hexo nests categories in lists, `[[a, b], [c]]`; these are terms one after the other.
    """
    if value.items is not None:
        for one in value.items:
            yield from named(one)
    elif value.fields is None or value.is_empty:
        yield value, value._replace(text=value.text or "", fields=None)
    else:
        name = next((value.fields[one] for one in NAMES if one in value.fields), None)
        yield value, name if name and name.text else None
