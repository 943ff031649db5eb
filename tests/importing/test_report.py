"""What the rows of an import add up to."""

from kazarchive.importing.report import NOTE, ImportRow, Proof, Totals
from kazarchive.problems import Place, Problem

ERROR, WARNING = Problem("K0803", Place("a.txt")), Problem("K0809", Place("a.txt"))


def totals(*rows: ImportRow) -> Totals:
    totals = Totals()
    for row in rows:
        totals.add(row)
    return totals


def test_documents_are_counted_and_notes_about_files_are_not() -> None:
    counted = totals(
        ImportRow("a", "written"),
        ImportRow("b", "refused", problem=ERROR),
        ImportRow("c", "written"),
        ImportRow("d", NOTE, problem=Problem("K0833", Place("d"))),
    )
    assert counted.counts == {"written": 2, "refused": 1}


def test_the_first_row_with_the_smallest_share_of_words_is_kept() -> None:
    rows = [
        ImportRow(name, "written", proof=Proof(kept))
        for name, kept in (("a", 1), ("b", 0), ("c", 0))
    ]
    least = totals(ImportRow("d", "refused"), *rows).least_kept
    assert least
    assert least.document == "b"


def test_only_errors_are_errors() -> None:
    assert totals(ImportRow("a", "refused", problem=ERROR)).has_errors
    assert not totals(ImportRow("a", "skipped", problem=WARNING)).has_errors
    assert totals(ImportRow("a", "draft", warnings=(WARNING, ERROR))).has_errors
