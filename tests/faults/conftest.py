"""What all attacks share: the two versions of the site, and the place of the attack."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from archives import MEMORY
from faults import sites, tracing
from faults.sites import Versions
from faults.tracing import Traced


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory, if there is such a place: attacks make and remove many files."""
    if not MEMORY.is_dir():
        yield tmp_path_factory.mktemp("faults")
        return
    with tempfile.TemporaryDirectory(prefix="faults-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def versions(place: Path) -> Versions:
    return sites.make(place)


@pytest.fixture
def root(place: Path, versions: Versions) -> Path:
    """Where every attack happens: the published first version with the sources of the second."""
    return sites.copied(versions, place / "attacked")


@pytest.fixture(scope="session")
def edit(place: Path, versions: Versions) -> Traced:
    """The build of the second version by one process, with the calls that it makes."""
    tracing.require_strace()
    root = place / "attacked"
    sites.copied(versions, root)
    afresh = partial(sites.copied, versions, root)
    return tracing.traced(root, place / "log", afresh, "build", "--jobs", "1")


@pytest.fixture(scope="session")
def first(place: Path, versions: Versions) -> Traced:
    """The same build without a published version or a state."""
    tracing.require_strace()
    root = place / "attacked"
    sites.unbuilt(versions, root)
    afresh = partial(sites.unbuilt, versions, root)
    return tracing.traced(root, place / "log", afresh, "build", "--jobs", "1")
