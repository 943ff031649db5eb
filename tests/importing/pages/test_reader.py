"""Fallbacks and addresses of one page."""

from unittest import mock

from kazarchive.importing import pages
from kazarchive.importing.document import Document, MediaFile
from kazarchive.importing.pages import extraction
from kazarchive.importing.pages.page import Page
from kazarchive.problems import Place

TEXT = "The library of the town opens again on Monday, after repairs that took half a year."
HTML = (
    f"<h1>Library</h1><p>{TEXT}</p><p><a href='b.html'>B</a> {TEXT}</p><img src=a.jpg><p>{TEXT}</p>"
)


def document(content: str, page: Page | None = None) -> Document:
    found = pages.document(page or Page(content=content.encode()), Place("a.html"), "UTC")
    assert isinstance(found, Document), found
    return found


def test_without_the_words_in_its_tree_the_extractors_own_html_is_taken() -> None:
    blocks = (TEXT, "Words that the extractor has from somewhere else in its own way.")
    with mock.patch.object(extraction, "blocks", return_value=blocks):
        found = document(HTML)
    assert TEXT in found.html
    assert found.notes[0].kind == "changed"


def test_a_reader_says_where_links_and_images_lead() -> None:
    page = Page(
        content=HTML.encode(),
        url="https://a.example/x/",
        web=lambda address: "https://a.example/other" if address == "b.html" else None,
        file=lambda written, absolute: MediaFile("", "a.jpg", b"x") if "a.jpg" in written else None,
    )
    found = document("", page)
    assert 'href="https://a.example/other"' in found.html
    assert found.media == (MediaFile("https://a.example/x/a.jpg", "a.jpg", b"x"),)


def test_addresses_are_relative_to_the_base_of_the_page() -> None:
    base = '<html><head><base href="https://b.example/y/"></head><body>'
    found = document("", Page(content=(base + HTML).encode(), url="https://a.example/x"))
    assert 'href="https://b.example/y/b.html"' in found.html


def test_another_name_of_a_page_is_a_former_address() -> None:
    head = '<html><head><link rel="canonical" href="/news/b/"></head><body>'
    found = document("", Page(content=(head + HTML).encode(), url="https://a.example/news/b/amp/"))
    assert found.origin.url == "https://a.example/news/b/"
    assert found.addresses == ("https://a.example/news/b/amp/",)
