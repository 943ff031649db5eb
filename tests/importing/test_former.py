"""Which former addresses an article keeps."""

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.document import Document, Origin
from kazarchive.importing.former import FormerAddresses

HOME = "https://archive.example/base"


@pytest.fixture
def former(trilingual: Archive) -> FormerAddresses:
    return FormerAddresses(reader.load(trilingual.root), {"/taken/": "articles/taken.md"})


def document(*urls: str) -> Document:
    return Document(title="T", origin=Origin(url=urls[0]), addresses=urls[1:])


@pytest.mark.parametrize(
    ("url", "alias"),
    [
        (f"{HOME}/2014/баға.html", "/2014/баға.html"),
        ("http://www.ARCHIVE.example/base/a", "/a/"),
        (f"{HOME}/a/index.html", "/a/"),
        (f"{HOME}/?p=1", None),
        (f"{HOME}/", None),
        ("https://archive.example/other/a/", None),
        ("https://other.example/base/a/", None),
        (f"{HOME}/a/../b/", None),
        ("http://[", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_address_below_the_archives_own_is_an_alias(
    former: FormerAddresses, url: str, alias: str | None
) -> None:
    aliases, _ = former.aliases(document(url), "x.md", None)
    assert aliases == ((alias,) if alias else ())


def test_two_spellings_are_one_alias_and_the_own_address_is_none(former: FormerAddresses) -> None:
    urls = (f"{HOME}/a/", f"{HOME}/A/", f"{HOME}/a/index.html", f"{HOME}/b/")
    assert former.aliases(document(*urls), "x.md", "/b/") == (("/a/",), ())


@pytest.mark.parametrize(
    "path", ["2022/01/", "about/", "tags/news/", "404.html", "feed.xml", "ru/"]
)
def test_an_address_of_the_site_itself_is_lost(former: FormerAddresses, path: str) -> None:
    aliases, (note,) = former.aliases(document(f"{HOME}/{path}"), "x.md", None)
    assert aliases == ()
    assert note.kind == "lost"


def test_an_address_that_another_article_has_is_lost(former: FormerAddresses) -> None:
    assert former.aliases(document(f"{HOME}/same/"), "x.md", None)[0] == ("/same/",)
    assert former.aliases(document(f"{HOME}/same/"), "x.md", None)[0] == ("/same/",)
    for url in (f"{HOME}/SAME/", f"{HOME}/taken"):
        aliases, (note,) = former.aliases(document(url), "y.md", None)
        assert (aliases, note.text.rpartition(": ")[2]) == ((), "another article has it")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"{HOME}/2022/A/", "it differs from the new one by letter case only"),
        (f"{HOME}/a%20b/", "an archive cannot have it: it holds white space"),
        (f"{HOME}/{'a' * 300}/", "an archive cannot have it: it is 300 bytes long, more than 255"),
    ],
)
def test_an_address_that_cannot_be_kept_is_named(
    former: FormerAddresses, url: str, told: str
) -> None:
    aliases, (note,) = former.aliases(document(url), "articles/a.md", "/2022/a/")
    assert not aliases
    assert note.text.endswith(told)
