"""Typographic quotation marks around a whole value, as word processors write them: none to YAML.

In fields that are no prose they are left out. Terms keep `«…»` and `„…“`, which may be a part of a
name, as in «Самұрық»; prose keeps all.
"""

from collections.abc import Iterable, Mapping

from kazarchive.fields import ALIASES, DATE, LANG, SLUG, TRANSLATION_KEY, UPDATED
from kazarchive.reading.source import Value

_CODES = (DATE.name, UPDATED.name, LANG.name, SLUG.name, TRANSLATION_KEY.name, ALIASES.name)
_ENGLISH = ("“”", "””", "‘’", "’’")
_EVERY = (*_ENGLISH, "„“", "„”", "“„", "«»", "»«", "‚‘", "‹›")
_MARKS = frozenset("".join(_EVERY))


def left_out(fields: Mapping[str, Value], taxonomies: Iterable[str]) -> Mapping[str, Value]:
    """The fields of an article, by their own names, without marks that belong to no value."""
    pairs = (*((name, _EVERY) for name in _CODES), *((name, _ENGLISH) for name in taxonomies))
    changed = {}
    for name, marks in pairs:
        value = fields.get(name)
        if value is not None and (plain := _plain(value, marks)) is not value:
            changed[name] = plain
    return {**fields, **changed} if changed else fields


def _plain(value: Value, marks: tuple[str, ...]) -> Value:
    if value.items is not None:
        items = tuple(_plain(one, marks) for one in value.items)
        same = all(new is old for new, old in zip(items, value.items, strict=True))
        return value if same else value._replace(items=items)
    text = (value.text or "").strip()
    if text[:1] not in _MARKS or text[0] + text[-1] not in marks or _MARKS & {*text[1:-1]}:
        return value
    return value._replace(text=text[1:-1].strip()) if len(text) > 2 else value
