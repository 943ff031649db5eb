"""Raw documents become article files: what is recognised, what is left out, what never happens."""

import errno
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from kazarchive.config import options as config_options
from kazarchive.config import reader
from kazarchive.config.options import MarkdownOptions
from kazarchive.importing.run import ImportReport, ImportRequest, ImportRow, import_documents
from kazarchive.problems import ProblemsFound
from kazarchive.problems.drawing import drawn
from kazarchive.reading import article as articles
from kazarchive.reading import frontmatter, markup
from kazarchive.rules import text
from kazarchive.values import Article
from ntrex import ABSENT, NTREX

PROJECT = Path(__file__).parents[2]

TWO = "Headline\n\nFirst.\n\nSecond.\n"

Terms = Sequence[tuple[str, str, str]]


def run(
    archive: Archive, *paths: str | Path, terms: Terms = (), **request: Any
) -> tuple[ImportRow, ...]:
    """Import paths relative to the root (all of `seeds/` if none is named)."""
    return report(archive, *paths, terms=terms, **request).rows


def report(archive: Archive, *paths: str | Path, terms: Terms = (), **request: Any) -> ImportReport:
    chosen = [archive.root / path for path in paths or ("seeds",)]
    site = reader.load(archive.root)
    return import_documents(archive.root, site, chosen, ImportRequest(**request), terms)


def one(
    archive: Archive, document: str | bytes, /, name: str = "x.txt", **request: Any
) -> ImportRow:
    """Import one document."""
    archive.write(f"seeds/{name}", document)
    (row,) = run(archive, f"seeds/{name}", **request)
    return row


def read(archive: Archive, row: ImportRow) -> Article:
    """The article of a row, as a build reads it."""
    assert row.article, row
    raw = (archive.root / row.article).read_bytes()
    reading = articles.read(raw, row.article, reader.load(archive.root))
    assert reading.article, reading.problems
    return reading.article


def body(archive: Archive, row: ImportRow) -> str:
    assert row.article, row
    raw = (archive.root / row.article).read_bytes()
    return frontmatter.body(frontmatter.decode(raw, row.article)).strip("\n")


def sources(archive: Archive) -> dict[str, bytes]:
    folder = archive.root / "articles"
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


# --- whole documents ----------------------------------------------------------------------------

ENGLISH = """\
The world is watching: a “price cap” is lifted
Photo credit: JANE DOE/AGENCY

By Aidar Bek and Jane Doe

On 1 January the price of [gas] rose by 100 %:
from *60* to 120 tenge.

1. Protests began in Zhanaozen.

While you’re here, please consider donating to this archive.

Click to Donate
"""

ENGLISH_ARTICLE = """\
---
title: "The world is watching: a “price cap” is lifted"
date: 2022-01-05
authors: ["Aidar Bek", "Jane Doe"]
tags: ["Protests", "Seed"]
image:
  credit: "JANE DOE/AGENCY"
source:
  file: "seeds/cap.txt"
  sha256: "{digest}"
---

On 1 January the price of \\[gas] rose by 100 %: from \\*60\\* to 120 tenge.

1\\. Protests began in Zhanaozen.
"""


def test_a_document_becomes_an_article_file(trilingual: Archive) -> None:
    terms = [("en", "tags", "Protests"), ("en", "authors", "Jane Doe"), ("ru", "tags", "Price")]
    row = one(trilingual, ENGLISH, name="cap.txt", date="2022-01-05", tags=("Seed",), terms=terms)
    assert (row.outcome, row.document, row.problem) == ("written", "seeds/cap.txt", None)
    assert row.article == "articles/2022/the-world-is-watching-a-price-cap-is-lifted.md"
    assert row.left_out == (
        "While you’re here, please consider donating to this archive.",
        "Click to Donate",
    )
    written = (trilingual.root / row.article).read_text("utf-8")
    assert written == ENGLISH_ARTICLE.format(digest=digest(ENGLISH))
    assert row.recognised is not None
    assert row.recognised.title == "The world is watching: a “price cap” is lifted"
    assert (row.recognised.lang, row.recognised.date) == ("en", "2022-01-05")
    assert row.recognised.authors == ("Aidar Bek", "Jane Doe")
    assert row.recognised.tags == ("Protests", "Seed")
    assert row.recognised.credit == "JANE DOE/AGENCY"
    assert row.recognised.paragraphs == 2


