"""One process at a time works in a state folder."""

import os
from pathlib import Path

import pytest

from kazarchive.state import lock


def test_a_lock_that_is_held_is_refused_and_free_after_its_release(tmp_path: Path) -> None:
    held = lock.take(tmp_path)
    assert lock.busy(tmp_path)
    with pytest.raises(lock.Held):
        lock.take(tmp_path, tries=1)
    lock.release(held)
    assert not lock.busy(tmp_path)


def test_a_lock_whose_folder_was_removed_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def opened_and_removed(path: Path, *flags: int) -> int:
        descriptor = real(path, *flags)
        path.unlink()
        return descriptor

    monkeypatch.setattr(os, "open", opened_and_removed)
    with pytest.raises(lock.Held):
        lock.take(tmp_path, tries=1)


def test_no_process_is_at_work_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert not lock.busy(tmp_path / "nowhere")


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="symbolic"):
        lock.take(tmp_path)
    assert not (tmp_path / "other").exists()
