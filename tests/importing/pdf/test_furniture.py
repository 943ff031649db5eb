"""Headers, footers and page numbers."""

from kazarchive.importing.pdf.furniture import furniture
from kazarchive.importing.pdf.lines import Line
from kazarchive.importing.pdf.pages import Word


def line(text: str, y: float, page: int) -> Line:
    return Line((Word(text, 50, 100, y, 10),), page, y, 10)


def left_out(*pages: list[tuple[str, float]]) -> list[tuple[int, str]]:
    every = [[line(text, y, n) for text, y in page] for n, page in enumerate(pages)]
    return sorted((each.page, each.text) for each in furniture(every))


def text(page: int) -> list[tuple[str, float]]:
    return [(f"Line {chr(97 + page)}{chr(97 + number)}", 700 - 12 * number) for number in range(9)]


def test_a_line_that_recurs_at_one_height_is_a_header() -> None:
    pages = [[("Вестник, 5", 800.0 + n), *text(n)] for n in range(4)]
    assert left_out(*pages) == [(n, "Вестник, 5") for n in range(4)]
    assert left_out(*pages[:2]) == []


def test_a_header_may_be_on_left_pages_only() -> None:
    pages = [[("Вестник" if n % 2 else "Ақпарат", 800.0), *text(n)] for n in range(8)]
    assert len(left_out(*pages)) == 8


def test_a_line_that_recurs_in_the_text_stays() -> None:
    pages = [[*text(n)[:4], ("Same", 500.0 - 40 * n), *text(n)[4:]] for n in range(6)]
    assert left_out(*pages) == []
    middle = [[*text(n)[:4], ("Same", 655.0), *text(n)[4:]] for n in range(6)]
    assert left_out(*middle) == []


def test_numbers_that_count_the_pages_are_left_out() -> None:
    for form in ("{}", "– {} –", "Стр. {}", "Page {} of 9", "{}-бет", "{} / 9"):
        pages = [[*text(n), (form.format(n + 5), 30.0)] for n in range(3)]
        assert len(left_out(*pages)) == 3, form


def test_pages_that_are_all_alike_stay() -> None:
    assert left_out(*[[("Same", 700.0), (str(n + 1), 30.0)] for n in range(5)]) == []


def test_other_numbers_stay() -> None:
    assert left_out(*[[*text(n), (number, 30.0)] for n, number in enumerate(["7", "3", "2"])]) == []
    assert left_out([*text(0), ("1", 30.0)]) == []
