"""The package of a book."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from importing.formats.epub import epubs
from kazarchive.importing.formats.epub.book import Book, Item, book, is_page, resolved
from kazarchive.importing.formats.source import Source
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import ProblemsFound

PAGE = epubs.page("<p>Text.</p>")


def read(folder: Path, raw: bytes) -> Book:
    path = folder / "a.epub"
    path.write_bytes(raw)
    source = Source(path, "a.epub", "UTC")
    with ZipFiles(path, source.place()) as files:
        return book(files, source)


def test_the_metadata_are_those_of_the_book(tmp_path: Path) -> None:
    metadata = (
        '<dc:identifier>978-0</dc:identifier><dc:identifier id="id"> urn:x:1 </dc:identifier>'
        "<dc:title>Қаңтар\n шежіресі</dc:title><dc:language>kk</dc:language>"
        "<dc:creator opf:role='aut'>A</dc:creator><dc:creator>B</dc:creator>"
        "<dc:creator opf:role='trl'>C</dc:creator><dc:creator id='d'>D</dc:creator>"
        "<meta refines='#d' property='role'>ill</meta>"
        "<dc:date opf:event='modification'>2023</dc:date><dc:date>2021</dc:date>"
        "<dc:date opf:event='publication'>2022-01-05</dc:date>"
    )
    found = read(tmp_path, epubs.book({"a.xhtml": PAGE}, metadata))
    assert (found.title, found.lang, found.id) == ("Қаңтар шежіресі", "kk", "urn:x:1")
    assert found.authors == ("A", "B")
    assert found.dates == ("2022-01-05", "2021")


def test_the_spine_is_the_order_of_reading(tmp_path: Path) -> None:
    spine = '<itemref idref="b.xhtml"/><itemref idref="a.xhtml" linear="no"/><itemref idref="x"/>'
    guide = '<guide><reference type="Cover" href="b.xhtml#x"/></guide>'
    pages = {"a.xhtml": PAGE, "b.xhtml": PAGE, "nav.xhtml": PAGE, "toc.ncx": ""}
    found = read(tmp_path, epubs.book(pages, spine=spine * 2, guide=guide))
    kind = "application/xhtml+xml"
    assert found.spine == (
        Item("OEBPS/b.xhtml", kind, use="cover"),
        Item("OEBPS/a.xhtml", kind, linear=False),
    )
    assert found.contents == ("OEBPS/nav.xhtml", "OEBPS/toc.ncx", "OEBPS/toc.ncx")


ALGORITHM = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"


def encryption(path: str, algorithm: str) -> str:
    return (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        f'<e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData>'
        f'<e:CipherReference URI="{path}"/></e:CipherData></e:EncryptedData></encryption>'
    )


@pytest.mark.parametrize(
    ("algorithm", "other", "encrypted"),
    [
        ("http://www.idpf.org/2008/embedding", {}, {}),
        ("http://ns.adobe.com/pdf/enc#RC", {}, {}),
        (ALGORITHM, {}, {"OEBPS/a b.xhtml": "aes256-cbc"}),
        (ALGORITHM, {"META-INF/rights.xml": "<x/>"}, {"OEBPS/a b.xhtml": "Adobe ADEPT"}),
        (ALGORITHM, {"META-INF/license.lcpl": "{}"}, {"OEBPS/a b.xhtml": "Readium LCP"}),
    ],
)
def test_obfuscated_fonts_are_harmless_and_encrypted_files_are_named(
    algorithm: str, other: Mapping[str, str], encrypted: Mapping[str, str], tmp_path: Path
) -> None:
    members = {
        "META-INF/container.xml": epubs.CONTAINER,
        "META-INF/encryption.xml": encryption("OEBPS/a%20b.xhtml", algorithm),
        "OEBPS/book.opf": epubs.package([]),
    }
    assert read(tmp_path, epubs.zipped({**members, **other})).encrypted == encrypted


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"a.txt": ""}, "it has no package file (.opf)"),
        ({"a.opf": ""}, "`a.opf`"),
        ({"META-INF/container.xml": "<x/>", "b/a.opf": "plain"}, "`b/a.opf`"),
    ],
)
def test_a_file_that_is_no_book_is_refused(
    members: Mapping[str, str], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, epubs.zipped(members))
    (problem,) = found.value.problems
    assert problem.code == "K0880"
    assert reason in problem.values["reason"]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    (tmp_path / "secret").write_text("SECRET")
    head = f'<!DOCTYPE x [<!ENTITY a0 "x">{bomb}<!ENTITY f SYSTEM "file://{tmp_path}/secret">]>'
    members = {"a.opf": f"{head}<package><title>T&a9;&f;</title></package>"}
    assert read(tmp_path, epubs.zipped(members)).title == "T"


@pytest.mark.parametrize(
    ("folder", "href", "expected"),
    [
        ("a/b", "../c%20d.xhtml#x", ("a/c d.xhtml", "x")),
        ("", " c.xhtml ", ("c.xhtml", "")),
        ("a", "../../../etc/passwd", ("../../etc/passwd", "")),
    ],
)
def test_references_are_resolved(folder: str, href: str, expected: tuple[str, str]) -> None:
    assert resolved(folder, href) == expected


def test_a_page_is_known_by_its_type_or_name() -> None:
    assert is_page(Item("a", "application/xhtml+xml"))
    assert is_page(Item("a.HTM", "text/plain"))
    assert not is_page(Item("a.svg", "image/svg+xml"))
