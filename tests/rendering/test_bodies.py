"""Links into the site keep their query and their fragment, in pages and in feeds."""

import re
from html import unescape

import pytest

from archives import Archive
from photos import photo

PAGE = "/2022/01/05/a/"


def built(archive: Archive, text: str, **fields: str) -> str:
    archive.article("2022-01-05-a.md", text, **fields)
    archive.article("b.md", "# Part")
    for name in ("table.csv", "report.pdf", "a%20b.csv"):
        archive.write(f"articles/{name}", name)
    archive.write("static/map.svg", "<svg/>")
    archive.build()
    return archive.page(PAGE)


def href(page: str) -> str:
    found = re.search(r'<p><a href="([^"]*)">x</a>', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("/search/?q=prices&lang=en", "/search/?q=prices&amp;lang=en"),
        ("table.csv?v=2", "/2022/01/05/a/table.csv?v=2"),
        ("report.pdf#page=3", "/2022/01/05/a/report.pdf#page=3"),
        ("report.pdf?v=2#page=3&zoom=50", "/2022/01/05/a/report.pdf?v=2#page=3&amp;zoom=50"),
        ("b.md?from=a#part", "/2022/01/05/b/?from=a#part"),
        ("b.md?", "/2022/01/05/b/?"),
        ("/static/map.svg?v=3#layer", "/static/map.svg?v=3#layer"),
        ("../static/map.svg?v=3", "/static/map.svg?v=3"),
        ("?page=2#part", "/2022/01/05/a/?page=2#part"),
        ("/tags/?x=a%2520b%25%2F+", "/tags/?x=a%2520b%25%2F+"),
        ("/tags/#%D0%BA", "/tags/#%D0%BA"),
        ("/tags/?к=é#ә", "/tags/?%D0%BA=%C3%A9#%D3%99"),
        ("/tags/a%2Fb/?x", "/tags/a%2Fb/?x"),
        ("/caf%E9.html#part", "/caf%E9.html#part"),
        ("a%2520b.csv?v=1", "/2022/01/05/a/a%2520b.csv?v=1"),
        ("b.md#:~:text=part", "/2022/01/05/b/#:~:text=part"),
    ],
)
def test_a_link_keeps_its_query_and_its_fragment(
    archive: Archive, written: str, shown: str
) -> None:
    assert href(built(archive, f"[x]({written})")) == shown
    full = f'href="https://archive.example{shown}"'
    assert full in unescape(archive.page("feed.xml"))


def test_a_site_below_a_path_keeps_it_before_what_cannot_be_decoded(archive: Archive) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/base/"\n')
    assert href(built(archive, "[x](/a%2Fb/?x=1)")) == "/base/a%2Fb/?x=1"


def test_images_keep_their_query_in_every_size(archive: Archive) -> None:
    archive.write("articles/photo.jpg", photo((640, 400)))
    page = built(archive, "![x](photo.jpg?v=2)", image="photo.jpg?v=3")
    for version in (2, 3):
        assert f'src="{PAGE}photo.jpg?v={version}"' in page
        assert f"{PAGE}photo.jpg.480.avif?v={version} 480w" in page
    assert 'content="https://archive.example/2022/01/05/a/photo.jpg?v=3"' in page
    assert '"https://archive.example/2022/01/05/a/photo.jpg?v=3"' in archive.page("feed.json")


def test_a_page_without_a_date_keeps_queries(archive: Archive) -> None:
    archive.write("pages/contact.md", "---\ntitle: Contact\n---\n[x](/search/?q=a)\n")
    built(archive, "text")
    assert 'href="/search/?q=a"' in archive.page("/contact/")


HOST = "xn--80aa8aqm89bvg.xn--80ao21a"


@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
@pytest.mark.parametrize("html", ["sanitize", "escape", "trust"])
def test_a_host_of_any_alphabet_is_published_in_ascii_letters(
    archive: Archive, engine: str, html: str
) -> None:
    rules = f'[markdown]\nengine = "{engine}"\nhtml = "{html}"\n'
    archive.configure(f'title = "T"\nbase_url = "https://мұрағат.қаз/"\n{rules}')
    link = href(built(archive, "[x](https://Мұрағат.қаз:8080/ә?ә#ә) ![y](//мұрағат.қаз/y.png)"))
    assert link.startswith(f"https://{HOST}:8080/")
    assert f'src="//{HOST}/y.png"' in archive.page(PAGE)
    feed, sitemap = archive.page("feed.xml"), archive.page("sitemap/2022-01.xml")
    assert f'href="https://{HOST}{PAGE}"' in feed
    assert f"<loc>https://{HOST}{PAGE}</loc>" in sitemap
    assert "қаз" not in feed + sitemap


@pytest.mark.parametrize("written", ["#", "?", "", "#part", "?page=2", "//cdn.example/x"])
def test_no_link_of_a_feed_needs_to_know_where_the_feed_stands(
    archive: Archive, written: str
) -> None:
    built(archive, f'<p><a href="{written}">x</a></p>\n\nA note.[^1]\n\n[^1]: Said.')
    feed = unescape(archive.page("feed.xml"))
    assert "A note" in feed
    links = re.findall(r'<a [^>]*href="([^"]*)"', feed)
    assert links
    assert all(link.startswith("https://") for link in links)
