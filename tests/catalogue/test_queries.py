"""The catalogue as pages see it."""

import pytest

from kazarchive.catalogue.queries import Catalogue


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/2022/01/05/a/", "article"),
        ("/old/", "alias"),
        ("/2022/01/05/a/map.svg", "media"),
        ("/licence/", "undated"),
        ("/OLD/", None),
        ("/nowhere/", None),
    ],
)
def test_an_address_tells_what_its_author_put_there(
    catalogue: Catalogue, address: str, kind: str | None
) -> None:
    assert catalogue.kind(address) == kind


def test_a_segment_is_the_articles_of_a_period_oldest_first(catalogue: Catalogue) -> None:
    entries, packed = catalogue.segment("en", "2022")
    assert [entry.title for entry in entries] == ["A", "Updated", "B", "New"]
    assert len(packed) == 4
    assert [catalogue.before(entry, "2022") for entry in entries] == [0, 1, 2, 3]
