"""Commands speak the language of whoever runs them, and JSON is English."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from commands import BAD, article, environment, json_lines, on_terminal, run, write
from kazarchive.cli import language
from processes import command

RUSSIAN = {"KAZARCHIVE_LANG": "", "LC_ALL": "ru_RU.UTF-8"}


def test_the_last_line_of_a_build(root: Path) -> None:
    outcome = run(root, "build", env=RUSSIAN)
    assert outcome.out.startswith("Собрано: 1 статья (прочитано 1, записан")
    article(root, "b")
    outcome = run(root, "--lang", "kk", "build", env=RUSSIAN)
    assert outcome.out.startswith("Жинақталды: 2 мақала (1 оқылды, ")


def test_problems_and_what_follows_them(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    outcome = run(root, "--lang", "ru", "build")
    assert outcome.err.startswith("ошибка[K0101]: файл не начинается с шапки\n")
    assert outcome.err.endswith(
        "1 ошибка, 0 предупреждений; затронуто: 1 файл; 1 статья в порядке. "
        "Ничего не опубликовано; прежний сайт не изменился.\n"
    )


def test_json_stays_english(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    english = json_lines(run(root, "build", "--json"))[0]
    assert json_lines(run(root, "--lang", "ru", "build", "--json"))[0] == english


def test_explain_names_its_lines(built: Path) -> None:
    lines = run(built, "--lang", "ru", "explain", "/2022/01/05/cap/").out.splitlines()
    assert lines[0] == "адрес     /2022/01/05/cap/"
    assert lines[-1] == "дальше    следующая сборка оставит её как есть"


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("words", ["check", "clean --yes", "import --formats"])
def test_other_reports_are_translated(built: Path, lang: str, words: str) -> None:
    english = run(built, *words.split())
    run(built, "build")
    translated = run(built, "--lang", lang, *words.split())
    assert translated.code == english.code
    assert translated.out + translated.err != english.out + english.err


def test_colours_stand_where_they_stood(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    said = on_terminal(root, "--lang", "ru", "build")
    assert "\x1b[31m\x1b[1mошибка[K0101]\x1b[0m" in said


def test_english_loads_no_catalogue(root: Path) -> None:
    script = (
        "import sys; from kazarchive.cli import main\n"
        "try: main.main()\n"
        "except SystemExit: print(*sys.modules)"
    )
    for words, lang, loaded in (("--version", "en", False), ("--help", "en", False)):
        done = subprocess.run(
            [command()[0], "-c", script, words],
            env=environment(KAZARCHIVE_LANG=lang),
            capture_output=True,
            text=True,
            check=True,
        )
        heavy = {"kazarchive.rendering", "kazarchive.problems", "kazarchive.cli.help", "babel"}
        assert bool(heavy & {*done.stdout.split()}) == loaded


def test_a_compiled_catalogue_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    language.in_language.cache_clear()
    assert language.in_language("kk").text("error") == "қате"
    kept = [*tmp_path.rglob("*.kept")]
    assert len(kept) == 1
    language.in_language.cache_clear()
    os.utime(kept[0], (0, 0))
    assert language.in_language("kk").text("error") == "қате"
    assert kept[0].stat().st_mtime == 0


def test_json_of_an_import_is_english(root: Path) -> None:
    write(root / "seed.txt", "A headline\n\n5 January 2022\n\nA text of some words.\n")
    english = run(root, "import", "seed.txt", "--json", "--dry-run").out
    assert run(root, "--lang", "kk", "import", "seed.txt", "--json", "--dry-run").out == english
    assert json.loads(english)["outcome"] == "would be written"
