"""A field that is a table → its parts; terms that are tables or nested lists → their names."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kazarchive.fields import Table
from kazarchive.reading.naming import look
from kazarchive.reading.source import Value

NAMES = ("name", "title", "label")
"""The parts in which a table names a term, as in Jekyll and Ghost."""


class Parts(Struct, frozen=True):
    """The parts of a table."""

    own: Mapping[str, Value]
    """By their names in kazarchive."""
    others: Mapping[str, Value]
    misspelt: Mapping[str, str]
    """Unknown part that looks like a known one → the known one."""


def parts(table: Table, fields: Mapping[str, Value]) -> Parts:
    """The parts of a table. Case does not count, as in the names of fields; `table.also` has the
    names of other generators. An own name has precedence over another one, and any value over an
    empty one."""
    names = {name: name for name in table.part_names} | dict(table.also)
    looks = {look(name): name for name in reversed(names)}
    own: dict[str, Value] = {}
    others: dict[str, Value] = {}
    misspelt: dict[str, str] = {}
    for written, value in sorted(fields.items(), key=lambda part: _rank(table, *part)):
        spelt = written.casefold()
        if value.is_empty and names.get(spelt) in own:
            continue
        if names.get(spelt, spelt) in own or spelt not in names:
            others[written] = value
            if spelt not in names and look(written) in looks:
                misspelt[written] = looks[look(written)]
        else:
            own[names[spelt]] = value
    return Parts(own, others, misspelt)


def _rank(table: Table, written: str, value: Value) -> tuple[bool, bool]:
    return value.is_empty, written not in table.part_names


def named(value: Value) -> Iterator[tuple[Value, Value | None]]:
    """Each term, and the value that names it; None if nothing does.

    Hexo nests categories in lists, `[[a, b], [c]]`; these are read as a flat list of terms.
    """
    if value.items is not None:
        for item in value.items:
            yield from named(item)
    elif value.fields is None or value.is_empty:
        yield value, value._replace(text=value.text or "", fields=None)
    else:
        name = next((value.fields[part] for part in NAMES if part in value.fields), None)
        yield value, name if name and name.text else None
