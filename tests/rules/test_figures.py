"""What the cells of a table mean."""

import time

import pytest

from kazarchive.rules.figures import Row, figures, number, scale


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("31", "31"),
        ("46,9", "46.9"),
        ("46.90", "46.90"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("12\u202f345.5", "12345.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("−3,5", "-3.5"),
        ("–3", "-3"),
        ("+7", "7"),
        ("12,5 %", "12.5"),
        ("0,125", "0.125"),
        ("0", "0"),
    ],
)
def test_numbers_of_any_language_are_read(written: str, expected: str) -> None:
    assert number(written, True) == number(written, written == "0,125") == expected


def test_a_comma_before_three_digits_is_read_by_the_language() -> None:
    assert number("1,234", True) == "1.234"
    assert number("1,234", False) == "1234"
    assert number("0,234", False) == "0.234"


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "—", "…", "n/a", "Н/Д", "ж/қ", "x"])
def test_some_cells_say_that_there_is_no_number(cell: str) -> None:
    assert number(cell, True) is None


@pytest.mark.parametrize(
    "cell",
    ["31 46", "12 5", "$3", "3 bn", "1e5", "1,2,3", "1.2.3", ".", ",5", "9" * 16, "--3", "٣"],
)
def test_other_cells_are_no_numbers(cell: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        number(cell, True)


def rows(*lines: str) -> list[Row]:
    return [Row(n, tuple(line.split("|"))) for n, line in enumerate(lines, 1)]


def test_short_rows_have_gaps_and_all_faults_are_told_at_once() -> None:
    read, faults = figures(rows("|A|B", "x|1", "y||2"), True, 40)
    assert not faults
    assert read is not None
    assert [each.values for each in read.series] == [("1", None), (None, "2")]
    read, faults = figures(rows("|A|B", "x|a|1", "y|1|2|3", "z|?|2"), True, 2)
    assert read is None
    assert [(each.code, each.line) for each in faults] == [
        ("K0450", 4),
        ("K0448", 2),
        ("K0449", 3),
        ("K0448", 4),
    ]


@pytest.mark.parametrize("lines", [(), ("|A",), ("A", "x"), ("|A", "x|")])
def test_a_table_without_a_number_is_no_chart(lines: tuple[str, ...]) -> None:
    read, faults = figures(rows(*lines), True, 40)
    assert read is None
    assert [each.code for each in faults] == ["K0446"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["2021", "2022"], "year"),
        (["2021-01", "2022-12"], "month"),
        (["2021-01-31"], "day"),
        (["2021-02-30"], ""),
        (["2021-13"], ""),
        (["2021", "2022-01"], ""),
        (["Oil"], ""),
    ],
)
def test_labels_in_time_are_recognised(labels: list[str], expected: str) -> None:
    assert scale(labels) == expected


def test_hostile_cells_take_linear_time() -> None:
    start = time.process_time()
    for cell in ("1 " * 100_000, "1,234" * 50_000, "1" * 200_000, "-" * 200_000, "1.111," * 40_000):
        with pytest.raises(ValueError, match=r"^$"):
            number(cell, True)
    assert time.process_time() - start < 0.5
