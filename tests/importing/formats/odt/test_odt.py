"""A document of LibreOffice → its article: every file in cases/ is the XML of its parts and what is
expected.

`WRITE_CASES=1 pytest tests/importing/formats/odt` rewrites what is expected; review the diff.
"""

import os
import socket
import time
from pathlib import Path, PurePath

import pytest

from importing.formats.odt.writer_files import TYPE, element, fodt, odt
from importing.formats.office_cases import IMAGES, divided, one, packed, read, told, unpacked
from kazarchive.importing.formats import odt as reader
from kazarchive.importing.formats import recognised
from kazarchive.problems import Problem

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_document_becomes_an_article(case: Path, tmp_path: Path) -> None:
    before, parts = divided(case.read_text("utf-8"))
    raw = made(parts)
    found = "\n".join(told(read(reader, tmp_path, "sample.odt", raw))) + "\n"
    if os.environ.get("WRITE_CASES"):
        parts["expected"] = found
        sections = (f"=== {name}\n{text}" for name, text in parts.items())
        case.write_text(before + "".join(sections), "utf-8")
    else:
        assert found == parts["expected"]
    chosen = recognised(raw, PurePath("a"))
    assert chosen
    assert chosen.name == "odt"


def made(parts: dict[str, str]) -> bytes:
    """The file of a case; one with the part `flat` is one XML file."""
    text, automatic = parts["text"], parts.get("automatic", "")
    styles, meta = parts.get("styles", ""), parts.get("meta", "")
    if "flat" in parts:
        return fodt(text, automatic, styles, meta)
    files = {f"Pictures/image.{ending}": content for ending, content in IMAGES.items()}
    math = element("math:math", "<math:mi>E</math:mi><math:mo>=</math:mo><math:mi>mc</math:mi>")
    return odt(text, automatic, styles, meta, files | {"Object 1/content.xml": math.encode()})


def problem(folder: Path, raw: bytes, name: str = "a.odt") -> Problem:
    (found,) = read(reader, folder, name, raw)
    assert isinstance(found, Problem), found
    assert found.place.path == name
    return found


def test_a_flat_document_is_the_same_document(tmp_path: Path) -> None:
    text = '<text:p text:style-name="Title">Тақырып</text:p><text:p>Мәтін.</text:p>'
    flat = one(reader, tmp_path, "a.fodt", fodt(text))
    assert flat.html == one(reader, tmp_path, "a.odt", odt(text)).html == "<p>Мәтін.</p>"
    assert recognised(fodt(text), PurePath("a.xml")).name == "odt"  # type: ignore[union-attr]


def test_a_document_with_a_password_is_refused(tmp_path: Path) -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = element("manifest:manifest", entry)
    found = problem(tmp_path, odt("", files={"META-INF/manifest.xml": manifest}))
    assert (found.code, found.message) == ("K0870", "this document is protected by a password")


SHEET = element("office:document-content", "<office:body><office:spreadsheet/></office:body>")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (odt("<text:p>Text.</text:p>")[:-40], "K0867"),
        (packed({"mimetype": TYPE}), "K0871"),
        (packed({"mimetype": TYPE, "content.xml": SHEET}), "K0871"),
        (packed({"mimetype": TYPE, "content.xml": "<a>"}), "K0871"),
        (packed({"mimetype": TYPE, "content.xml": "<a>" * 500}), "K0871"),
        (packed({"mimetype": TYPE, "content.xml": "<a/>" * 250_001}), "K0871"),
        (fodt("<text:p>Text.</text:p>")[:-40], "K0871"),
        (b"", "K0871"),
        (odt(""), "K0803"),
    ],
)
def test_what_is_no_document_is_refused(raw: bytes, code: str, tmp_path: Path) -> None:
    assert problem(tmp_path, raw).code == code


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        head = (
            f'<!DOCTYPE d SYSTEM "http://127.0.0.1:{port}/x.dtd" [<!ENTITY a "aaaaaaaaaa">'
            '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
            f'<!ENTITY f SYSTEM "file://{tmp_path}/secret">'
            f'<!ENTITY g SYSTEM "http://127.0.0.1:{port}/g">]>'
        )
        text = "<text:p>Text &c; &f; &g;.</text:p>"
        members = unpacked(odt(text))
        written = members["content.xml"].decode()
        members["content.xml"] = written.replace("<office:doc", f"{head}<office:doc", 1).encode()
        for raw in (
            packed(members),
            fodt(text).replace(b"<office:doc", head.encode() + b"<office:doc", 1),
        ):
            assert "has a DOCTYPE" in problem(tmp_path, raw).message
        with pytest.raises(TimeoutError):
            listener.accept()


P = "<text:p>x</text:p>"


@pytest.mark.parametrize(
    "text",
    [
        "<text:list><text:list-item>" * 60 + P + "</text:list-item></text:list>" * 60,
        "<text:section>" * 200 + P + "</text:section>" * 200,
        f"<text:p>{'<text:span>' * 200}x{'</text:span>' * 200}</text:p>",
        P * 5_000,
        "<text:p/>" * 20_000,
        f"<text:p>{'<text:note><text:note-body>x</text:note-body></text:note>' * 1_000}</text:p>",
        '<text:p><text:s text:c="99999999"/></text:p>',
        "<table:table><table:table-row table:number-rows-repeated='99999999'><table:table-cell"
        f" table:number-columns-repeated='99999999'>{P}</table:table-cell></table:table-row>"
        "</table:table>",
        "<table:table><table:table-row table:number-rows-repeated='99'><table:table-cell>" * 20
        + "</table:table-cell></table:table-row></table:table>" * 20,
        "<table:table><table:table-row><table:table-cell table:number-columns-spanned='x'/>"
        "</table:table-row></table:table>",
        "<text:h text:outline-level='99999'>x</text:h><text:h text:outline-level='x'>x</text:h>",
        "<text:p><draw:frame><draw:image xlink:href='../../etc/passwd'/></draw:frame></text:p>",
        "<text:p><draw:frame><draw:image><office:binary-data>%%%</office:binary-data></draw:image>"
        "</draw:frame></text:p>",
    ],
)
def test_whatever_the_xml_says_the_outcome_is_quick(text: str, tmp_path: Path) -> None:
    cycle = '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>'
    begun = time.process_time()
    (found,) = read(reader, tmp_path, "a.odt", odt(P + text, cycle))
    assert time.process_time() - begun < 2
    assert not isinstance(found, Problem), found
