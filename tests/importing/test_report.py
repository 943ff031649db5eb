"""What an import answers."""

from kazarchive.importing.report import ImportReport, ImportRow
from kazarchive.problems import Place, Problem


def test_the_problems_of_an_import_are_those_of_its_rows_in_their_order() -> None:
    first, second = (Problem("K0801", Place(name)) for name in ("b.txt", "a.txt"))
    rows = (
        ImportRow("b.txt", "refused", problem=first),
        ImportRow("c.txt", "written"),
        ImportRow("a.txt", "skipped", problem=second),
    )
    assert ImportReport(rows).problems == (first, second)
