"""What the tests of reading share."""

import pytest

from archives import Archive
from kazarchive.config.options import Site
from reading.engines import ENGINES, site_of


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(engine: str, archive: Archive) -> Site:
    """With either engine."""
    return site_of(archive, engine)
