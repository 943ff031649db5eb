"""Lines → paragraphs, headings, items and rows."""

from importing.pdf.set_pages import set_lines, words
from kazarchive.importing.pdf.blocks import blocks, body_size
from kazarchive.importing.pdf.lines import Line
from kazarchive.importing.pdf.pages import Word

FULL = "The price of gas has doubled within a day, and there are queues"


def found(*parts: list[Word], more: list[Line] | None = None) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in blocks([*set_lines(*parts), *(more or [])])]


def column(*texts: str, x: float = 50, y: float = 700, leading: float = 12) -> list[list[Word]]:
    return [words(x, y - leading * number, text) for number, text in enumerate(texts)]


def test_lines_without_room_for_the_next_word_are_one_paragraph() -> None:
    assert found(*column(FULL, FULL, "at the pumps.")) == [("text", f"{FULL} {FULL} at the pumps.")]


def test_a_line_with_room_ends_a_paragraph() -> None:
    parts = column(FULL, "at the pumps.", FULL, "in Aktau.")
    assert [text for _, text in found(*parts)] == [f"{FULL} at the pumps.", f"{FULL} in Aktau."]


def test_a_larger_distance_ends_a_paragraph() -> None:
    parts = [*column(FULL, FULL), *column(FULL, FULL, y=670)]
    assert len(found(*parts)) == 2


def test_an_indented_line_begins_a_paragraph() -> None:
    parts = column(FULL + " x", f"{FULL}.", FULL[:-2], FULL)
    parts[2] = words(60, 676, FULL[:-2])
    assert [text for _, text in found(*parts)] == [f"{FULL} x {FULL}.", f"{FULL[:-2]} {FULL}"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first, second = FULL, FULL.replace("The", "the")
    columns = [*column(FULL, first), *column(second, FULL, x=400)]
    assert len(found(*columns)) == 1
    assert len(found(*column(FULL, first), more=set_lines(*column(second), number=1))) == 1
    ended = [*column(FULL, f"{first}."), *column(FULL, second, x=400)]
    assert len(found(*ended)) == 2


def test_a_broken_word_always_goes_on() -> None:
    parts = [*column(FULL, "and the pri-"), *column("ce rose.", x=400)]
    assert len(found(*parts)) == 1


def test_larger_letters_are_a_heading() -> None:
    parts = [words(50, 720, "Prices and", 16), words(50, 700, "protests", 16), *column(FULL, y=670)]
    assert found(*parts) == [("heading", "Prices and protests"), ("text", FULL)]
    assert body_size(set_lines(*parts)) == 10
    assert body_size([]) == 0


def test_a_long_text_in_larger_letters_is_no_heading() -> None:
    parts = [words(50, 720 - 20 * n, FULL, 16) for n in range(6)] + column(*[FULL] * 20, y=500)
    assert {kind for kind, _ in found(*parts)} == {"text"}


def test_bullets_are_items_and_hanging_lines_belong_to_them() -> None:
    parts = column("• Almaty", "• Aktau, where", "it went on", "• Taraz")
    parts[2] = words(60, 676, "it went on")
    assert found(*parts) == [
        ("bullet", "• Almaty"),
        ("bullet", "• Aktau, where it went on"),
        ("bullet", "• Taraz"),
    ]


def test_numbers_are_items_if_they_follow_each_other() -> None:
    assert [kind for kind, _ in found(*column("1. One", "2. Two", "3) Three"))] == ["number"] * 3
    assert {kind for kind, _ in found(*column("5. January", FULL, "9. May"))} == {"text"}
    assert {kind for kind, _ in found(*column("1.", "2."))} == {"text"}


def test_lines_with_cells_below_each_other_are_rows() -> None:
    rows = [
        [*words(50, 700 - 12 * n, text), *words(200, 700 - 12 * n, value)]
        for n, (text, value) in enumerate([("Day", "Dead"), ("5 January", "13"), ("August", "238")])
    ]
    (block, other) = found(*rows, *column(FULL, y=660))
    assert block[0] == "rows"
    assert other == ("text", FULL)
    assert {kind for kind, _ in found(*rows[:2])} == {"text"}
