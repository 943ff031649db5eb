"""A PDF file → its article: every file in cases/pdf/ is an input and what is expected.

`WRITE_CASES=1 pytest tests/importing/formats/test_pdf.py` rewrites what is expected; review the
diff.
"""

import resource
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest

from importing.formats import imported
from importing.pdf import pdfs
from kazarchive.importing.document import Document
from kazarchive.importing.formats import pdf, recognised
from kazarchive.importing.formats.source import Source
from kazarchive.importing.pdf import extraction, process
from kazarchive.problems import Problem


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Harmless files need no process of their own here; pdf/test_process.py has those that do."""
    if not request.node.get_closest_marker("long"):
        monkeypatch.setattr(process, "read", lambda path: list(extraction.parts(str(path))))


CASES = sorted((Path(__file__).parent / "cases/pdf").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_file_becomes_an_article(case: Path, tmp_path: Path) -> None:
    imported.check(case, tmp_path, pdfs.of)


@pytest.mark.parametrize("before", [b"", b"\0" * 1_000])
def test_a_pdf_is_recognised_by_its_beginning(before: bytes) -> None:
    chosen = recognised(before + b"%PDF-1.7\n", PurePath("a.doc"))
    assert chosen
    assert chosen.name == "pdf"
    assert recognised(b"\0" * 2_000 + b"%PDF-1.7", PurePath("a.pdf")) is None


TEXT = [pdfs.At(50, 700, "Президент принял отставку правительства.")]


def read(folder: Path, raw: bytes, **other: Any) -> Document | Problem:
    path = folder / "a.pdf"
    path.write_bytes(raw)
    (found,) = pdf.documents(Source(path, "a.pdf", "Asia/Almaty", **other))
    return found


@pytest.mark.parametrize(
    ("catalog", "objects"),
    [
        ("/OpenAction<</S/JavaScript/JS(while\\(1\\){})>>", ()),
        ("/OpenAction<</S/Launch/F(/bin/sh)>>", ()),
        ("/Names<</JavaScript<</Names[(a) 9 0 R]>>>>", ("<</S/JavaScript/JS(app.alert\\(1\\))>>",)),
    ],
)
def test_scripts_are_not_run_and_said(
    catalog: str, objects: tuple[str, ...], tmp_path: Path
) -> None:
    found = read(tmp_path, pdfs.pdf(TEXT, catalog=catalog, objects=objects))
    assert isinstance(found, Document)
    assert "scripts in the file; they were not run" in [note.text for note in found.notes]


@pytest.mark.parametrize(
    ("raw", "code", "reason"),
    [
        (pdfs.pdf(TEXT)[:300], "K0879", "it is damaged, or no PDF"),
        (pdfs.pdf(TEXT).replace(b"/Kids[9 ", b"/Kids[2 "), "K0877", ""),
        (pdfs.pdf([]), "K0877", ""),
        (pdfs.pdf(*[[]] * 2_001), "K0879", "it has more than 2,000 pages or 3,000,000 characters"),
    ],
)
def test_a_file_without_a_text_is_refused(
    raw: bytes, code: str, reason: str, tmp_path: Path
) -> None:
    found = read(tmp_path, raw)
    assert isinstance(found, Problem)
    assert (found.code, found.values.get("reason", "")) == (code, reason)


def with_content(content: bytes) -> bytes:
    """A file whose page has this content, compressed."""
    plain = pdfs.pdf(TEXT)
    start = plain.index(b"10 0 obj")
    end = plain.index(b"endobj", start)
    return plain[:start] + b"10 0 obj\n" + pdfs.stream(content) + b"\n" + plain[end:]


FORM = "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I11 11 0 R>>>>"


def looped() -> bytes:
    """A page whose form contains itself."""
    raw = pdfs.pdf([*TEXT, pdfs.Pixels(0, 0, 1, 1, FORM, b"/I11 Do " * 1_000)])
    return raw.replace(b"/Subtype/Image/Subtype/Form", b"/Subtype/Form")


@pytest.mark.long
@pytest.mark.parametrize(
    "made",
    [
        lambda: with_content(b" " * 600_000_000),
        lambda: with_content(b"BT /F 10 Tf " + b"<0431043204330434> Tj 1 0 Td " * 2_000_000),
        looped,
    ],
    ids=["zeros", "letters", "loop"],
)
def test_a_file_that_takes_too_much_is_refused(made: Callable[[], bytes], tmp_path: Path) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = read(tmp_path, made())
    assert isinstance(found, Problem)
    assert found.code == "K0879"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime < 2.5


@pytest.mark.parametrize(
    ("info", "title", "authors"),
    [
        ("/Title(Report of 2022)/Author(Aigerim Sadyk)", "Report of 2022", ("Aigerim Sadyk",)),
        ("/Title(Microsoft Word - a.doc)/Author(user)", "", ()),
        ("/Title(a.indd)/Author(NEWS)", "", ()),
        ("/Title(Document1)", "", ()),
        ("/Title( )", "", ()),
    ],
)
def test_a_title_that_is_a_file_name_is_none(
    info: str, title: str, authors: tuple[str, ...], tmp_path: Path
) -> None:
    found = read(tmp_path, pdfs.pdf(TEXT, info=info))
    assert isinstance(found, Document)
    assert (found.title, found.authors) == (title, authors)


CREATED = "/CreationDate(D:20230101120000+06'00')"


@pytest.mark.parametrize(
    ("line", "values", "date"),
    [
        ("5 января 2022 года", {}, "2022-01-05"),
        ("2022 жылғы 5 қаңтар", {"stem": "2021-01-01-a"}, "2022-01-05"),
        ("05/06/2022", {}, None),
        ("АЛМАТЫ, 5 января 2022 года — Режим введён.", {}, "2022-01-05"),
        ("АЛМАТЫ, 5 января — Режим введён.", {"record": "2022/a.pdf"}, "2022-01-05"),
        ("Текст", {"stem": "2022-01-05-a"}, "2022-01-05"),
        ("Текст", {}, "2023-01-01 12:00:00 +06:00"),
        ("Текст", {"date": "2022-01-05"}, None),
    ],
)
def test_a_date_in_the_text_counts_before_that_of_the_file(
    line: str, values: dict[str, str], date: str | None, tmp_path: Path
) -> None:
    raw = pdfs.pdf([pdfs.At(50, 720, line), *TEXT], info=CREATED)
    found = read(tmp_path, raw, **values)
    assert isinstance(found, Document)
    assert found.date is None if date is None else found.date and found.date.startswith(date)


@pytest.mark.parametrize("end", ["", "Z", "+06'00'"])
def test_the_date_of_a_file_may_have_no_zone(end: str, tmp_path: Path) -> None:
    found = read(tmp_path, pdfs.pdf(TEXT, info=f"/CreationDate(D:20220105100000{end})"))
    assert isinstance(found, Document)
    assert found.date
    assert found.date.startswith("2022-01-05 10:00:00")
