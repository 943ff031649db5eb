"""What is told of an article's last change, everywhere that it is told."""

import re

import pytest

from archives import Archive

STAMPS = re.compile(
    r'(?:"dateModified": ?"|modified_time" content="|<updated>|<lastmod>|"date_modified": ?")'
    r"(\d{4}-\d\d-\d\dT[\d:]+)"
)


@pytest.mark.parametrize("updated", ["2022-01-05", "2021-12-31", "2022-01-05 17:59"])
def test_nothing_is_told_to_be_changed_before_it_was_published(
    archive: Archive, updated: str
) -> None:
    archive.article("a.md", date="2022-01-05 18:00", updated=updated)
    archive.build_as_clean()
    told = [
        stamp
        for page in archive.tree().values()
        for stamp in STAMPS.findall(page.decode("utf-8", "replace"))
    ]
    assert len(told) >= 6
    assert {*told} == {"2022-01-05T18:00:00"}


def test_an_update_that_is_still_to_come_is_told_until_it_has_come(archive: Archive) -> None:
    archive.article("a.md", date="2022-01-05", updated="2022-07-01 10:00")
    archive.article("b.md", date="2022-01-05", updated="2022-05-01")
    archive.article("c.md", date="2022-01-05", updated="2050-01-01", draft=True)
    for _ in range(2):
        (problem,) = archive.build_as_clean().problems
        assert (problem.code, problem.place.path, problem.place.line) == (
            "K0133",
            "articles/a.md",
            4,
        )
    archive.now += 86_400 * 40
    assert not archive.build_as_clean().problems
