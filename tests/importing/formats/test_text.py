"""A raw document, plain text → its headline, byline, credit and paragraphs."""

import re
from collections import Counter
from pathlib import Path

import pytest

from archives import Archive
from importing.documents import body, digest, one, read, run, sources
from kazarchive.config import options as config_options
from kazarchive.config.content import MarkdownOptions
from kazarchive.reading import frontmatter, markup
from kazarchive.rules import text
from stories import CORPORA, Corpus


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("BY JANE DOE AND JOHN ROE", ["JANE DOE", "JOHN ROE"]),
        ("By A. B. Carter, John Roe Jr. and Ludwig van Berg", None),
        ("By Jane Doe & Kazarchive Staff", ["Jane Doe", "Kazarchive Staff"]),
        ("By Jane Doe, Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("Written by Jane Doe", ["Jane Doe"]),
        ("Author: reader of the archive", ["reader of the archive"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("Авторы: Иван Петров, Анна Ким и Олег Цой", ["Иван Петров", "Анна Ким", "Олег Цой"]),
        ("Авторлар: Айгүл Серік және Болат Әли", ["Айгүл Серік", "Болат Әли"]),
        ("Жазған: Айгүл Серік мен Болат Әли", ["Айгүл Серік", "Болат Әли"]),
        ("By that logic, nobody would win.", []),
        ("By Train, Bus and on foot", []),
        ("By January.", []),
        ("By " + "Long Name, " * 30, []),
        ("Bypass Opened", []),
        ("Автор", []),
    ],
)
def test_a_byline_names_the_authors(
    trilingual: Archive, line: str, authors: list[str] | None
) -> None:
    row = one(trilingual, f"Headline\n\n{line}\n\nText of the article.\n", date="2022-01-05")
    expected = ["A. B. Carter", "John Roe Jr.", "Ludwig van Berg"] if authors is None else authors
    assert [term.name for term in read(trilingual, row).entry.of("authors")] == expected
    assert line.strip(", ") in body(trilingual, row) or expected


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo credit: NAME/AGENCY", "NAME/AGENCY"),
        ("photo: Jane Doe", "Jane Doe"),
        ("Photo by Jane Doe/AGENCY", "Jane Doe/AGENCY"),
        ("Image credits: Jane Doe", "Jane Doe"),
        ("Фото: Иван Петров/РИА", "Иван Петров/РИА"),
        ("Фото авторы: Айгүл Серік", "Айгүл Серік"),
        ("Автор фото: Иван Петров", "Иван Петров"),
        ("Сурет: Мұрағат", "Мұрағат"),
        ("Photos by satellites show the square.", None),
        ("Photo: " + "x" * 200, None),
        ("Photography is an art", None),
        ("Photo credit:", None),
    ],
)
def test_a_credit_is_kept_for_the_image(trilingual: Archive, line: str, credit: str | None) -> None:
    row = one(trilingual, f"Headline\n{line}\nBy Jane Doe\n\nText.\n", date="2022-01-05")
    assert row.recognised
    assert row.recognised.credit == credit
    assert row.article
    front = frontmatter.parse(frontmatter.decode((trilingual.root / row.article).read_bytes(), ""))
    image = front.fields.get("image")
    written = image.fields["credit"].text if image and image.fields else None
    assert written == credit
    assert (line in body(trilingual, row)) == (credit is None)


def test_head_lines_are_taken_once_and_only_before_the_text(trilingual: Archive) -> None:
    document = (
        "Headline\n\nBy Jane Doe\n\nPhoto: First\n\nPhoto: Second\n\nText.\n\n"
        "By Nobody Else\n\n2022-01-01\n"
    )
    row = one(trilingual, document, date="2022-01-05")
    assert row.recognised
    assert (row.recognised.credit, row.recognised.authors) == ("First", ("Jane Doe",))
    assert row.recognised.date == "2022-01-05"
    assert body(trilingual, row).split("\n\n") == [
        "Photo: Second",
        "Text.",
        "By Nobody Else",
        "2022-01-01",
    ]


@pytest.mark.parametrize("line", ["By Jane Doe", "Photo: Jane Doe", "2022-01-05"])
def test_of_two_equal_head_lines_the_second_is_text(trilingual: Archive, line: str) -> None:
    row = one(trilingual, f"Headline\n\n{line}\n\n{line}\n\nText.\n")
    assert body(trilingual, row) == f"{line}\n\nText."


