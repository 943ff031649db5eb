"""A file that is to be imported."""

from pathlib import Path

import pytest

from kazarchive.importing.formats.source import Source
from kazarchive.problems import Place, ProblemsFound
from kazarchive.reading.frontmatter import LARGEST_FILE


def test_a_whole_file_is_read_if_it_is_not_too_large(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    source = Source(file, "seeds/a.txt", "UTC")
    file.write_bytes(b"text")
    assert source.read() == b"text"
    with file.open("r+b") as opened:
        opened.truncate(LARGEST_FILE + 1)
    with pytest.raises(ProblemsFound) as found:
        source.read()
    assert [problem.code for problem in found.value.problems] == ["K0124"]
    file.unlink()
    with pytest.raises(ProblemsFound) as found:
        source.read()
    assert [problem.code for problem in found.value.problems] == ["K0304"]
    assert source.place(3, 5) == Place("seeds/a.txt", 3, 5)
