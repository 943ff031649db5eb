"""Blocks → HTML."""

from importing.pdf.set_pages import mark, page, words
from kazarchive.importing.pdf.blocks import Block
from kazarchive.importing.pdf.footnotes import Footnotes, footnotes
from kazarchive.importing.pdf.hyphens import Hyphens
from kazarchive.importing.pdf.lines import Line, lines
from kazarchive.importing.pdf.markup import Writer
from kazarchive.importing.pdf.pages import BOLD, BROKEN, ITALIC, Link, Page, Word
from kazarchive.importing.second_reading import Change

TEXT = words(50, 500, "More text of the page, which has no emphasis at all.")


def written(
    *parts: list[Word], kind: str = "text", links: list[Link] | None = None
) -> tuple[str, list[Change]]:
    whole = page(*parts)
    whole = Page(595, 842, whole.text, whole.words, links or [])
    read = lines(whole, 0)
    every = [*read, *lines(page(TEXT), 0)]
    writer = Writer([whole], every, Hyphens([line.text for line in every]), Footnotes())
    return writer.html(Block(kind, read)), writer.changes


def test_words_have_the_styles_of_their_fonts() -> None:
    parts = [*words(50, 700, "a < b"), *words(80, 700, "bold text", 10, BOLD, 0)]
    assert written([*parts, *words(140, 700, "both", 10, BOLD | ITALIC, 0)])[0] == (
        "a &lt; b <strong>bold text </strong><em><strong>both</strong></em>"
    )


def test_the_style_of_most_letters_is_no_emphasis() -> None:
    parts = words(50, 700, "x" * 100, 10, BOLD)
    assert written(parts)[0] == "x" * 100
    assert written(words(50, 700, "Heading", 16, BOLD), kind="heading")[0] == "Heading"


def test_smaller_letters_above_and_below_the_line_are_said() -> None:
    base = words(50, 700, "CO")
    low = Word("2", 60, 63, 698, 6, 0, 1)
    assert written([*base, low])[0] == "CO<sub>2</sub>"
    assert written([*base, mark(base[0], "2")])[0] == "CO<sup>2</sup>"


def test_words_over_a_link_lead_to_its_address() -> None:
    links = [Link(50, 695, 75, 710, "https://archive.example/?a=1&b"), Link(0, 0, 1, 1, "x")]
    html, _ = written(words(50, 700, "there. More"), links=links)
    assert html == '<a href="https://archive.example/?a=1&amp;b">there</a>. More'
    script = [Link(50, 695, 75, 710, "javascript:alert(1)")]
    assert written(words(50, 700, "there"), links=script)[0] == "there"


def test_broken_words_are_joined_and_the_change_is_said() -> None:
    html, changes = written(words(50, 700, f"прави{BROKEN}"), words(50, 688, "тельство. Х"))
    assert html == "правительство. Х"
    assert changes == [Change(f"прави{BROKEN}тельство", "правительство")]


def test_rows_are_lines() -> None:
    assert written(words(50, 700, "a b"), words(50, 688, "c d"), kind="rows")[0] == "a b<br>\nc d"


def test_the_mark_of_an_item_is_no_text() -> None:
    html, changes = written(words(50, 700, "• Алматы мен Ақтау"), kind="bullet")
    assert html == "Алматы мен Ақтау"
    assert changes == [Change("• Алматы мен Ақтау", "Алматы мен Ақтау")]


def test_a_footnote_and_its_reference_lead_to_each_other() -> None:
    line = words(50, 700, "It reported 225 dead")
    whole = page([*line, mark(line[-1], "1")], words(50, 90, "1 As reported.", 7))
    read: list[Line] = lines(whole, 0)
    notes = footnotes(read)
    writer = Writer([whole], read, Hyphens([]), notes)
    assert writer.html(Block("text", read[:1])) == (
        'It reported 225 dead<sup><a id="mark-1-1" href="#note-1-1">1</a></sup>'
    )
    assert writer.note(notes.notes[0]) == (
        '<p id="note-1-1">As reported. <a href="#mark-1-1">↩</a></p>'
    )
    assert writer.changes == [Change("dead1", "dead")]
    assert writer.note_words(notes.notes[0]) == "1 As reported."
