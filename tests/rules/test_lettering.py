"""Room for letters, and labels as readers see them."""

from decimal import Decimal

from kazarchive.rules.lettering import percent, share, shown


def test_labels_in_time_are_written_as_in_the_language() -> None:
    assert shown("2022-01-05", "day", "en") == "5 January 2022"
    assert shown("2022-01", "month", "ru") == "Январь 2022"
    assert shown("2022", "year", "kk") == "2022"
    assert shown("2022-01", "", "ru") == "2022-01"


def test_shares_are_short_and_never_take_all_the_room() -> None:
    assert share(Decimal("12.3456")) == "12.35"
    assert share(Decimal(100)) == "100"
    assert share(Decimal("0.00")) == "0"
    assert percent(4) == 10
    assert percent(500) == 40
