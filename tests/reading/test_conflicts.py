"""Where in an article's file stands what another one has already."""

import pytest

from kazarchive.problems import Place, Problem
from kazarchive.reading import conflicts
from reading.articles import site

HEAD = "title: A\ndate: 2022-01-05\n"


def line(front: str, code: str, body: str = "", **values: str) -> int:
    raw = f"---\n{HEAD}{front}---\n{body}\n".encode()
    problem = Problem(code, Place("articles/a.md"), values)
    return conflicts.located(problem, raw, site()).place.line


@pytest.mark.parametrize(
    ("front", "body", "address", "expected"),
    [
        ("aliases: [/x/, /old/]\n", "", "/old/", 4),
        ("aliases: [/old/index.html]\n", "", "/old/", 4),
        ("slug: b\n", "", "/2022/01/05/b/", 4),
        ("", "", "/2022/01/05/a/", 3),
        ("", "Text.\n\n![](map.svg)", "/2022/01/05/a/map.svg", 7),
        ("", "![](my%20map.svg)", "/2022/01/05/a/my map.svg", 5),
    ],
)
def test_an_address_is_found_in_the_field_or_the_text_that_makes_it(
    front: str, body: str, address: str, expected: int
) -> None:
    assert line(front, "K0201", body, address=address) == expected


def test_a_term_is_found_where_it_is_written() -> None:
    front = "tags:\n- Fuel\n- C\n"
    assert line(front, "K0205", taxonomy="tags", second="C", first="C+") == 6
