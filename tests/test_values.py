"""What follows from an entry's values."""

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
