"""A disk that is full, and a state that somebody removes, while a preview runs."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import processes
from archives import CONFIG, Archive
from preview import previews
from preview.previews import Events, Running, until

STATE = ".kazarchive/preview"


def shows(running: Running, address: str, text: str) -> bool:
    return until(lambda: text in running.get(address).text)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Archive]:
    """An archive whose state lies on a disk of its own, with little room."""
    archive = Archive(tmp_path / "archive")
    archive.article("2022/a.md", title="Before")
    state = archive.root / ".kazarchive"
    state.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "kazarchive-test", str(state)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount a file system")
    yield archive
    subprocess.run(["umount", "--lazy", str(state)], check=True)


def fill(archive: Archive) -> Path:
    file = archive.root / ".kazarchive/filling"
    with suppress(OSError), file.open("wb", buffering=0) as writing:
        for _ in range(1_000):  # twice as many blocks as there are
            writing.write(bytes(4_096))
        raise AssertionError("the disk is not full")
    return file


def test_a_full_disk_is_told_once_and_the_preview_goes_on_when_there_is_room(
    small: Archive,
) -> None:
    with previews.running(small.root) as running:
        assert shows(running, "/2022/01/05/a/", "Before")
        filling = fill(small)
        small.article("2022/a.md", "Text. " * 5_000, title="After")
        page = "/_kazarchive/page?address=/2022/01/05/a/"
        assert until(lambda: "K0702" in running.get(page).text)
        small.article("2022/a.md", "Words. " * 5_000, title="After")
        small.article("2022/b.md", title="Another")
        assert not until(lambda: running.process.poll() is not None, 3)
        assert running.get("/2022/01/05/a/").status == 200
        assert running.said().count("error[K0702]: cannot write") == 1
        filling.unlink()
        assert shows(running, "/2022/01/05/a/", "After")
        assert shows(running, "/2022/01/05/b/", "Another")
        assert until(lambda: "K0702" not in running.get(page).text)
        assert "Traceback" not in running.said()
        fill(small)
        assert running.end() < 2
        assert running.process.returncode == 130


def removed(archive: Archive, what: str) -> None:
    place = archive.root / what
    shutil.rmtree(place) if place.is_dir() else place.unlink()


@pytest.mark.parametrize(
    "what",
    [".kazarchive", STATE, f"{STATE}/lock", f"{STATE}/catalogue.sqlite", f"{STATE}/owner"],
)
def test_a_state_that_is_removed_is_made_anew(archive: Archive, what: str) -> None:
    archive.article("2022/a.md", title="Before")
    assert processes.run(archive.root, "build").code == 0
    with previews.running(archive.root) as running, running.connection() as page:
        news = Events(page)
        removed(archive, what)
        assert running.get("/2022/01/05/a/").status == 200
        archive.article("2022/a.md", title="After")
        assert news.next() is not None
        assert shows(running, "/2022/01/05/a/", "After")
        archive.article("2022/a.md", title="Later")
        assert shows(running, "/2022/01/05/a/", "Later")
        if not what.endswith("owner"):
            assert running.said().count("the build state was removed; rebuilding it") == 1
        assert "Traceback" not in running.said()
        assert (archive.root / STATE / "address").exists()
        assert processes.run(archive.root, "serve", "--port", "0").code == 11
        assert running.end(signal.SIGTERM) < 2
        assert running.process.returncode == 143


def test_a_state_is_removed_again_and_again(archive: Archive) -> None:
    archive.article("2022/a.md", title="Before")
    with previews.running(archive.root) as running:
        for number in range(3):
            shutil.rmtree(archive.root / ".kazarchive")
            archive.article("2022/a.md", title=f"Number {number}")
            assert shows(running, "/2022/01/05/a/", f"Number {number}")
            archive.configure(CONFIG + f"[listing]\npage_size = {number + 5}\n")
        assert "Traceback" not in running.said()


@pytest.mark.parametrize("put", ["file", "link"])
def test_what_cannot_be_made_anew_ends_it_with_a_sentence(archive: Archive, put: str) -> None:
    archive.article("2022/a.md", title="Before")
    with previews.running(archive.root) as running:
        state = archive.root / ".kazarchive"
        shutil.rmtree(state)
        state.write_text("") if put == "file" else state.symlink_to(archive.folder)
        archive.article("2022/a.md", title="After")
        assert running.process.wait(previews.PATIENCE) == 4
        assert "error[K0702]" in running.said()
        assert "Traceback" not in running.said()
