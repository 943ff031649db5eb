"""`new --translation-of` writes the skeleton of a translation."""

from pathlib import Path

import pytest

from archives import CONFIG
from commands import page, run, write

TWO = CONFIG + 'languages = ["kk", "ru", "en"]\n'
FRONT = """\
title: Отын бағасы
date: 2022-01-05 18:30
type: analysis
summary: Не өзгерді?
tags: [Отын, Баға]
authors: Айгерім
image:
  src: station.svg
  alt: Жанармай бекеті
  credit: Мұрағат
"""


@pytest.fixture
def archive(root: Path) -> Path:
    write(root / "kazarchive.toml", TWO)
    write(root / "articles/2022/otyn.kk.md", f"---\n{FRONT}---\n\nМәтін.\n")
    write(root / "articles/2022/station.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    return root


def test_a_translation_has_what_both_languages_share(archive: Path) -> None:
    outcome = run(archive, "new", "--translation-of", "articles/2022/otyn.kk.md")
    assert (outcome.code, outcome.out) == (0, "articles/2022/otyn.ru.md\n")
    assert (archive / "articles/2022/otyn.ru.md").read_text("utf-8") == (
        "---\ntitle: # Отын бағасы\ndate: 2022-01-05 18:30\n"
        'type: "analysis"\ntags: ["Отын", "Баға"]\nauthors: ["Айгерім"]\nimage:\n'
        '  src: "station.svg"\n  alt: # Жанармай бекеті\n  credit: "Мұрағат"\n'
        "# summary: Не өзгерді?\n---\n\n"
    )
    refused = run(archive, "build")
    assert refused.code == 1
    assert "error[K0117]: `title` is empty" in refused.err


def test_a_translation_with_a_title_is_linked_at_once(archive: Path) -> None:
    words = ["--translation-of", "articles/2022/otyn.kk.md", "--lang", "en"]
    assert run(archive, "new", "The price of fuel", *words).out == "articles/2022/otyn.en.md\n"
    built = run(archive, "build")
    assert (built.code, built.err) == (0, "")
    text = page(archive, "2022/01/05/otyn").read_text("utf-8")
    assert 'hreflang="en" href="https://archive.example/en/2022/01/05/otyn/"' in text


def test_the_first_language_that_is_missing_is_taken(archive: Path) -> None:
    words = ["new", "T", "--translation-of", "articles/2022/otyn.kk.md"]
    assert [run(archive, *words).out for _ in range(2)] == [
        "articles/2022/otyn.ru.md\n",
        "articles/2022/otyn.en.md\n",
    ]
    last = run(archive, *words)
    assert (last.code, last.out) == (2, "")
    assert "All languages" in last.err


def test_a_translation_of_a_file_without_a_suffix(archive: Path) -> None:
    write(archive / "articles/2022-01-06-oil.md", "---\ntitle: Мұнай\n---\n\nМәтін.\n")
    words = ["new", "Нефть", "--translation-of", "articles/2022-01-06-oil.md"]
    assert run(archive, *words).out == "articles/2022-01-06-oil.ru.md\n"
    assert run(archive, "build").err == ""
    assert "Мұнай" in page(archive, "ru/2022/01/06/oil").read_text("utf-8")


def test_a_translation_into_the_first_language_that_is_there_is_refused(archive: Path) -> None:
    write(archive / "articles/a.md", "---\ntitle: A\ndate: 2022-01-06\n---\n")
    write(archive / "articles/a.ru.md", "---\ntitle: B\ndate: 2022-01-06\n---\n")
    outcome = run(archive, "new", "--translation-of", "articles/a.ru.md", "--lang", "kk")
    assert outcome.code == 2
    assert "error[K0802]: `articles/a.md`" in outcome.err


def test_languages_in_folders_lead_to_the_folder(root: Path) -> None:
    write(root / "kazarchive.toml", TWO + '[articles]\nlanguages_by = "folder"\n')
    front = "---\ntitle: A\ndate: 2022-01-06\nimage: a.svg\ntranslation_key: a\n---\n"
    write(root / "articles/kk/2022/a.md", front)
    write(root / "articles/b.md", "---\ntitle: B\ndate: 2022-01-06\n---\n")
    first = run(root, "new", "A", "--translation-of", "articles/kk/2022/a.md")
    assert first.out == "articles/ru/2022/a.md\n"
    text = (root / "articles/ru/2022/a.md").read_text("utf-8")
    assert 'src: "../../kk/2022/a.svg"' in text
    assert 'translation_key: "a"' in text
    assert run(root, "new", "B", "--translation-of", "articles/b.md").out == "articles/ru/b.md\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--translation-of", "articles/2022/otyn.kk.md", "--lang", "kk"],
        ["--translation-of", "articles/2022/otyn.kk.md", "--lang", "de"],
        ["--translation-of", "articles/2022/otyn.kk.md", "--date", "2022-01-05"],
        ["--translation-of", "articles/2022/otyn.kk.md", "--tag", "A"],
        ["--translation-of", "kazarchive.toml"],
        ["--translation-of", "articles/none.md"],
        [],
        [" "],
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused(archive: Path, words: list[str]) -> None:
    before = sorted(archive.rglob("*"))
    assert run(archive, "new", *words).code == 2
    assert sorted(archive.rglob("*")) == before


def test_an_original_with_an_error_is_told(archive: Path) -> None:
    write(archive / "articles/bad.md", "no front matter")
    outcome = run(archive, "new", "--translation-of", "articles/bad.md")
    assert outcome.code == 1
    assert "error[K0101]" in outcome.err
