"""A URL is taken apart and put together whole."""

import pytest

from kazarchive.rules import urls


@pytest.mark.parametrize(
    ("written", "tail"),
    [
        ("/search/?q=prices&lang=en", "?q=prices&lang=en"),
        ("report.pdf#page=3", "#page=3"),
        ("b.md?from=a#part", "?from=a#part"),
        ("a.md?x=a%2520b", "?x=a%2520b"),
        ("a.md?x=%25", "?x=%25"),
        ("a.md?x=%2F+%2f", "?x=%2F+%2f"),
        ("a.md?x=100%", "?x=100%25"),
        ("a.md#%D0%BA", "#%D0%BA"),
        ("a.md#к é", "#%D0%BA%20%C3%A9"),
        ('a.md?x="<>`|', "?x=%22%3C%3E%60%7C"),
        ("a.md#a?b/c", "#a?b/c"),
        ("a.md??x[]=1;y", "??x[]=1;y"),
        ("a.md ", ""),
        ("a.md?x\n=1\t ", "?x=1"),
        ("a.md", ""),
        ("", ""),
    ],
)
def test_what_follows_an_address_stays_as_it_is_written(written: str, tail: str) -> None:
    assert urls.tail(written) == tail


@pytest.mark.parametrize(
    ("written", "encoded"),
    [
        ("/a/b/", "/a/b/"),
        ("/a%2520b/", "/a%2520b/"),
        ("/%25/", "/%25/"),
        ("/100%/", "/100%25/"),
        ("/a%2Fb/", "/a%2Fb/"),
        ("/a%2fb/к/", "/a%2fb/%D0%BA/"),
        ("/a+b/", "/a+b/"),
        ("/%61/", "/a/"),
        ("/%D0%BA/", "/%D0%BA/"),
        ("/к/", "/%D0%BA/"),
        ("/%D0%B8%CC%86/", "/%D0%B9/"),
        ("/caf%E9.html", "/caf%E9.html"),
        ("/a%00/", "/a%00/"),
        ("/a b/", "/a%20b/"),
    ],
)
def test_a_path_is_encoded_once(written: str, encoded: str) -> None:
    assert urls.encoded(written) == encoded
    assert urls.encoded(encoded) == encoded


@pytest.mark.parametrize(
    ("written", "decoded"),
    [
        ("/a%2520b/", "/a%20b/"),
        ("/%D0%B8%CC%86/", "/й/"),
        ("/и\u0306/", "/й/"),
        ("/a%2Fb/", "/a%2Fb/"),
        ("/caf%E9/", "/caf%E9/"),
        ("//", "//"),
    ],
)
def test_a_path_is_decoded_once_and_composed(written: str, decoded: str) -> None:
    assert urls.decoded(written) == decoded
