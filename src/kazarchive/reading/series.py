"""The field `series` → the series of an article, and its number in it."""

import re

from kazarchive.fields import SERIES
from kazarchive.problems import Problem
from kazarchive.reading import tables
from kazarchive.reading.fieldvalues import FieldValues
from kazarchive.reading.source import Value
from kazarchive.rules import terms, text
from kazarchive.values import SeriesPart

NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def series(reader: FieldValues, lang: str) -> SeriesPart | None:
    """The series that an article names by a text or a table. None too if the site has a taxonomy of
    this name. Faults are added to the problems of the reader."""
    value = reader.fields.get(SERIES.name)
    if value is None or value.is_empty or SERIES.name in reader.site.taxonomy_names:
        return None
    own = value if value.items is None else value.items[0]
    known = len(reader.problems)
    written = reader.parts(SERIES, own) if own.fields is not None else _name(reader, own)
    if written is None:
        return None
    name = text.clean(written.get("name", ""))
    if not name:
        if len(reader.problems) == known:
            wanted = "a name or a table with a `name`"
            reader.wrong(SERIES.name, own, wanted, "write `series: NAME`")
        return None
    if value.items and len(value.items) > 1:
        several = {"count": f"{len(value.items)}", "name": name}
        reader.problems.append(Problem("K0147", reader.place(value), several))
    part = _number(reader, own, written["part"], name) if "part" in written else None
    return SeriesPart(terms.slug(name, lang), name, part)


def _name(reader: FieldValues, value: Value) -> dict[str, str] | None:
    name = reader.value_text(SERIES.name, value)
    return {"name": name} if name else None


def _number(reader: FieldValues, table: Value, written: str, name: str) -> int | None:
    """The number of the part; a warning is noted in case another part has it too (K0148)."""
    value = tables.parts(SERIES, table.fields or {}).own["part"]
    if not NUMBER.fullmatch(written):
        field = f"{SERIES.name}.part"
        reader.wrong(field, value, "a whole number from 1 to 99,999", "for example `part: 2`")
        return None
    same = {"part": written, "name": name, "first": ""}
    reader.problems.append(Problem("K0148", reader.place(value), same))
    return int(written)
