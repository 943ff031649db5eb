"""What an author may have meant by a name that is not there."""

import pytest

from kazarchive.build import Prepared
from kazarchive.catalogue.likely import Likely


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("articles/B.md", "articles/b.md"),
        ("articles/b", "articles/b.md"),
        ("articles/b.html", "articles/b.md"),
        ("articles/map.SVG", "articles/map.svg"),
        ("articles\\\\map.svg", "articles/map.svg"),
        ("articles/m\u00adap.svg", "articles/map.svg"),
        ("articles/map%2Esvg", "articles/map.svg"),
    ],
)
def test_a_name_that_reads_the_same_is_offered(sampled: Prepared, written: str, meant: str) -> None:
    assert Likely(sampled.connection).file(written) == f"; did you mean `{meant}`?"


@pytest.mark.parametrize("written", ["articles/x.md", "articles/map.png", "pages/b.md"])
def test_nothing_else_is_offered(sampled: Prepared, written: str) -> None:
    assert Likely(sampled.connection).file(written) == ""


def test_an_address_is_offered_that_differs_in_case_or_its_end(sampled: Prepared) -> None:
    likely = Likely(sampled.connection)
    assert likely.address("/OLD") == "/old/"
    assert likely.address("/elsewhere/") is None
