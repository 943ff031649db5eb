"""Footnotes at the foot of a page."""

from importing.pdf.set_pages import mark, set_lines, words
from kazarchive.importing.pdf.footnotes import footnotes
from kazarchive.importing.pdf.lines import Line
from kazarchive.importing.pdf.pages import Word


def text(*marks: str) -> list[list[Word]]:
    line = words(50, 700, "The prosecutor general reported 225 dead")
    return [[*line, *(mark(line[-1], each) for each in marks)], words(50, 688, "and more text.")]


def found(*parts: list[Word]) -> list[tuple[str, str, str]]:
    every = footnotes(set_lines(*parts))
    return [(n.name, n.mark, " ".join(line.text for line in n.lines)) for n in every.notes]


NOTE = [words(50, 90, "1 As reported", 7), words(50, 82, "on 15 January.", 7)]


def test_a_note_has_a_number_that_stands_raised_in_the_text() -> None:
    assert found(*text("1"), *NOTE) == [("1-1", "1", "1 As reported on 15 January.")]
    every = footnotes(set_lines(*text("1"), *NOTE))
    ((page, word),) = every.references
    assert (page, word.text) == (0, "1")
    assert {line.text for line in every.lines} == {"1 As reported", "on 15 January."}


def test_several_notes_follow_each_other() -> None:
    second = [words(50, 74, "2 Later.", 7)]
    parts = [*text("1"), [*words(50, 660, "x"), mark(words(50, 660, "x")[0], "2")], *NOTE, *second]
    assert [name for name, *_ in found(*parts)] == ["1-1", "1-2"]


def test_notes_are_in_the_order_of_their_references() -> None:
    def note(y: float, number: str) -> list[Word]:
        word = Word(number, 50, 52, y + 3, 4)
        return [word, *words(55, y, "As reported", 7)]

    line = words(50, 700, "One two")
    first = [line[0], mark(line[0], "1"), line[1], mark(line[1], "2")]
    parts = [first, words(50, 688, "and more text of the page."), note(80, "2"), note(90, "1")]
    assert [mark for _, mark, _ in found(*parts)] == ["1", "2"]


def test_a_sign_is_a_mark() -> None:
    assert [mark for _, mark, _ in found(*text("*"), words(50, 90, "* Later.", 7))] == ["*"]


def test_what_is_not_certain_stays_text() -> None:
    assert found(*text(), *NOTE) == []
    assert found(*text("1", "1"), *NOTE) == []
    assert found(*text("1"), words(50, 90, "Small text", 7), *NOTE) == []
    assert found(*text("1"), words(50, 90, "1 As reported", 10)) == []
    assert found(*NOTE) == []
    assert footnotes(list[Line]()).notes == ()


def test_a_line_that_begins_with_another_number_begins_no_note() -> None:
    parts = [*text("1"), NOTE[0], words(50, 82, "15 January.", 7)]
    assert [text for *_, text in found(*parts)] == ["1 As reported 15 January."]
