"""A file of the spine → a document."""

from pathlib import Path

import pytest

from importing.formats.epub import epubs
from importing.formats.epub.epubs import METADATA, page
from kazarchive.importing.document import Document
from kazarchive.importing.formats import epub
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem

TEXT = "<p>The state of emergency ended on the night of 19 January 2022.</p>"


def read(folder: Path, pages: dict[str, str | bytes], **other: str) -> list[Document | Problem]:
    path = folder / "a.epub"
    path.write_bytes(epubs.book(pages, **other))
    return list(epub.documents(Source(path, "a.epub", "Asia/Almaty")))


def one(folder: Path, body: str, **other: str) -> Document:
    (found,) = read(folder, {"a.xhtml": page(body)}, **other)
    assert isinstance(found, Document)
    return found


def test_a_chapter_is_a_document_of_the_book(tmp_path: Path) -> None:
    found = one(tmp_path, f"<h1>One</h1>{TEXT}")
    assert (found.title, found.lang, found.date) == ("One", "en", "2022-01-05")
    assert (found.origin.kind, found.origin.id, found.origin.name) == (
        "epub", "urn:x:1#OEBPS/a.xhtml", "Book",
    )  # fmt: skip
    assert found.original == page(f"<h1>One</h1>{TEXT}").encode()
    assert "One" not in found.html
    assert found.source_text.startswith("The state of emergency")


def test_a_book_without_an_id_is_known_by_its_bytes(tmp_path: Path) -> None:
    found = one(tmp_path, TEXT, metadata="<dc:title>Book</dc:title>")
    assert found.origin.id
    assert found.origin.id.startswith("sha256:")
    assert found.origin.id.endswith("#OEBPS/a.xhtml")


@pytest.mark.parametrize(
    ("lang", "body", "expected"),
    [
        ("en-GB", TEXT, "en-GB"),
        ("ru", TEXT, None),
        ("en", "<p>Президент принял отставку правительства и премьер-министра.</p>", None),
        ("de", TEXT, "de"),
        ("ru", "<p>Short.</p>", "ru"),
    ],
)
def test_the_letters_decide_between_languages(
    lang: str, body: str, expected: str | None, tmp_path: Path
) -> None:
    assert one(tmp_path, body, metadata=METADATA.replace(">en<", f">{lang}<")).lang == expected


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("title_page.xhtml", "<p>Book</p>", "a cover, title page or table of contents"),
        ("b.xhtml", '<section epub:type="titlepage"><p>x</p></section>', "a cover, title page"),
        ("b.xhtml", "<p> </p>", "an empty page"),
        ("nav.xhtml", TEXT, "the table of contents"),
    ],
)
def test_what_is_no_chapter_is_named(name: str, body: str, what: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path, {name: page(body), "z.xhtml": page(TEXT)})
    assert isinstance(found, Document)
    assert any(note.text.startswith(what) and name in note.text for note in found.notes)


def test_a_long_text_is_a_chapter_whatever_its_name(tmp_path: Path) -> None:
    assert len(read(tmp_path, {"cover.xhtml": page(TEXT * 20)})) == 1


def test_links_lead_to_chapters_or_nowhere(tmp_path: Path) -> None:
    links = '<a href="z.xhtml#x">z</a> <a href="a.xhtml#y">y</a> <a href="none.xhtml">none</a>'
    first, second = read(tmp_path, {"a.xhtml": page(links + TEXT), "z.xhtml": page(TEXT)})
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    (address,) = second.addresses
    assert f'<a href="{address}">z</a> <a href="#y">y</a> none' in first.html
    assert address.startswith("epub://")


def test_images_are_files_of_the_document(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {
        "a.xhtml": page(f'<img src="a%20b.png"/><img src="a%20b.png"/><img src="c.png"/>{TEXT}'),
        "a b.png": b"PNG",
    }
    (found,) = read(tmp_path, pages)
    assert isinstance(found, Document)
    assert [(file.name, file.content) for file in found.media] == [("a b.png", b"PNG")]
    assert found.html.count("<img") == 2
    assert "the image OEBPS/c.png: the book lacks it" in [note.text for note in found.notes]


def test_a_file_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    names = epubs.package(["a.xhtml", "b.xhtml"], METADATA)
    path = tmp_path / "a.epub"
    members = {
        "META-INF/container.xml": epubs.CONTAINER,
        "OEBPS/book.opf": names,
        "OEBPS/b.xhtml": page(TEXT),
    }
    path.write_bytes(epubs.zipped(members))
    problem, document = epub.documents(Source(path, "a.epub", "UTC"))
    assert isinstance(problem, Problem)
    assert problem.values == {"what": "`OEBPS/a.xhtml` in this book", "reason": "it is missing"}
    assert isinstance(document, Document)
