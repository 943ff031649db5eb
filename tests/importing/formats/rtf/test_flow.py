"""Pieces of text → blocks."""

from kazarchive.importing.formats.rtf.flow import Flow, Piece
from kazarchive.importing.formats.rtf.sinks import Style, Styles
from kazarchive.importing.formats.rtf.state import Paragraph
from kazarchive.importing.office.looks import Look
from kazarchive.importing.office.notes import Beside

PLAIN, BOLD = Look(), Look(bold=True)


def flow() -> Flow:
    styles = Styles()
    styles.styles |= {1: Style("Title"), 2: Style("toc 1"), 3: Style("Preformatted Text")}
    return Flow(styles, Beside())


def block(paragraph: Paragraph, *pieces: Piece, label: str = "") -> str:
    made = flow()
    made.label = label
    for piece in pieces:
        made.add(piece)
    return made.html(paragraph)


def test_equal_pieces_are_joined_and_links_are_kept() -> None:
    pieces = [
        Piece("a", BOLD),
        Piece("b", BOLD),
        Piece(" <c>", PLAIN, "https://a.example/?x=1&y=2"),
        Piece("<img>", PLAIN, is_html=True),
        Piece("\n", PLAIN),
    ]
    assert block(Paragraph(), *pieces) == (
        '<p><strong>ab</strong><a href="https://a.example/?x=1&amp;y=2"> &lt;c&gt;</a><img><br></p>'
    )


def test_the_style_decides_on_the_element() -> None:
    piece = Piece("a", PLAIN)
    assert block(Paragraph(style=1), piece) == '<h1 class="title">a</h1>'
    assert block(Paragraph(style=2), piece) == ""
    assert block(Paragraph(style=3), piece) == "<pre>a</pre>"
    assert block(Paragraph(outline="1"), piece) == "<h2>a</h2>"
    assert block(Paragraph(), Piece(" ", PLAIN)) == ""


def test_a_label_makes_an_item() -> None:
    piece = Piece("a", PLAIN)
    assert block(Paragraph(level=1), piece, label="2.") == '<p data-list="1 1 2">a</p>'
    assert block(Paragraph(), piece, label="1.1.") == "<p>1.1. a</p>"
    assert block(Paragraph(outline="0"), piece, label="1.") == "<h1>1. a</h1>"


def test_a_typed_label_makes_one_if_it_hangs() -> None:
    hanging = Paragraph(left=720, first=-360)
    assert block(hanging, Piece("–\ta", PLAIN)) == '<p data-list="1 - 0">a</p>'
    assert block(hanging, Piece("Word\ta", PLAIN)) == "<p>Word\ta</p>"
    assert block(Paragraph(), Piece("–\ta", PLAIN)) == "<p>–\ta</p>"


def test_tables_end_where_a_paragraph_is_in_none() -> None:
    made = flow()
    for word, number in (("trowd", None), ("cellx", 100), ("trhdr", None)):
        assert made.define(word, number)
    made.add(Piece("a", PLAIN))
    made.end_cell(Paragraph(table=1), 1)
    made.end_row(1)
    made.add(Piece("b", PLAIN))
    assert made.html(Paragraph()) == "<table><tr><th><p>a</p></th></tr></table><p>b</p>"
    assert not made.define("par", None)


def test_hidden_text_is_set_aside() -> None:
    beside = Beside()
    made = Flow(Styles(), beside)
    made.add(Piece("a", Look(hidden=True)))
    assert made.html(Paragraph()) == ""
    assert beside.hidden == ["a"]
