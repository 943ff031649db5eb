"""The worked examples of CONTRIBUTING.md, done in a copy of the repository as they say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

Step = Callable[..., "subprocess.CompletedProcess[str]"]


def example(heading: str) -> list[tuple[str, str, str, str]]:
    """(path, `after`, `before` or `instead`, the line that is meant, the text) of each fence."""
    section = DOCUMENT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    pattern = r'^```\w+ title="([^"]+)"(?: (after|before|instead)="([^\n]*)")?\n(.*?)^```$'
    return re.findall(pattern, section, re.MULTILINE | re.DOTALL)


def follow(heading: str, folder: Path) -> int:
    """Do what a section says in a copy of the repository; returns how many lines that is."""
    for top in ("src", "templates", "static", "docs", "tests/errors"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / top, folder / top, ignore=ignored)
    lines = 0
    for path, where, anchor, text in example(heading):
        file = folder / path
        if not where:
            assert not file.exists()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        else:
            old = file.read_text("utf-8")
            assert old.count(f"\n{anchor}\n") == 1, (path, anchor)
            new = {"after": f"{anchor}\n{text}", "before": f"{text}{anchor}\n", "instead": text}
            file.write_text(old.replace(f"{anchor}\n", new[where]), "utf-8")
        lines += text.count("\n")
    return lines


@pytest.fixture
def run(tmp_path: Path) -> Step:
    """A command of the program in the copy, in an archive beside it."""
    archive = tmp_path / "archive"
    (archive / "articles").mkdir(parents=True)
    config = 'title = "T"\nbase_url = "https://a.example/"\nlanguages = ["en", "de"]\n'
    (archive / "kazarchive.toml").write_text(config, "utf-8")
    article = "---\ntitle: A\ndate: 2022-01-05\nauthors: [Aigerim Sadyk]\n---\nText.\n"
    (archive / "articles/a.md").write_text(article, "utf-8")
    source = str(tmp_path / "copy/src")
    environment = {"PYTHONPATH": source, "PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    def command(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "kazarchive", *words],
            cwd=archive,
            env=environment,
            capture_output=True,
            text=True,
        )

    return command


def linted(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--config",
        str(ROOT / "pyproject.toml"),
        "src",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def passed(folder: Path, *words: str) -> str:
    """Run tests of the copy, which pass; returns what pytest says."""
    for file in (ROOT / "tests").glob("[!t]*.py"):
        shutil.copy(file, folder / "tests")
    shutil.copy(ROOT / "pyproject.toml", folder)
    command = [sys.executable, "-m", "pytest", "-q", "-n0", *words]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_kind_of_page_is_added_as_it_says(tmp_path: Path, run: Step) -> None:
    assert follow("Add a kind of page", tmp_path / "copy") < 60
    linted(tmp_path / "copy")
    assert "1 passed" in passed(tmp_path / "copy", "tests/pages")
    assert run("build").returncode == 0
    humans = tmp_path / "archive/public/humans.txt"
    assert humans.read_text("utf-8") == "Author: Aigerim Sadyk\n"
    article = "---\ntitle: B\ndate: 2022-01-06\nauthors: [A & B]\n---\nText.\n"
    (tmp_path / "archive/articles/b.md").write_text(article, "utf-8")
    done = run("build", "--verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Author: A & B\n" in humans.read_text("utf-8")
    assert "kind      humans\n" in run("explain", "/humans.txt").stdout
    (tmp_path / "archive/articles/c.md").write_text(
        "---\ntitle: C\ndate: 2022-01-06\naliases: [/humans.txt]\n---\n", "utf-8"
    )
    assert "K0204" in run("build").stderr


def test_an_importer_is_added_as_it_says(tmp_path: Path, run: Step) -> None:
    assert follow("Add an importer", tmp_path / "copy") < 60
    linted(tmp_path / "copy")
    assert "1 passed" in passed(tmp_path / "copy", "tests/importing")
    memo = "# Cap on fuel prices returns\nFrom: Aigerim Sadyk\n\nThe price of gas\nis limited.\n"
    (tmp_path / "cap.memo").write_text(memo, "utf-8")
    done = run("import", "../cap.memo", "--date", "2022-01-05")
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "archive/articles").rglob("*cap-on*.md")
    text = made.read_text("utf-8")
    assert "title: Cap on fuel prices returns" in text.replace('"', "")
    assert "Aigerim Sadyk" in text
    assert text.endswith("\nThe price of gas is limited.\n")


def test_an_error_is_added_as_it_says(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert follow("Add an error", copy) < 60
    linted(copy)
    assert "4 passed" in passed(copy, "tests/errors", "-k", "K0199 or explains")


def test_a_language_is_added_as_it_says(tmp_path: Path, run: Step) -> None:
    follow("Add a language of the interface", tmp_path / "copy")
    done = run("build")
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "archive/public/de/index.html").read_text("utf-8")
    assert "Zum Inhalt" in page
    assert "Skip to the content" not in page


def test_what_continuous_integration_installs_is_named() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    packages = re.findall(r"needed\+=\(([^)]*)\)", script)
    named = {name for one in packages for name in one.split()}
    assert named <= set(re.findall(r"[\w-]+", DOCUMENT))
    assert {*re.findall(r"KAZARCHIVE_\w+", script)} <= {*re.findall(r"KAZARCHIVE_\w+", DOCUMENT)}
