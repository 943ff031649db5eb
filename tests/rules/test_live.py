"""The entries of a live report."""

from datetime import date, datetime, timedelta

import pytest

from kazarchive.rules import dates, live

DAY = date(2022, 1, 5)
BODY = """\
<p>Before.</p>
<h2 id="known">What we know</h2>
<h2 id="a">14:35 First <em>buses</em></h2>
<p>Text.</p>
<h3 id="b">15:00 below</h3>
<blockquote>
<h2 id="c">15:10 quoted</h2>
</blockquote>
<h2 id="d"><strong>2022-01-06 9:05</strong> – Later</h2>
<h2 id="e">No time</h2>
<h2 id="f">14:35</h2>
<div class="footnotes">
<ol><li>x</li></ol>
</div>
"""


def moments(*clocks: str) -> list[datetime]:
    return [dates.parse(f"2022-01-05 {clock}", "UTC")[0] for clock in clocks]


def test_the_headings_of_the_highest_level_with_a_time_are_entries() -> None:
    report = live.divided(BODY)
    assert report.before == '<p>Before.</p>\n<h2 id="known">What we know</h2>\n'
    assert [each.title for each in report.entries] == ["First <em>buses</em>", "Later", ""]
    assert [each.written for each in report.entries] == ["14:35", "2022-01-06 9:05", "14:35"]
    assert "15:00 below" in report.entries[0].html
    assert "quoted" in report.entries[0].html
    assert report.rest.startswith('<h2 id="e">')
    assert report.rest.endswith("</div>\n")
    assert report.between == ("No time",)


@pytest.mark.parametrize("body", ["", "<p>x</p>", '<h2 id="a">Part 14:35</h2>', "</p></p>"])
def test_a_body_without_entries_stays_whole(body: str) -> None:
    report = live.divided(body)
    assert (report.before, report.entries, report.rest) == (body, (), "")


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("9:05 One", "One"),
        ("09:05: One", "One"),
        ("09:05 — «Один»", "«Один»"),
        ("<strong>09:05 One</strong> two", "<strong>One</strong> two"),
        ("09:05:30", ""),
        ("2022-01-05T09:05 One", "One"),
        ("2022-01-05, 09:05 One", "One"),
    ],
)
def test_a_time_can_be_written_in_several_ways(title: str, rest: str) -> None:
    (entry,) = live.divided(f'<h2 id="x">{title}</h2>').entries
    assert entry.title == rest
    assert f"{live.moment(entry, DAY, 'UTC'):%Y-%m-%d %H:%M}" == "2022-01-05 09:05"


@pytest.mark.parametrize("title", ["1:2 won", "10.50 tenge", "12:345", "2022-01-05", "Five"])
def test_other_headings_have_no_time(title: str) -> None:
    assert not live.divided(f'<h2 id="x">{title}</h2>').entries


@pytest.mark.parametrize("title", ["24:00 x", "9:60 x", "2022-02-30 9:00 x", "2:35 pm x", "2:35AM"])
def test_a_time_that_does_not_exist_is_none(title: str) -> None:
    (entry,) = live.divided(f'<h2 id="x">{title}</h2>').entries
    with pytest.raises(dates.NotADate):
        live.moment(entry, DAY, "UTC")


def entries(*clocks: str) -> list[str]:
    body = "".join(f'<h2 id="x">{clock} A</h2>' for clock in clocks)
    return [each.anchor for each in live.entries(live.divided(body), moments(*clocks), DAY, [])]


def test_ids_stay_when_entries_are_added() -> None:
    assert entries("9:00", "9:30", "9:30") == ["t0900", "t0930", "t0930-2"]
    assert entries("9:00", "9:15", "9:30", "9:30", "9:40")[2:4] == ["t0930", "t0930-2"]
    assert entries("9:40", "9:30", "9:30", "9:00") == ["t0940", "t0930-2", "t0930", "t0900"]
    assert live.anchor(datetime(2022, 1, 6, 0, 5), DAY) == "t2022-01-06-0005"


def test_an_id_is_no_other_id_of_the_body() -> None:
    report = live.divided('<h2 id="x">9:00 A</h2>')
    (entry,) = live.entries(report, moments("9:00"), DAY, ["t0900"])
    assert entry.anchor == "t0900-2"


def test_entries_against_the_order_of_the_file_are_found() -> None:
    assert list(live.misplaced(moments("9:00", "9:00", "10:00", "8:00", "11:00"))) == [3]
    assert list(live.misplaced(moments("11:00", "10:00", "10:30", "9:00"))) == [2]
    assert live.chronological(moments("11:00", "10:00", "10:00")) == [2, 1, 0]


def test_a_long_text_is_cut_at_a_word() -> None:
    report = live.divided(f'<h2 id="x">9:00 A</h2><p>{"word " * 200}</p>')
    text = live.entries(report, moments("9:00"), DAY, [])[0].text
    assert len(text) <= live.TEXT
    assert text.endswith("word…")


def test_entries_are_drawn_in_another_order() -> None:
    report = live.divided(BODY)
    when = [live.moment(each, DAY, "UTC") for each in report.entries]
    made = live.entries(report, when, DAY, [])
    body = live.arranged(BODY, [1, 2, 0])
    addressed = {n: (entry, f"#{entry.anchor}") for n, entry in enumerate(made)}
    shown: list[live.ShownEntry] = []

    def draw(entry: live.ShownEntry) -> str:
        shown.append(entry)
        return f"[{entry.href}]"

    drawn = live.drawn(body, addressed, draw)
    assert drawn.startswith(report.before + "[#t2022-01-06-0905]\n[#t1435-2]\n[#t1435]\n")
    assert drawn.endswith(report.rest)
    assert shown[2].attributes == 'id="a"'
    assert shown[2].level == "2"
    assert shown[2].dated


def test_a_report_of_ten_thousand_entries_takes_linear_time() -> None:
    body = '<h2 id="x">9:00 A</h2><p>Text.</p>' * 10_000
    report = live.divided(body)
    when = [datetime(2022, 1, 5, 9) + timedelta(minutes=n // 5_000) for n in range(10_000)]
    made = live.entries(report, when, DAY, [])
    assert len({each.anchor for each in made}) == 10_000
    addressed = {n: (entry, "") for n, entry in enumerate(made)}
    arranged = live.arranged(body, range(10_000))
    assert live.drawn(arranged, addressed, lambda _: "x") == "x\n" * 10_000


def test_attributes_of_headings_stay_as_they_are() -> None:
    attributes = 'id="a" title="b&quot; onclick=&quot;c()&quot; &amp;quot; <i>"'
    body = f"<h2 {attributes}>9:00 A</h2>"
    report = live.divided(body)
    made = live.entries(report, [datetime(2022, 1, 5, 9)], DAY, [])
    drawn = live.drawn(live.arranged(body, [0]), {0: (made[0], "")}, lambda each: each.attributes)
    assert drawn == attributes + "\n"


def test_a_heading_that_ends_twice_is_one_entry() -> None:
    report = live.divided("<h2>9:00 A</h2>\n</h2>\n<p>B</p>")
    assert [each.title for each in report.entries] == ["A"]
