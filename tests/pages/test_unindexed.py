"""Articles and pages with `index: false`."""

import zlib

from archives import SEARCH, Archive


def found(archive: Archive) -> bytes:
    """The cards of the search index."""
    return b"".join(
        zlib.decompress(content)
        for name, content in archive.tree().items()
        if name.startswith("search/") and "/articles" in name
    )


def test_machines_are_not_told_of_an_article_but_readers_are(trilingual: Archive) -> None:
    config = (trilingual.root / "kazarchive.toml").read_text("utf-8")
    trilingual.configure(config + SEARCH)
    trilingual.article("open.md", title="Openword", date="2022-05-31 12:00")
    trilingual.article("secret.md", title="Secretword", date="2022-05-31 13:00", index=False)
    trilingual.build()
    address = "/2022/05/31/secret/"
    assert '<meta name="robots" content="noindex">' in trilingual.page(address)
    assert "noindex" not in trilingual.page("/2022/05/31/open/")
    for shown in ("/", "/2022/05/", "/feed.xml"):
        assert "Secretword" in trilingual.page(shown)
    for hidden in ("/sitemap/2022-05.xml", "/sitemap/news.xml"):
        assert "/open/" in trilingual.page(hidden)
        assert "/secret/" not in trilingual.page(hidden)
    assert b"Openword" in found(trilingual)
    assert b"Secretword" not in found(trilingual)
    trilingual.article("secret.md", title="Secretword", date="2022-05-31 13:00")
    report = trilingual.build_as_clean()
    assert report.read == 1
    assert "/secret/" in trilingual.page("/sitemap/2022-05.xml")
    assert "/secret/" in trilingual.page("/sitemap/news.xml")
    assert b"Secretword" in found(trilingual)


def test_a_month_without_indexed_articles_has_no_sitemap(archive: Archive) -> None:
    archive.article("a.md", date="2022-01-05", index=False)
    archive.article("b.md", date="2022-02-05")
    archive.build()
    assert "2022-01" not in archive.page("/sitemap.xml")
    assert "sitemap/2022-01.xml" not in archive.tree()
    archive.article("a.md", date="2022-01-05")
    archive.build_as_clean()
    assert "sitemap/2022-01.xml" in archive.tree()
    archive.article("a.md", date="2022-01-05", index=False)
    archive.build_as_clean()
    assert "sitemap/2022-01.xml" not in archive.tree()


def test_a_sitemap_names_no_translation_that_is_not_indexed(trilingual: Archive) -> None:
    trilingual.article("a.md", date="2022-01-05")
    trilingual.article("a.kk.md", date="2022-01-05", index=False)
    trilingual.build()
    assert 'hreflang="kk"' not in trilingual.page("/sitemap/2022-01.xml")


def test_a_page_without_a_date_can_be_left_out(archive: Archive) -> None:
    archive.write("pages/thanks.md", "---\ntitle: Thanks\nindex: false\n---\nThank you.\n")
    archive.article("a.md")
    archive.write("pages/contact.md", "---\ntitle: Contact\n---\nWrite.\n")
    archive.build()
    assert "noindex" in archive.page("/thanks/")
    assert "noindex" not in archive.page("/contact/")
    assert "/contact/" in archive.page("/sitemap/pages.xml")
    assert "/thanks/" not in archive.page("/sitemap/pages.xml")
    archive.write("pages/thanks.md", "---\ntitle: Thanks\nindex: true\n---\nThank you.\n")
    archive.build_as_clean()
    assert "/thanks/" in archive.page("/sitemap/pages.xml")


def test_a_front_page_can_be_left_out(archive: Archive) -> None:
    archive.write("pages/index.md", "---\ntitle: Home\nindex: false\n---\nHello.\n")
    archive.article("a.md")
    archive.build()
    assert "noindex" in archive.page("/")
    assert "<loc>https://archive.example/</loc>" not in archive.page("/sitemap/pages.xml")
