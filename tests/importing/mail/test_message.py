"""A message → a Document."""

from pathlib import Path

import pytest

from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.mail import message, structure
from kazarchive.problems import Problem
from kazarchive.reading import timeout

SOURCE = Source(Path("a.eml"), "a.eml", "Asia/Almaty")


def read(*lines: str, body: str = "Text.", received: str = "") -> Document | Problem:
    raw = message.Raw("\n".join((*lines, "", body)).encode(), "eml", received=received)
    (found,) = message.read(raw, SOURCE)
    return found


def document(*lines: str, body: str = "Text.", received: str = "") -> Document:
    found = read(*lines, body=body, received=received)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("[news] Prices", "Prices"),
        ("Re: Fwd: [news] Prices", "Re: Fwd: Prices"),
        ("Отв: [Жаңалық] Баға", "Отв: Баға"),
        ("[news]", "[news]"),
        ("Prices [updated]", "Prices [updated]"),
    ],
)
def test_the_name_of_a_list_is_no_part_of_the_title(subject: str, title: str) -> None:
    found = document(f"Subject: {subject}", "List-Id: <news.archive.example>")
    assert found.title == title
    assert [note.text for note in found.notes] == (
        [f"the title was: {subject}"] if title != subject else []
    )
    assert document(f"Subject: {subject}").title == subject


@pytest.mark.parametrize(
    ("lines", "received", "date"),
    [
        (("Date: Wed, 05 Jan 2022 10:00:00 ALMT",), "", "2022-01-05T10:00:00+06:00"),
        (("Date: Wed, 05 Jan 2022 10:00:00 +0600 (Almaty)",), "", "2022-01-05 10:00:00 +0600"),
        (
            ("Date: никогда", "Received: a; Wed, 05 Jan 2022 10:00 +0600"),
            "",
            "2022-01-05 10:00 +0600",
        ),
        ((), "Wed Jan  5 10:00:00 2022", "2022-01-05 10:00:00"),
        (("Date:",), "", None),
    ],
)
def test_the_date_is_that_of_writing_or_of_receiving(
    lines: tuple[str, ...], received: str, date: str | None
) -> None:
    assert document("Subject: a", *lines, received=received).date == date


def test_no_address_of_a_person_is_in_the_authors_or_the_origin() -> None:
    found = document(
        "From: Aigerim Sadyk via News <news@archive.example>",
        "Reply-To: a@archive.example",
        "List-Post: <mailto:news@archive.example>",
        "List-Id: Town news <news.archive.example>",
        "Archived-At: <https://archive.example/1>",
        "Message-ID: <1@archive.example>",
    )
    assert found.authors == ("Aigerim Sadyk",)
    assert (found.origin.id, found.origin.url) == ("1@archive.example", "https://archive.example/1")
    assert (found.origin.kind, found.origin.name) == ("eml", "Town news")
    anonymous = document("From: a@archive.example")
    assert anonymous.authors == ()
    assert "a@archive.example" not in repr(anonymous)


def test_an_attachment_follows_the_text_as_a_link() -> None:
    found = document(
        "Content-Type: multipart/mixed; boundary=x",
        body="--x\n\nText.\n--x\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n--x--\n",
    )
    assert found.html == '<p>Text.</p><p><a href="part:3">a.pdf</a></p>'
    assert [(file.address, file.name) for file in found.media] == [("part:3", "a.pdf")]
    assert found.source_text == "Text . a . pdf"


@pytest.mark.parametrize(
    ("lines", "body", "code", "reason"),
    [
        ((), "", "K0874", "it has no text"),
        (("Content-Type: image/png; name=a.png",), "PNG", "K0874", "it has no text, only a.png"),
        (("Content-Type: application/pkcs7-mime",), "x", "K0875", ""),
        (("X: y",), "x" * 7_000_000, "K0874", "it has more than 6,000,000 bytes without its files"),
        (("X: y",), "x" * 33_000_000, "K0874", "it has more than 32,000,000 bytes"),
    ],
)
def test_a_message_without_a_text_is_refused(
    lines: tuple[str, ...], body: str, code: str, reason: str
) -> None:
    found = read(*lines, body=body)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.values.get("reason", "") == reason


def test_a_message_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: bytes) -> None:
        raise timeout.TooLong

    monkeypatch.setattr(structure, "bare", endless)
    found = read("Subject: a")
    assert isinstance(found, Problem)
    assert "longer than 2 seconds" in found.values["reason"]


def test_a_message_that_is_cut_is_imported_and_said() -> None:
    found = document("Content-Type: multipart/mixed; boundary=x", body="--x\n\nText.\n--x\n\nTex")
    assert found.html == "<p>Text.</p><p>Tex</p>"
    assert [note.kind for note in found.notes] == ["lost"]
