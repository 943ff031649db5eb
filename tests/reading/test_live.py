"""Live reports as they are read."""

import pytest

from kazarchive.live_report import LiveReport
from reading.articles import article, codes, reading

LIVE = "type: live\n"
BODY = "Intro.\n\n## 18:05 First\n\nText.\n\n## 18:40 Second\n\n## 2022-01-06 0:15 Last\n"


def report(front: str = LIVE, body: str = BODY) -> LiveReport:
    found = article(front, body).live
    assert found is not None
    return found


def test_the_newest_entry_is_first_unless_the_field_says_otherwise() -> None:
    assert [each.title for each in report().shown] == ["Last", "Second", "First"]
    oldest = report(LIVE + "live: {order: oldest}")
    assert [each.title for each in oldest.shown] == ["First", "Second", "Last"]
    assert report().first == oldest.first
    assert report().last == oldest.last
    assert report().several_days


@pytest.mark.parametrize(
    ("field", "state"),
    [
        ("", "ongoing"),
        ("live: ended", "ended"),
        ("live: Ongoing", "ongoing"),
        ("live: {ended: true}", "ended"),
        ("live: {ended: false, order: newest}", "ongoing"),
    ],
)
def test_a_report_is_ongoing_until_it_has_ended(field: str, state: str) -> None:
    assert article(LIVE + field, BODY).entry.live == state


def test_the_last_entry_is_the_last_change_unless_the_field_is_later() -> None:
    entry = article(LIVE, BODY).entry
    assert entry.updated
    assert entry.updated.isoformat() == "2022-01-06T00:15:00+06:00"
    later = article(LIVE + "updated: 2022-01-07", BODY).entry
    assert later.updated
    assert later.updated.isoformat()[:10] == "2022-01-07"
    earlier = article(LIVE + "updated: 2022-01-05 19:00", BODY).entry
    assert earlier.updated == entry.updated


def test_only_the_moment_that_is_shown_can_be_in_the_future() -> None:
    front = f"title: A\ndate: 2022-01-05\n{LIVE}updated: "
    assert codes(reading(front + "2022-01-07", BODY)) == ["K0133"]
    assert codes(reading(front + "2022-01-05 19:00", BODY)) == ["K0457"]


def test_links_can_name_an_entry() -> None:
    assert article(LIVE, BODY).anchors[-3:] == ("t1805", "t1840", "t2022-01-06-0015")


def test_problems_are_at_their_headings() -> None:
    body = "```\n## 9:05 code\n```\n\n## 9:05 One\n\n9:70 text\n\n9:05 *Two*\n---\n\n## 9:70 Three"
    result = reading(f"title: A\ndate: 2022-01-05\n{LIVE}", body)
    (problem,) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0453", 18, 4)


def test_each_section_without_a_time_has_its_own_place() -> None:
    body = "## 9:00 A\n\nA b.\n\n## b\n\n## b\n\nd\n---\n\n## 9:10 C\n"
    problems = reading(f"title: A\ndate: 2022-01-05\n{LIVE}", body).problems
    assert [each.code for each in problems] == [*["K0456"] * 3, "K0457"]
    first = problems[0].place.line
    assert [each.place.line - first for each in problems[:3]] == [0, 2, 4]
    assert first == 7 + body[: body.index("## b")].count("\n")


def test_other_articles_are_left_alone() -> None:
    for front in ("", "type: news\n", "type: concert\n"):
        result = reading(f"title: A\ndate: 2022-01-05\n{front}live: true\nline: 5", BODY)
        assert not [code for code in codes(result) if code not in ("K0107",)]
        assert result.article
        assert result.article.live is None
        assert not result.article.entry.live
        assert result.article.extra["live"] is True
        assert not result.article.entry.updated


def test_a_draft_without_a_date_has_no_entries_yet() -> None:
    result = reading(f"title: A\ndraft: true\n{LIVE}", BODY)
    assert result.article
    assert result.article.live is None
