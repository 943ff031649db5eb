"""Written numbers → items of lists."""

import pytest

from kazarchive.importing.office.labels import Label, label


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.", ("1", 1)),
        ("(12)", ("1", 12)),
        ("a)", ("a", 1)),
        ("C.", ("A", 3)),
        ("i.", ("i", 1)),
        ("iv)", ("i", 4)),
        ("XLII.", ("I", 42)),
        ("•", ("-", 0)),
        ("–", ("-", 0)),
        ("o", ("-", 0)),
        ("\uf0b7", ("-", 0)),
        ("а)", None),
        ("1.1.", None),
        ("§ 1", None),
        ("", None),
        ("99999999999.", None),
    ],
)
def test_a_label_is_an_item(written: str, expected: tuple[str, int] | None) -> None:
    assert label(written) == expected


@pytest.mark.parametrize(
    ("written", "before", "expected"),
    [
        ("i)", Label("a", 8), ("a", 9)),
        ("v.", Label("i", 4), ("i", 5)),
        ("v.", Label("a", 21), ("a", 22)),
        ("c.", None, ("a", 3)),
    ],
)
def test_the_item_before_it_decides_what_a_letter_is(
    written: str, before: Label | None, expected: tuple[str, int]
) -> None:
    assert label(written, before) == expected
