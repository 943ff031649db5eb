"""What is compiled for the next build, in the user's cache folder."""

from pathlib import Path

import pytest

from kazarchive.rendering import usercache
from kazarchive.rendering.usercache import UserCache


@pytest.fixture
def cache(tmp_path: Path) -> UserCache:
    opened = usercache.opened(tmp_path / "below/cache")
    assert opened
    return opened


def test_content_comes_back_as_it_was_put(cache: UserCache) -> None:
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("a", b"two")
    assert cache.get("a") == b"two"
    assert [path.name for path in cache.folder.iterdir()] == ["a.kept"]


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 40])
def test_a_damaged_file_counts_as_missing(cache: UserCache, damage: bytes) -> None:
    cache.put("a", b"content")
    (cache.folder / "a.kept").write_bytes(damage)
    assert cache.get("a") is None


def test_a_folder_that_is_gone_does_no_harm(cache: UserCache) -> None:
    cache.folder.rmdir()
    cache.put("a", b"content")
    assert cache.get("a") is None


@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_a_folder_that_another_user_can_write_to_is_not_used(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    assert usercache.opened(tmp_path) is None


def test_a_file_in_the_place_of_the_folder_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert usercache.opened(tmp_path / "cache") is None
