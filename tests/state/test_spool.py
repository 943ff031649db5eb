"""Bodies between the reading of an article and the writing of its page."""

from pathlib import Path

import pytest

from kazarchive.disk import WriteFailed
from kazarchive.state import spool
from kazarchive.state.spool import Spool, SpooledBodies

BODIES = ["<p>Нан</p>", "", "a\udc80b"]


def test_bodies_come_back_as_they_were_kept(tmp_path: Path) -> None:
    spool.empty(tmp_path)
    with Spool(tmp_path, "articles/a.md") as writing:
        kept = [writing.keep(body) for body in BODIES]
    reading = SpooledBodies(tmp_path)
    assert [reading.body(one) for one in reversed(kept)] == BODIES[::-1]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_no_more_files_stay_open_than_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "OPEN_FILES", 2)
    spool.empty(tmp_path)
    kept = []
    for name in "abcde":
        with Spool(tmp_path, name) as writing:
            kept.append(writing.keep(name))
    reading = SpooledBodies(tmp_path)
    here = Path("/proc/self/fd")
    before = len(list(here.iterdir()))
    assert [reading.body(one) for one in kept * 2] == [*"abcde"] * 2
    assert len(list(here.iterdir())) <= before + 2


def test_what_another_build_left_is_gone(tmp_path: Path) -> None:
    spool.empty(tmp_path)
    (tmp_path / spool.FOLDER / "old").write_text("old")
    spool.empty(tmp_path)
    assert not list((tmp_path / spool.FOLDER).iterdir())
    spool.remove(tmp_path)
    assert not (tmp_path / spool.FOLDER).exists()


def test_a_folder_that_was_removed_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed), Spool(tmp_path, "a") as writing:
        kept = writing.keep("a")
    with pytest.raises(WriteFailed):
        SpooledBodies(tmp_path).body(kept)
