"""The help of every command, and the errors of a command line, in each language."""

import re
from pathlib import Path

import click
import pytest

from commands import run
from kazarchive.cli.help import translated
from kazarchive.cli.language import in_language
from kazarchive.cli.main import cli


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("name", [None, *cli.commands])
def test_no_line_of_a_help_is_left_in_english(lang: str, name: str | None, tmp_path: Path) -> None:
    words = [name] if name else []
    outcome = run(tmp_path, "--lang", lang, *words, "--help")
    assert outcome.code == 0
    # What is typed stays: names of commands, options and their values.
    prose = re.sub(r"\b[A-Z]{2,}\b|`[^`]*`|\S*[./()$:]\S*|--?\w[\w-]*|^ +\w+  ", " ", outcome.out)
    known = {"kazarchive", "toml", *cli.commands}
    english = re.findall(r"(?<![\w<=\[|])[a-z]{3,}(?: [a-z]{2,}){1,}", prose)
    assert not [text for text in english if not {*text.split()} <= known]


def test_the_program_itself_is_not_changed(tmp_path: Path) -> None:
    english = run(tmp_path, "build", "--help").out
    assert isinstance(translated(cli, in_language("ru")), click.Group)
    run(tmp_path, "--lang", "ru", "build", "--help")
    assert run(tmp_path, "build", "--help").out == english


def test_the_default_of_an_option_is_shown(tmp_path: Path) -> None:
    assert "по умолчанию: 8000" in run(tmp_path, "--lang", "ru", "serve", "--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("buil", "Ошибка: Нет команды 'buil'. Может быть, 'build'?"),
        ("build --nothing", "Ошибка: Нет параметра '--nothing'."),
        ("serve --port x", "Ошибка: Неверное значение '--port' / '-p': 'x' – не целое число"),
        ("explain", "Ошибка: Не хватает аргумента 'ADDRESS'."),
        ("template", "Ошибка: Назовите шаблон или запросите список через --list."),
    ],
)
def test_errors_of_a_command_line(root: Path, words: str, said: str) -> None:
    outcome = run(root, "--lang", "ru", *words.split())
    assert outcome.code == 2
    assert said in outcome.err
    assert "Использование: kazarchive" in outcome.err
