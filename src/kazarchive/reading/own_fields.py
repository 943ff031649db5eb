"""The fields that a site has declared under `[articles] fields` → their values."""

import difflib
import re
from typing import Any

from kazarchive.config.content import OwnField
from kazarchive.fields import NO_FIELDS, Date, OwnFields, Text, Texts
from kazarchive.problems import Problem, did_you_mean
from kazarchive.reading.fieldvalues import FieldValues

NUMBER = r"-?\d{1,15}(\.\d{1,15})?"


def own_fields(reader: FieldValues) -> OwnFields:
    """The values of the fields that an article has, in the order of the configuration; every
    problem is added to those of the reader."""
    declared = reader.site.articles.fields
    if not declared:
        return NO_FIELDS
    values = ((field.name, _value(reader, field)) for field in declared)
    return OwnFields(tuple((name, value) for name, value in values if value not in (None, ())))


def _value(reader: FieldValues, field: OwnField) -> Any:
    if field.type == "list":
        return tuple(text for text, _ in reader.texts(Texts(field.name, "")))
    if field.type == "date":
        moment = reader.date(Date(field.name, ""))
        return moment and (moment[0] if moment[1] else moment[0].date())
    text = reader.text(Text(field.name, ""))
    if text is None or field.type == "text":
        return text
    return _number(reader, field, text) if field.type == "number" else _choice(reader, field, text)


def _number(reader: FieldValues, field: OwnField, text: str) -> float | None:
    if re.fullmatch(NUMBER, text, re.ASCII):
        return float(text) if "." in text else int(text)
    hint = f"write `{field.name}: 12.5`, without spaces, commas and units"
    reader.wrong(field.name, reader.fields[field.name], "a number", hint)
    return None


def _choice(reader: FieldValues, field: OwnField, text: str) -> str | None:
    """One of the choices as the configuration writes it; case does not count."""
    choices = {choice.casefold(): choice for choice in reversed(field.choices)}
    if found := choices.get(text.casefold()):
        return text if text in field.choices else found
    value = reader.fields[field.name]
    near = difflib.get_close_matches(text.casefold(), choices, n=1, cutoff=0.7)
    values = {
        "field": field.name,
        "found": value.described,
        "suggestion": did_you_mean(choices[near[0]]) if near else "",
        "known": ", ".join(f"`{choice}`" for choice in field.choices),
    }
    reader.problems.append(Problem("K0157", reader.place(value), values))
    return None
