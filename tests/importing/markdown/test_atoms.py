"""Images, line ends and checkboxes."""

from importing.markdown.normal import parsed
from kazarchive.importing.markdown.atoms import ATOMS
from kazarchive.importing.markdown.values import Atom, Break, Image, Void


def atom(source: str) -> Atom | None:
    element = parsed(source)[0]
    return ATOMS[str(element.tag)](element)


def test_an_image_has_an_address_and_texts_on_one_line() -> None:
    assert atom('<img src=" a.jpg " alt=" x\ny" title="z ">') == Image("a.jpg", "x y", "z")
    assert atom('<img alt="x">') is None


def test_a_checkbox_is_the_only_field_that_stays() -> None:
    disabled = (("type", "checkbox"), ("disabled", ""))
    assert atom('<input type="checkbox">') == Void("input", disabled)
    assert atom('<input type="checkbox" checked>') == Void("input", (*disabled, ("checked", "")))
    assert atom('<input type="text" value="x">') is None


def test_line_ends() -> None:
    assert atom("<br>") == Break()
    assert atom("<wbr>") == Void("wbr")
