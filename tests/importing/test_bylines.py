"""Lines that name authors."""

import pytest

from kazarchive.importing import bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Автор: Айгерим Садык", ("Айгерим Садык",)),
        ("Авторлар: Айгерім Садық және Нұрлан Оспан", ("Айгерім Садық", "Нұрлан Оспан")),
        ("By that logic, nobody would win.", ()),
        ("Nobody", ()),
    ],
)
def test_a_byline_names_its_authors(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors(line) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Фото: Дана Жүніс", "Дана Жүніс"),
        ("Photo by Jane Doe/AGENCY", "Jane Doe/AGENCY"),
        ("x", None),
    ],
)
def test_a_credit_names_the_photographer(line: str, name: str | None) -> None:
    assert bylines.credit(line) == name


def test_a_name_has_capital_letters() -> None:
    assert bylines.is_name("Ludwig van Berg")
    assert not bylines.is_name("Ludwig writes a letter")
