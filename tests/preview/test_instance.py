"""A preview that runs, as other commands find it."""

from pathlib import Path

import processes
from archives import Archive
from preview import previews
from preview.previews import STATE, Running


def test_a_second_preview_of_an_archive_names_the_first(live: Running, small: Archive) -> None:
    done = processes.run(small.root, "serve", "--port", "0")
    assert done.code == 11
    assert done.err.startswith(
        f"error[K0711]: a preview of this archive is already running at {live.address}\n"
    )
    assert live.get("/").status == 200


def test_a_killed_preview_hinders_nobody(small: Archive) -> None:
    with previews.running(small.root) as running:
        running.kill()
    assert (small.root / STATE / "address").exists()
    with previews.running(small.root) as again:
        assert again.get("/2022/01/05/a0/").status == 200
        again.end()
    assert not (small.root / STATE / "address").exists()


def test_the_address_of_a_killed_preview_may_be_anothers_by_now(
    small: Archive, tmp_path: Path
) -> None:
    other = Archive(tmp_path / "other")
    other.article("2022/a.md")
    with previews.running(small.root) as first:
        first.kill()
    with (
        previews.running(other.root, port=first.port) as there,
        previews.running(small.root) as again,
    ):
        assert there.port == first.port
        assert again.get("/2022/01/05/a0/").status == 200


def test_clean_waits_for_the_end_of_the_preview(live: Running, small: Archive) -> None:
    done = processes.run(small.root, "clean", "--yes")
    assert (done.code, done.err[:12]) == (11, "error[K0711]")
    assert live.get("/2022/01/05/a0/").status == 200
    live.end()
    assert processes.run(small.root, "clean", "--yes").code == 0
    assert not (small.root / ".kazarchive").exists()
