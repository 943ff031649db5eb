"""Which of the dates in a document, its name and the command counts."""

import pytest

from archives import Archive
from importing.documents import TWO, one
from kazarchive.importing import dating
from kazarchive.problems import Place, ProblemsFound
from kazarchive.rules import dates

LINE = "ASTANA, January 5 — Prices rose."


@pytest.mark.parametrize(
    ("name", "document", "asked", "date"),
    [
        ("20220105-x.txt", "H\n21.01.2022\n\nX.", "2020-01-01", "2022-01-21"),
        ("20220105-x.txt", f"H\n\n{LINE}", "2020-01-01", "2022-01-05"),
        ("20220106-x.txt", f"H\n\n{LINE}", None, "2022-01-06"),
        ("x.kk.txt", f"H\n\n{LINE}", "2020-01-01", "2020-01-01"),
        ("2022/x.txt", f"H\n\n{LINE}\n\nMore.", "2020-01-01", "2022-01-05"),
        ("x-20220105.kk.txt", "H\n\nX.", None, "2022-01-05"),
        ("x.txt", "H\n\nASTANA, Jan. 5, 2022 — X.", "2020-01-01", "2022-01-05"),
        ("2021/x.txt", "H\n\nASTANA, Jan. 5, 2022 — X.", None, "2022-01-05"),
        ("2022/x.txt", "H\n\nASTANA, Feb. 30 — X.", "2020-01-01", "2020-01-01"),
        ("2022/x.txt", "H\n\nASTANA, Feb. 30 — X.", None, None),
        ("x.txt", "H\n05/06/2022\n\nX.", "2022-06-05", "2022-06-05"),
        ("x.txt", "H\n05/06/2022\n\nX.", "2022-05-06 18:30", "2022-05-06 18:30"),
        ("x.txt", "H\n05/06/2022 18:30\n\nX.", "2022-06-05", "2022-06-05"),
    ],
)
def test_the_first_that_is_certain_counts(
    trilingual: Archive, name: str, document: str, asked: str | None, date: str | None
) -> None:
    row = one(trilingual, document, name=name, date=asked)
    assert row.recognised
    assert row.recognised.date == date
    assert row.warnings == ()


@pytest.mark.parametrize("asked", [None, "2020-01-01"])
def test_an_ambiguous_line_is_said_and_not_lost(trilingual: Archive, asked: str | None) -> None:
    row = one(trilingual, "H\n\nDate: 05/06/2022\n\nX.\n", date=asked)
    assert row.recognised
    assert (row.outcome, row.recognised.date) == ("draft", None)
    assert row.left_out == ("Date: 05/06/2022",)
    (note,) = row.warnings
    assert (note.code, note.place.line) == ("K0823", 3)
    assert note.message.endswith("it can be `2022-06-05` or `2022-05-06`")


def test_an_ambiguous_name_is_said(trilingual: Archive) -> None:
    row = one(trilingual, TWO, name="05-06-2022.txt")
    assert [(note.code, note.place.line) for note in row.warnings] == [("K0823", 0)]
    assert row.left_out == ()


def test_a_dateline_without_a_year_is_said(trilingual: Archive) -> None:
    row = one(trilingual, f"H\n\n{LINE}\n")
    assert row.outcome == "draft"
    (note,) = row.warnings
    assert (note.code, note.place.line, note.place.column) == ("K0823", 3, 9)
    assert note.message == "the date `January 5` is uncertain: it has no year"


@pytest.mark.parametrize(
    ("line", "reason"),
    [("31.02.2022", "there is no such day"), ("2022-02-30", "2022-02 has 28 days")],
)
def test_an_impossible_date_is_refused_with_its_place(
    trilingual: Archive, line: str, reason: str
) -> None:
    row = one(trilingual, f"H\n\n{line}\n\nX.")
    assert row.problem
    assert (row.problem.code, row.problem.place.line) == ("K0103", 3)
    assert row.problem.message.endswith(reason)


def test_a_date_that_was_asked_for_must_be_one(trilingual: Archive) -> None:
    dating.check("2022-01-05", "UTC", Place("--date"))
    with pytest.raises(ProblemsFound):
        dating.check("2022-01-32", "UTC", Place("--date"))


def test_a_date_that_is_read_can_be_written(trilingual: Archive) -> None:
    row = one(trilingual, "H\n\nJan. 5, 2022 at 6:30 p.m.\n\nX.")
    assert row.recognised
    assert row.recognised.date == "2022-01-05 18:30"
    assert dates.parse(row.recognised.date, "UTC")
    assert row.article == "articles/2022/h.md"
