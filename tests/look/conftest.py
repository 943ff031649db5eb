"""The repository's own archive, published once for all that look at it, and what looks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from look.sample import Sample, published
from search.serving import Host, hosted


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return published(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def host(sample: Sample) -> Iterator[Host]:
    with hosted(sample.folder) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()
