"""The times of an item."""

import pytest

from kazarchive.importing.formats.wordpress import times
from kazarchive.importing.formats.wordpress.item import Item

ZERO = "0000-00-00 00:00:00"


def item(**fields: str) -> Item:
    return Item({"status": "publish"} | fields, "", "", (), {}, ())


@pytest.mark.parametrize(
    ("local", "utc", "written"),
    [
        ("2022-01-05 01:00:00", "2022-01-04 19:00:00", "2022-01-05 01:00:00+06:00"),
        ("2022-01-05 01:00:00", "2022-01-05 04:30:00", "2022-01-05 01:00:00-03:30"),
        ("2022-01-05 01:00:00", ZERO, "2022-01-05 01:00:00"),
        ("2022-01-05 01:00:00", "2021-12-01 00:00:00", "2022-01-05 01:00:00"),
        (ZERO, "2022-01-05 01:00:00", "2022-01-05 01:00:00Z"),
        ("yesterday", "", None),
    ],
)
def test_a_time_keeps_the_day_of_the_site(local: str, utc: str, written: str | None) -> None:
    assert times.published(item(post_date=local, post_date_gmt=utc)) == written


def test_a_draft_has_only_the_time_of_its_last_change() -> None:
    one = item(status="draft", post_date="2022-01-05 01:00:00", post_date_gmt=ZERO)
    assert (times.published(one), times.updated(one)) == (None, "2022-01-05 01:00:00")


def test_a_change_before_the_publication_is_none() -> None:
    day = "2022-01-05 01:00:00"
    assert times.updated(item(post_date=day, post_modified=day)) is None
    later = item(post_date=day, post_modified="2022-01-06 01:00:00")
    assert times.updated(later) == "2022-01-06 01:00:00"


@pytest.mark.parametrize(
    ("fields", "version"),
    [
        ({"post_modified_gmt": "2022-01-06 01:00:00", "post_modified": "2022-01-06 07:00:00"}, 6),
        ({"post_modified_gmt": ZERO, "post_modified": "2022-01-07 07:00:00"}, 7),
        ({"post_date": "2022-01-05 07:00:00"}, 5),
    ],
)
def test_the_last_change_orders_the_versions(fields: dict[str, str], version: int) -> None:
    assert times.version(item(**fields)).startswith(f"2022-01-0{version}")


def test_an_item_without_a_time_has_no_version() -> None:
    assert times.version(item(post_date="yesterday")) == ""
