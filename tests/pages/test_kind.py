"""What kinds of page share."""

from msgspec.structs import replace

from kazarchive.answers import Alternate
from kazarchive.build import Prepared
from kazarchive.config.options import ListingOptions, Site
from kazarchive.pages.kind import Kind
from kazarchive.values import Facet

SITE = Site((("", "T"),), "https://archive.example/base/", ("en", "ru"))
FUEL = Facet("en", "tags", "fuel")


def test_a_url_has_the_base_and_is_encoded() -> None:
    assert Kind(SITE).full("/a b/") == "https://archive.example/base/a%20b/"


def test_a_subject_with_enough_articles_has_a_timeline() -> None:
    kind = Kind(replace(SITE, listing=ListingOptions(timeline=5)))
    assert kind.has_timeline(FUEL, 5)
    assert not kind.has_timeline(FUEL, 4)
    assert not kind.has_timeline(Facet("en", "authors", "a"), 5)
    assert not Kind(replace(SITE, listing=ListingOptions(timeline=0))).has_timeline(FUEL, 5)


def test_versions_of_a_page_stand_below_each_language() -> None:
    expected = (Alternate("en", "/feeds/"), Alternate("ru", "/ru/feeds/"))
    assert Kind(SITE).in_every_language("/ru/feeds/") == expected


def test_other_pages_leave_out_the_one_about_the_archive(sampled: Prepared) -> None:
    kind = sampled.renderer.kinds["front"]
    assert [page.title for page in kind.other_pages("en", sampled.catalogue)] == ["Licence"]