KAZAKH = """\
Жаңаөзеннен Алматыға дейін
Сурет: Мұрағат
Жазған: Айгүл Серік, Болат Әли

Келесі күні Жаңаөзенде наразылық басталды.

Қайырымдылық жасап, қолдау көрсетуіңізді сұраймыз.

Бұл мәтін пайдалы болса, мұрағатқа көмектесіңіз.
"""

KAZAKH_ARTICLE = """\
---
title: "Жаңаөзеннен Алматыға дейін"
draft: true
authors: ["Айгүл Серік", "Болат Әли"]
tags: ["Наразылық"]
image:
  credit: "Мұрағат"
source:
  file: "seeds/k.txt"
  sha256: "{digest}"
---

Келесі күні Жаңаөзенде наразылық басталды.

Қайырымдылық жасап, қолдау көрсетуіңізді сұраймыз.
"""


def test_a_document_without_a_date_becomes_a_draft(trilingual: Archive) -> None:
    row = one(trilingual, KAZAKH, name="k.txt", terms=[("kk", "tags", "Наразылық")])
    assert row.outcome == "draft"
    assert row.article == "articles/drafts/zhanaozennen-almatyga-deiin.kk.md"
    written = (trilingual.root / row.article).read_text("utf-8")
    assert written == KAZAKH_ARTICLE.format(digest=digest(KAZAKH))
    assert read(trilingual, row).draft
    assert trilingual.build().hidden == 1


def test_the_projects_own_seeds_import(trilingual: Archive) -> None:
    seeds = sorted((PROJECT / "seeds").glob("*.txt"))
    for seed in seeds:
        trilingual.write(f"seeds/{seed.name}", seed.read_bytes())
    rows = run(trilingual)
    assert len(rows) == len(seeds) >= 8
    for seed, row in zip(seeds, rows, strict=True):
        assert (row.outcome, row.problem) == ("draft", None)
        assert row.recognised
        assert row.recognised.authors
        assert ("Click to Donate" in seed.read_text("utf-8")) == ("Click to Donate" in row.left_out)
        assert "onat" not in body(trilingual, row)
        assert "қайырымдылық" not in body(trilingual, row).lower()


# --- the head -----------------------------------------------------------------------------------


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
    ("name", "document", "asked", "date", "path"),
    [
        ("x.txt", "Title\n\nText.", "2021-12-31", "2021-12-31", "articles/2021/title.md"),
        ("2022-01-05-x.txt", "Title\n\nText.", None, "2022-01-05", "articles/2022/title.md"),
        ("2022-01-05.txt", "Title\n\nText.", "2021-12-31", "2022-01-05", "articles/2022/title.md"),
        ("x.txt", "Title\n2022-01-05\n\nText.", None, "2022-01-05", "articles/2022/title.md"),
        ("x.txt", "2022-01-05\nTitle\n\nText.", None, "2022-01-05", "articles/2022/title.md"),
        ("2021-01-01-x.txt", "T\nDate: 2022-01-05\n\nX.", None, "2022-01-05", "articles/2022/t.md"),
        (
            "x.txt",
            "Title\n2022-12-31 23:00 +00:00\n\nText.",
            None,
            "2022-12-31 23:00 +00:00",
            "articles/2023/title.md",
        ),
        ("2022-01-055.txt", "Title\n\nText.", None, None, "articles/drafts/title.md"),
        ("x.txt", "Title\n\nIn 2022-01-05 style.", None, None, "articles/drafts/title.md"),
        ("x.txt", "2022-01-05: a day\n\nText.", None, None, "articles/drafts/20220105-a-day.md"),
    ],
)
def test_a_date_is_the_documents_own_or_the_one_that_was_asked_for(
    trilingual: Archive, name: str, document: str, asked: str | None, date: str | None, path: str
) -> None:
    row = one(trilingual, document, name=name, date=asked)
    assert row.recognised
    assert (row.recognised.date, row.article) == (date, path)
    assert read(trilingual, row).draft == (date is None)


@pytest.mark.parametrize("lang", ["ru", None])
def test_the_language_is_recognised_unless_it_is_named(
    trilingual: Archive, lang: str | None
) -> None:
    row = one(trilingual, "Headline in English\n\nText.\n", date="2022-01-05", lang=lang)
    assert row.article == f"articles/2022/headline-in-english{'.ru' if lang else ''}.md"
    assert read(trilingual, row).entry.lang == (lang or "en")


