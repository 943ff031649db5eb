"""The report as one HTML page."""

import os
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest
from lxml import html

from archives import Archive
from kazarchive.cli.language import in_language
from kazarchive.importing import report_page
from kazarchive.importing.document import Note
from kazarchive.importing.report import NOTE, ImportRow, Proof, Recognised, Totals
from kazarchive.importing.spool import Spool
from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.problems import Place, Problem, ProblemsFound

ROOT = Path(__file__).parents[2]
ARTICLE = "articles/2022/baga #1.kk.md"
RECOGNISED = Recognised("Баға <&>", "kk", "2022-01-05", ("А. Серік",), ("Газ",), None, 3, None)
ROWS = (
    ImportRow(
        "e.xml:12",
        "written",
        ARTICLE,
        RECOGNISED,
        Proof(0.99999, 8_000, {"images": (2, 1), "links": (1_200, 1_200)}),
        (Note("lost", "кесте </li>\0"), Note("left out", "Donate"), Note("guessed", "a\xa0b")),
        warnings=(Problem("K0823", Place("e.xml", 12), {"written": "5", "reason": "x"}),),
    ),
    ImportRow("e.xml:20", "refused", problem=Problem("K0803", Place("e.xml", 20))),
    ImportRow("e.xml:30", "written", "articles/b.md", RECOGNISED, Proof(1.0, 2_000)),
    ImportRow(
        "e.xml:40", "draft", "articles/c.md", notes=(Note("lost", "x"),), proof=Proof(0.5, 2)
    ),
    ImportRow("e.xml:50", "unchanged", "articles/d.md", notes=(Note("changed", "y"),)),
    ImportRow("e.xml", NOTE, problem=Problem("K0831", Place("e.xml", 60))),
)


def page(
    archive: Archive,
    *rows: ImportRow,
    name: str = "report.html",
    messages: Messages = IN_ENGLISH,
) -> str:
    totals = Totals()
    with Spool(ImportRow) as spool:
        for row in rows:
            totals.add(row)
            spool.add(row)
        file = archive.root / name
        report_page.write(
            file, archive.root, "Мұрағат", "2022-01-05 10:00", spool, totals, messages
        )
    return file.read_text("utf-8")


def text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_totals_stand_first_and_add_up(archive: Archive) -> None:
    made = html.fromstring(page(archive, *ROWS))
    documents, contents = made.findall(".//div/table")
    assert [text(row) for row in documents.iter("tr")] == [
        "written2",
        "refused1",
        "draft1",
        "unchanged1",
        "all that were found5",
    ]
    assert [text(row) for row in contents.iter("tr")] == [
        "WhatDocumentsArticles",
        "words and signs10,00299.99%",
        "images21",
        "links1,2001,200",
    ]
    assert "The smallest share of words is 50.00%: articles/c.md" in text(made)


def test_what_an_editor_has_to_look_at_comes_first(archive: Archive) -> None:
    made = html.fromstring(page(archive, *ROWS))
    found = {
        text(section.find("h2")): [text(row.find("th")) for row in section.findall(".//tbody/tr")]
        for section in made.iter("section")
    }
    assert found == {
        "To be looked at (2)": ["e.xml:12written", "e.xml:20refused"],
        "Something was lost (1)": ["e.xml:40draft"],
        "Something was changed, guessed or left out (1)": ["e.xml:50unchanged"],
        "Everything came over (1)": ["e.xml:30written"],
        "Notes about files (1)": ["e.xmlnote"],
    }


def test_a_row_says_all_that_is_known_and_texts_are_shown_as_they_are(archive: Archive) -> None:
    archive.write(ARTICLE, "x")
    made = html.fromstring(page(archive, *ROWS, name="reports.html"))
    _, article, content, notes = made.findall(".//table[@class='documents']/tbody/tr")[0]
    (link,), (title,) = article.iter("a"), article.iter("span")
    assert link.get("href") == "articles/2022/baga%20%231.kk.md"
    assert (title.get("lang"), title.text) == ("kk", "Баға <&>")
    assert text(article).endswith("Баға <&> · kk · 2022-01-05 · А. Серік · Газ")
    assert [text(each) for each in content] == [
        "words: 99.99% of 8,000",
        "images: 1 of 2",
        "links: 1,200",
    ]
    assert ["".join(map(str, each.itertext())) for each in notes.iter("li")][1:] == [
        "lost: кесте </li>\ufffd",
        "left out: Donate",
        "guessed: a\xa0b",
    ]


def test_an_article_that_is_not_written_has_no_link(archive: Archive) -> None:
    made = html.fromstring(page(archive, ImportRow("x", "would be written", "articles/a.md")))
    assert list(made.iter("a")) == []


def test_a_verification_says_so(archive: Archive) -> None:
    row = ImportRow("originals/a", "differs", "articles/a.md", proof=Proof(0.9, 10))
    made = html.fromstring(page(archive, row))
    assert text(made.find(".//h1")) == "Мұрағат, compared with its originals"


def test_the_page_is_valid_and_needs_no_other_file(archive: Archive, long: bool) -> None:
    written = page(archive, *ROWS)
    html5lib.HTMLParser(strict=True).parse(written)
    made = html.fromstring(written)
    assert not list(made.iter("link", "script", "img", "iframe"))
    assert "url(" not in written
    if not long:
        return
    file = archive.root / "report.html"
    rules = ("--config", f"{ROOT / '.htmlvalidate.json'}")
    for name, before, after in (
        ("KAZARCHIVE_HTML_VALIDATE", (), rules),
        ("KAZARCHIVE_VNU", ("java", "-jar"), ()),
    ):
        program = os.environ.get(name)
        if program is None or not shutil.which("java"):
            assert not os.environ.get("CI"), f"CI must have {name}"
            continue
        command = [*before, program, *after, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_only_a_report_is_overwritten(archive: Archive) -> None:
    file = archive.root / "report.html"
    report_page.check(file)
    page(archive, *ROWS)
    report_page.check(file)
    archive.write("report.html", "<!doctype html><title>Mine</title>")
    with pytest.raises(ProblemsFound) as found:
        report_page.check(file)
    assert found.value.problems[0].code == "K0893"


@pytest.mark.parametrize("name", ["gone/report.html", "articles"])
def test_a_disk_that_refuses_is_told_and_nothing_is_left(archive: Archive, name: str) -> None:
    (archive.root / "articles").mkdir()
    with pytest.raises(ProblemsFound) as found:
        page(archive, *ROWS, name=name)
    assert found.value.problems[0].code == "K0702"
    assert not list(archive.root.rglob(".*html*"))


def test_a_report_is_in_the_language_of_the_editor(archive: Archive) -> None:
    made = page(archive, *ROWS, messages=in_language("ru"))
    assert '<html lang="ru">' in made
    said = text(html.fromstring(made))
    assert "Импорт в Мұрағат" in said
    assert "Наименьшая доля слов – 50.00%: articles/c.md" in said
    assert "слова: 99.99% из 8\u00a0000" in made
    assert "в документе нет текста ниже заголовка" in said
    assert "To be looked at" not in said
