"""The output folder as a destination."""

import hashlib
from pathlib import Path

import pytest

from kazarchive.disk import WriteFailed
from kazarchive.output import inventory
from kazarchive.output.folder import STAGING, Folder
from kazarchive.output.local import LocalFolder

DIGEST = hashlib.sha256(b"page").hexdigest()


@pytest.fixture
def local(tmp_path: Path) -> LocalFolder:
    (tmp_path / "public" / STAGING).mkdir(parents=True)
    return LocalFolder(Folder(tmp_path / "public", "public", known=True, empty=False))


def stage(local: LocalFolder, name: str = "1") -> None:
    (local.folder.path / STAGING / name).write_bytes(b"page")


def test_a_staged_file_is_moved_to_its_address(local: LocalFolder) -> None:
    stage(local)
    local.put("/a/b/", "1", DIGEST)
    assert (local.folder.path / "a/b/index.html").read_bytes() == b"page"
    assert not (local.folder.path / STAGING / "1").exists()


def test_a_file_that_an_earlier_process_has_moved_is_there(local: LocalFolder) -> None:
    stage(local)
    local.put("/a/", "1", DIGEST)
    local.put("/a/", "1", DIGEST)
    with pytest.raises(FileNotFoundError):
        local.put("/a/", "1", "another digest")
    with pytest.raises(FileNotFoundError):
        local.put("/b/", "2", DIGEST)


def test_what_stands_in_the_way_is_an_error_of_the_disk(local: LocalFolder) -> None:
    stage(local)
    (local.folder.path / "a").write_text("a file")
    with pytest.raises(WriteFailed) as raised:
        local.put("/a/", "1", DIGEST)
    assert raised.value.problem.place.path == "public/a/index.html"


def test_removing_takes_the_folders_that_become_empty(local: LocalFolder) -> None:
    for name, address in (("1", "/a/b/c/"), ("2", "/a/d/")):
        stage(local, name)
        local.put(address, name, DIGEST)
    local.remove("/a/b/c/")
    assert sorted(path.name for path in (local.folder.path / "a").iterdir()) == ["d"]
    local.remove("/a/b/c/")
    local.remove("/a/d/")
    assert not (local.folder.path / "a").exists()
    assert local.folder.path.exists()


def test_a_folder_in_the_place_of_a_file_stays(local: LocalFolder) -> None:
    (local.folder.path / "a/b").mkdir(parents=True)
    local.remove("/a")
    assert (local.folder.path / "a/b").is_dir()


def test_no_address_outside_is_removed(local: LocalFolder) -> None:
    with pytest.raises(AssertionError):
        local.remove("/../mine.txt")


def test_the_inventory_is_what_came_and_did_not_go(local: LocalFolder) -> None:
    local.note_coming(["/a/", "/b/"])
    local.note_gone(["/a/"])
    assert {*inventory.read(local.folder.path)} == {"/b/"}
    local.note_all(["/c/"])
    assert {*inventory.read(local.folder.path)} == {"/c/"}
