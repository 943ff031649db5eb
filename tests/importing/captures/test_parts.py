"""A part of a file is read like a file."""

import os
from pathlib import Path

import pytest

from kazarchive.importing.captures.parts import Part
from kazarchive.problems import ProblemsFound


def test_a_part_is_read_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    with Part(tmp_path / "a", "a", 3, 4).opened() as file:
        assert file.read() == b"3456"
        assert file.seek(0, os.SEEK_END) == 4
        assert file.read(1) == b""
        file.seek(1)
        assert (file.read(2), file.tell()) == (b"45", 3)
        assert file.seek(-2, os.SEEK_CUR) == 1
        assert file.seek(9) == 9
        assert file.read(1) == b""
    with Part(tmp_path / "a", "a").opened() as file:
        assert file.read() == b"0123456789"


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound), Part(tmp_path / "b", "b").opened():
        pass
