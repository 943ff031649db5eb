"""Whose an output folder is."""

from pathlib import Path

import pytest

from archives import Archive
from kazarchive.problems import ProblemsFound


def test_an_output_folder_of_another_archive_is_refused(three: Archive, tmp_path: Path) -> None:
    other = Archive(tmp_path / "other")
    other.configure('title = "Other"\nbase_url = "https://other.example/"\n')
    other.article("x.md", "Text.")
    with pytest.raises(ProblemsFound, match="K0701"):
        other.build_into(three.output, other.state)
    assert three.tree() == three.build_clean()[1]
