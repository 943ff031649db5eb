"""A file of a book → its tree."""

import pytest
from lxml import html as lxml_html

from importing.formats.epub.epubs import page
from kazarchive.importing.formats.epub.chapter import (
    chapter,
    heading,
    references,
    with_images,
    without_page_breaks,
)


def inside(body: str) -> str:
    tree = chapter(page(body).encode()).tree
    written = str(lxml_html.tostring(tree, encoding="unicode"))
    return written.removeprefix("<div>").removesuffix("</div>").strip()


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('<a id="x"/>Text<p/>more', '<a id="x"></a>Text<p></p>more'),
        ("<br/>a<hr/>b", "<br>a<hr>b"),
        ("<![CDATA[a < b]]>", "a &lt; b"),
        ("<script>x</script><style>y</style>a&nbsp;b", "a\xa0b"),
        ('<span title="a"/>x', '<span title="a"></span>x'),
    ],
)
def test_xhtml_is_read_as_it_is_meant(body: str, html: str) -> None:
    assert inside(body) == html


def test_a_file_says_its_language_and_what_it_is() -> None:
    raw = page("<p>x</p>", head="<title> A\n title </title>", attributes=' epub:type="cover x"')
    found = chapter(raw.replace("<html ", "<html xml:lang='kk' ").encode())
    assert (found.lang, found.head, found.types) == (
        "kk",
        "A title",
        frozenset({"cover", "x"}),
    )
    inner = chapter(page('<section epub:type="Endnotes"><p>x</p></section>').encode())
    assert inner.types == {"endnotes"}


@pytest.mark.parametrize(
    ("codec", "declaration"),
    [("cp1251", "windows-1251"), ("utf-16", "utf-16"), ("utf-8", "koi8-r"), ("koi8-r", "")],
)
def test_a_file_is_in_any_encoding(codec: str, declaration: str) -> None:
    text = "Президент принял отставку правительства во главе с Аскаром Маминым."
    raw = f"<?xml version='1.0' encoding='{declaration}'?><html><body><p>{text}</p></body></html>"
    assert text in chapter(raw.encode(codec)).tree.text_content()


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<section><a id='x'/><h2>One</h2><p>x</p></section>", "One"),
        ("<img src='a'/><h1>One</h1>", "One"),
        ("<h1> </h1><h2>Two</h2>", "Two"),
        ("<p>Before</p><h1>One</h1>", None),
        ("Before<h1>One</h1>", None),
        ("<p>x</p>", None),
    ],
)
def test_a_heading_is_a_title_if_no_text_is_before_it(body: str, title: str | None) -> None:
    found = heading(chapter(page(body).encode()).tree)
    assert (found.text_content() if found is not None else None) == title


def test_the_numbers_of_printed_pages_are_removed() -> None:
    tree = chapter(
        page('a<span epub:type="pagebreak">5</span>b<i role="doc-pagebreak" title="6"/>c').encode()
    ).tree
    assert without_page_breaks(tree) == ["5"]
    assert tree.text_content().split() == ["abc"]


def test_a_drawing_of_one_image_is_an_image() -> None:
    tree = chapter(
        page('<svg><image xlink:href="a.png"/></svg>x<svg><text>y</text></svg>').encode()
    )
    with_images(tree.tree)
    assert [image.get("src") for image in tree.tree.iter("img")] == ["a.png"]
    assert "x" in tree.tree.text_content()


def test_links_to_other_files_are_found() -> None:
    body = '<a href="b.xhtml#c">x</a><a href="#d">x</a><a href="https://a.example/">x</a><a>x</a>'
    tree = chapter(page(body).encode()).tree
    assert [(target, part) for _, target, part in references(tree, "t/a.xhtml")] == [
        ("t/b.xhtml", "c")
    ]
