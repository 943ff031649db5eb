"""What is watched, and what is not: folders behind links, and hidden ones."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kazarchive.preview import watcher
from kazarchive.preview.watcher import watching
from preview.previews import until

QUICK = 4
"""By this factor the watch is quicker here than for a writer: its intervals, and our pauses."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for interval in ("AT_MOST", "NOW_AND_THEN"):
        monkeypatch.setattr(watcher, interval, getattr(watcher, interval) // QUICK)


def pause(seconds: float) -> None:
    time.sleep(seconds / QUICK)


@contextmanager
def counted(root: Path) -> Iterator[list[int]]:
    """How often a change was told so far."""
    told: list[int] = []
    lock = threading.Lock()

    def changed() -> None:
        with lock:
            told.append(1)

    with watching(root, lambda: [root / "articles", root / "static"], changed):
        assert until(lambda: len(told) > 0)
        pause(0.6)
        yield told


def is_told(told: list[int], within: float = 5) -> bool:
    before = len(told)
    return until(lambda: len(told) > before, within)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root/articles/2022/01").mkdir(parents=True)
    (tmp_path / "outside/below").mkdir(parents=True)
    return tmp_path / "root"


def test_what_lies_behind_a_link_to_a_folder_is_not_watched(root: Path) -> None:
    outside = root.parent / "outside"
    (root / "articles/2022/out").symlink_to(outside)
    (root / "articles/loop").symlink_to(root / "articles")
    (root / "static").symlink_to(outside)
    (root / "articles/.hidden").mkdir()
    with counted(root) as told:
        (outside / "a.md").write_text("a")
        (outside / "below/a.md").write_text("a")
        (root / "articles/.hidden/a.md").write_text("a")
        assert not is_told(told, 1.5 / QUICK)
        (root / "articles/2022/01/a.md").write_text("a")
        assert is_told(told)


def test_a_link_that_comes_later_is_not_followed(root: Path) -> None:
    outside = root.parent / "outside"
    with counted(root) as told:
        (root / "articles/2022/out").symlink_to(outside)
        assert is_told(told)
        made = root.parent / "made"
        (made / "deep").mkdir(parents=True)
        (made / "deep/out").symlink_to(outside)
        made.rename(root / "articles/made")
        assert is_told(told)
        pause(1)
        (outside / "below/b.md").write_text("b")
        assert not is_told(told, 1.5 / QUICK)
        (root / "articles/made/deep/c.md").write_text("c")
        assert is_told(told)


def test_folders_that_come_go_and_are_replaced_stay_watched(root: Path) -> None:
    with counted(root) as told:
        for number in range(3):
            folder = root / f"articles/new{number}/below"
            folder.mkdir(parents=True)
            assert is_told(told)
            pause(1)
            (folder / "a.md").write_text("a")
            assert is_told(told)
            shutil.rmtree(root / "articles/2022")
            (root / "articles/2022").mkdir()
            assert is_told(told)
            pause(1)
            (root / "articles/2022/b.md").write_text("b")
            assert is_told(told)


def test_a_link_to_the_root_of_the_system_costs_nothing(root: Path) -> None:
    (root / "articles/everything").symlink_to("/")
    began = time.monotonic()
    with counted(root) as told:
        assert time.monotonic() - began < 5
        (root / "articles/2022/a.md").write_text("a")
        assert is_told(told)
