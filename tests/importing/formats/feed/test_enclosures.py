"""Elements that name files → enclosures."""

from lxml import etree

from kazarchive.importing.formats.feed.elements import fields
from kazarchive.importing.formats.feed.enclosures import enclosures
from kazarchive.importing.formats.feed.entry import Enclosure

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def found(raw: str) -> list[Enclosure]:
    tree = etree.fromstring(f"<item {MEDIA}>{raw}</item>")
    return list(enclosures(fields(tree), "https://a.example/"))


def test_each_file_counts_once() -> None:
    raw = (
        '<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="https://a.example/a.mp3"/>'
    )
    assert found(raw) == [Enclosure("https://a.example/a.mp3", "audio/mpeg")]


def test_of_a_group_the_default_or_the_largest_form_is_taken() -> None:
    small, large = (
        '<media:content url="/s.jpg" width="10"/>',
        '<media:content url="/l.jpg" width="20"/>',
    )
    assert found(f"<media:group>{small}{large}</media:group>")[0].url == "https://a.example/l.jpg"
    chosen = small.replace("/>", ' isDefault="true"/>')
    assert found(f"<media:group>{chosen}{large}</media:group>")[0].url == "https://a.example/s.jpg"


def test_a_caption_of_the_entry_or_of_the_file_is_read() -> None:
    raw = (
        "<media:credit>B</media:credit><media:content url='/b.jpg'/>"
        "<media:content url='/a.jpg'><media:credit>A</media:credit></media:content>"
    )
    assert [each.credit for each in found(raw)] == ["B", "A"]


def test_previews_and_images_of_entries_are_found() -> None:
    raw = "<media:thumbnail url='/t.jpg'/><image><url>/i.png</url></image><image>/j.png</image>"
    assert [(each.url[18:], each.preview) for each in found(raw)] == [
        ("t.jpg", True),
        ("i.png", False),
        ("j.png", False),
    ]


def test_links_of_atom_name_files() -> None:
    raw = '<link rel="enclosure" href="/a.pdf" type="application/pdf" title="A"/><link href="/b"/>'
    assert found(raw) == [Enclosure("https://a.example/a.pdf", "application/pdf", "A")]
