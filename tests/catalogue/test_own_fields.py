"""Own fields in the catalogue."""

from datetime import UTC, date, datetime

from kazarchive.catalogue import own_fields
from kazarchive.fields import NO_FIELDS, OwnFields


def test_fields_are_read_as_they_were_written() -> None:
    values = (
        ("place", "Aktau"),
        ("list", ("a", "b")),
        ("day", date(2022, 1, 5)),
        ("time", datetime(2022, 1, 5, 18, 30, tzinfo=UTC)),
        ("price", 1.5),
        ("n", 0),
    )
    assert own_fields.read(own_fields.written(OwnFields(values))) == OwnFields(values)
    assert own_fields.read(own_fields.written(NO_FIELDS)) is NO_FIELDS


def test_an_unknown_extra_is_empty() -> None:
    assert own_fields.Extra({"a": 1})["b"] == ""
