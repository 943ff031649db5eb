"""The fields of a text by their names."""

from kazarchive.importing.formats.generator.text import Text


def test_fields_are_texts_numbers_and_lists() -> None:
    data = {"a": " x ", "b": 3, "c": True, "d": ["y", 4, None], "e": None}
    text = Text(
        path="a.md", kind="markdown", body="", line=1, data=data, title="A", stem="a", folder=""
    )
    assert (text.text("e", "a"), text.text("b"), text.text("c"), text.text("z")) == (
        "x",
        "3",
        "",
        "",
    )
    assert text.texts("a", "d", "e") == [" x ", "y", "4"]