def test_a_file_says_its_language_where_the_configuration_takes_another_for_granted(
    trilingual: Archive,
) -> None:
    text_before = (trilingual.root / config_options.FILE_NAME).read_text("utf-8")
    trilingual.configure(text_before + '\n[articles]\ndefaults = { lang = "ru" }\n')
    for document, lang in ((TWO, "en"), ("Заголовок\n\nЭто текст статьи.\n", "ru")):
        row = one(trilingual, document, date="2022-01-05", name=f"{lang}.txt")
        assert read(trilingual, row).entry.lang == lang


# --- the text -----------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "appeal",
    [
        "Click to Donate",
        "» Click here to subscribe!",
        "Tap on the heart",
        "Donate now",
        "Share this article",
        "Follow us on Telegram",
        "Did you like this text? Share it, and subscribe to our letter.",
        "Subscribe to our newsletter for more news from Kazakhstan.",
        "This site lives on what its readers give. Please consider a donation.",
        "While you are here – please consider a gift to the archive.",
        "Пока вы здесь: архив живёт на пожертвования читателей.",
        "Если вам пригодился этот текст, подумайте о пожертвовании.",
        "Подписывайтесь на наш канал!",
        "Поделитесь этой статьёй с друзьями.",
        "Нажмите, чтобы поддержать архив",
        "Спасибо, что дочитали! Поддержите нас.",
        "Осы жерде отырғаныңызда: қайырымдылық жасап, қолдау көрсетуіңізді сұраймыз.",
        "Біздің арнамызға жазылыңыз!",
        "Бұл мақала ұнаса, достарыңызбен бөлісіңіз.",
        "Көмектесу үшін басыңыз",
    ],
)
def test_a_closing_appeal_is_left_out_and_said_so(trilingual: Archive, appeal: str) -> None:
    row = one(trilingual, f"Headline\n\n{appeal}\n\nText.\n\n{appeal}\n\n{appeal}\n", lang="en")
    assert row.left_out == (appeal, appeal)
    assert len(body(trilingual, row).split("\n\n")) == 2


@pytest.mark.parametrize(
    "ending",
    [
        "“Please donate to the fund”, he said.",
        "The fund received donations of 2 million tenge.",
        "Readers who want to subscribe to the bonds have until Friday.",
        "Share prices closed at 20 tenge.",
        "Support for the government fell.",
        "If you would like to be heard, write a letter.",
        "Thanks for the messages of encouragement!",
        "If you find a letter, call the archive.",
        "While you are reading this, the last troops leave.",
        "Подписка на облигации закончилась.",
        "Если вы хотите помочь пострадавшим, пожертвования принимает фонд.",
        "«Поддержите нас», – сказал он.",
        "Қолдау көрсеткен хабарларыңызға рақмет!",
        "Қайырымдылық қоры көмек көрсетті.",
        "While you're here, please donate. " + "This explains a lot. " * 40,
        "* The number covers civilians.",
    ],
)
def test_a_closing_paragraph_of_news_is_no_appeal(trilingual: Archive, ending: str) -> None:
    row = one(trilingual, f"Headline\n\nText.\n\n{ending}\n", lang="en")
    assert row.left_out == ()
    assert row.recognised
    assert row.recognised.paragraphs == 2


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


# --- tags ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "document", "names", "suggested"),
    [
        ("en", "Fuel and fuel, fuels. LPG, csto", ["CSTO", "Fuel", "Oil", "Fue"], ["Fuel", "CSTO"]),
        (
            "en",
            "The price cap; a price\ncap.",
            ["Price cap", "Cap", "Price caps"],
            ["Cap", "Price cap"],
        ),
        ("ru", "Протестами, протест; протестовавшие", ["Протест", "Протесты"], ["Протест"]),
        ("ru", "Протестовавшими", ["Протест"], []),
        ("ru", "Права человека", ["Права человек", "Права"], ["Права"]),
        ("ru", "Нефтью и газом", ["Нефть", "Нефт", "Газ"], ["Нефть"]),
        ("kk", "Алматыда, Алматыдағылардың", ["Алматы"], ["Алматы"]),
        ("kk", "Жаңаөзеннен", ["Жаңаөзен", "Өзен"], ["Жаңаөзен"]),
        ("en", "Almatyda", ["Almaty"], []),
        ("en", "a b c d e f f", ["A", "B", "C", "D", "E", "F"], ["F", "A", "B", "C", "D"]),
        ("en", "C++ and C+", ["C++", ""], ["C++"]),
    ],
)
def test_tags_are_suggested_from_terms_in_the_text(
    trilingual: Archive, lang: str, document: str, names: list[str], suggested: list[str]
) -> None:
    terms = [(lang, "tags", name) for name in names]
    row = one(trilingual, f"Headline\n\n{document}\n", lang=lang, terms=terms)
    assert row.recognised
    assert list(row.recognised.tags) == suggested


