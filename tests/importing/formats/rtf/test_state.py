"""Control words → properties of texts and paragraphs."""

from kazarchive.importing.formats.rtf.state import Paragraph, State
from kazarchive.importing.office.looks import Look


def formatted(*words: tuple[str, int | None]) -> State:
    state = State()
    for word, number in words:
        assert state.format(word, number)
    return state


def test_properties_are_set_and_reset() -> None:
    look = formatted(("b", None), ("i", None), ("super", None), ("v", 1), ("i", 0)).look
    assert look == Look(bold=True, raised="sup", hidden=True)
    assert formatted(("b", None), ("sub", None), ("plain", None)).look == Look()
    paragraph = formatted(("s", 3), ("li", 360), ("fi", -360), ("ilvl", 1), ("intbl", None))
    assert paragraph.paragraph == Paragraph(3, "", 1, 1, 360, -360)
    assert formatted(("s", 3), ("pard", None)).paragraph == Paragraph()
    assert formatted(("f", 2), ("uc", -1), ("deleted", None)).fallbacks == 0


def test_a_group_begins_with_a_copy_and_without_an_end() -> None:
    state = formatted(("b", None), ("f", 2))
    state.href, state.end = "x", lambda: None
    inner = state.inner()
    assert (inner.look, inner.font, inner.href, inner.end) == (state.look, 2, "x", None)
    inner.format("b", 0)
    assert state.look.bold


def test_other_words_are_no_properties() -> None:
    assert not State().format("par", None)
