"""A file with many messages → a document for each."""

import tracemalloc
from pathlib import Path, PurePath

import pytest

from kazarchive.importing.document import Document
from kazarchive.importing.formats import mbox, recognised
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files

FROM = "From a@archive.example Wed Jan  5 10:00:00 2022\n"


def message(subject: str, body: str = "Text.", *, head: str = "") -> str:
    return f"{FROM}Subject: {subject}\n{head}\n{body}\n\n"


def read(folder: Path, content: str | bytes) -> list[Document | Problem]:
    path = folder / "a.mbox"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    chosen = recognised(path.read_bytes(), PurePath("a"))
    assert chosen
    assert chosen.name == "mbox"
    return list(mbox.documents(Source(path, "a.mbox", "Asia/Almaty")))


def documents(folder: Path, content: str | bytes) -> list[Document]:
    return [each for each in read(folder, content) if isinstance(each, Document)]


def test_each_message_is_a_document_with_its_line_and_its_bytes(tmp_path: Path) -> None:
    one, two = message("Бір", "Алматы."), message("Два", "Астана.")
    found = documents(tmp_path, one + two)
    assert [each.title for each in found] == ["Бір", "Два"]
    assert [each.line for each in found] == [1, 6]
    assert [each.original for each in found] == [
        each.removeprefix(FROM)[:-1].encode() for each in (one, two)
    ]
    assert len({each.sha256 for each in found}) == 2
    assert [each.date for each in found] == ["2022-01-05 10:00:00"] * 2
    assert found[0].origin.kind == "mbox"
    assert found[0].origin.id == f"sha256:{found[0].sha256}"


def test_a_file_to_which_messages_were_added_has_the_same_documents(tmp_path: Path) -> None:
    (before,) = documents(tmp_path, message("One")[:-1])
    first, _ = documents(tmp_path, message("One") + message("Two"))
    assert first.sha256 == before.sha256


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (">From here to Aktau", "<p>From here to Aktau</p>"),
        (">>From here", "<blockquote><p>From here</p></blockquote>"),
        ("From now on", "<p>From now on</p>"),
        ("From 1 at 10:00 2022\nno header", "<p>From 1 at 10:00 2022<br>\nno header</p>"),
        ("From:\n\nFrom a b c 10:00 2022 x", "<p>From:</p><p>From a b c 10:00 2022 x</p>"),
    ],
)  # fmt: skip
def test_a_line_of_a_text_begins_no_message(written: str, html: str, tmp_path: Path) -> None:
    first, second = documents(tmp_path, message("One", f"Text.\n\n{written}") + message("Two"))
    assert first.html == f"<p>Text.</p>{html}"
    assert second.title == "Two"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_counted_message_may_contain_such_lines(end: str, tmp_path: Path) -> None:
    body = f"Text.\n\n{FROM}Subject: no message\n\n>From".replace("\n", end)
    head = f"Content-Length: {len(body)}\n"
    content = message("One", "BODY", head=head) + message("Two")
    found = documents(tmp_path, content.replace("\n", end).replace("BODY", body))
    assert [each.title for each in found] == ["One", "Two"]
    assert "&gt;From" in found[0].html or "<blockquote>" in found[0].html
    assert found[1].line == 12


@pytest.mark.parametrize("length", ["3", "100000", "999999999999", "x"])
def test_a_wrong_count_is_not_used(length: str, tmp_path: Path) -> None:
    head = f"Content-Length: {length}\n"
    found = documents(tmp_path, message("One", head=head) + message("Two"))
    assert [each.title for each in found] == ["One", "Two"]


def test_the_fault_of_one_message_stays_its_own(tmp_path: Path) -> None:
    encrypted = "Content-Type: application/pkcs7-mime\n"
    first, second, third = read(
        tmp_path, message("One", head=encrypted) + message("Two", "") + message("Three")
    )
    assert isinstance(first, Problem)
    assert (first.code, first.place.line) == ("K0875", 1)
    assert isinstance(second, Problem)
    assert (second.code, second.place.line) == ("K0874", 7)
    assert isinstance(third, Document)


def test_a_cut_file_yields_all_its_messages(tmp_path: Path) -> None:
    last = message("Two", "--x\n\nTex", head="Content-Type: multipart/mixed; boundary=x\n")
    first, second = documents(tmp_path, message("One") + last.rstrip())
    assert [note.kind for note in first.notes] == ["guessed"]
    assert second.html == "<p>Tex</p>"
    assert [note.kind for note in second.notes] == ["guessed", "lost"]


@pytest.mark.parametrize("content", [b"", b"From here on\nno message", b"Text.\n\nFrom a\nb"])
def test_a_file_without_a_message_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(content)
    with pytest.raises(ProblemsFound) as found:
        list(mbox.documents(Source(path, "a.mbox", "UTC")))
    assert found.value.problems[0].code == "K0876"


def test_no_message_is_overlooked_wherever_the_blocks_of_a_file_end(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text("".join(message(f"{n}", "x" * (n % 97)) for n in range(1_000)))
    with files.opened(path, "a.mbox") as opened:
        found = list(mbox.messages(opened))
    assert len(found) == 1_000
    assert [part.line for part in found] == [1 + 5 * n for n in range(1_000)]


def test_a_large_file_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    with path.open("w") as file:
        file.writelines(message("A", "Text of a message.\n" * 1_000) for _ in range(100))
        file.write(FROM + "Subject: large\n\n" + "x" * 40_000_000)
    tracemalloc.start()
    with files.opened(path, "a.mbox") as opened:
        found = [(part.line, len(part.content)) for part in mbox.messages(opened)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 101
    assert found[-1][1] < 34_000_000
    assert peak < path.stat().st_size
