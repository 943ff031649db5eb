"""`[params]`."""

from datetime import date

import pytest

from kazarchive.config import reader
from kazarchive.config.content import ParamTable
from kazarchive.problems import ProblemsFound

HEAD = 'title = "T"\nbase_url = "https://a.example/"\n'


def test_values_are_frozen() -> None:
    text = '[params]\na = "x"\nn = 2\nday = 2022-01-05\nlist = [true, { b = 1.5 }]\n'
    site = reader.read(HEAD + text)
    assert site.params == (
        ("a", "x"),
        ("n", 2),
        ("day", date(2022, 1, 5)),
        ("list", (True, ParamTable((("b", 1.5),)))),
    )
    hash(site)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("params = 3", "a table"),
        ("[params]\n'a b' = 1", "names that templates can write"),
        ("[params]\na = 12:00:00", "put it in quotes"),
        ("[params]\na = inf", "put it in quotes"),
        (f"[params]\na = {'[' * 20}{']' * 20}", "at most 8 levels"),
    ],
)
def test_a_wrong_value_says_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as refusal:
        reader.read(f"{HEAD}{text}\n")
    (problem,) = refusal.value.problems
    assert said in problem.message + problem.help
