"""Looks of texts → marks."""

from kazarchive.importing.office.looks import Look


def test_a_look_becomes_marks() -> None:
    assert Look().html("a") == "a"
    assert Look(bold=True, italic=True).html("a") == "<strong><em>a</em></strong>"
    assert Look(struck=True, raised="sub").html("a") == "<s><sub>a</sub></s>"
    assert Look(bold=True).html("") == ""
