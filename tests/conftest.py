"""What all tests share: an archive in a temporary folder, a browser, the long tests, and what was
counted."""

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

import archives
from archives import CONFIG, MEMORY, SMALL, TRILINGUAL, Archive, compiled_once, write_sample
from browsing import chromium
from commands import article, run, write
from kazarchive.build import Prepared
from kazarchive.rendering import specialised

ROOM = 4 << 30
"""Bytes: several times what all tests hold at once."""


class Tallies:
    """What was counted, told at the end, whichever process counted it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.lines += [str(value) for name, value in report.user_properties if name == "tally"]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in sorted(self.lines):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept in the cache folder of whoever runs the tests, and every test has one that
    keeps compiled templates, even under `python -B`."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patched.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patched.setattr(sys, "dont_write_bytecode", False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _english() -> Iterator[None]:
    """Commands speak English, whatever whoever runs the tests speaks."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KAZARCHIVE_LANG", "en")
        yield


@pytest.fixture(scope="session", autouse=True)
def _specialised(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """For the builds in this process, and those that it forks. Where every build specialises its
    templates, one finds what an earlier one with the same configuration made of the same text."""
    with pytest.MonkeyPatch.context() as patched:
        chosen = request.config.getoption("--specialise")
        if chosen:
            patched.setattr(specialised, "WORTHWHILE", 0 if chosen == "always" else None)
        if chosen == "always":
            patched.setattr(archives, "KEPT", tmp_path_factory.mktemp("specialised"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """For the builds in this process; nothing of this reaches those in processes of their own."""
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def browser(_chromium: Browser) -> Iterator[Browser]:
    """A real browser, begun once; what one file of tests opens in it is closed after that file."""
    yield _chromium
    for context in _chromium.contexts:
        context.close()


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
def small(archive: Archive) -> Archive:
    """With sizes of images that are made at once."""
    archive.configure(SMALL)
    return archive


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the whole series of an attack is wanted, not a part of it."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Tell what was counted, such as `killed at random times: 200 of 200`: a line at the end."""
    return lambda line: request.node.user_properties.append(("tally", line))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--specialise",
        choices=("always", "never"),
        help="specialise templates before their first page, or never",
    )
    parser.addoption("--long", action="store_true", help="attack with the whole series")


def pytest_configure(config: pytest.Config) -> None:
    work_in_memory()
    settings.register_profile(
        "busy",
        max_examples=100 if config.getoption("--long") else 30,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("busy")
    config.pluginmanager.register(Tallies())
    config.addinivalue_line("markers", "long: runs only with --long")


def pytest_collection_finish() -> None:
    """All that the tests hold stays, so Python need not look through it for cycles."""
    gc.collect()
    gc.freeze()


def work_in_memory() -> None:
    """Let all temporary folders be in memory, if there is such a place with room, and nobody has
    named another: the tests write files by the hundred thousand."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    if roomy and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


ATTACKS = frozenset({"faults", "hostile", "images", "preview"})
"""Folders of tests that start a process or build a site for each case."""


def _needs_fixtures(item: pytest.Function) -> bool:
    """Whether a test is given more than its parameters: a pure function is quickly called."""
    given = {name for name in item.fixturenames if not name.startswith("_")}
    return bool(given - {*item.callspec.params} - {"request", "tmp_path_factory"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without `--long`, what is marked so is left out, and of an attack's cases two of three."""
    if config.getoption("--long"):
        return
    left = pytest.mark.skip(reason="long: runs with --long")
    cases: Counter[tuple[Path, str]] = Counter()
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item, "callspec"):
            cases[item.path, item.originalname] += 1
            number = cases[item.path, item.originalname] - 1
            if number % 3 and ATTACKS & {*item.path.parts} and _needs_fixtures(item):
                item.add_marker(left)
        if "long" in item.keywords:
            item.add_marker(left)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of one article."""
    write(tmp_path / "archive" / "kazarchive.toml", CONFIG)
    article(tmp_path / "archive", "cap")
    return tmp_path / "archive"


@pytest.fixture
def built(root: Path) -> Path:
    assert run(root, "build").code == 0
    return root


@pytest.fixture
def three(archive: Archive) -> Archive:
    for name in ("a", "b", "c"):
        archive.article(f"{name}.md", "Text.", title=f"The {name}", tags=["One"])
    archive.build()
    return archive


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """A small archive with a page of every kind, published. For tests that only read: it is built
    once."""
    archive = Archive(tmp_path_factory.mktemp("sampled"))
    write_sample(archive)
    archive.build()
    with archive.prepared() as ready:
        yield ready
