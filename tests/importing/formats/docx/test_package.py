"""The parts of a file, by their relationships."""

from pathlib import Path

import pytest

from importing.formats.docx.word_files import docx, p
from importing.formats.office_cases import packed
from kazarchive.importing.formats.docx.package import Package
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place, ProblemsFound


def opened(folder: Path, raw: bytes) -> Package:
    path = folder / "a.docx"
    path.write_bytes(raw)
    return Package(ZipFiles(path, Place("a.docx")), Place("a.docx"))


def test_properties_headers_and_notes_are_found(tmp_path: Path) -> None:
    core = "<dc:title> T </dc:title><dc:creator>A</dc:creator><dc:language>kk</dc:language>"
    parts = {"header1": p("Daily") + p("News"), "footnotes": "<footnote/>"}
    package = opened(tmp_path, docx(p("Text."), parts, core))
    said = package.properties()
    assert (said.title, said.author, said.language, said.created) == ("T", "A", "kk", "")
    assert list(package.running()) == ["Daily News"]
    assert [part.name for part in package.texts()] == ["document", "footnotes"]
    assert package.tree("numbering") is None


def test_the_language_may_be_that_of_the_styles(tmp_path: Path) -> None:
    defaults = (
        '<docDefaults><rPrDefault><rPr><lang w:val="kk-KZ"/></rPr></rPrDefault></docDefaults>'
    )
    package = opened(tmp_path, docx(p("Text."), {"styles": defaults}))
    assert package.properties().language == "kk-KZ"


def test_a_target_cannot_lead_out_of_the_file(tmp_path: Path) -> None:
    raw = docx(p("Text."), links={"a.png": "x"})
    package = opened(tmp_path, raw)
    assert package.relationships("word/document.xml")["a.png"].is_external
    rels = (
        '<R xmlns="x"><Relationship Id="1" Type="t/image" Target="../../../etc/passwd"/>'
        '<Relationship Id="2" Type="t/image" Target="/word/%D2%9A.png"/></R>'
    )
    members = {"word/document.xml": "<a/>", "word/_rels/document.xml.rels": rels}
    related = opened(tmp_path, packed(members)).relationships("word/document.xml")
    assert related["1"].target == "etc/passwd"
    assert related["2"].target == "word/Қ.png"


def test_a_file_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        opened(tmp_path, packed({"a": ""}))
    assert found.value.problems[0].code == "K0871"
