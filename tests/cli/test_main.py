"""The program as a whole: wrong usage, errors of its own, and what it imports."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from archives import tree
from commands import environment, run
from kazarchive import __version__, build
from processes import command


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bild"],
        ["build", "--colour"],
        ["build", "--jobs", "0"],
        ["build", "--now", "tomorrow"],
        ["build", "--output", "kazarchive.toml"],
        ["build", "--root", "missing"],
        ["explain"],
        ["import"],
        ["import", "missing"],
        ["new"],
        ["new", ""],
        ["new", "  "],
        ["new", "A", "--lang", "de"],
        ["new", "A", "--date", "2022-13-05"],
    ],
    ids=" ".join,
)
def test_2_wrong_usage_is_said_on_stderr_alone(root: Path, words: list[str]) -> None:
    outcome = run(root, *words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("Usage: ")


@pytest.fixture
def buggy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A stage fails as none should; the report goes into the folder returned."""

    def fail(*_: object) -> None:
        raise RuntimeError("the stage is not written yet")

    monkeypatch.setattr(build, "sync", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_70_a_bug_of_ours_leaves_a_report(built: Path, buggy: Path) -> None:
    before = tree(built / "public")
    outcome = run(built, "build")
    (report,) = buggy.glob("kazarchive-report-*.txt")
    assert outcome.code == 70
    assert outcome.out == ""
    first, second = outcome.err.splitlines()
    assert first == "error: a bug of kazarchive: RuntimeError: the stage is not written yet"
    assert str(report) in second
    told = report.read_text("utf-8")
    assert told.startswith(f"kazarchive {__version__}\nPython ")
    assert "\nbuild\n" in told
    assert "Traceback (most recent call last)" in told
    assert tree(built / "public") == before


def test_70_debug_shows_the_traceback_instead(built: Path, buggy: Path) -> None:
    outcome = run(built, "--debug", "build")
    assert outcome.code == 70
    assert outcome.err.startswith("Traceback (most recent call last)")
    assert "RuntimeError: the stage is not written yet" in outcome.err
    assert not list(buggy.glob("kazarchive-report-*"))


def test_version_answers_at_once() -> None:
    assert min(_seconds() for _ in range(5)) < 0.15


def _seconds() -> float:
    """The processor time of a start, to which it does not matter what else the machine does."""
    words = command("--version")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(words, env=environment(), capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert said.stdout == f"kazarchive {__version__}\n"
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def test_the_command_line_imports_no_library_before_it_is_needed() -> None:
    heavy = "babel jinja2 markdown nh3 pyromark rich slugify sqlite3 yaml"
    code = f"import sys, kazarchive.cli; print(set('{heavy}'.split()) & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True
    )
    assert done.stdout == "set()\n"


def test_a_build_with_nothing_to_do_imports_neither_markdown_nor_jinja(built: Path) -> None:
    code = (
        "import sys; sys.argv = ['kazarchive', 'build']\nfrom kazarchive.cli.main import main\n"
        "try: main()\nexcept SystemExit as end: print(end.code)\n"
        "print(sorted({'jinja2', 'markdown', 'pyromark', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=built, env=environment(), capture_output=True, text=True
    )
    assert done.stdout.splitlines()[1:] == ["0", "[]"]
