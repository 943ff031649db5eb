"""The filters that templates use."""

from datetime import date

import jinja2
import pytest

from kazarchive.answers import Page
from kazarchive.rendering.filters import filters
from kazarchive.values import Picture, Term
from rendering.theming import SITE


def written(template: str, lang: str = "en", **values: object) -> str:
    environment = jinja2.Environment()
    environment.filters.update(filters(SITE))
    page = Page("/", "x.html", lang)
    return environment.from_string(template).render(page=page, **values)


@pytest.mark.parametrize(
    ("lang", "day"), [("en", "5 January 2022"), ("ru", "5 января 2022"), ("kk", "2022")]
)
def test_a_day_is_written_in_the_language_of_the_page(lang: str, day: str) -> None:
    assert day in written("{{ day | long_day }}", lang, day=date(2022, 1, 5))


@pytest.mark.parametrize(("period", "title"), [("2022", "2022"), ("2022-01", "January 2022")])
def test_a_period_has_the_title_of_its_length(period: str, title: str) -> None:
    assert written("{{ period | period_title }}", period=period) == title


def test_urls_have_the_base_path_or_the_whole_base() -> None:
    assert written("{{ '/a b/' | url }}") == "/a%20b/"
    assert written("{{ '/a/' | absolute }}") == "https://archive.example/a/"


def test_every_size_keeps_the_query_of_its_image() -> None:
    picture = Picture("p.jpg", 900, 600, ((480, 480), (1200, 900)))
    shown = written("{{ p | srcset('/p.jpg', 'avif', '/p.jpg?v=2#x') }}", p=picture)
    assert shown == "/p.jpg.480.avif?v=2 480w, /p.jpg.1200.avif?v=2 900w"


def test_a_term_leads_to_its_listing_in_a_language() -> None:
    term = Term("tags", "fuel", "Fuel")
    assert written("{{ term | listing('ru') }}", term=term) == "/ru/tags/fuel/"
