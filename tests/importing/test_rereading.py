"""Originals are read again by the reader of their format."""

import hashlib
from typing import Any

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.document import Document
from kazarchive.importing.existing import Imported
from kazarchive.importing.report import ImportRequest
from kazarchive.importing.rereading import Rereader
from kazarchive.problems import ProblemsFound


def read(
    archive: Archive, path: str, kind: str = "", id_: str | None = None, **request: Any
) -> Document:
    site = reader.load(archive.root)
    sha256 = path.rpartition("/")[2].partition(".")[0]
    rereader = Rereader(archive.root, site, ImportRequest(**request))
    return rereader.document(path, Imported(sha256, "x.txt", id_, kind))


def original(archive: Archive, content: bytes, ending: str) -> str:
    path = f"originals/{hashlib.sha256(content).hexdigest()}{ending}"
    archive.write(path, content)
    return path


def test_a_plain_text_is_read_again_whatever_its_language(archive: Archive) -> None:
    path = original(archive, "Тақырып\n\nМәтін.\n".encode(), ".txt")
    assert read(archive, path).paragraphs == ("Мәтін.",)


def test_a_part_of_an_export_is_read_again(archive: Archive) -> None:
    item = b"<item><title>T</title><content:encoded>A text.</content:encoded></item>"
    path = original(archive, item, ".xml")
    assert "A text." in read(archive, path, "wordpress", "1").html


def test_an_encoding_can_be_named(archive: Archive) -> None:
    path = original(archive, "Цена\n\nЦена газа.\n".encode("koi8-r"), ".txt")
    assert read(archive, path, encoding="koi8-r").paragraphs == ("Цена газа.",)


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("fax", b"T\n\nText.", "there is no format `fax`"),
        ("", b"T", "the document has no text below its headline"),
        ("wordpress", b"<item>", "cannot be read"),
        ("wordpress", b"<item><wp:post_id>1</wp:post_id></item> ", "it has another document"),
    ],
)
def test_what_cannot_be_read_again_is_said(
    archive: Archive, kind: str, content: bytes, reason: str
) -> None:
    path = original(archive, content, ".txt")
    with pytest.raises(ProblemsFound) as found:
        read(archive, path, kind)
    (problem,) = found.value.problems
    assert problem.code == "K0892"
    assert reason in problem.message
