"""What the tests of pages share."""

import pytest

from archives import Archive


@pytest.fixture
def tagged(archive: Archive) -> Archive:
    for name, tags in {
        "a": ["Fuel", "Prices"],
        "b": ["Fuel", "Prices", "Unrest"],
        "c": ["Fuel", "Almaty"],
        "d": ["Fuel"],
        "e": ["Weather"],
    }.items():
        archive.article(f"{name}.md", tags=tags, authors=["A"])
    archive.build()
    return archive
