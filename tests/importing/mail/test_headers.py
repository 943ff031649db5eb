"""Headers → text and names."""

from email.message import Message

import pytest

from kazarchive.importing.mail.headers import Headers, base64, in_charset
from kazarchive.importing.mail.parts import parsed


def headers(*lines: str, encoding: str = "utf-8") -> Headers:
    message: Message = parsed("\n".join((*lines, "", "")).encode(encoding))
    return Headers(message)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Fuel\n prices", "Fuel prices"),
        ("=?utf-8?Q?=D0=96_and?= x", "Ж and x"),
        ("=?utf-8?Q?=D0?=\n =?utf-8?Q?=96?=", "Ж"),
        ("=?koi8-r?B?5uHr9A==?= =?utf-8?Q?_=D0=96?=", "ФАКТ Ж"),
        ("=?utf-8*kk?Q?=D2=AE?=", "Ү"),
        ("=?unknown?Q?=D0=96=D0=B0?=", "Жа"),
        ("=?x-cp1251?Q?=C6?=", "Ж"),
        ("=?utf-8?B?0JY?=", "Ж"),
        ("=?utf-8?B?0J*Y=?=", "Ж"),
        ("a =?b c", "a =?b c"),
        ("a\x00b", "ab"),
    ],
)
def test_a_header_is_read(written: str, text: str) -> None:
    assert headers(f"Subject: {written}").text("subject") == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866"])
def test_raw_bytes_are_read_in_the_code_page_of_all_headers(encoding: str) -> None:
    found = headers(
        "Subject: Правительство ушло в отставку", "From: Архив <a@x>", encoding=encoding
    )
    assert found.text("Subject") == "Правительство ушло в отставку"
    assert [*found.people("From")] == ["Архив"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Aigerim Sadyk <a@archive.example>", ["Aigerim Sadyk"]),
        ('"Sadyk, A. \\"Press\\"" <a@archive.example>', ['Sadyk, A. "Press']),
        ("a@archive.example (Aigerim Sadyk)", ["Aigerim Sadyk"]),
        ("A <a@x>, =?utf-8?Q?=D0=96=2C_=D0=91?= <b@x>", ["A", "Ж, Б"]),
        ("a@archive.example", []),
        ('"a@archive.example" <a@archive.example>', []),
        ("<a@archive.example>", []),
        ("undisclosed:;", []),
        ('"' * 10_000 + "<(" * 10_000, []),
    ],
)
def test_people_are_named_without_their_addresses(written: str, names: list[str]) -> None:
    assert [*headers(f"From: {written}").people("from")] == names


def test_a_missing_header_is_empty() -> None:
    found = headers("Subject: a", "Subject: b")
    assert found.text("from") == ""
    assert [*found.texts("Subject")] == ["a", "b"]
    assert found.has("X", "subject")
    assert not found.has("X")


def test_broken_base64_is_read_as_far_as_it_goes() -> None:
    assert base64(b"0J*Y\r\n=") == "Ж".encode()
    assert base64(b"A") == b""


def test_words_that_are_not_in_their_charset_are_read_in_the_likeliest() -> None:
    assert in_charset("Правительство".encode("cp1251"), "utf-8") == "Правительство"
    assert in_charset(b"\xff\xfe\x00", "us-ascii")
    assert in_charset(b"a", "zlib") == "a"
