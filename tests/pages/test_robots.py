"""robots.txt: everything may be read."""

from kazarchive.build import Prepared


def test_everything_may_be_read_and_the_sitemap_is_named(sampled: Prepared) -> None:
    page = sampled.renderer.page("/robots.txt")
    assert page
    text = sampled.renderer.bytes(page).decode()
    assert "Sitemap: https://archive.example/base/sitemap.xml" in text
    assert "Disallow: /" not in text
