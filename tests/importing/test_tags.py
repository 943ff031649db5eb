"""Which of an archive's tags a text is about."""

import pytest

from archives import Archive
from importing.documents import one


@pytest.mark.parametrize(
    ("lang", "document", "names", "suggested"),
    [
        ("en", "Fuel and fuel, fuels. LPG, csto", ["CSTO", "Fuel", "Oil", "Fue"], ["Fuel", "CSTO"]),
        (
            "en",
            "The price cap; a price\ncap.",
            ["Price cap", "Cap", "Price caps"],
            ["Cap", "Price cap"],
        ),
        ("ru", "Протестами, протест; протестовавшие", ["Протест", "Протесты"], ["Протест"]),
        ("ru", "Протестовавшими", ["Протест"], []),
        ("ru", "Права человека", ["Права человек", "Права"], ["Права"]),
        ("ru", "Нефтью и газом", ["Нефть", "Нефт", "Газ"], ["Нефть"]),
        ("kk", "Алматыда, Алматыдағылардың", ["Алматы"], ["Алматы"]),
        ("kk", "Жаңаөзеннен", ["Жаңаөзен", "Өзен"], ["Жаңаөзен"]),
        ("en", "Almatyda", ["Almaty"], []),
        ("en", "a b c d e f f", ["A", "B", "C", "D", "E", "F"], ["F", "A", "B", "C", "D"]),
        ("en", "C++ and C+", ["C++", ""], ["C++"]),
    ],
)
def test_tags_are_suggested_from_terms_in_the_text(
    trilingual: Archive, lang: str, document: str, names: list[str], suggested: list[str]
) -> None:
    terms = [(lang, "tags", name) for name in names]
    row = one(trilingual, f"Headline\n\n{document}\n", lang=lang, terms=terms)
    assert row.recognised
    assert list(row.recognised.tags) == suggested


def test_tags_that_were_asked_for_are_always_there(trilingual: Archive) -> None:
    names = ("First", "second", "Headline", "Text", "Other", "Last")
    terms = [("en", "tags", name) for name in names]
    row = one(
        trilingual,
        "Headline\n\nFirst second text other last.",
        terms=terms,
        tags=("FIRST", " New "),
    )
    assert row.recognised
    assert row.recognised.tags == ("First", "Headline", "Last", "Other", "Text", "New")
