"""The records of a file, whatever is damaged in it."""

import io
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from importing.web_captures import PAGE, arc, member, plain, response, warc
from kazarchive.importing.captures import members, records
from kazarchive.importing.captures.records import NotByRecord, Record, RecordFile

Wrap = Callable[[bytes], bytes]
WRAPS: tuple[Wrap, ...] = (bytes, member)
TEXT = b"<p>Text. " * 5 + b"End."
A, B, C = (f"http://news.example/{name}" for name in "abc")


def opened(content: bytes) -> RecordFile:
    return RecordFile(io.BufferedReader(io.BytesIO(content)))


def found(content: bytes) -> list[str]:
    """What is in a file: the addresses of records, and faults."""
    seen = list[str]()
    for each in opened(content).records():
        seen.append(each.url if isinstance(each, Record) else f"{each.url}: {each.reason}")
    return seen


@pytest.mark.parametrize("compressed", [True, False])
def test_records_are_read_in_their_order(compressed: bool) -> None:
    content = warc(*(response(url) for url in (A, B, C)), compressed=compressed)
    read = [each for each in opened(content).records() if isinstance(each, Record)]
    assert [(each.url, each.kind) for each in read] == [(url, "response") for url in (A, B, C)]
    again = opened(content).record(read[1].offset, read[1].length)
    assert again.block.read(1_000).endswith(PAGE)


@pytest.mark.parametrize("wrap", WRAPS)
def test_arc_is_read_like_warc(wrap: Wrap) -> None:
    about, one = opened(arc(A, wrap=wrap)).records()
    assert isinstance(about, Record)
    assert isinstance(one, Record)
    assert (about.kind, one.kind, one.url) == ("warcinfo", "response", A)
    assert one.headers.get("warc-date") == "20060102030405"


def test_lines_may_end_in_any_way() -> None:
    lines = plain(A).replace(b"\r\n", b"\n") + plain(B).replace(b"\r\n", b"\r\r\n")
    assert found(lines) == [A, B]


def test_an_address_in_brackets_is_read() -> None:
    assert found(plain(f"<{A}>")) == [A]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda raw: raw[:-40], "its compressed data are damaged"),
        (lambda raw: raw[:60] + b"\0\0\0\0" + raw[64:], "its compressed data are damaged"),
        (lambda raw: b"", None),
        (lambda raw: b"no record at all", "it does not begin like a record"),
        (lambda raw: member(b"no record"), "it does not begin like a record"),
        (lambda raw: member(plain(B).replace(b"Content-Length: ", b"Content-Length: x")), "number"),
        (lambda raw: member(plain(B).replace(b"Length: ", b"Length: " + b"9" * 30)), "number"),
    ],
)
def test_what_is_damaged_does_not_hinder_the_next(damage: object, reason: str | None) -> None:
    assert callable(damage)
    broken = damage(member(plain(B)))
    first, *middle, last = found(member(plain(A)) + broken + member(plain(C)))
    assert first == A
    assert last == C
    assert all(reason and reason in each for each in middle[-1:])
    assert bool(middle) == bool(reason)


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_file_that_ends_in_a_record_says_so(wrap: Wrap) -> None:
    cut = wrap(plain(B, b"x" * 1_000))
    assert found(wrap(plain(A)) + cut[: len(cut) - 20]) == [A, B, f"{B}: the file ends within it"]


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("length", [10, 86, 90, 500])
def test_a_wrong_length_becomes_what_it_is(wrap: Wrap, length: int) -> None:
    content = wrap(plain(A, TEXT, length)) + wrap(plain(B))
    read = [each for each in opened(content).records() if isinstance(each, Record)]
    assert [each.url for each in read] == [A, B]
    block = opened(content).record(read[0].offset, read[0].length).block.read(1_000)
    assert block.rstrip().endswith(TEXT)


def test_records_that_are_compressed_together_are_said() -> None:
    with pytest.raises(NotByRecord):
        found(member(plain(A) + plain(B)))


def test_a_file_with_all_records_damaged_is_not_read_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(records, "MOST_FAULTS", 3)
    broken = plain(A).replace(b"Content-Length: ", b"Content-Length: x")
    *_, last = found(broken * 10)
    assert last == ": so many records are damaged that the rest is not read"


# --- hostile files ------------------------------------------------------------------------------


def test_a_long_header_is_damage() -> None:
    long = plain(A).replace(b"WARC-Date", b"X" * 10_000_000 + b": \r\nWARC-Date")
    for wrap in WRAPS:
        damaged, last = found(wrap(long) + wrap(plain(B)))
        assert damaged == ": its header has more than 1,000,000 bytes"
        assert last == B


def zeros(size: int) -> bytes:
    """A record with so many zeros, as a gzip member of a thousandth."""
    compressor = zlib.compressobj(9, wbits=31)
    head = plain(A, b"", size).removesuffix(b"\r\n\r\n")
    block = bytes(1_000_000)
    parts = (compressor.compress(block) for _ in range(size // len(block)))
    return b"".join((compressor.compress(head), *parts, compressor.flush()))


def test_a_bomb_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "FREE", 1_000_000)
    content = zeros(20_000_000) + member(plain(B))
    tracemalloc.start()
    assert found(content) == [A, f"{A}: it is compressed more than 200-fold", B]
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("part", [members.MAGIC, b"\nWARC/1.0\r\n", b"\nhttp:", b"\r\n"])
def test_a_hostile_file_takes_linear_time(part: bytes) -> None:
    begun = time.process_time()
    found(plain(A, b"", 10) + part * (300_000 // len(part)))
    assert time.process_time() - begun < 2
