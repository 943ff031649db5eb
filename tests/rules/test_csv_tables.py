"""CSV files as Excel, LibreOffice and statistical offices write them."""

import pytest

from kazarchive.rules.csv_tables import LARGEST, NotATable, table, text


@pytest.mark.parametrize(
    ("content", "comma"),
    [
        ("Year,Oil\n2021,3.5\n", False),
        ("Year;Oil\r\n2021;3.5\r\n", True),
        ("Year\tOil\r2021\t3.5\r", True),
        ("\n\nYear;Oil;;\n;;\n 2021 ;3.5;\n", True),
        ("sep=;\nYear;Oil\n2021;3.5", True),
        ('"Year";"Oil"\n"2021";"3.5"', True),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_separator_and_encoding_gives_the_same_rows(
    content: str, comma: bool, encoding: str
) -> None:
    found = table(text(content.encode(encoding)))
    assert [row.cells for row in found.rows] == [("Year", "Oil"), ("2021", "3.5")]
    assert found.decimal_comma == comma


def test_a_row_knows_its_line() -> None:
    content = 'Year;"Oil\nand gas"\n\n2021;3\n'
    assert [row.line for row in table(content).rows] == [1, 4]
    assert [row.line for row in table("sep=;\n" + content).rows] == [2, 5]
    assert table(content).rows[0].cells[1] == "Oil and gas"


def test_a_comma_in_quotation_marks_separates_nothing() -> None:
    (row,) = table('"a, b, c";d\n').rows
    assert row.cells == ("a, b, c", "d")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Жыл;Мұнай\n".encode("cp1251", "replace"), "not UTF-8"),
        (b"a;b\0", "no text"),
        (b"a" * (LARGEST + 1), "larger than 256 KB"),
        (b"\xff\xfea", "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotATable, match=reason):
        text(content)


def test_an_open_quotation_mark_is_told_with_its_line() -> None:
    with pytest.raises(NotATable) as found:
        table('a;b\nc;"d\ne;f\n')
    assert found.value.line == 2
