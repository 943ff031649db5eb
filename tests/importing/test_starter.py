"""`init` makes a new archive that builds at once."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from archives import NOW, Archive
from commands import run, write
from kazarchive.config import reader
from kazarchive.importing import starter
from pages.standing_alone import footer


def test_init_makes_a_small_archive_that_builds_without_a_warning(tmp_path: Path) -> None:
    outcome = run(tmp_path, "init", "mine", "--base-url", "https://mine.example/")
    assert (outcome.code, outcome.err) == (0, "")
    files = [path for path in (tmp_path / "mine").rglob("*") if path.is_file()]
    assert 0 < len(files) <= 8
    made = run(tmp_path, "build", "--root", "mine", "--strict")
    assert (made.code, made.err) == (0, "")
    assert run(tmp_path, "check", "--root", "mine").out == "Nothing found in 3 articles.\n"


@pytest.mark.parametrize(
    "languages",
    [
        ["kk", "ru"],
        ["kk", "ru", "en"],
        ["ru", "en", "kk"],
        ["ru"],
        ["kk"],
        ["en"],
        ["en", "kk"],
        ["de"],
        ["uz", "pt-BR"],
    ],
    ids=" ".join,
)
def test_a_new_archive_builds_in_whatever_languages(tmp_path: Path, languages: list[str]) -> None:
    assert run(tmp_path, "init", "mine").code == 0
    file = tmp_path / "mine/kazarchive.toml"
    before = file.read_text("utf-8")
    line = next(one for one in before.splitlines() if one.startswith("languages"))
    file.write_text(before.replace(line, f"languages = {json.dumps(languages)}"), "utf-8")
    made = run(tmp_path, "build", "--root", "mine")
    assert made.code == 0, made.err
    assert set(re.findall(r"\w+\[(\w+)\]", made.err)) <= {"K0118", "K0609"}
    assert made.err.count("K0118") == len({"en", "ru", "kk"} - {*languages})
    front = (tmp_path / "mine/public/index.html").read_text("utf-8")
    assert f'<html lang="{languages[0]}"' in front


def test_init_prints_the_next_two_commands(tmp_path: Path) -> None:
    first, second = run(tmp_path, "init", "mine").out.splitlines()
    assert first == "kazarchive build --root mine"
    assert second == 'kazarchive new "A headline" --root mine'
    assert run(tmp_path, *first.split()[1:]).code == 0
    assert run(tmp_path, "new", "A headline", "--root", "mine").code == 0


@pytest.mark.parametrize(
    ("languages", "files"),
    [
        (("kk", "ru"), ["welcome.kk.md", "welcome.ru.md"]),
        (("ru",), ["welcome.ru.md"]),
        (("de", "kk"), ["welcome.kk.md"]),
        (("de", "uz"), ["welcome.de.md"]),
    ],
)
def test_each_chosen_language_gets_an_article(
    tmp_path: Path, languages: tuple[str, ...], files: list[str]
) -> None:
    title = 'Қостанай «жаңалықтары» \\ "2026" {languages}'
    new = starter.NewArchive(title, languages, "https://qostanai.example/news/")
    starter.write(tmp_path / "a", date(2022, 1, 5), new)
    assert sorted(path.name for path in (tmp_path / "a/articles/2022").iterdir()) == files
    site = reader.load(tmp_path / "a")
    assert (site.title(languages[0]), site.languages) == (title, languages)
    assert site.base_url == "https://qostanai.example/news/"
    made = run(tmp_path, "build", "--root", "a", "--strict")
    assert (made.code, made.err) == (0, "")


def test_init_takes_an_empty_folder_and_refuses_another(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "init", "empty").code == 0
    write(tmp_path / "full/notes.txt", "Notes.")
    outcome = run(tmp_path, "init", "full")
    assert outcome.code == 2
    assert "error[K0801]" in outcome.err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.txt"]


def test_a_new_archive_has_a_page_about_it_in_each_language(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    (archive.root / "kazarchive.toml").unlink()
    new = starter.NewArchive(base_url="https://mine.example/")
    starter.write(archive.root, date(2022, 1, 5), new)
    assert reader.load(archive.root).languages == ("en", "ru", "kk")
    archive.now = NOW
    assert archive.build().problems == ()
    titles = ["About this archive", "Об архиве", "Мұрағат туралы"]
    for prefix, title in zip(["", "/ru", "/kk"], titles, strict=True):
        assert f"<h1>{title}</h1>" in archive.page(f"{prefix}/about/")
        assert footer(archive, f"{prefix}/") == f"{prefix}/about/"