def test_the_author_that_was_named_serves_documents_without_a_byline(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", "One\n\nBy Jane Doe\n\nText.\n")
    trilingual.write("seeds/b.txt", "Two\n\nText.\n")
    found = [
        row.recognised.authors for row in run(trilingual, author=" The  Desk") if row.recognised
    ]
    assert found == [("Jane Doe",), ("The Desk",)]


@pytest.mark.parametrize(
    ("document", "paragraphs"),
    [
        ("H\n\nOne\ntwo.\n\n\n  \nThree.", ["One two.", "Three."]),
        ("H\nOne.\nTwo.\n", ["One.", "Two."]),
        ("\n\nH\nOne.\nTwo.\n\n", ["One.", "Two."]),
        ("H\r\n\r\nOne\r\ntwo.\r\n\r\nThree.\r\n", ["One two.", "Three."]),
        ("\ufeffH\n\nOne.", ["One."]),
        ("H\n\n1. One.\n2. Two.\n\nThree\n- four.", ["1\\. One.", "2\\. Two.", "Three - four."]),
        ("H\n\n– Кто?\n– Я.", ["– Кто?", "– Я."]),
        ("H\n\n---\n\ntitle: x", ["\\---", "title: x"]),
    ],
)
def test_blank_lines_part_paragraphs(
    trilingual: Archive, document: str, paragraphs: list[str]
) -> None:
    row = one(trilingual, document, lang="en")
    assert row.recognised
    assert row.recognised.title == "H"
    assert body(trilingual, row).split("\n\n") == paragraphs


def test_a_sites_own_boilerplate_is_left_out_anywhere(trilingual: Archive) -> None:
    text_before = (trilingual.root / config_options.FILE_NAME).read_text("utf-8")
    trilingual.configure(text_before + '\n[import]\nboilerplate = ["^read also:", "©"]\n')
    document = (
        "Headline\n\nFirst.\n\nREAD ALSO:\nanother text\n\nDo not read also: this.\n\n"
        "Click to Donate\n\n© Agency\n"
    )
    row = one(trilingual, document)
    assert row.left_out == ("READ ALSO: another text", "Click to Donate", "© Agency")
    assert body(trilingual, row).split("\n\n") == ["First.", "Do not read also: this."]


NAUGHTY = [
    "Price: 60 → 120 # not a comment",
    "'Quoted', “cited” and \"said\"",
    "back\\slash \\n and / too",
    "- a list?",
    "[a, b]",
    "{a: b}",
    "&anchor *alias !tag |pipe >fold %per @at `tick",
    "no",
    "null",
    "2022",
    "---",
    "? key",
    "Tab\tand\u00a0space\u2028line",
    "Emoji 👩\u200d🔬 soft\u00adhyphen é",
    "Қазақстан: Әлеуметтік желі",
    "<b>bold</b> &amp; **stars**",
]


@pytest.mark.parametrize("title", NAUGHTY)
def test_any_headline_reads_back(trilingual: Archive, title: str) -> None:
    document = f"{title}\nPhoto: {title}\nАвтор: {title}\n\nText.\n"
    row = one(trilingual, document, date="2022-01-05", lang="en", tags=(title,), name='"n: #.txt')
    found = read(trilingual, row)
    assert found.entry.title == text.clean(title)
    assert [term.name for term in found.entry.of("tags")] == [text.clean(title)]
    assert found.entry.of("authors")
    assert found.source
    assert found.source.file == 'seeds/"n: #.txt'
    assert found.source.sha256 == digest(document)


ENGINES = (
    MarkdownOptions("commonmark"),
    MarkdownOptions(
        "python-markdown",
        (
            "abbr",
            "attr_list",
            "def_list",
            "fenced_code",
            "footnotes",
            "sane_lists",
            "tables",
            "toc",
        ),
    ),
)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def shown(markdown: str, options: MarkdownOptions) -> list[str]:
    """The paragraphs that a reader sees; anything but paragraphs is seen too."""
    html = markup.rendering(markdown, options, "en", "x.md").html
    others = _PARAGRAPH.sub("", html).strip()
    return [text.plain(found) for found in _PARAGRAPH.findall(html)] + [others] * bool(others)


@pytest.mark.parametrize("corpus", CORPORA)
def test_news_read_as_they_were_written(trilingual: Archive, corpus: Corpus) -> None:
    rows = run(trilingual, corpus.folder, date="2018-10-01")
    assert Counter(row.outcome for row in rows) == {"written": 3 * corpus.stories}
    assert len(sources(trilingual)) == 3 * corpus.stories
    groups: Counter[str] = Counter()
    for row in rows:
        document = Path(row.document)
        title, *paragraphs = re.split(r"\s*\n\s*", document.read_text("utf-8-sig").strip())
        found = read(trilingual, row)
        assert (found.entry.lang, found.entry.title) == (document.parent.name, text.clean(title))
        assert row.recognised
        assert row.recognised.paragraphs + len(row.left_out) == len(paragraphs), row.document
        assert row.left_out == ()
        assert not row.recognised.authors
        for options in ENGINES:
            assert shown(body(trilingual, row), options) == list(map(text.clean, paragraphs))
        groups[found.entry.group] += 1
    assert len(groups) == corpus.stories
    assert set(groups.values()) == {3}
    again = run(trilingual, corpus.folder)
    assert {row.outcome for row in again} == {"unchanged"}


@pytest.mark.parametrize("options", ENGINES, ids=lambda options: options.engine)
def test_every_mark_of_markdown_reads_as_text(
    trilingual: Archive, options: MarkdownOptions
) -> None:
    paragraphs = [
        "# no heading", "> no quotation", "- no list", "12) no list", "*none* __none__ ~~none~~",
        "[no link](http://x)", "![no image](x.png)", "<b>no tag</b> &amp; &#65;", "`no code`",
        "| no | table |", "*[HTML]: no abbreviation", ": no definition", "[^1]: no footnote",
        "{: .no #list }", "```no fence", "~~~", "=====", "-----", "[TOC]", "a \\ b \\* c", "\\",
        "http://example.org/_a_", "3 * 4 * 5 < 6 > 2",
    ]  # fmt: skip
    row = one(trilingual, "\n\n".join(["Headline", *paragraphs]), lang="en")
    assert row.recognised
    assert row.recognised.paragraphs == len(paragraphs)
    assert shown(body(trilingual, row), options) == paragraphs
