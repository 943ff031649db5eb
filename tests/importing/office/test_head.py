"""The first lines of a text, and what its file says → title, date, authors, language."""

from pathlib import Path

import pytest
from lxml import html

from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.office import head
from kazarchive.importing.office.values import Properties, Written
from kazarchive.problems import Problem, ProblemsFound

TEXT = "<p>The government resigned on Wednesday, its office said.</p>"


NOTHING = Properties()


def read(blocks: str, properties: Properties = NOTHING, **source: str) -> Document:
    body = html.fragment_fromstring(blocks, create_parent="div")
    words = "\n".join("".join(block.itertext()) for block in body)
    known = Source(Path("a"), "a.docx", "Asia/Almaty", **source)  # type: ignore[arg-type]
    document = head.document("docx", Written(body, words), properties, known)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ("<p>Before.</p><h1 class='title'>By its style</h1>", "By its style"),
        ("<h1 class='title'>Two</h1><h1 class='title'>lines</h1>", "Two lines"),
        ("<h2>A heading</h2>", "A heading"),
        ("<p>5 January 2022</p><h2>A heading</h2>", "A heading"),
        ("<p>Before.</p><h2>A heading</h2>", ""),
        ("<p><strong>Bold</strong> <strong>line</strong></p>", "Bold line"),
        ("<p>IN CAPITALS</p>", "IN CAPITALS"),
        ("<p>A plain line</p>", "A plain line"),
        ("<p><strong>A bold sentence.</strong></p>", ""),
        ("<p data-list='0 - 0'><strong>An item</strong></p>", ""),
        (f"<p><strong>{'long ' * 50}</strong></p>", ""),
        ("<p>One<br>two</p>", "One two"),
        ("<h1>Қазақ<b>стан</b></h1>", "Қазақстан"),
    ],
)
def test_the_title_of_a_text(blocks: str, title: str) -> None:
    document = read(blocks + TEXT)
    assert document.title == title
    assert (title in document.source_text) == (not title)
    assert document.source_text.endswith("its office said.")


def test_the_title_of_the_file_is_the_last_resort() -> None:
    said = Properties(title="Of the file")
    assert read(TEXT, said).title == "Of the file"
    assert read("<p>A plain line</p>" + TEXT, said).title == "Of the file"
    assert read("<p><strong>Bold</strong></p>" + TEXT, said).title == "Bold"
    assert read("<p>Of the file</p>" + TEXT, said).html == TEXT


@pytest.mark.parametrize(
    "title", ["Document1", "Құжат 2", "Без имени", "x.docx", "Microsoft Word - a"]
)
def test_titles_that_programs_make_are_none(title: str) -> None:
    assert read(TEXT, Properties(title=title)).title == ""


def test_the_lines_before_the_text() -> None:
    lines = "<p>Aigerim Sadyk</p><p>5 January 2022</p><p>Photo: Dana Junis</p>"
    document = read("<h1>Title</h1>" + lines + TEXT + "<p>By Jane Doe</p>")
    assert (document.date, document.authors, document.credit) == (
        "2022-01-05",
        ("Aigerim Sadyk",),
        "Dana Junis",
    )
    assert document.html == TEXT + "<p>By Jane Doe</p>"


def test_an_image_and_a_note_of_a_title_stay() -> None:
    note = '<sup><a id="ref-1" href="#note-1">1</a></sup>'
    document = read(f'<h1>Title{note}<img src="a.png"></h1>{TEXT}')
    assert document.title == "Title"
    assert document.html.startswith('<p><a id="ref-1" href="#note-1">1</a><img src="a.png"></p>')


def test_headings_make_room_for_the_title() -> None:
    document = read("<h1 class='title'>T</h1><h1>One</h1><h2>Two</h2><h6>Six</h6>" + TEXT)
    assert document.html == f"<h2>One</h2><h3>Two</h3><h6>Six</h6>{TEXT}"
    assert read("<h1>T</h1><h2>Two</h2>" + TEXT).html == f"<h2>Two</h2>{TEXT}"


@pytest.mark.parametrize(
    ("properties", "source", "date"),
    [
        (Properties(created="2022-01-05T20:30:00Z"), {}, "2022-01-06"),
        (Properties(changed="2022-01-05"), {}, "2022-01-05"),
        (Properties(created="1980-01-01T00:00:00Z", changed="2022-01-05"), {}, "2022-01-05"),
        (Properties(created="yesterday"), {}, None),
        (Properties(created="2022-01-05"), {"date": "2021-12-16"}, "2021-12-16"),
        (Properties(created="2022-01-05"), {"stem": "20211216-a"}, "2021-12-16"),
    ],
)
def test_the_date_of_the_file_is_the_last_resort(
    properties: Properties, source: dict[str, str], date: str | None
) -> None:
    assert read(TEXT, properties, **source).date == date


def test_an_impossible_date_is_a_problem_with_its_line() -> None:
    with pytest.raises(ProblemsFound) as found:
        read("<h1>Title</h1><p>2022-13-45</p>" + TEXT)
    (problem,) = found.value.problems
    assert (problem.code, problem.place.line) == ("K0103", 2)


def test_a_date_with_two_meanings_is_left_to_the_editor() -> None:
    document = read("<h1>Title</h1><p>05/06/2022</p>" + TEXT, Properties(created="2022-06-05"))
    assert document.date is None
    assert [problem.code for problem in document.warnings] == ["K0823"]


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        ("Aigerim Sadyk", ("Aigerim Sadyk",)),
        ("Admin", ()),
        ("Microsoft Office User", ()),
        ("Пользователь Windows", ()),
        ("editor of the news", ()),
    ],
)
def test_the_author_of_the_file_may_be_an_account(name: str, authors: tuple[str, ...]) -> None:
    assert read(TEXT, Properties(author=name)).authors == authors


@pytest.mark.parametrize(
    ("language", "hint"), [("en-US", "en"), ("ru-RU", None), ("x", None), ("", None)]
)
def test_the_letters_decide_on_the_language(language: str, hint: str | None) -> None:
    assert read(TEXT, Properties(language=language)).lang_hint == hint


def test_an_image_alone_is_a_document_and_a_title_alone_is_none() -> None:
    assert read("<p><img src='a.png'></p>", stem="map").title == "map"
    body = html.fragment_fromstring("<h1>Title</h1>", create_parent="div")
    source = Source(Path("a"), "a.docx", "UTC")
    problem = head.document("docx", Written(body, "Title"), NOTHING, source)
    assert isinstance(problem, Problem)
    assert problem.code == "K0803"
