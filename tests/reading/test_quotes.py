"""Typographic quotation marks around a whole value."""

import pytest

from reading.articles import article, reading


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", "‘’", "””"])
def test_quotation_marks_around_a_value_are_none_of_it(marks: str) -> None:
    begin, end = marks[0], marks[1]
    fields = {
        "date": "2022-01-07",
        "slug": "abc",
        "lang": "ru",
        "aliases": "/old/",
        "translation_key": "key",
        "updated": "2022-01-08",
    }
    front = "\n".join(f"{name}: {begin}{value}{end}" for name, value in fields.items())
    given = reading(f"title: {begin}Cap{end}\n{front}")
    assert given.article is not None, given.problems
    entry = given.article.entry
    assert (entry.address, entry.lang, entry.group) == ("/ru/2022/01/07/abc/", "ru", "=key")
    assert (entry.aliases, entry.title) == (("/old/",), f"{begin}Cap{end}")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("[“oil”, ’gas’]", ["oil", "gas"]),
        ("“oil”", ["oil"]),
        ("[«Самұрық», „Спартак“]", ["«Самұрық»", "„Спартак“"]),
        ("[“oil” and “gas”]", ["“oil” and “gas”"]),
        ("[“”]", ["“”"]),
    ],
)
def test_terms_keep_what_may_be_a_part_of_a_name(written: str, names: list[str]) -> None:
    made = article(f"tags: {written}")
    assert [term.name for term in made.entry.terms] == names
