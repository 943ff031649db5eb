"""What all tests share: an archive in a temporary folder, the long tests, and what was counted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive

TALLIES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept in the cache folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive in English with the default configuration."""
    return Archive(tmp_path / "archive")


@pytest.fixture
def trilingual(tmp_path: Path) -> Archive:
    """An empty archive in three languages, with every limit low."""
    made = Archive(tmp_path / "archive")
    made.configure(TRILINGUAL)
    return made


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the whole series of an attack is wanted, not a part of it."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Tell what was counted, such as `killed at random times: 200 of 200`: a line at the end."""
    return request.config.stash[TALLIES].append


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="attack with the whole series")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TALLIES] = []
    config.addinivalue_line("markers", "long: runs only with --long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        left = pytest.mark.skip(reason="long: runs with --long")
        for item in items:
            if "long" in item.keywords:
                item.add_marker(left)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in sorted(terminalreporter.config.stash[TALLIES]):
        terminalreporter.write_line(line)
