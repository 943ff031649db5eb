"""Published files that are not as they were left."""

import shutil

import pytest

from archives import Archive
from kazarchive.problems import ProblemsFound


def test_without_its_state_every_published_file_is_compared(three: Archive) -> None:
    """As after a power loss: a file is there, and empty."""
    whole = three.tree()
    page = three.output / "2022/01/05/b/index.html"
    page.write_bytes(b"")
    shutil.rmtree(three.state)
    assert three.build().written == 1
    assert three.tree() == whole


def test_not_even_full_overwrites_what_is_not_ours(three: Archive) -> None:
    mine = three.output / "2022/01/05/new/index.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    three.article("new.md", "Text.")
    with pytest.raises(ProblemsFound, match="K0705"):
        three.build(full=True)
    assert mine.read_text("utf-8") == "mine"
