"""A document of Word → its article: every file in cases/ is the XML of its parts and what is
expected.

`WRITE_CASES=1 pytest tests/importing/formats/docx` rewrites what is expected; review the diff.
"""

import os
import socket
import time
from pathlib import Path, PurePath

import pytest

from importing.formats.docx.word_files import STYLES, W, docx, p
from importing.formats.office_cases import IMAGES, divided, one, packed, read, told, unpacked
from kazarchive.importing.formats import docx as reader
from kazarchive.importing.formats import recognised
from kazarchive.problems import Problem

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_document_becomes_an_article(case: Path, tmp_path: Path) -> None:
    before, parts = divided(case.read_text("utf-8"))
    raw = made(dict(parts))
    found = "\n".join(told(read(reader, tmp_path, "sample.docx", raw))) + "\n"
    if os.environ.get("WRITE_CASES"):
        parts["expected"] = found
        sections = (f"=== {name}\n{text}" for name, text in parts.items())
        case.write_text(before + "".join(sections), "utf-8")
    else:
        assert found == parts["expected"]
    chosen = recognised(raw, PurePath("a"))
    assert chosen
    assert chosen.name == "docx"


def made(parts: dict[str, str]) -> bytes:
    """The file of a case. `links` has lines of an id and an address; the images are those that it
    names by their ids."""
    parts.pop("expected")
    core, body = parts.pop("core", ""), parts.pop("document")
    lines = [line.split(" ", 1) for line in parts.pop("links", "").splitlines() if line]
    files = {f"image.{ending}": content for ending, content in IMAGES.items()}
    return docx(body, parts, core, files, dict(lines))


def problem(folder: Path, raw: bytes, name: str = "a.docx") -> Problem:
    (found,) = read(reader, folder, name, raw)
    assert isinstance(found, Problem), found
    assert found.place.path == name
    return found


# --- other forms --------------------------------------------------------------------------------


def test_a_strict_document_is_read(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {"document": p("Тақырып", "Title") + p("Мәтін.")}
    raw = docx(parts["document"], {"styles": STYLES})
    loose = one(reader, tmp_path, "a.docx", raw)
    members = unpacked(raw)
    members["word/document.xml"] = members["word/document.xml"].replace(W.encode(), strict.encode())
    assert one(reader, tmp_path, "b.docx", packed(members)).html == loose.html


def test_the_parts_are_found_by_their_relationships(tmp_path: Path) -> None:
    members = unpacked(docx(p("Headline", "Title") + p("Text.")))
    for old, new in (("word/document.xml", "word/x1.xml"), ("word/styles.xml", "word/s/y.xml")):
        members[new] = members.pop(old)
    members["word/_rels/x1.xml.rels"] = members.pop("word/_rels/document.xml.rels").replace(
        b"styles.xml", b"/word/s/y.xml"
    )
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"document.xml", b"x1.xml")
    assert one(reader, tmp_path, "a.docx", packed(members)).title == "Headline"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (OLE + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "K0872"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "K0870"),
        (b"", "K0867"),
        (docx(p("Text."))[:-40], "K0867"),
        (packed({"xl/workbook.xml": "<x/>"}), "K0871"),
        (packed({"word/document.xml": "<w:document>"}), "K0871"),
        (packed({"word/document.xml": b"\xff\xfe\x00"}), "K0871"),
        (packed({"word/document.xml": "<!DOCTYPE a><a/>"}), "K0871"),
        (packed({"word/document.xml": "<a>" * 500}), "K0871"),
    ],
)
def test_what_is_no_document_is_refused(raw: bytes, code: str, tmp_path: Path) -> None:
    assert problem(tmp_path, raw).code == code


