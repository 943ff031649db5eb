"""The response in a record."""

import io

import pytest

from importing.web_captures import plain
from kazarchive.importing.captures.records import Record, RecordFile
from kazarchive.importing.captures.responses import Response, payload, response

URL = "http://news.example/a"


def read(raw: bytes) -> tuple[Response | None, bytes]:
    record = next(RecordFile(io.BufferedReader(io.BytesIO(raw))).records())
    assert isinstance(record, Record)
    found = response(record, record.block)
    return found, b"".join(payload(found, record.block).blocks()) if found else b""


@pytest.mark.parametrize(
    ("mime", "charset"),
    [
        ("text/html", None),
        ("Text/HTML; Charset=Windows-1251", "Windows-1251"),
        ('text/html;x=y;charset="utf-8";q', "utf-8"),
        ("text/html; charset=", None),
    ],
)
def test_a_type_is_read_with_its_charset(mime: str, charset: str | None) -> None:
    found, body = read(plain(URL, mime=mime))
    assert found
    assert (found.status, found.mime, found.charset, found.is_html) == (
        200,
        "text/html",
        charset,
        True,
    )
    assert body.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("line", "status"),
    [(b"HTTP/1.0 404", 404), (b"HTTP/2 200", 200), (b"HTTP/1.1", 0), (b"ICY 200 OK", 0)],
)
def test_a_status_is_read_from_its_line(line: bytes, status: int) -> None:
    found, _ = read(plain(URL).replace(b"HTTP/1.1 200 OK", line.ljust(15)))
    assert found
    assert found.status == status


def test_a_resource_has_no_headers_of_http() -> None:
    head = b"WARC/1.0\nWARC-Type: resource\nWARC-Target-URI: %b\nContent-Type: image/PNG\n"
    found, body = read(head % URL.encode() + b"Content-Length: 4\n\n\x89PNG\n\n")
    assert found
    assert (found.status, found.mime, found.is_html, body) == (200, "image/png", False, b"\x89PNG")


@pytest.mark.parametrize("kind", [b"request", b"warcinfo", b"metadata", b"conversion"])
def test_other_records_are_no_responses(kind: bytes) -> None:
    assert read(plain(URL).replace(b"response", kind)) == (None, b"")
