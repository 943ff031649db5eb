"""Opening source files: regular ones only, and never a wait."""

import hashlib
import os
from pathlib import Path

import pytest

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files


def fault(file: Path) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        files.read(file, "articles/a.md")
    (problem,) = found.value.problems
    assert problem.place.path == "articles/a.md"
    return problem


def test_a_file_is_read_and_digested(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"Text.")
    assert files.read(file, "a.md") == b"Text."
    assert files.digest(file, "a.md") == hashlib.sha256(b"Text.").hexdigest()


def test_a_pipe_put_in_the_files_place_is_no_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert fault(tmp_path / "a.md").code == "K0301"


def test_a_device_is_not_read() -> None:
    assert fault(Path("/dev/zero")).code == "K0301"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert fault(tmp_path / "a.md").code == "K0304"


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    assert fault(tmp_path).code in ("K0301", "K0303")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")
    assert fault(tmp_path / "a.md").code == "K0303"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_is_not_ours_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch(mode=0o000)
    problem = fault(tmp_path / "a.md")
    assert (problem.code, problem.values["reason"]) == ("K0303", "Permission denied")
