"""`clean` removes what kazarchive made, and nothing else."""

import os
import pty
import re
import sys
from pathlib import Path

import pytest

from archives import tree
from commands import run, write


def test_clean_removes_what_it_made_and_the_state(built: Path) -> None:
    outcome = run(built, "clean", "--yes")
    assert (outcome.code, outcome.out) == (0, "")
    assert not (built / "public").exists()
    assert not (built / ".kazarchive").exists()
    assert (built / "articles/cap.md").exists()


def test_clean_leaves_a_foreign_file(built: Path) -> None:
    write(built / "public/2022/mine.txt", "Mine.")
    assert run(built, "clean", "--yes").code == 0
    files = {path.name for path in (built / "public").rglob("*") if path.is_file()}
    assert files == {"mine.txt", ".kazarchive-output.json"}
    assert run(built, "build").code == 0
    assert (built / "public/2022/mine.txt").read_text("utf-8") == "Mine."


def test_clean_without_a_terminal_leaves_the_site(built: Path) -> None:
    before = tree(built / "public")
    outcome = run(built, "clean")
    assert outcome.code == 0
    assert "The site in public/ stays." in outcome.err
    assert tree(built / "public") == before
    assert not (built / ".kazarchive").exists()


@pytest.mark.parametrize(("answer", "stays"), [("y\n", False), ("n\n", True), ("\n", True)])
def test_clean_asks(built: Path, monkeypatch: pytest.MonkeyPatch, answer: str, stays: bool) -> None:
    reader, terminal = pty.openpty()
    os.write(reader, answer.encode())
    with os.fdopen(terminal) as typed:
        monkeypatch.setattr(sys, "stdin", typed)
        outcome = run(built, "clean")
    os.close(reader)
    assert outcome.code == 0
    assert re.search(r"Remove \d+ files in public/\?", outcome.err)
    assert (built / "public").exists() == stays


def test_clean_of_a_site_that_was_built_elsewhere_leaves_it(root: Path) -> None:
    run(root, "build", "--output", "../site")
    assert run(root, "clean", "--yes").code == 0
    assert (root.parent / "site/index.html").exists()


def test_clean_of_an_archive_that_was_never_built(root: Path) -> None:
    assert run(root, "clean", "--yes").code == 0


def test_clean_does_not_touch_an_output_that_is_anothers(built: Path) -> None:
    marker = built / "public/.kazarchive-output.json"
    marker.write_text(marker.read_text().replace('"archive": "', '"archive": "0'))
    before = tree(built / "public")
    outcome = run(built, "clean", "--yes")
    assert outcome.code == 2
    assert "error[K0701]" in outcome.err
    assert tree(built / "public") == before
