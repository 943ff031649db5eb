"""Originals are kept unchanged, each once, under their SHA-256."""

import hashlib
import os
from pathlib import Path

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.document import Document
from kazarchive.importing.originals import Originals
from kazarchive.problems import ProblemsFound


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def originals(archive: Archive) -> Originals:
    return Originals(archive.root, reader.load(archive.root))


def document(content: bytes, original: bytes | None = None, **fields: object) -> Document:
    return Document(title="T", sha256=sha256(content), original=original, **fields)  # type: ignore[arg-type]


def test_a_whole_file_is_copied_under_its_digest(
    archive: Archive, originals: Originals, tmp_path: Path
) -> None:
    file = tmp_path / "Page One.HTML"
    file.write_bytes(b"<p>a")
    digest = sha256(b"<p>a")
    path = originals.keep(document(b"<p>a"), file, "x")
    assert path == f"originals/{digest[:2]}/{digest}.html"
    assert (archive.root / path).read_bytes() == b"<p>a"
    assert originals.path(digest, "Page One.HTML") == path
    file.write_bytes(b"later")
    assert (archive.root / path).read_bytes() == b"<p>a", "a copy and not a link"


@pytest.mark.parametrize(
    ("part", "ending"),
    [
        (b"<item>x</item>", ".xml"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", ".html"),
        (b'{"id": 1}', ".json"),
        (b"From: a@example.org", ".txt"),
    ],
)
def test_a_part_of_a_file_is_kept_as_its_bytes(
    archive: Archive, originals: Originals, part: bytes, ending: str
) -> None:
    path = originals.keep(document(part, part), Path("gone.wacz"), "x")
    assert path.endswith(ending)
    assert (archive.root / path).read_bytes() == part
    assert originals.path(sha256(part), "gone.wacz") == path


def test_what_is_there_is_not_written_again(
    archive: Archive, originals: Originals, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a")
    path = originals.keep(document(b"a"), file, "x")
    before = os.stat(archive.root / path)
    assert originals.keep(document(b"a"), file, "x") == path
    assert os.stat(archive.root / path) == before
    assert [each.name for each in (archive.root / path).parent.iterdir()] == [Path(path).name]


@pytest.mark.parametrize("original", [None, b"other"])
def test_an_original_that_is_not_what_was_read_is_not_kept(
    archive: Archive, originals: Originals, tmp_path: Path, original: bytes | None
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"other")
    with pytest.raises(ProblemsFound) as found:
        originals.keep(document(b"a", original), file, "a.txt")
    assert [problem.code for problem in found.value.problems] == ["K0894"]
    assert not [each for each in (archive.root / "originals").rglob("*") if each.is_file()]


def test_nothing_is_kept_outside_the_archive(
    archive: Archive, originals: Originals, tmp_path: Path
) -> None:
    (archive.root / "originals").symlink_to(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        originals.keep(document(b"a", b"a"), Path("a"), "a")
    assert found.value.problems[0].code == "K0302"
    assert list(tmp_path.rglob("*.txt")) == []


def test_a_text_is_kept_as_it_was_read(archive: Archive, originals: Originals) -> None:
    plain = document(b"1", paragraphs=("Баға < 5", "екі"))
    marked = document(b"2", html="<p>Баға <b>өсті</b></p>")
    for each in (plain, marked):
        assert originals.text(each.sha256) is None
        originals.keep_text(each)
    assert originals.text(plain.sha256) == "<p>Баға &lt; 5</p>\n<p>екі</p>\n"
    assert originals.text(marked.sha256) == "<p>Баға <b>өсті</b></p>\n"
    assert originals.path(plain.sha256, "a.txt") is None, "it is not the original"
    (file,) = (archive.root / f"originals/{sha256(b'1')[:2]}").iterdir()
    assert file.read_text("utf-8").startswith("<!doctype html>")


def test_the_folder_can_be_another(archive: Archive) -> None:
    config = (archive.root / "kazarchive.toml").read_text("utf-8")
    archive.configure(f'{config}\n[import]\noriginals = "kept/all"\n')
    originals = Originals(archive.root, reader.load(archive.root))
    assert originals.keep(document(b"a", b"a"), Path("a"), "a").startswith("kept/all/")
