"""A table is Markdown if Markdown has a form for all of it, otherwise HTML; nothing is lost."""

import pytest

from importing.markdown.engines import assert_same, written
from importing.markdown.normal import parsed
from kazarchive.importing.markdown import tables

HEAD = "<tr><th>Отын</th><th>Баға</th></tr>"
ROW = "<tr><td>газ</td><td>50|60</td></tr>"


def test_a_table_with_a_head_is_markdown() -> None:
    expected = "| Отын | Баға |\n| --- | --- |\n| газ | 50\\|60 |"
    assert assert_same(f"<table>{HEAD}{ROW}</table>") == expected
    assert assert_same(f"<table><thead>{HEAD}</thead><tbody>{ROW}</tbody></table>") == expected


def test_a_column_keeps_its_side() -> None:
    source = (
        '<table><tr><th>a</th><th style="color: red; text-align:right">b</th></tr>'
        '<tr><td>c</td><td align="RIGHT">d</td></tr></table>'
    )
    assert written(source) == "| a | b |\n| --- | --: |\n| c | d |"


@pytest.mark.parametrize(
    "inside",
    [
        ROW,
        f"{HEAD}<tr><td colspan=2>x</td></tr>",
        f"{HEAD}<tr><td rowspan=2>x</td><td>y</td></tr><tr><td>z</td></tr>",
        "<tr><th>x</th></tr><tr><td colspan=2>y</td></tr>",
        f"{HEAD}<tr><th>x</th><td>y</td></tr>",
        f"{HEAD}<tr><td>x</td></tr>",
        f"{HEAD}<tr><td><p>x</p><p>y</p></td><td>z</td></tr>",
        f"{HEAD}<tr><td align=left>x</td><td>y</td></tr>",
        f"<caption>Бағалар</caption>{HEAD}{ROW}",
        f"<thead>{HEAD}{HEAD}</thead>{ROW}",
    ],
)
def test_any_other_table_is_html(inside: str) -> None:
    body = assert_same(f"<table>{inside}</table>")
    assert body.startswith("<table>\n")
    assert "\n\n" not in body


def test_a_foot_is_the_last_row() -> None:
    source = f"<table><tfoot><tr><td>x</td><td>y</td></tr></tfoot>{HEAD}{ROW}</table>"
    assert written(source).endswith("| газ | 50\\|60 |\n| x | y |")


def test_a_table_that_arranges_a_page_leaves_its_cells() -> None:
    source = '<table role="presentation"><tr><td>a</td><td><p>b</p></td></tr></table>'
    assert written(source) == "a\n\nb"


def test_a_table_inside_a_cell_has_rows_of_its_own() -> None:
    body = assert_same(
        f"<table>{HEAD}<tr><td>x</td><td><table>{HEAD}{ROW}</table></td></tr></table>"
    )
    assert body.count("<table>") == 2
    assert body.count("<tr>") == 4


def test_what_is_in_no_cell_comes_before_the_table() -> None:
    table = parsed("<table></table>")[0]
    table.text = "one"
    row = table.makeelement("tr")
    row.text, row.tail = "two", "three"
    row.append(row.makeelement("p"))
    row[0].text, row[0].tail = "four", "five"
    table.append(row)
    parts = [part if isinstance(part, str) else part.text for part in tables.outside(table)]
    assert parts == ["two", "four", "five", "one", "three"]
