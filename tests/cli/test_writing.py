"""Commands that write article files."""

from pathlib import Path

import pytest

from archives import CONFIG
from commands import run
from kazarchive.cli import exits


@pytest.mark.parametrize("command", [("new", "A headline"), ("import", "a.txt")])
def test_a_site_without_articles_gets_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "kazarchive.toml").write_text(CONFIG + "[articles]\nenabled = false\n")
    (tmp_path / "a.txt").write_text("A headline\n\nText.\n")
    ended = run(tmp_path, *command)
    assert ended.code == exits.USAGE
    assert "this site has no articles" in ended.err
    assert not (tmp_path / "articles").exists()
