"""The parts of a message."""

import pytest

from kazarchive.importing.mail.parts import Content, File, Text, Title, content, media, parsed

PLAIN = "Content-Type: text/plain; charset=utf-8\n\nКөлік мен жанармай\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Көлік мен жанармай</p>\n"


def read(raw: str | bytes, encoding: str | None = None) -> Content:
    raw = raw.encode() if isinstance(raw, str) else raw
    return content(parsed(raw), (), encoding)


def multipart(kind: str, *parts: str) -> str:
    inner = "".join(f"--x\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=x\n\n{inner}--x--\n"


def texts(found: Content) -> list[str]:
    return [piece.content.strip() for piece in found.pieces if isinstance(piece, Text)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (PLAIN, ["Көлік мен жанармай"]),
        (multipart("alternative", PLAIN, HTML), ["<p>Көлік мен жанармай</p>"]),
        (multipart("alternative", HTML, PLAIN), ["<p>Көлік мен жанармай</p>"]),
        (multipart("alternative", PLAIN), ["Көлік мен жанармай"]),
        (multipart("alternative", PLAIN, "Content-Type: text/calendar\n\nx"),
         ["Көлік мен жанармай"]),
        (multipart("alternative", PLAIN, HTML.replace("Көлік мен жанармай", "")),
         ["Көлік мен жанармай"]),
        (multipart("mixed", PLAIN, HTML), ["Көлік мен жанармай", "<p>Көлік мен жанармай</p>"]),
        (multipart("unknown", PLAIN, PLAIN), ["Көлік мен жанармай"] * 2),
        (multipart("mixed", PLAIN).replace("boundary=x", "boundary=y"), ["Көлік мен жанармай"]),
        ("Content-Type: multipart/mixed; boundary=y\n\nText", ["Text"]),
        ("Content-Type: nonsense\n\nText", ["Text"]),
        ("Content-Transfer-Encoding: base64\n\n" + "VGV4" * 40 + "*dA", ["Tex" * 40 + "t"]),
        ("Content-Transfer-Encoding: base64\n\nIt is a plain text, really.",
         ["It is a plain text, really."]),
        ("Content-Transfer-Encoding: quoted-printable\n\n=D0=96=\t\n=d0=b0 =4 =",
         ["Жа =4 ="]),
        ("Content-Transfer-Encoding: 8bit\n\n=D0=96=D0=B0=D0=BD=D0=B0=D1=80", ["Жанар"]),
        ("Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B5-;v\x1b(B", ["記事"]),
        ("Content-Type: text/html\n\n<meta charset='koi8-r'>x", ["<meta charset='koi8-r'>x"]),
    ],
)  # fmt: skip
def test_the_texts_are_found(message: str, expected: list[str]) -> None:
    assert texts(read(message)) == expected


def test_the_editors_encoding_is_that_of_texts_that_name_none() -> None:
    raw = b"\n" + "新闻".encode("gbk")
    assert texts(read(raw, "gbk")) == ["新闻"]
    assert texts(read(b"Content-Type: text/plain; charset=gbk\n" + raw)) == ["新闻"]


def test_an_encoding_that_is_not_recognised_is_said() -> None:
    found = read(b"Content-Type: text/plain\n\n" + bytes(range(128, 256)) * 20)
    assert [note.kind for note in found.notes] == ["lost"]


IMAGE = "Content-Type: image/png; name={}\nContent-ID: <{}>\n\nPNG"


def test_images_of_html_are_beside_it_and_others_in_their_place() -> None:
    root = f"{HTML}"
    found = read(multipart("related", root, IMAGE.format("a.png", "1"), IMAGE.format("b.png", "2")))
    assert [file.names for file in found.beside] == [("cid:1",), ("cid:2",)]
    mixed = read(multipart("mixed", PLAIN, IMAGE.format("a.png", "1"), PLAIN))
    assert [type(piece) for piece in mixed.pieces] == [Text, File, Text]
    (image,) = (piece for piece in mixed.pieces if isinstance(piece, File))
    assert (media(image).address, media(image).name, media(image).content) == (
        "part:3", "a.png", b"PNG",
    )  # fmt: skip


def test_the_root_of_related_parts_is_that_which_the_message_names() -> None:
    first = IMAGE.format("a.png", "1")
    named = HTML.replace("Content-Type", "Content-ID: <r>\nContent-Type")
    message = multipart("related", first, named).replace("related;", 'related; start="<r>";')
    found = read(message)
    assert texts(found) == ["<p>Көлік мен жанармай</p>"]
    assert [file.name for file in found.beside] == ["a.png"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "a.pdf"),
        ('"../../etc/a.pdf"', "a.pdf"),
        ('"C:\\x\\a.pdf"', "a.pdf"),
        ("=?utf-8?Q?=D2=AE=2Epdf?=", "Ү.pdf"),
        ('"Ү.pdf"', "Ү.pdf"),
        ('"a\x00b.pdf"', "ab.pdf"),
    ],
)
def test_a_file_has_a_name_without_a_path(name: str, expected: str) -> None:
    part = f"Content-Type: application/pdf\nContent-Disposition: attachment; filename={name}\n\nx"
    files = [p for p in read(multipart("mixed", PLAIN, part)).pieces if isinstance(p, File)]
    assert [file.name for file in files] == [expected]


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a", ""])
def test_a_file_that_no_site_publishes_is_named(name: str) -> None:
    part = f'Content-Type: application/x; name="{name}"\nContent-Disposition: attachment\n\nxyz'
    found = read(multipart("mixed", PLAIN, part))
    assert found.left_out == [f"the file {name or 'application/x'} (3 bytes)"]
    assert len(found.pieces) == 1


def test_a_message_in_a_message_has_its_subject_as_a_title() -> None:
    inner = f"Content-Type: message/rfc822\n\nSubject: Inner\n{PLAIN}"
    found = read(multipart("mixed", PLAIN, inner))
    assert [piece for piece in found.pieces if isinstance(piece, Title)] == [Title("Inner")]
    digest = read(multipart("digest", f"\nSubject: One\n{PLAIN}", f"\nSubject: Two\n{PLAIN}"))
    assert [p.content for p in digest.pieces if isinstance(p, Title)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("message", "envelope"),
    [
        ("Content-Type: application/pkcs7-mime\n\nx", "an S/MIME envelope"),
        (multipart("encrypted", "Content-Type: application/pgp-encrypted\n\nx"), "a PGP envelope"),
        ("\n-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n", "a PGP envelope"),
    ],
)
def test_an_encrypted_text_is_named(message: str, envelope: str) -> None:
    found = read(message)
    assert found.envelope == envelope
    assert not "".join(texts(found))


def test_a_text_that_is_too_long_is_lost_and_said() -> None:
    found = read("\n" + "x" * 4_000_001)
    assert not found.pieces
    assert [note.text for note in found.notes] == ["a text of 4,000,001 bytes"]
