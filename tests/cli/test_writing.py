"""The commands that write article files: what they refuse and what they answer."""

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
