"""The values of a live report."""

from datetime import UTC, datetime

from kazarchive.live_report import LiveEntry, LiveReport

EARLY = LiveEntry("t2350", datetime(2022, 1, 5, 23, 50, tzinfo=UTC), "A", "")
LATE = LiveEntry("t2022-01-06-0010", datetime(2022, 1, 6, 0, 10, tzinfo=UTC), "B", "")


def test_a_report_knows_its_first_and_last_entry_in_either_order() -> None:
    for report in (LiveReport((EARLY, LATE), (1, 0)), LiveReport((EARLY, LATE), (0, 1), False)):
        assert (report.first, report.last) == (EARLY, LATE)
        assert report.several_days
    assert LiveReport((EARLY, LATE), (1, 0)).shown == (LATE, EARLY)
