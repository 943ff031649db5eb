"""The commands that write article files: what they refuse and what they answer."""

import json
import sys
from pathlib import Path

import pytest

from archives import CONFIG
from commands import run, write
from kazarchive.cli import exits


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", " "), "it is empty"),
        (("new", "Cap", "--lang", "de"), "`de` is not one of en"),
        (("new", "Cap", "--date", "2022-13-01"), "there is no month 13"),
        (("import",), "Missing argument"),
        (("import", "nowhere"), "does not exist"),
        (("import", "seeds", "--verify"), "does not exist"),
        (("import", "articles", "--verify"), "--verify takes no SOURCE"),
        (("import", "articles", "--report", "."), "is a directory"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_written(
    root: Path, words: tuple[str, ...], said: str
) -> None:
    before = sorted((root / "articles").rglob("*"))
    outcome = run(root, *words)
    assert outcome.code != 0
    assert said in outcome.err + outcome.out
    assert sorted((root / "articles").rglob("*")) == before


def test_an_article_is_in_the_language_and_of_the_day_that_were_asked_for(root: Path) -> None:
    outcome = run(root, "new", "Fuel prices", "--date", "2022-01-07", "--tag", "Fuel")
    path = outcome.out.strip()
    text = (root / path).read_text("utf-8")
    assert "2022-01-07" in text
    assert "Fuel" in text


def test_a_dry_run_says_what_would_be_written(root: Path) -> None:
    write(root / "seeds/x.txt", "Headline\n\nText.\n")
    outcome = run(root, "import", "seeds", "--dry-run", "--date", "2022-01-05")
    assert outcome.code == 0
    assert "would be written" in outcome.out
    assert not (root / "articles/2022").exists()


@pytest.mark.parametrize("command", [("new", "A headline"), ("import", "a.txt")])
def test_a_site_without_articles_gets_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "kazarchive.toml").write_text(CONFIG + "[articles]\nenabled = false\n")
    (tmp_path / "a.txt").write_text("A headline\n\nText.\n")
    ended = run(tmp_path, *command)
    assert ended.code == exits.USAGE
    assert "this site has no articles" in ended.err
    assert not (tmp_path / "articles").exists()


def test_originals_are_kept_and_compared_later(root: Path) -> None:
    write(root / "seeds/x.txt", "Headline\n\nText.\n")
    write(root / "seeds/y.txt", "Another\n\nMore text.\n")
    outcome = run(root, "import", "seeds", "--originals", "--report", "report.html")
    assert outcome.code == exits.DONE
    assert "2 documents: 2 draft." in outcome.err
    report = (root / "report.html").read_text("utf-8")
    assert "Headline" in report
    verified = run(root, "import", "--verify")
    assert (verified.code, verified.err.splitlines()[0]) == (0, "2 documents: 2 verified.")
    draft = root / "articles/drafts/headline.md"
    write(draft, draft.read_text("utf-8").replace("Text.", "Texts."))
    differs = run(root, "import", "--verify", "--json", "--report", "report.html")
    assert differs.code == exits.CONTENT
    rows = [json.loads(line) for line in differs.out.splitlines()]
    assert [row["outcome"] for row in rows] == ["verified", "differs"]
    assert rows[1]["kept"] == 0.5
    assert "compared with its originals" in (root / "report.html").read_text("utf-8")


def test_a_file_that_is_no_report_is_not_overwritten_and_nothing_is_imported(root: Path) -> None:
    write(root / "seeds/x.txt", "Headline\n\nText.\n")
    outcome = run(root, "import", "seeds", "--report", "seeds/x.txt")
    assert outcome.code == exits.USAGE
    assert "K0893" in outcome.err
    assert not (root / "articles/drafts").exists()


def test_without_the_packages_for_imports_nothing_is_compared(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kazarchive.importing.verification", None)
    outcome = run(root, "import", "--verify")
    assert outcome.code == exits.USAGE
    assert "K0808" in outcome.err
