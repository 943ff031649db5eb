"""Where every page of a site stands; both directions of each decision agree."""

from datetime import date

import pytest

from kazarchive.rules import addresses
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Cell, Facet

AT = Addresses(("en", "ru", "kk"), ("tags", "authors"), "/{year}/{month}/{day}/{slug}/")
TERM = Facet("ru", "tags", "otyn")


def test_an_article_stands_at_its_permalink_below_its_language() -> None:
    day = date(2022, 1, 5)
    assert AT.article("en", day, "cap") == "/2022/01/05/cap/"
    assert AT.article("ru", day, "cap") == "/ru/2022/01/05/cap/"


@pytest.mark.parametrize("period", ["", "2022", "2022-01", "2022-01-05"])
@pytest.mark.parametrize("facet", [TERM, Facet("en", "authors", "a")])
def test_the_cell_of_a_listing_is_read_from_its_address(facet: Facet, period: str) -> None:
    cell = Cell(facet, period)
    assert AT.cell(AT.listing(cell)) == cell


@pytest.mark.parametrize("address", ["/", "/ru/", "/colour/red/", "/2022/1/", "/tags/", "/2022"])
def test_other_addresses_are_no_listing(address: str) -> None:
    assert AT.cell(address) is None


def test_what_belongs_to_a_term_is_read_from_its_address() -> None:
    assert AT.timeline_facet(AT.timeline(TERM)) == TERM
    assert AT.timeline_facet("/tags/x/2022/timeline/") is None
    assert AT.feed_facet(AT.feed(TERM)) == TERM
    assert AT.feed_facet(AT.feed(Facet("kk"))) == Facet("kk")
    assert AT.feed_facet("/tags/x/2022/feed.xml") is None


def test_what_belongs_to_a_time_is_read_from_its_address() -> None:
    assert AT.day_of_years(AT.on_this_day("kk", "-01-05")) == ("kk", "-01-05")
    assert AT.day_of_years(AT.on_this_day("en")) == ("en", "")
    assert AT.archive_feed_month(AT.archive_feed("ru", "2022-01")) == ("ru", "2022-01")
    assert AT.sitemap_part(AT.sitemap("2022-01-2")) == "2022-01-2"
    assert AT.sitemap_part("/sitemap/2022-01-1.xml") is None


def test_the_part_of_a_search_index_is_read_from_its_address() -> None:
    part = ("kk", "2022-01", "words", 12)
    assert AT.in_segment(AT.segment_part(*part)) == part
    assert AT.in_segment("/search/de/2022/words-1.bin") is None


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/ru/", "front"),
        ("/about/", "undated"),
        ("/static/style.css", "static"),
        ("/a/photo.jpg.800.avif", "media"),
        ("/ru/search/", "search"),
        ("/sitemap/pages.xml", "sitemap"),
        ("/sitemap/news.xml", "news"),
        ("/on-this-day/01-05/", "onthisday"),
        ("/tags/x/timeline/", "timeline"),
        ("/tags/x/feed.xml", "feed"),
        ("/kk/series/x/", "series"),
        ("/series/", None),
        ("/kk/tags/", "taxonomy"),
        ("/2022/01/", "listing"),
        ("/Caddyfile", "hosting"),
        ("/2022/01/05/cap/", None),
    ],
)
def test_an_address_of_the_site_tells_its_kind(address: str, kind: str | None) -> None:
    assert AT.kind(address) == kind


@pytest.mark.parametrize(
    ("address", "file"), [("/", "index.html"), ("/a/", "a/index.html"), ("/a.xml", "a.xml")]
)
def test_an_address_has_one_file(address: str, file: str) -> None:
    assert addresses.file(address) == file


@pytest.mark.parametrize("address", ["/../a", "/a/./b", "a", "//a", "/a\\b", "/a\0", ""])
def test_an_address_that_could_lead_out_is_not_inside(address: str) -> None:
    assert not addresses.inside(address)
    assert addresses.inside("/a/b.html")


def test_a_size_of_an_image_is_read_from_its_address() -> None:
    assert addresses.original(addresses.size("/a/p.JPG", 800, "avif")) == ("/a/p.JPG", 800, "avif")
    assert addresses.original("/a/p.jpg.800.png") is None


def test_addresses_that_a_file_system_confuses_have_one_key() -> None:
    assert addresses.key("/CAFÉ/") == addresses.key("/cafe\u0301/")
    assert addresses.key("/a/") != addresses.key("/b/")


@pytest.mark.parametrize(
    ("address", "reason"),
    [("a/", "it does not begin with `/`"), ("/a//b/", "it holds `//`"), ("/", None), ("/a/", None)],
)
def test_an_alias_is_refused_for_a_reason(address: str, reason: str | None) -> None:
    assert addresses.fault(address) == reason


def test_an_address_is_too_long_as_a_whole_or_in_a_part() -> None:
    assert addresses.too_long(f"/{'ә' * 128}/")
    assert not addresses.too_long(f"/{'ә' * 127}/")
    assert addresses.too_long("/a" * 501)
