"""Feeds in RSS 2.0, by the rules of its specification and of the modules that they use."""

import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from archives import CONFIG, TRILINGUAL, Archive
from kazarchive.problems import ProblemsFound
from photos import photo

RSS = TRILINGUAL.replace("[feeds]\n", "[feeds]\nrss = true\n")
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
OF_CHANNEL = {"title", "link", "description", "language", "lastBuildDate", "generator", "item"}
OF_ITEM = {"title", "link", "guid", "pubDate", "category", "description", "enclosure"}
ONCE = {"title", "link", "guid", "pubDate", "description", "enclosure", "language"}


def check(text: str, address: str) -> ElementTree.Element:
    """The channel of a valid feed."""
    root = ElementTree.fromstring(text)
    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    (channel,) = root
    assert {child.tag for child in channel if "{" not in child.tag} == OF_CHANNEL
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    (own,) = channel.findall("atom:link", SPACES)
    assert own.attrib == {"rel": "self", "type": "application/rss+xml", "href": address}
    parsedate_to_datetime(channel.findtext("lastBuildDate") or "")
    ids = [item.findtext("guid") for item in channel.findall("item")]
    assert len({*ids}) == len(ids)
    for item in channel.findall("item"):
        names = [child.tag for child in item if "{" not in child.tag]
        assert {*names} <= OF_ITEM
        assert all(names.count(name) <= 1 for name in ONCE)
        assert re.fullmatch(r"https://[!-~]+", item.findtext("link") or "")
        (guid,) = item.findall("guid")
        assert guid.get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo
        for file in item.findall("enclosure"):
            assert {*file.attrib} == {"url", "length", "type"}
            assert int(file.get("length", "")) > 0
        for file in item.findall("media:content", SPACES):
            assert (file.get("url") or "").startswith("https://archive.example/base/")
            assert file.get("medium") in ("image", "audio", "video")
    return channel


def test_the_feed_of_a_language_has_all_that_services_ask_for(archive: Archive) -> None:
    archive.configure(RSS)
    archive.write("articles/p.jpg", photo((60, 40)))
    for name in ("one.mp3", "two.mp3"):
        archive.write(f"articles/{name}", b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90" * 40)
    archive.article(
        "a.md",
        "Text <b>&amp;</b>.\n\n![One](one.mp3)\n\n![Two](two.mp3)\n",
        title="A & <b>",
        tags=["Fuel", "Отын"],
        authors=["Aigerim", "Болат"],
        image={"src": "p.jpg", "alt": "A square", "credit": "The archive"},
    )
    archive.article("b.ru.md", title="Б")
    archive.build_as_clean()
    channel = check(archive.page("/rss.xml"), "https://archive.example/base/rss.xml")
    (item,) = channel.findall("item")
    assert item.findtext("title") == "A & <b>"
    assert item.findtext("pubDate") == "Wed, 05 Jan 2022 00:00:00 +0600"
    creators = [each.text for each in item.findall("dc:creator", SPACES)]
    assert creators == ["Aigerim", "Болат"]
    assert [each.text for each in item.findall("category")] == ["Fuel", "Отын"]
    assert "Text <b>&amp;</b>" in (item.findtext("content:encoded", "", SPACES))
    (enclosure,) = item.findall("enclosure")
    assert enclosure.get("type") == "audio/mpeg"
    files = item.findall("media:content", SPACES)
    assert [each.get("medium") for each in files] == ["audio", "audio", "image"]
    assert files[2].findtext("media:description", "", SPACES) == "A square"
    assert files[2].findtext("media:credit", "", SPACES) == "The archive"
    russian = check(archive.page("/ru/rss.xml"), "https://archive.example/base/ru/rss.xml")
    assert russian.findtext("language") == "ru"


def test_the_feed_of_a_term_has_summaries(archive: Archive) -> None:
    archive.configure(RSS)
    archive.article("a.md", tags=["Fuel"], summary="In short.")
    archive.build_as_clean()
    address = "/tags/fuel/rss.xml"
    channel = check(archive.page(address), f"https://archive.example/base{address}")
    (item,) = channel.findall("item")
    assert item.findtext("description") == "In short."
    assert item.find("content:encoded", SPACES) is None
    archive.article("b.md", tags=["Fuel"])
    archive.build_as_clean()
    assert len(check(archive.page(address), f"https://archive.example/base{address}")) > 8
    for page, named in (
        ("/", 'type="application/rss+xml" href="/base/rss.xml"'),
        ("/tags/fuel/", f'href="/base{address}" type="application/rss+xml">RSS feed</a>'),
        ("/ru/feeds/", 'href="/base/ru/rss.xml" type="application/rss+xml"'),
    ):
        assert named in archive.page(page)


def test_without_the_setting_there_is_none_and_its_address_is_free(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel"], aliases=["/rss.xml/"])
    archive.build()
    assert not [name for name in archive.tree() if name.endswith("rss.xml")]
    assert "rss" not in archive.page("/")
    archive.configure(CONFIG + "[feeds]\nrss = true\n")
    with pytest.raises(ProblemsFound) as refusal:
        archive.build()
    assert [one.code for one in refusal.value.problems] == ["K0204"]
