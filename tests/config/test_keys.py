"""The tables of keys: what an editor sees of a check lets pass what the check does."""

from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import fields

from kazarchive.config.checks import Wrong
from kazarchive.config.keys import ROOT_KEYS, Key, Section


def keys() -> Iterator[tuple[str, Key]]:
    for name, known in ROOT_KEYS.items():
        if isinstance(known, Key):
            yield name, known
        else:
            yield from ((f"{name}.{key}", one) for key, one in known.keys.items())


EVERY = dict(keys())


@pytest.mark.parametrize("name", EVERY)
def test_the_schema_of_a_key_is_one(name: str) -> None:
    Draft202012Validator.check_schema(EVERY[name].schema)


@pytest.mark.parametrize(
    "section",
    [one for one in ROOT_KEYS.values() if isinstance(one, Section)],
    ids=lambda one: one.field,
)
def test_every_key_of_a_section_is_a_field_of_its_options(section: Section) -> None:
    known = {field.name for field in fields(section.options)}
    assert {key.field or name for name, key in section.keys.items()} <= known


@pytest.mark.parametrize("name", ["listing.page_size", "images.quality", "feeds.tag_year"])
def test_a_whole_number_has_bounds_and_a_flag_is_none(name: str) -> None:
    key = EVERY[name]
    for value in (key.schema["minimum"], key.schema["maximum"]):
        assert key.check(value) == value
    for value in (key.schema["minimum"] - 1, key.schema["maximum"] + 1, True, "7"):
        with pytest.raises(Wrong):
            key.check(value)


def test_a_choice_suggests_the_nearest() -> None:
    with pytest.raises(Wrong) as raised:
        EVERY["markdown.html"].check("sanitise")
    assert "did you mean `sanitize`?" in str(raised.value.args)


@pytest.mark.parametrize(("written", "days"), [(True, "true"), (False, "false"), ("auto", "auto")])
def test_days_may_be_a_boolean(written: object, days: str) -> None:
    assert EVERY["listing.days"].check(written) == days
