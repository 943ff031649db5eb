"""The body of a response, decoded as its bytes and not as its headers say."""

import gzip
import io
import random
import zlib
from collections.abc import Callable

import brotli
import pytest

from kazarchive.importing.captures.headers import Headers
from kazarchive.importing.captures.members import Damaged
from kazarchive.importing.captures.payload import Payload

TEXT = "<p>Қазақстан Республикасы туралы мәтін.\r\n".encode() * 50


def payload(body: bytes, **headers: str) -> Payload:
    return Payload(io.BytesIO(body), fields(**headers), text=True)


def file(body: bytes, **headers: str) -> bytes:
    return b"".join(Payload(io.BytesIO(body), fields(**headers), text=False).blocks())


def fields(**headers: str) -> Headers:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Headers("HTTP/1.1 200 OK", named, b"")


def read(body: bytes, **headers: str) -> bytes:
    return b"".join(payload(body, **headers).blocks())


def chunked(body: bytes, size: int = 700) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return (
        b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\nA: b\r\n\r\n"
    )


def raw_deflate(body: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()


Encode = Callable[[bytes], bytes]
ENCODINGS: list[tuple[str, Encode]] = [
    ("identity", bytes),
    ("gzip", gzip.compress),
    ("X-GZIP", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli.compress),
]


@pytest.mark.parametrize(("name", "encode"), ENCODINGS)
def test_a_compressed_body_is_decompressed(name: str, encode: Encode) -> None:
    assert read(encode(TEXT), content_encoding=name) == TEXT
    compressed = chunked(encode(TEXT), 7)
    assert read(compressed, content_encoding=name, transfer_encoding="chunked") == TEXT


def test_two_compressions_are_undone_in_their_order() -> None:
    body = brotli.compress(gzip.compress(TEXT))
    assert read(body, content_encoding="gzip, br") == TEXT


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd", "compress"])
def test_a_header_may_name_a_compression_that_is_not_there(name: str) -> None:
    assert read(TEXT, content_encoding=name) == TEXT


def test_a_compression_may_be_there_without_a_header() -> None:
    assert read(gzip.compress(TEXT)) == TEXT
    assert file(gzip.compress(TEXT)) == gzip.compress(TEXT)


@pytest.mark.parametrize("headers", [{"content_encoding": "zstd"}, {}])
def test_a_compression_that_is_not_read_is_named(headers: dict[str, str]) -> None:
    with pytest.raises(Damaged, match="compressed as `zstd`, which is not read"):
        read(b"\x28\xb5\x2f\xfd" + TEXT, **headers)


@pytest.mark.parametrize(("name", "encode"), ENCODINGS[1:])
def test_a_body_that_is_cut_gives_what_is_there(name: str, encode: Encode) -> None:
    text = TEXT + bytes(range(256)) * 400
    cut = payload(encode(text)[:-200], content_encoding=name)
    assert text.startswith(b"".join(cut.blocks()))
    assert cut.is_cut


def test_a_damaged_compression_is_damage() -> None:
    for name, encode in ENCODINGS[1:4]:
        body = encode(random.Random(1).randbytes(200_000))
        with pytest.raises(Damaged, match="its compressed body is damaged"):
            read(body[:190_000] + b"\xff" * 50 + body[190_050:], content_encoding=name)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_what_is_neither_compressed_nor_text_is_damage(name: str) -> None:
    with pytest.raises(Damaged, match="its compressed body is damaged"):
        read(b"\xff" * 100, content_encoding=name)
    assert file(b"\xff" * 100, content_encoding=name) == b"\xff" * 100


# --- chunks -------------------------------------------------------------------------------------


def test_chunks_are_joined_whatever_the_header_says() -> None:
    for headers in ({"transfer_encoding": "chunked"}, {}):
        whole = payload(chunked(TEXT), **headers)
        assert b"".join(whole.blocks()) == TEXT
        assert whole.is_chunked
        assert not whole.is_cut
    assert read(chunked(TEXT).replace(b"\r\n0", b"\n0")) == TEXT


@pytest.mark.parametrize(
    "body", [TEXT, b"", b"\r\n", b"abc\r\nNo chunk.", b"3\r\nabcdef\r\n", b"0\r\n"]
)
def test_a_body_without_chunks_stays_as_it_is(body: bytes) -> None:
    assert read(body) == body
    assert not payload(body).is_chunked


def test_a_header_may_name_chunks_that_are_not_there() -> None:
    assert read(TEXT, transfer_encoding="chunked") == TEXT


@pytest.mark.parametrize("end", [-300, -12, 705])
def test_chunks_that_end_too_early_are_cut(end: int) -> None:
    cut = payload(chunked(TEXT)[:end], transfer_encoding="chunked")
    assert TEXT.startswith(b"".join(cut.blocks()))
    assert cut.is_cut
