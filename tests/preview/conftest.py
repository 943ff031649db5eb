"""What the tests of the preview share."""

from collections.abc import Iterator

import pytest

from archives import Archive
from preview import previews
from preview.previews import Running


@pytest.fixture
def small(archive: Archive) -> Archive:
    for number in range(4):
        archive.article(f"2022/a{number}.md", f"Text {number}.", title=f"Title {number}")
    return archive


@pytest.fixture
def live(small: Archive) -> Iterator[Running]:
    with previews.running(small.root) as running:
        yield running
        assert "Traceback" not in running.said()
