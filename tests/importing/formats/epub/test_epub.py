"""A book → its chapters: every file in cases/ is an input and what is expected.

`WRITE_CASES=1 pytest tests/importing/formats/epub` rewrites what is expected; review the diff.
"""

import time
from pathlib import Path, PurePath

import pytest

from importing.formats import imported
from importing.formats.epub import epubs
from kazarchive.importing.document import Document
from kazarchive.importing.formats import epub, recognised
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem, ProblemsFound

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_book_becomes_its_chapters(case: Path, tmp_path: Path) -> None:
    imported.check(case, tmp_path, epubs.of)


TEXT = epubs.page("<p>The state of emergency ended.</p>")


def read(folder: Path, raw: bytes) -> list[Document | Problem]:
    path = folder / "a.epub"
    path.write_bytes(raw)
    chosen = recognised(raw, PurePath("a"))
    assert chosen
    assert chosen.name == "epub"
    return list(epub.documents(Source(path, "a.epub", "UTC")))


def test_an_encrypted_chapter_is_a_problem_and_the_others_follow(tmp_path: Path) -> None:
    encryption = (
        "<encryption><EncryptedData><EncryptionMethod Algorithm='x#aes'/><CipherData>"
        "<CipherReference URI='OEBPS/a.xhtml'/></CipherData></EncryptedData></encryption>"
    )
    members: dict[str, str | bytes] = {
        "META-INF/container.xml": epubs.CONTAINER,
        "META-INF/encryption.xml": encryption,
        "OEBPS/book.opf": epubs.package(["a.xhtml", "b.xhtml"]),
        "OEBPS/a.xhtml": b"\x00\x01",
        "OEBPS/b.xhtml": TEXT,
    }
    problem, document = read(tmp_path, epubs.zipped(members))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["how"]) == ("K0881", "aes")
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    "raw",
    [
        epubs.page("<div>" * 50_000 + "x"),
        epubs.page("<p>x</p>" * 100_000),
        epubs.page("<a " * 200_000 + "x"),
        epubs.page("<![CDATA[" * 100_000 + "x"),
        epubs.page("<a href='#x'>1</a>" * 20_000 + "<p id='x'>x</p>"),
        epubs.page("<sup><a href='n.xhtml#x'>1</a></sup>" * 5_000),
        b"\x00" * 1_000_000,
        b"x" * 7_000_000,
    ],
    ids=["deep", "many", "open", "cdata", "links", "notes", "zeros", "large"],
)
def test_a_hostile_chapter_does_not_hinder_the_next(raw: str | bytes, tmp_path: Path) -> None:
    begun = time.process_time()
    *_, last = read(tmp_path, epubs.book({"a.xhtml": raw, "b.xhtml": TEXT}))
    assert isinstance(last, Document)
    assert last.html.strip() == "<p>The state of emergency ended.</p>"
    assert time.process_time() - begun < 4


def test_a_book_that_leads_outside_reads_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "secret.xhtml").write_text(epubs.page("<p>SECRET</p>"))
    outside = f"{tmp_path}/secret.xhtml"
    spine = "".join(f'<itemref idref="{n}"/>' for n in range(3))
    items = "".join(
        f'<item id="{n}" href="{href}" media-type="application/xhtml+xml"/>'
        for n, href in enumerate(["../../secret.xhtml", outside, f"file://{outside}"])
    )
    members = {
        "META-INF/container.xml": epubs.CONTAINER,
        "OEBPS/book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
        "../secret.xhtml": TEXT,
    }
    found = read(tmp_path, epubs.zipped(members))
    assert [each.code for each in found if isinstance(each, Problem)] == ["K0880"] * 3


def test_a_book_without_a_chapter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, epubs.book({}))
    assert found.value.problems[0].values["reason"] == "it has no chapter"
