"""A MIME message → its parts."""

import time

import pytest

from kazarchive.importing.formats.mhtml.parts import Refused, parts


def message(*inner: str, boundary: str = "b") -> bytes:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in inner)
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="{boundary}"\r\n'
    return f"{head}\r\npreamble\r\n{body}--{boundary}--\r\nepilogue".encode()


def test_parts_have_their_headers_and_their_content() -> None:
    read = parts(
        message(
            'Content-Type: text/html; charset="windows-1251"\r\n'
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n=D2=E5=\r\n=EA=F1=F2",
            "Content-Type: image/png\nContent-Location: https://a.example/\n b.png\n"
            "Content-Transfer-Encoding: BASE64\n\nAAEC\nAw==",
            "\r\nplain",
        )
    )
    html, image, plain = read
    assert (html.type, html.charset) == ("text/html", "windows-1251")
    assert html.content == "Текст".encode("cp1251")
    assert (image.content, image.headers["content-location"]) == (
        b"\0\1\2\3",
        "https://a.example/b.png",
    )
    assert (plain.type, plain.content) == ("text/plain", b"plain")


def test_a_message_without_parts_is_one() -> None:
    (part,) = parts(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a")
    assert (part.type, part.content) == ("text/html", b"<p>a")


def test_parts_can_have_parts() -> None:
    inner = message("Content-Type: text/html\r\n\r\na", boundary="c").decode()
    assert [part.content for part in parts(message(inner, "\r\nb"))] == [b"a", b"b"]


@pytest.mark.parametrize(
    "raw",
    [
        message(*["\r\na"] * 5_001),
        message(*["x: " + "y" * 70_000 + "\r\n\r\na"]),
        b"".join(
            b"Content-Type: multipart/a; boundary=%d\n\n--%d\n" % (n, n) for n in range(3_000)
        ),
    ],
    ids=["many", "a long head", "deep"],
)
def test_a_hostile_message_is_refused_at_once(raw: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(Refused):
        parts(raw)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("data", ["A", "AA", "AAA=AAAA", "%%%", "AAAA====AAAA"])
def test_broken_base64_gives_what_it_has(data: str) -> None:
    encoding = "Content-Transfer-Encoding: base64\n\n"
    (part,) = parts(f"{encoding}{data}".encode())
    assert isinstance(part.content, bytes)
