"""Elements of feeds have usual names, whichever prefix the feed uses."""

import pytest
from lxml import etree

from kazarchive.importing.formats.feed.names import children, joined, name, text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<title/>", "title"),
        ('<title xmlns="http://purl.org/rss/1.0/"/>', "title"),
        ('<title xmlns="http://www.w3.org/2005/Atom"/>', "atom:title"),
        ('<a:title xmlns:a="http://purl.org/atom/ns#"/>', "atom:title"),
        ('<m:credit xmlns:m="http://search.yahoo.com/mrss"/>', "media:credit"),
        ('<y:x xmlns:y="http://other.example/"/>', "y:x"),
    ],
)
def test_a_name_has_the_usual_prefix(raw: str, expected: str) -> None:
    assert name(etree.fromstring(raw)) == expected


def test_children_are_elements_only() -> None:
    tree = etree.fromstring("<a>x<!-- c --><b/><?p?></a>")
    assert [each for each, _ in children(tree)] == ["b"]


def test_text_is_whole_and_without_comments() -> None:
    tree = etree.fromstring("<a>don&#146;t<!-- c --> <b>stop</b>!</a>")
    assert text(tree) == "don’t stop!"


def test_addresses_are_joined() -> None:
    assert joined("https://a.example/b/", "c") == "https://a.example/b/c"
    assert joined("", "c") == "c"
    assert joined("https://a.example/", "") == ""
    assert joined("https://a.example/", "http://[") == "http://["
