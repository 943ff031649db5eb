"""What every page of a language has around it."""

from gettext import NullTranslations

from msgspec.structs import replace

from kazarchive.config.options import SearchOptions, Site
from kazarchive.rendering import frame
from rendering.theming import SITE


def of_language(site: Site, lang: str) -> frame.Frame:
    return frame.of_language(site, site.addresses, lambda code: NullTranslations(), lang)


def test_a_frame_leads_to_the_pages_of_its_language() -> None:
    russian = of_language(SITE, "ru")
    assert (russian.home, russian.about) == ("/ru/", "/ru/about/")
    assert [one.code for one in russian.languages] == ["en", "ru", "kk"]
    assert all(address.startswith("/ru/") for address in russian.sections)


def test_the_search_page_is_a_section_where_there_is_one() -> None:
    assert of_language(SITE, "en").search is None
    site = replace(SITE, search=SearchOptions(enabled=True))
    assert of_language(site, "kk").sections[-1] == "/kk/search/"
