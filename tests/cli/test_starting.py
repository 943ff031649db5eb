"""`init`: options, questions on a terminal, and what it prints."""

import os
import pty
import shlex
import subprocess
from pathlib import Path

import pytest

from commands import environment, run
from kazarchive.config import reader
from processes import command


def test_options_say_what_stands_in_the_configuration(tmp_path: Path) -> None:
    words = ["--title", "Алау", "--lang", "kk, ru", "--base-url", "alau.example/news"]
    assert run(tmp_path, "init", "a", *words).code == 0
    site = reader.load(tmp_path / "a")
    assert (site.title("kk"), site.languages) == ("Алау", ("kk", "ru"))
    assert site.base_url == "https://alau.example/news/"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lang", "kz"], "--lang"),
        (["--lang", "kk,kk"], "--lang"),
        (["--lang", ","], "--lang"),
        (["--title", " "], "--title"),
        (["--base-url", "https://a b/"], "--base-url"),
        (["--base-url", ""], "--base-url"),
        (["--base-url", "ftp://a.example/"], "--base-url"),
    ],
)
def test_a_wrong_option_writes_nothing(tmp_path: Path, words: list[str], said: str) -> None:
    outcome = run(tmp_path, "init", "a", *words)
    assert outcome.code == 2
    assert said in outcome.err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", ["my news", "it's", "жаңалық $HOME", "a"])
def test_the_printed_commands_can_be_typed(tmp_path: Path, name: str) -> None:
    first, second = run(tmp_path, "init", name).out.splitlines()
    assert shlex.split(first) == ["kazarchive", "build", "--root", name]
    assert shlex.split(second) == ["kazarchive", "new", "A headline", "--root", name]


def typing(folder: Path, answers: str, *words: str) -> str:
    """What `init` says on a terminal where these answers are typed."""
    reader_end, terminal = pty.openpty()
    with subprocess.Popen(
        command("init", *words),
        cwd=folder,
        env=environment(),
        stdin=terminal,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
    ) as started:
        os.write(reader_end, answers.encode())
        os.close(terminal)
        said = b""
        try:
            while block := os.read(reader_end, 4096):
                said += block
        except OSError:
            pass  # the other end is closed
        assert started.wait(60) == 0
    os.close(reader_end)
    return said.decode()


def test_on_a_terminal_it_asks_for_what_is_missing(tmp_path: Path) -> None:
    said = typing(tmp_path, "Алау\nkz\nkk,ru\n\n", "a")
    site = reader.load(tmp_path / "a")
    assert (site.title("kk"), site.languages) == ("Алау", ("kk", "ru"))
    assert "your-site" in site.base_url
    assert said.count("Its languages") == 2, "a wrong answer is asked again"
    assert "`kk` is the language" in said


def test_it_asks_nothing_that_is_given(tmp_path: Path) -> None:
    given = ["--title", "T", "--lang", "kk", "--base-url", "https://a.example/"]
    assert typing(tmp_path, "", "a", *given) == ""


def test_another_generator_has_its_own_title(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    assert run(tmp_path, "init", "--from", "blog", "--title", "T").code == 2


def test_a_wrong_option_is_explained_in_the_language_of_the_command(tmp_path: Path) -> None:
    outcome = run(tmp_path, "--lang", "ru", "init", "a", "--lang", "kz")
    assert "нужно: список кодов языков (BCP 47); `kk` – язык, `kz` – страна" in outcome.err
