"""The state folder of an archive: locked, opened, and who it belongs to."""

import os
import shutil
from pathlib import Path

import pytest

from kazarchive.disk import WriteFailed
from kazarchive.state import database, folder


def test_a_second_process_learns_who_works_there(tmp_path: Path) -> None:
    with folder.opened(tmp_path / "state"):
        with pytest.raises(folder.Locked) as raised, folder.opened(tmp_path / "state"):
            pass
        assert raised.value.problem.values["owner"] == f" (process {os.getpid()})"


def test_a_link_is_no_state_folder(tmp_path: Path) -> None:
    (tmp_path / "state").symlink_to(tmp_path)
    with pytest.raises(WriteFailed), folder.opened(tmp_path / "state"):
        pass


def test_a_state_that_was_carried_elsewhere_knows_it(tmp_path: Path) -> None:
    with folder.opened(tmp_path / "one") as state:
        assert not state.moved
    (tmp_path / "one").rename(tmp_path / "two")
    with folder.opened(tmp_path / "two") as state:
        assert state.moved
    with folder.opened(tmp_path / "two") as state:
        assert not state.moved


def test_a_removed_state_is_lost(tmp_path: Path) -> None:
    with folder.opened(tmp_path / "state") as state:
        assert not state.lost()
        shutil.rmtree(tmp_path / "state")
        assert state.lost()


def test_a_damaged_database_is_removed_and_its_problem_named(tmp_path: Path) -> None:
    with folder.opened(tmp_path):
        pass
    with pytest.raises(folder.Damaged) as raised, folder.opened(tmp_path):
        raise database.Unfit("damaged")
    assert raised.value.notice.code == "K0704"
    assert not (tmp_path / database.NAME).exists()


def test_a_sealed_state_is_trusted_and_a_change_breaks_the_seal(tmp_path: Path) -> None:
    with folder.opened(tmp_path):
        pass
    with folder.opened(tmp_path) as state:
        assert state.comparison.has_checksums
        state.confirm()
    file = tmp_path / database.NAME
    raw = file.read_bytes()
    file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    with pytest.raises(folder.Damaged), folder.opened(tmp_path) as state:
        state.confirm()
