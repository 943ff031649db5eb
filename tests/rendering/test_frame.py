"""What every page of a language has around it."""

from msgspec.structs import replace

from kazarchive.config.options import SearchOptions
from kazarchive.rendering import frame
from kazarchive.rules.addresses import Addresses
from rendering.theming import SITE

AT = Addresses(SITE.languages, SITE.taxonomy_names, SITE.articles.permalink)


def test_a_frame_leads_to_the_pages_of_its_language() -> None:
    russian = frame.of_language(SITE, AT, "ru")
    assert (russian.home, russian.about) == ("/ru/", "/ru/about/")
    assert [one.code for one in russian.languages] == ["en", "ru", "kk"]
    assert all(address.startswith("/ru/") for address in russian.sections)


def test_the_search_page_is_a_section_where_there_is_one() -> None:
    assert frame.of_language(SITE, AT, "en").search is None
    site = replace(SITE, search=SearchOptions(enabled=True))
    assert frame.of_language(site, AT, "kk").sections[-1] == "/kk/search/"
