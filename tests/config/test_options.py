"""What a site's owner may choose, as hashable values."""

from pathlib import Path

from config.configuring import NEEDED, WHOLE, load
from kazarchive.config import options
from kazarchive.rules import reserved


def test_a_site_can_be_kept_in_a_dictionary(tmp_path: Path) -> None:
    assert hash(load(tmp_path, WHOLE)) == hash(load(tmp_path, WHOLE))


def test_the_fingerprint_changes_with_every_choice(tmp_path: Path) -> None:
    first = options.fingerprint(load(tmp_path, NEEDED))
    assert first == options.fingerprint(load(tmp_path, "# A comment.\n" + NEEDED))
    for line in ('timezone = "Asia/Almaty"', "[listing]\npage_size = 99", "[taxonomies]\na = {}"):
        assert options.fingerprint(load(tmp_path, f"{NEEDED}{line}\n")) != first


def test_without_articles_nothing_that_lists_them_is_left(tmp_path: Path) -> None:
    tables = "[search]\nenabled = true\n[news]\npublication = 'N'\n[taxonomies]\na = {}\n"
    site = load(tmp_path, f"{NEEDED}[articles]\nenabled = false\n{tables}")
    assert site.taxonomies == ()
    given = (site.search.enabled, site.news.publication, site.theme.keys, site.listing.on_this_day)
    assert not any(given)
    assert site.source_folders == ("pages", "static", "templates", "root")
    at = site.addresses
    free = ("/feed.xml", "/feeds/", "/search/", "/on-this-day/", "/tags/", "/2022/", "/tags/a/")
    assert [address for address in free if at.kind(address) or reserved.owner(address, at)] == []
    assert {at.kind(one) for one in ("/", "/sitemap.xml", "/robots.txt", "/404.html")} == {
        "front",
        "sitemap",
        "robots",
        "notfound",
    }
