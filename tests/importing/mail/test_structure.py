"""What of a message may be parsed."""

import time

import pytest

from kazarchive.importing.mail import structure

HEAD = b"From: A <a@archive.example>\r\nSubject: T\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
PART = b"--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n"


def nested(number: int) -> bytes:
    heads = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(number)
    )
    return HEAD + b"".join(heads) + b"Content-Type: text/plain\r\n\r\nhi\r\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (MIXED + PART * 10_000, "more than 2,000 parts"),
        (MIXED + PART.replace(b"\r\n", b"\r") * 10_000, "more than 2,000 parts"),
        (nested(3_000), "nested more than 50 deep"),
        (HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 3_000, "more than 100 other messages"),
        (HEAD + b"Content-Type: text/plain" + b";a=b" * 9_000, "a header of a part"),
        (HEAD + b"Content-Type: text/plain;\r\n a=b" * 9_000, "a header of a part"),
        (HEAD + b"X: y\n" * 300_000, "more than 200,000 lines"),
        (HEAD + b"\r\n" + b"x" * 7_000_000, "more than 6,000,000 bytes without its files"),
    ],
)
def test_what_would_take_too_long_is_refused(content: bytes, reason: str) -> None:
    begun = time.process_time()
    assert reason in structure.fault(content)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "content",
    [b"", HEAD, MIXED + PART * 1_900 + b"--x--\r\n", nested(49), MIXED.replace(b"=x", b'="x"')],
)
def test_other_messages_are_parsed(content: bytes) -> None:
    assert structure.fault(content) == ""


def test_parts_beside_each_other_are_not_nested() -> None:
    inner = (
        b"--x\r\nContent-Type: multipart/mixed; boundary=y%d\r\n\r\n--y%d\r\n\r\nhi\r\n--y%d--\r\n"
    )
    assert structure.fault(MIXED + b"".join(inner % (n, n, n) for n in range(200))) == ""


def test_a_large_file_is_taken_out() -> None:
    file = b"QUJD" * 18 + b"\r\n"
    encoded = b"--x\r\nContent-Transfer-Encoding: BASE64\r\nX: y\r\n\r\n" + file * 3_000
    small = b"--x\r\nContent-Transfer-Encoding: base64\r\n\r\n" + file
    found = structure.bare(MIXED + PART + small + encoded + small + b"--x--\r\n")
    assert found.files == ((file * 3_000)[:-1],)
    taken = encoded[: -len(file) * 3_000] + structure.name(0)
    assert found.content == MIXED + PART + small + taken + b"\n" + small + b"--x--\r\n"
    assert structure.bare(MIXED + small) == (MIXED + small, ())
