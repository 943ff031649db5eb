"""The lines before the content of a record."""

import io

import pytest

from kazarchive.importing.captures import headers
from kazarchive.importing.captures.members import Damaged


def test_fields_are_read_whatever_they_look_like() -> None:
    lines = [
        b"HTTP/1.1 200 OK\r\n",
        "X-Title: Мәтін\r\n".encode(),
        b"X-Latin: caf\xe9\r\n",
        b"no field\r\n",
        b"content-TYPE : text/html;\r\n",
        b"\tcharset=utf-8\n",
        b"Content-Type: text/plain\r\n",
        b"Empty:\r\n",
        b"\r\n",
        b"body",
    ]
    found = headers.read(io.BytesIO(b"".join(lines)))
    assert found.first == "HTTP/1.1 200 OK"
    assert found.fields == {
        "x-title": "Мәтін",
        "x-latin": "café",
        "content-type": "text/html; charset=utf-8",
        "empty": "",
    }
    assert found.get("none") == ""
    assert found.raw == b"".join(lines[:-1])


def test_a_line_that_was_read_before_is_the_first() -> None:
    found = headers.read(io.BytesIO(b"a: b\r\n\r\n"), b"WARC/1.0\r\n")
    assert (found.first, found.get("a"), found.raw[:4]) == ("WARC/1.0", "b", b"WARC")


def test_lines_end_with_the_stream() -> None:
    assert headers.read(io.BytesIO(b"")).raw == b""
    assert headers.read(io.BytesIO(b"HTTP/1.1 200\r\na: b")).get("a") == "b"


@pytest.mark.parametrize("part", [b"a", b"a: b\r\n", b" c\r\n"])
def test_lines_have_a_limit(part: bytes) -> None:
    with pytest.raises(Damaged, match="more than 1,000,000 bytes"):
        headers.read(io.BytesIO(b"x: y\r\n" + part * 2_000_000))
