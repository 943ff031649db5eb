"""What `import` prints: a line, an object or a row for each document."""

import json
from collections.abc import Sequence

import pytest

from kazarchive.cli import import_report
from kazarchive.importing.document import Note
from kazarchive.importing.formats import FORMATS
from kazarchive.importing.report import ImportRow, Proof, Recognised
from kazarchive.problems import Place, Problem

RECOGNISED = Recognised("Баға", "kk", "2022-01-05", ("А. Серік",), ("Газ",), None, 3, None)
NOTES = (Note("lost", "tables: 1 in the document, 0 in the article"), Note("left out", "Donate"))
ROWS = (
    ImportRow(
        "e.xml:12", "written", "articles/2022/baga.kk.md", RECOGNISED, Proof(0.9987, 800), NOTES
    ),
    ImportRow("e.xml:40", "refused", problem=Problem("K0803", Place("e.xml", 40))),
)


def shown(capsys: pytest.CaptureFixture[str], rows: Sequence[ImportRow], as_json: bool) -> str:
    return printed(capsys, rows, as_json)[0]


def printed(
    capsys: pytest.CaptureFixture[str], rows: Sequence[ImportRow], as_json: bool = False
) -> tuple[str, str]:
    """What is on stdout and on stderr."""
    printer = import_report.Printer(as_json=as_json)
    for row in rows:
        printer.add(row)
    printer.end()
    out, err = capsys.readouterr()
    return out, err


def test_in_a_pipe_each_document_is_a_line_of_fields(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = shown(capsys, ROWS, as_json=False).splitlines()
    assert first.split("\t") == [
        "written",
        "e.xml:12",
        "articles/2022/baga.kk.md",
        "Баға",
        "kk",
        "2022-01-05",
        "А. Серік",
        "Газ",
        "",
        "3",
        "UTF-8",
        "Donate",
        "lost: tables: 1 in the document, 0 in the article",
    ]
    assert second.split("\t")[:2] == ["refused", "e.xml:40"]


def test_each_document_is_an_object_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = map(json.loads, shown(capsys, ROWS, as_json=True).splitlines())
    assert (first["article"], first["kept"]) == ("articles/2022/baga.kk.md", 0.9987)
    assert first["recognised"]["title"] == "Баға"
    assert first["notes"][0]["kind"] == "lost"
    assert second["problem"]["code"] == "K0803"


def test_the_documents_are_counted_and_the_worst_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert printed(capsys, ROWS)[1].splitlines()[-2:] == [
        "2 documents: 1 written, 1 refused.",
        "Words kept: 99.87% or more (least: articles/2022/baga.kk.md).",
    ]
    whole = ImportRow("a", "written", "articles/a.md", proof=Proof(1.0, 1))
    assert printed(capsys, [whole])[1] == "Words kept: 100%.\n"
    assert "documents" not in printed(capsys, ROWS[1:])[1]


def test_all_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    import_report.formats(FORMATS)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [each.name for each in FORMATS]