def test_tags_that_were_asked_for_are_always_there(trilingual: Archive) -> None:
    names = ("First", "second", "Headline", "Text", "Other", "Last")
    terms = [("en", "tags", name) for name in names]
    row = one(
        trilingual,
        "Headline\n\nFirst second text other last.",
        terms=terms,
        tags=("FIRST", " New "),
    )
    assert row.recognised
    assert row.recognised.tags == ("First", "Headline", "Last", "Other", "Text", "New")


# --- the files ----------------------------------------------------------------------------------


def test_folders_are_walked_in_the_order_of_names(trilingual: Archive) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.TXT", "c/d/e.txt", "a.md", ".hidden.txt", ".git/x.txt"):
        trilingual.write(f"seeds/{name}", f"Title {name}\n\nText.\n")
    rows = run(trilingual, "seeds", "seeds/b.txt")
    assert [(row.document, row.outcome) for row in rows] == [
        ("seeds/a/10.TXT", "draft"),
        ("seeds/a/2.txt", "draft"),
        ("seeds/a.md", "skipped"),
        ("seeds/b.txt", "draft"),
        ("seeds/c/d/e.txt", "draft"),
    ]


def test_a_document_outside_is_remembered_by_its_name_alone(
    trilingual: Archive, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere" / "x.txt"
    outside.parent.mkdir()
    outside.write_text(TWO)
    (row,) = run(trilingual, outside)
    assert row.document == outside.as_posix()
    source = read(trilingual, row).source
    assert source
    assert source.file == "x.txt"


def test_a_name_that_is_taken_gets_a_number(trilingual: Archive) -> None:
    trilingual.article("2022/headline.ru.md")
    trilingual.article("2022/2022-01-01-Headline-2.md")
    (trilingual.root / "articles/2022/headline-3.md").mkdir()
    before = sources(trilingual)
    first = one(trilingual, TWO, name="a.txt", date="2022-01-05")
    second = one(trilingual, TWO + "\nMore.", name="b.txt", date="2022-01-05")
    third = one(trilingual, TWO + "\nMost.", name="c.txt", date="2021-01-05")
    assert first.article == "articles/2022/headline-4.md"
    assert second.article == "articles/2022/headline-5.md"
    assert third.article == "articles/2021/headline.md"
    assert before.items() <= sources(trilingual).items()
    assert trilingual.build().problems == ()


def test_a_headline_that_is_a_date_gives_the_file_none(trilingual: Archive) -> None:
    rows = [one(trilingual, f"2022/01/05\n\nText {name}.", name=f"{name}.txt") for name in "abc"]
    assert [row.article for row in rows] == [
        "articles/drafts/20220105.md",
        "articles/drafts/20220105-2.md",
        "articles/drafts/20220105-3.md",
    ]
    assert all(read(trilingual, row).draft for row in rows)


def test_a_long_headline_is_cut_at_a_word(trilingual: Archive) -> None:
    title = "word " * 15 + "sixteenth seventeenth"
    row = one(trilingual, f"{title}\n\nText.", date="2022-01-05")
    assert row.article == f"articles/2022/{'-'.join(['word'] * 15)}.md"
    row = one(trilingual, f"{'w' * 100}\n\nText.", name="y.txt", date="2022-01-05")
    assert row.article == f"articles/2022/{'w' * 80}.md"


def test_nothing_but_the_articles_is_left_behind(trilingual: Archive) -> None:
    one(trilingual, TWO, date="2022-01-05")
    folder = trilingual.root / "articles" / "2022"
    assert [file.name for file in folder.iterdir()] == ["headline.md"]
    umask = os.umask(0)
    os.umask(umask)
    assert (folder / "headline.md").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_without_links_does_as_well(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def link(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    if taken:
        (trilingual.root / "articles/2022/headline.md").mkdir(parents=True)
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.article == f"articles/2022/headline{'-2' if taken else ''}.md"
    assert body(trilingual, row) == "First.\n\nSecond."
    assert len(list((trilingual.root / "articles/2022").iterdir())) == 1 + taken


def test_a_dry_run_writes_nothing_and_tells_the_same(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", TWO)
    trilingual.write("seeds/b.txt", TWO + "\nMore.\n\nClick to Donate\n")
    trilingual.write("seeds/c.txt", TWO)
    trilingual.write("seeds/d.txt", "Headline")
    dry = run(trilingual, dry_run=True)
    assert not (trilingual.root / "articles").exists()
    wet = run(trilingual)
    assert [row.outcome for row in dry] == ["would be written"] * 2 + ["unchanged", "refused"]
    assert [row.outcome for row in wet] == ["draft"] * 2 + ["unchanged", "refused"]
    for before, after in zip(dry, wet, strict=True):
        assert (before.article, before.recognised) == (after.article, after.recognised)
        assert (before.left_out, before.problem) == (after.left_out, after.problem)


# --- again --------------------------------------------------------------------------------------


def test_importing_twice_changes_nothing_and_says_so(trilingual: Archive) -> None:
    row = one(trilingual, TWO, date="2022-01-05")
    before = sources(trilingual)
    again = one(trilingual, TWO, date="2021-01-01", tags=("New",))
    assert (again.outcome, again.article) == ("unchanged", row.article)
    assert (again.recognised, again.problem) == (None, None)
    assert sources(trilingual) == before


EDITS: dict[str, Callable[[str], str]] = {
    "a new title and body": lambda found: found.replace("Headline", "Other").replace(
        "First", "1st"
    ),
    "single quotes": lambda found: found.replace('"', "'"),
    "no quotes": lambda found: found.replace('"', ""),
    "a flow mapping": lambda found: re.sub(
        r"source:\n  file: (.*)\n  sha256: (.*)\n", r"source: {file: \1, sha256: \2}\n", found
    ),
    "a long front matter": lambda found: found.replace(
        "source:", f"summary: {'x' * 5000}\nsource:"
    ),
    "CRLF and a BOM": lambda found: "\ufeff" + found.replace("\n", "\r\n"),
    "a BOM, and a rule in the text": lambda found: f"\ufeff{found}\n---\n",
    "a mistake": lambda found: found.replace("title:", "\ttitle"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(
    "moved", ["articles/2022/headline.md", "articles/other/2022-01-05-o.ru.md"]
)
def test_an_article_is_recognised_after_edits_and_moves(
    trilingual: Archive, edit: str, moved: str
) -> None:
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.article
    before = (trilingual.root / row.article).read_text("utf-8")
    after = EDITS[edit](before)
    assert after != before
    trilingual.remove(row.article)
    trilingual.write(moved, after)
    again = one(trilingual, TWO, date="2022-01-05")
    assert (again.outcome, again.article) == ("unchanged", moved)
    changed = one(trilingual, TWO + "More.", date="2022-01-05")
    assert changed.outcome == "refused"
    assert len(sources(trilingual)) == 1


def test_an_edited_document_is_refused_and_its_article_untouched(trilingual: Archive) -> None:
    row = one(trilingual, TWO, date="2022-01-05")
    before = sources(trilingual)
    again = one(trilingual, "Another headline\n\nText.\n", date="2022-01-05")
    assert (again.outcome, again.article) == ("refused", None)
    assert again.problem
    assert again.problem.code == "K0804"
    assert str(row.article) in again.problem.message
    assert sources(trilingual) == before


def test_outside_the_project_a_name_and_a_headline_make_a_document(
    trilingual: Archive, tmp_path: Path
) -> None:
    contents = {
        "a": TWO,
        "b": "Other\n\nText.\n",
        "c": TWO + "\nMore.",
        "d": RU,
    }
    for folder, content in contents.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(content)
    outcomes = [run(trilingual, tmp_path / folder, date="2022-01-05")[0] for folder in contents]
    assert [row.outcome for row in outcomes] == ["written", "written", "refused", "written"]
    assert outcomes[2].problem
    assert outcomes[2].problem.code == "K0804"


# --- translations -------------------------------------------------------------------------------

RU = "Заголовок статьи\n\nЭто текст на русском языке.\n"
KK = "Мақаланың тақырыбы\n\nБұл қазақ тіліндегі мәтін.\n"


def keys(rows: Sequence[ImportRow]) -> dict[str, str | None]:
    return {row.document: row.recognised.translation_key for row in rows if row.recognised}


def test_one_stem_in_several_languages_is_one_article(trilingual: Archive) -> None:
    trilingual.write("seeds/en/march.1.txt", TWO)
    trilingual.write("seeds/ru/march.1.txt", RU)
    trilingual.write("seeds/march.1.kk.txt", KK)
    trilingual.write("seeds/alone.txt", "Alone\n\nText.\n")
    trilingual.write("seeds/en/twice.txt", "Twice\n\nText.\n")
    trilingual.write("seeds/two/twice.txt", "Twice again\n\nText.\n")
    rows = run(trilingual, date="2022-01-05")
    shared = ("seeds/en/march.1.txt", "seeds/ru/march.1.txt", "seeds/march.1.kk.txt")
    assert keys(rows) == dict.fromkeys(shared, "march.1") | dict.fromkeys(
        ("seeds/alone.txt", "seeds/en/twice.txt", "seeds/two/twice.txt")
    )
    groups = Counter(read(trilingual, row).entry.group for row in rows)
    assert groups.pop("=march.1") == 3
    assert set(groups.values()) == {1}


def test_a_key_that_is_taken_joins_no_other_group(trilingual: Archive) -> None:
    trilingual.article("2022/old.md", translation_key="march")
    trilingual.article("2022/older.md", translation_key="march-2")
    trilingual.write("seeds/en/march.txt", TWO)
    trilingual.write("seeds/ru/march.txt", RU)
    assert set(keys(run(trilingual)).values()) == {"march-3"}
    trilingual.write("seeds/march.kk.txt", KK)
    assert keys(run(trilingual)) == {"seeds/march.kk.txt": "march-3"}


def test_equal_slugs_make_no_translations(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", "Алматы\n\nЭто текст на русском языке.\n")
    trilingual.write("seeds/b.txt", "Алматы\n\nБұл қазақ тіліндегі мәтін.\n")
    rows = run(trilingual)
    assert [row.article for row in rows] == [
        "articles/drafts/almaty.ru.md",
        "articles/drafts/almaty-2.kk.md",
    ]
    assert len({read(trilingual, row).entry.group for row in rows}) == 2


# --- what is refused ----------------------------------------------------------------------------

REFUSED: dict[str, tuple[str, bytes, str, str]] = {
    "latin-1": ("x.txt", "Headline\n\nCafé".encode("latin-1"), "K0120", "seeds/x.txt:3:4"),
    "utf-16": ("x.txt", TWO.encode("utf-16"), "K0120", "seeds/x.txt:1:1"),
    "nul": ("x.txt", b"Headline\n\na\0b", "K0121", "seeds/x.txt:3:2"),
    "a long line": ("x.txt", b"Headline\n\n" + b"x" * 1_000_001, "K0122", "seeds/x.txt:3:1"),
    "empty": ("x.txt", b"\xef\xbb\xbf \r\n", "K0123", "seeds/x.txt:1:1"),
    "too large": ("x.txt", b"x\n" * 8_000_001, "K0124", "seeds/x.txt"),
    "only a headline": ("x.txt", b"\nHeadline\nBy Jane Doe\n", "K0803", "seeds/x.txt:2:1"),
    "only an appeal": ("x.txt", b"Headline\n\nClick to Donate\n", "K0803", "seeds/x.txt:1:1"),
    "a date of no calendar": ("x.txt", b"H\n2022-02-30\n\nX.\n", "K0103", "seeds/x.txt:2:1"),
    "a name of no calendar": ("2022-13-05-x.txt", b"H\n\nX.\n", "K0103", "seeds/2022-13-05-x.txt"),
    "another kind": ("x.html", b"<p>", "K0805", "seeds/x.html"),
    "too long a headline": ("x.txt", b"x" * 70_000 + b"\n\nX.\n", "K0806", "seeds/x.txt"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_an_article_is_refused_with_its_place(
    trilingual: Archive, case: str
) -> None:
    name, content, code, place = REFUSED[case]
    row = one(trilingual, content, name=name)
    assert row.problem
    assert row.problem.code == code
    assert f"--> {place}\n" in drawn(row.problem)
    assert row.outcome == ("skipped" if code == "K0805" else "refused")
    assert (row.article, row.recognised, row.left_out) == (None, None, ())
    assert not (trilingual.root / "articles").exists()


def test_a_document_larger_than_memory_is_refused_unread(trilingual: Archive) -> None:
    trilingual.write("seeds/x.txt", TWO)
    os.truncate(trilingual.root / "seeds/x.txt", 1 << 40)
    (row,) = run(trilingual)
    assert row.problem
    assert row.problem.code == "K0124"
    assert "1,099,511,627,776" in row.problem.message


def test_one_bad_document_stops_no_other(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", b"\xff")
    trilingual.write("seeds/b.txt", TWO)
    found = report(trilingual)
    assert [row.outcome for row in found.rows] == ["refused", "draft"]
    assert [problem.code for problem in found.problems] == ["K0120"]


def test_pipes_links_and_odd_names_are_refused(trilingual: Archive, tmp_path: Path) -> None:
    trilingual.write("seeds/real.txt", TWO)
    secret = tmp_path / "secret.txt"
    secret.write_text(TWO + "Secret.")
    seeds = trilingual.root / "seeds"
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "link.txt").symlink_to(secret)
    (seeds / "loop").symlink_to(seeds)
    os.close(os.open(os.fsencode(seeds) + b"/\xff.txt", os.O_CREAT))
    rows = {row.document: row for row in run(trilingual)}
    codes = {name: row.problem.code for name, row in rows.items() if row.problem}
    assert codes == {
        "seeds/pipe.txt": "K0301",
        "seeds/link.txt": "K0301",
        "seeds/loop": "K0301",
        "seeds/\ufffd.txt": "K0303",
    }
    assert rows["seeds/real.txt"].outcome == "draft"
    (named,) = run(trilingual, "seeds/link.txt")
    assert named.outcome == "draft"


def test_a_file_that_is_gone_is_refused(trilingual: Archive) -> None:
    (row,) = run(trilingual, "seeds/nothing.txt")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", "K0304")


def test_nothing_is_written_outside_the_project(trilingual: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (trilingual.root / "articles").mkdir()
    (trilingual.root / "articles" / "2022").symlink_to(outside)
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", "K0302")
    assert row.problem.place.path == "articles/2022"
    assert list(outside.iterdir()) == []


def test_a_disk_that_refuses_is_told(trilingual: Archive) -> None:
    trilingual.write("articles", "a file where the folder belongs")
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", "K0702")
    assert "articles/2022/headline.md" in row.problem.place.path


def test_a_full_disk_leaves_no_half_article(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", link)
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert "No space left" in row.problem.message
    assert sources(trilingual) == {}


def test_an_article_that_no_build_would_find_is_not_written(trilingual: Archive) -> None:
    text_before = (trilingual.root / config_options.FILE_NAME).read_text("utf-8")
    trilingual.configure(text_before + '\n[articles]\ninclude = ["posts/*.md"]\n')
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert row.problem.code == "K0807"
    assert "articles/2022/headline.md" in row.problem.message
    assert not (trilingual.root / "articles").exists()


@pytest.mark.parametrize(
    ("request_made", "code", "place"),
    [
        ({"date": "2022-13-01"}, "K0103", "--date"),
        ({"date": "yesterday"}, "K0103", "--date"),
        ({"lang": "de"}, "K0115", "--lang"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_before_anything_is_done(
    trilingual: Archive, request_made: dict[str, Any], code: str, place: str
) -> None:
    trilingual.write("seeds/x.txt", TWO)
    with pytest.raises(ProblemsFound) as found:
        run(trilingual, **request_made)
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == (code, place)
    assert not (trilingual.root / "articles").exists()


# --- real text ----------------------------------------------------------------------------------

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


@pytest.mark.skipif(not NTREX.is_dir(), reason=ABSENT)
def test_369_news_stories_read_as_they_were_written(trilingual: Archive) -> None:
    rows = run(trilingual, NTREX, date="2018-10-01")
    assert Counter(row.outcome for row in rows) == {"written": 369}
    assert len(sources(trilingual)) == 369
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
    assert len(groups) == 123
    assert set(groups.values()) == {3}
    again = run(trilingual, NTREX)
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
