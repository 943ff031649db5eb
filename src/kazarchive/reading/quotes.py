"""The values of fields → without typographic quotation marks around them, which YAML does not know.

Word processors write them. They are removed in fields that are not prose. Terms keep `«…»` and
`„…“`, which may be part of a name, as in «Самұрық»; prose keeps all of them.
"""

from collections.abc import Iterable, Mapping

from kazarchive.fields import ALIASES, DATE, LANG, PERMALINK, SLUG, TRANSLATION_KEY, UPDATED
from kazarchive.reading.source import Value

_CODES = (
    DATE.name,
    UPDATED.name,
    LANG.name,
    SLUG.name,
    PERMALINK.name,
    TRANSLATION_KEY.name,
    ALIASES.name,
)
_ENGLISH = ("“”", "””", "‘’", "’’")
_EVERY = (*_ENGLISH, "„“", "„”", "“„", "«»", "»«", "‚‘", "‹›")
_MARKS = frozenset("".join(_EVERY))


def without_quotes(fields: Mapping[str, Value], taxonomies: Iterable[str]) -> Mapping[str, Value]:
    """The fields of an article, by name, without quotation marks that are not part of a value."""
    pairs = (*((name, _EVERY) for name in _CODES), *((name, _ENGLISH) for name in taxonomies))
    changed = {}
    for name, marks in pairs:
        value = fields.get(name)
        if value is not None and (plain := _plain(value, marks)) is not value:
            changed[name] = plain
    return {**fields, **changed} if changed else fields


def _plain(value: Value, marks: tuple[str, ...]) -> Value:
    if value.items is not None:
        items = tuple(_plain(item, marks) for item in value.items)
        same = all(new is old for new, old in zip(items, value.items, strict=True))
        return value if same else value._replace(items=items)
    text = (value.text or "").strip()
    if text[:1] not in _MARKS or text[0] + text[-1] not in marks or _MARKS & {*text[1:-1]}:
        return value
    return value._replace(text=text[1:-1].strip()) if len(text) > 2 else value
