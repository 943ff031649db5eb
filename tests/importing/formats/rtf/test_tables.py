"""Cells and edges → tables."""

from kazarchive.importing.formats.rtf.tables import Edge, Table


def table(*rows: list[tuple[str, Edge]]) -> str:
    made = Table()
    for row in rows:
        for text, _ in row:
            made.blocks.append(text)
            made.end_cell()
        made.end_row([edge for _, edge in row], False)
    return made.html().removeprefix("<table>").removesuffix("</table>")


def test_a_cell_over_two_columns_is_known_by_its_edge() -> None:
    assert table([("a", Edge(100)), ("b", Edge(200))], [("c", Edge(210))]) == (
        '<tr><td>a</td><td>b</td></tr><tr><td colspan="2">c</td></tr>'
    )


def test_cells_are_merged_in_both_directions() -> None:
    first = [("a", Edge(100)), ("", Edge(200, is_merged=True)), ("b", Edge(300, begins=True))]
    second = [("c", Edge(100)), ("d", Edge(200)), ("", Edge(300, continues=True))]
    assert table(first, second) == (
        '<tr><td colspan="2">a</td><td rowspan="2">b</td></tr><tr><td>c</td><td>d</td></tr>'
    )


def test_the_text_of_a_merged_cell_is_not_lost() -> None:
    assert table([("a", Edge(100)), ("b", Edge(200, is_merged=True))]) == (
        '<tr><td colspan="2">ab</td></tr>'
    )


def test_a_row_without_edges_has_plain_cells() -> None:
    made = Table()
    made.blocks.append("a")
    made.end_cell()
    made.blocks.append("b")
    assert made.html() == "<table><tr><td>a</td><td>b</td></tr></table>"
    made.end_row([], True)
    assert Table().html() == "<table></table>"
