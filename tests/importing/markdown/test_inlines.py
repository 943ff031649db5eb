"""Pieces of text → spans: marks are joined, lie around words, and are nested."""

from kazarchive.importing.markdown import inlines
from kazarchive.importing.markdown.inlines import Piece
from kazarchive.importing.markdown.values import Break, Inline, Mark, Note, Span, Text

STRONG, EM, CODE = Mark("strong"), Mark("em"), Mark("code")
LINK = Mark("a", (("href", "x"),))
BREAK = Piece("", (), Break())


def one(*pieces: Piece) -> tuple[Inline, ...]:
    (paragraph,) = inlines.paragraphs(pieces)
    return paragraph


def test_spaces_are_single_and_not_at_the_ends() -> None:
    pieces = Piece(" \n a  "), Piece(" b ", (EM,)), Piece(" "), Piece("\u00a0c\u00a0 ")
    assert one(*pieces) == (Text("a "), Span(EM, (Text("b"),)), Text(" \u00a0c"))


def test_marks_do_not_begin_or_end_at_spaces() -> None:
    assert one(Piece("a"), Piece(" b ", (LINK,)), Piece("c")) == (
        Text("a "),
        Span(LINK, (Text("b"),)),
        Text(" c"),
    )


def test_equal_marks_are_joined_over_spaces_too() -> None:
    pieces = Piece("a", (STRONG,)), Piece("b", (STRONG,)), Piece(" "), Piece("c", (STRONG,))
    assert one(*pieces) == (Span(STRONG, (Text("ab c"),)),)
    links = Piece("a", (LINK,)), Piece(" "), Piece("b", (LINK,))
    assert len(one(*links)) == 3


def test_the_longest_mark_is_the_outermost() -> None:
    pieces = Piece("a", (EM, STRONG)), Piece("b", (STRONG,)), Piece("c", (STRONG, EM))
    inner = Span(EM, (Text("a"),)), Text("b"), Span(EM, (Text("c"),))
    assert one(*pieces) == (Span(STRONG, inner),)


def test_code_is_the_innermost_mark() -> None:
    assert one(Piece("a", (CODE, STRONG))) == (Span(STRONG, (Span(CODE, (Text("a"),)),)),)


def test_two_line_ends_separate_paragraphs() -> None:
    pieces = [BREAK, Piece("a"), BREAK, Piece("b"), BREAK, Piece(" "), BREAK, Piece("c"), BREAK]
    first, second = inlines.paragraphs(pieces)
    assert first == (Text("a"), Break(), Text("b"))
    assert second == (Text("c"),)
    assert inlines.line(pieces) == (Text("a"), Break(), Text("b"), Break(), Text("c"))


def test_what_nobody_sees_is_no_paragraph() -> None:
    assert not list(inlines.paragraphs([Piece(" "), BREAK, Piece("\u00a0", (STRONG,))]))
    assert inlines.line([BREAK]) == ()


def test_a_reference_to_a_note_is_not_raised_and_in_no_link() -> None:
    raised = Mark("sup")
    note = Piece("", (LINK, raised, STRONG), Note(1))
    assert one(Piece("a", (STRONG,)), note) == (Span(STRONG, (Text("a"), Note(1))),)


def test_text_is_printable_and_preformatted_text_keeps_its_spaces() -> None:
    assert one(Piece("a\0\u0301")) == (Text("á"),)
    pieces = [Piece("  a\n\n"), Piece(" b", (EM,))]
    assert inlines.preformatted(pieces) == (Text("  a\n\n"), Span(EM, (Text(" b"),)))
