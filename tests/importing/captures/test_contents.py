"""The content of a capture."""

import gzip
import hashlib
from pathlib import Path
from typing import Any

import pytest

from importing.web_captures import DATE, PAGE, plain, response, warc
from kazarchive.importing.captures import contents
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.collection import Collection
from kazarchive.importing.captures.members import Damaged
from kazarchive.importing.captures.parts import Part

URL = "http://news.example/a"


def captured(folder: Path, record: Any) -> tuple[Capture, Part]:
    """A capture of a page, in a file of its own."""
    path = folder / "a.warc.gz"
    path.write_bytes(record if isinstance(record, bytes) else warc(record))
    part = Part(path, "a.warc.gz")
    with Collection(folder / "collection", [part]) as collection:
        return next(collection.pages(0)), part


def test_a_page_is_read_with_its_record(tmp_path: Path) -> None:
    body = gzip.compress(PAGE)
    capture, part = captured(tmp_path, response(URL, body, headers=[("Content-Encoding", "gzip")]))
    page = contents.page(capture, part)
    assert (page.content, page.charset, page.cut, page.fault) == (PAGE, "utf-8", "", "")
    assert page.record == warc(
        response(URL, body, headers=[("Content-Encoding", "gzip")]), compressed=False
    )
    assert contents.record(capture, part) == page.record


def test_a_record_is_a_file_of_records(tmp_path: Path) -> None:
    capture, part = captured(tmp_path, response(URL))
    alone = tmp_path / "alone.warc"
    alone.write_bytes(contents.page(capture, part).record)
    with Collection(tmp_path / "again", [Part(alone, "alone.warc")]) as collection:
        (again,) = collection.pages(0)
    assert (again.url, again.time) == (capture.url, capture.time)


@pytest.mark.parametrize(
    ("fields", "cut"),
    [
        ({"WARC-Truncated": "length"}, "the crawler cut it (length)"),
        ({"WARC-Segment-Number": "1"}, "it goes on in other records"),
    ],
)
def test_a_page_that_is_cut_says_why(fields: dict[str, str], cut: str, tmp_path: Path) -> None:
    capture, part = captured(tmp_path, response(URL, fields=fields))
    assert contents.page(capture, part).cut == cut


def test_a_page_whose_body_ends_early_says_so(tmp_path: Path) -> None:
    body = b"5000\r\n" + PAGE
    capture, part = captured(
        tmp_path, response(URL, body, headers=[("Transfer-Encoding", "chunked")])
    )
    assert contents.page(capture, part).cut == "its end is missing"


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_a_large_page_is_not_read(
    compress: "type[bytes]", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "LARGEST_PAGE", 1_000)
    capture, part = captured(tmp_path, response(URL, compress(PAGE + b" " * 1_000)))
    with pytest.raises(Damaged, match="it has more than 1,000 bytes"):
        contents.page(capture, part)


# --- media --------------------------------------------------------------------------------------


def test_a_media_file_is_written_under_its_hash(tmp_path: Path) -> None:
    capture, part = captured(tmp_path, response(URL))
    for _ in range(2):
        file = contents.extracted(capture, part, tmp_path / "media")
        assert file.path.name == hashlib.sha256(PAGE).hexdigest()
        assert file.path.read_bytes() == PAGE
        assert file.fault == ""
    assert len(list((tmp_path / "media").iterdir())) == 1


def test_a_media_file_with_another_digest_says_so(tmp_path: Path) -> None:
    capture, part = captured(tmp_path, plain(URL, fields={"WARC-Block-Digest": "sha1:A"}))
    fault = contents.extracted(capture, part, tmp_path / "media").fault
    assert fault.endswith("and the file says sha1:A")


def test_a_media_file_that_is_cut_is_none(tmp_path: Path) -> None:
    capture, part = captured(tmp_path, response(URL, fields={"WARC-Truncated": "time"}))
    with pytest.raises(Damaged):
        contents.extracted(capture, part, tmp_path / "media")


@pytest.mark.parametrize(
    ("url", "mime", "name"),
    [
        ("http://a.example/img/Қала.jpg", "image/jpeg", "Қала.jpg"),
        ("http://a.example/%D2%9A.JPG?x=1", "image/jpeg", "Қ.JPG"),
        ("http://a.example/photo.php?id=5", "image/png", "photo.png"),
        ("http://a.example/photo", "image/svg+xml", "photo.svg"),
        ("http://a.example/", "image/gif", "file.gif"),
        ("http://a.example/a.pdf", "application/octet-stream", "a.pdf"),
        ("http://a.example/a.unknown", "x/y", "a.unknown"),
    ],
)
def test_a_name_has_an_ending_that_fits(url: str, mime: str, name: str) -> None:
    assert contents.name(Capture(kind="media", url=url, mime=mime, time=DATE)) == name