# --- hostile documents --------------------------------------------------------------------------


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        head = (
            f'<!DOCTYPE d SYSTEM "http://127.0.0.1:{port}/x.dtd" [<!ENTITY l0 "lol">{bomb}'
            f'<!ENTITY f SYSTEM "file://{tmp_path}/secret">'
            f'<!ENTITY g SYSTEM "http://127.0.0.1:{port}/g">]>'
        )
        members = unpacked(docx(p("Text &l9; &f; &g;.")))
        written = members["word/document.xml"].decode()
        members["word/document.xml"] = written.replace("<document", f"{head}<document").encode()
        found = problem(tmp_path, packed(members))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert found.message == (
        "this document cannot be read: word/document.xml has a DOCTYPE, which such documents never"
        " have"
    )


def nested(depth: int) -> str:
    return "<tbl><tr><tc>" * depth + p("Deep.") + "</tc></tr></tbl>" * depth


RUN = '<r><rPr><b/><sz w:val="{}"/></rPr><t>a </t></r>'
ITEM = '<p><pPr><numPr><ilvl w:val="{}"/><numId w:val="{}"/></numPr></pPr><r><t>x</t></r></p>'
SELF = '<abstractNum w:abstractNumId="0"><numStyleLink w:val="L"/></abstractNum><num w:numId="1">'


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (nested(20), {}),
        (nested(80), {}),
        (f"<p>{'<r><t>x</t></r>' * 2_000}</p>", {}),
        ("".join(f"<p>{RUN.format(n)}</p>" for n in range(500)), {}),
        ("<p/>" * 20_000, {}),
        (f"<p><hyperlink w:anchor='x'>{'<r><t>a</t></r>' * 2_000}</hyperlink></p>", {}),
        ("<tbl><tr>" + "<tc><p/></tc>" * 1_000 + "</tr></tbl>", {}),
        ('<tbl><tr><tc><tcPr><gridSpan w:val="x"/></tcPr><p/></tc></tr></tbl>', {}),
        ('<tbl><tr><tc><tcPr><gridSpan w:val="99999999"/></tcPr><p/></tc></tr></tbl>', {}),
        ("".join(ITEM.format(n % 12, n % 3) for n in range(500)), {}),
        (ITEM.format("x", "1"), {"numbering": f'{SELF}<abstractNumId w:val="0"/></num>'}),
        (p("x", "A"), {"styles": '<style w:styleId="A"><basedOn w:val="A"/></style>'}),
        ('<p><r><sym/><sym w:font="x" w:char="zz"/></r></p>', {}),
        ('<p><r><footnoteReference w:id="1"/></r></p>', {"footnotes": ""}),
        ('<p><r><fldChar w:fldCharType="end"/><fldChar/></r></p>', {}),
        ("<p><r><drawing><a:blip/></drawing><pict/></r></p>", {}),
        (p("\ufdd0I0\ufdd1\ufdd0L1 - 0\ufdd1 signs of our own"), {}),
    ],
)
def test_whatever_the_xml_says_the_outcome_is_quick(
    body: str, parts: dict[str, str], tmp_path: Path
) -> None:
    raw = docx(p("Headline", "Title") + p("Text.") + body, {"styles": STYLES} | parts)
    begun = time.process_time()
    (found,) = read(reader, tmp_path, "a.docx", raw)
    assert time.process_time() - begun < 2
    assert isinstance(found, Problem) == (
        body == nested(80) or "zz" in body or '"x"/></tcPr' in body
    )
    if isinstance(found, Problem):
        assert found.code == "K0871"


def test_a_document_with_too_many_tags_is_refused_at_once(tmp_path: Path) -> None:
    raw = docx("<p><r/></p>" * 120_000)
    begun = time.process_time()
    assert problem(tmp_path, raw).message == (
        "this document cannot be read: word/document.xml has more than 250,000 tags"
    )
    assert time.process_time() - begun < 1


def test_an_image_that_becomes_too_large_is_refused(tmp_path: Path) -> None:
    image = '<p><r><drawing><a:blip r:embed="a.png"/></drawing></r></p>'
    raw = docx(p("Text.") + image, files={"a.png": bytes(11_000_000)})
    assert problem(tmp_path, raw).code == "K0869"
