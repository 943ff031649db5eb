"""The tree of an entry → its parts, whichever dialect it is written in."""

import pytest
from lxml import etree

from kazarchive.importing.formats.feed import elements
from kazarchive.importing.formats.feed.entry import Entry
from kazarchive.importing.formats.feed.names import NAMESPACES


def entry(raw: str, base: str = "") -> Entry:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    tree = etree.fromstring(f"<item {declared}>{raw}</item>")
    return elements.entry(elements.fields(tree), tree, 1, b"", base)


@pytest.mark.parametrize(
    ("raw", "authors"),
    [
        ("<author>desk@news.example (Айгерим Садык)</author>", ("Айгерим Садык",)),
        ("<author>Болат Ким &lt;b@news.example&gt;</author>", ("Болат Ким",)),
        ("<author>desk@news.example</author>", ()),
        ("<dc:creator>A</dc:creator><author>B</author><dc:creator>A</dc:creator>", ("A", "B")),
        (
            "<atom:author><atom:name>C</atom:name><atom:email>c@d.e</atom:email></atom:author>",
            ("C",),
        ),
        ("<atom:source><atom:author><atom:name>D</atom:name></atom:author></atom:source>", ("D",)),
    ],
)
def test_authors_are_names_and_never_addresses(raw: str, authors: tuple[str, ...]) -> None:
    assert entry(raw).authors == authors


@pytest.mark.parametrize(
    ("raw", "link"),
    [
        ("<link>/a</link><guid>https://g.example/</guid>", "https://b.example/a"),
        ("<guid>https://g.example/1</guid>", "https://g.example/1"),
        ('<guid isPermaLink="false">https://g.example/1</guid>', ""),
        ("<guid>12</guid>", ""),
        ('<atom:link rel="self" href="x"/><atom:link href="y"/>', "https://b.example/y"),
        (
            "<feedburner:origLink>https://o.example/</feedburner:origLink><link>z</link>",
            "https://o.example/",
        ),
    ],
)
def test_the_address_of_the_page_is_found(raw: str, link: str) -> None:
    assert entry(raw, "https://b.example/").link == link


def test_a_caption_is_never_the_text() -> None:
    assert entry("<media:description>Caption</media:description>").texts == ()


def test_the_best_text_comes_first() -> None:
    names = {
        "d": "description",
        "y": "yandex:full-text",
        "c": "content:encoded",
        "t": "turbo:content",
    }
    raw = "".join(f"<{name}>{text}</{name}>" for text, name in names.items())
    assert [each.value for each in entry(raw).texts] == ["t", "c", "y", "d"]
    assert [each.whole for each in entry(raw).texts] == [True, True, True, False]


def test_markup_that_is_not_escaped_is_html() -> None:
    (text,) = entry("<description>a <b>c</b></description>").texts
    assert (text.value, text.form) == ("a <b>c</b>", "html")


def test_what_is_not_text_is_named() -> None:
    found = entry('<atom:content type="image/png">aGk=</atom:content><atom:content src="/x"/>')
    assert found.texts == ()
    assert [note.text for note in found.notes] == [
        "`atom:content` of the type `image/png` is not text",
        "the text is not in the feed but at /x",
    ]


def test_the_head_of_a_feed_is_read() -> None:
    raw = '<rss xml:base="https://b.example/"><channel><title>T</title><link>a</link><language>kk</language></channel></rss>'
    root = etree.fromstring(raw)
    found = elements.feed(root)
    assert (found.title, found.home, found.lang) == ("T", "https://b.example/a", "kk")
    assert elements.base(root) == "https://b.example/"
