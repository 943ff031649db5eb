"""Questions about what a page shows besides entries."""

import pytest

from kazarchive.catalogue.queries import Catalogue
from kazarchive.values import Body, Picture

A = "/2022/01/05/a/"


@pytest.fixture
def body(catalogue: Catalogue) -> Body:
    return catalogue.bodies(catalogue.articles([A]).values())["articles/a.md"]


def test_links_resolve_to_addresses_with_what_follows_them(body: Body) -> None:
    assert body.links["b.md#part"] == ("/2022/02/06/b/", "#part")
    assert body.links["../pages/about.md"] == ("/about/", "")
    assert body.links["map.svg"] == ("/2022/01/05/a/map.svg", "")


def test_a_link_to_what_is_not_there_leads_nowhere(body: Body) -> None:
    assert body.links["gone.md"] is None


def test_media_are_known_by_their_addresses(catalogue: Catalogue) -> None:
    address = "/2021/02/06/c/photo.png"
    source, _, picture = catalogue.media([address])[address]
    assert source == "articles/photo.png"
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (60, 40)
    assert catalogue.addresses_of_media(source) == [address]
    assert [one for one, _ in catalogue.every_medium()] == [address, "/2022/01/05/a/map.svg"]


def test_pages_without_a_date_stand_in_their_order(catalogue: Catalogue) -> None:
    assert [page.title for page in catalogue.undated_links("en")] == ["About", "Licence"]
    assert catalogue.undated_links("ru") == ()
    assert catalogue.undated_linking_to("articles/b.md") == ["/about/"]


def test_the_body_of_a_page_has_its_links(catalogue: Catalogue) -> None:
    about = next(page for page in catalogue.undated() if page.name == "about")
    assert catalogue.body_of(about).links == {"../articles/b.md": ("/2022/02/06/b/", "")}


def test_files_are_listed_by_kind(catalogue: Catalogue) -> None:
    assert "static/own.txt" in catalogue.files("static")
    found = catalogue.files_among(["static/own.txt", "static/none.txt"])
    assert list(found) == ["static/own.txt"]
