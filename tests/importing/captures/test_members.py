"""The bytes at an offset, and where the next record begins."""

import gzip
import io

import pytest

from importing.web_captures import member, plain
from kazarchive.importing.captures import members
from kazarchive.importing.captures.members import BEGINNING, Damaged


def file(content: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content))


def test_a_member_ends_where_the_next_begins() -> None:
    first = member(b"one" * 100_000)
    stream, opened = members.opened(file(first + member(b"two")), 0)
    assert opened
    assert stream.read() == b"one" * 100_000
    assert opened.end == len(first)


def test_bytes_that_are_not_compressed_are_those_of_the_file() -> None:
    stream, opened = members.opened(file(b"abcdef"), 2)
    assert opened is None
    assert stream.read() == b"cdef"


@pytest.mark.parametrize("content", [member(b"a" * 100)[:-4], member(b"a")[:5]])
def test_a_member_that_is_cut_is_damaged(content: bytes) -> None:
    stream, _ = members.opened(file(content), 0)
    with pytest.raises(Damaged, match="the file ends within it"):
        stream.read()


@pytest.mark.parametrize("wrap", [bytes, member])
def test_the_next_record_is_looked_for(wrap: "type[bytes]") -> None:
    noise = b"\n" + b"noise \x1f\x8b\x08" * 30_000 + gzip.compress(b"no record") + b"\n"
    record = wrap(plain("http://a.example/"))
    assert members.next_record(file(noise + record), 0) == len(noise)
    assert members.next_record(file(noise + record), len(noise) - 1) == len(noise)
    assert members.next_record(file(noise + record), len(noise)) is None
    assert members.next_record(file(noise), 0) is None


@pytest.mark.parametrize(
    ("line", "is_record"),
    [
        (b"WARC/1.0\r\n", True),
        (b"WARC/0.17\n", True),
        (b"filedesc://a.arc 0.0.0.0 20060102030405 text/plain 76\n", True),
        (b"http://a.example/a b 127.0.0.1 20060102030405 text/html 9\r\n", True),
        (b"WARC/1.0 is a format\r\n", False),
        (b"http://a.example/ is an address\n", False),
        (b"", False),
    ],
)
def test_a_record_begins_with_a_line_of_its_own(line: bytes, is_record: bool) -> None:
    assert bool(BEGINNING.match(line)) == is_record
