"""`[articles] fields`."""

import pytest

from kazarchive.config import reader
from kazarchive.config.content import OwnField
from kazarchive.problems import ProblemsFound

HEAD = 'title = "T"\nbase_url = "https://a.example/"\n'


def test_a_field_is_a_type_or_a_table() -> None:
    fields = reader.read(
        HEAD + '[articles.fields]\nplace = "text"\nregion = { choices = ["a", "b"] }\n'
        'price = { type = "number", label = { en = "Price" } }\n'
    ).articles.fields
    assert fields == (
        OwnField("place", "text"),
        OwnField("region", "choice", ("a", "b")),
        OwnField("price", "number", (), (("en", "Price"),)),
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("3", "a table of types"),
        ("{ Place = 'text' }", "small Latin letters"),
        ("{ 'my-place' = 'text' }", "small Latin letters"),
        ("{ title = 'text' }", "names that no field has"),
        ("{ tags = 'text' }", "names that no taxonomy has"),
        ("{ place = 'txt' }", "did you mean `text`?"),
        ("{ place = 3 }", "a table of types"),
        ("{ place = 'choice' }", "different `choices`"),
        ("{ place = { choices = ['a', 'a'] } }", "different `choices`"),
        ("{ place = { type = 'text', choices = ['a'] } }", "different `choices`"),
        ("{ place = { choices = [' a'] } }", "that are words"),
        ("{ place = { typ = 'text' } }", "did you mean `type`?"),
        ("{ place = { type = 'text', label = { fr = 'L' } } }", "languages of this site"),
    ],
)
def test_a_wrong_declaration_says_what_is_allowed(value: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as refusal:
        reader.read(f"{HEAD}[articles]\nfields = {value}\n")
    (problem,) = refusal.value.problems
    assert said in problem.message + problem.help
    assert problem.place.line == 4
