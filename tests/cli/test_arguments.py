"""Options and variables that several commands are given."""

from pathlib import Path

import pytest

from archives import CONFIG
from commands import article, page, process, run, write
from processes import ended


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "9" * 20])
@pytest.mark.parametrize("command", [["build"], ["init", "more"]], ids=" ".join)
def test_2_a_wrong_source_date_epoch_is_not_passed_over(
    root: Path, command: list[str], epoch: str
) -> None:
    outcome = run(root, *command, env={"SOURCE_DATE_EPOCH": epoch})
    assert outcome.code == 2
    assert f"SOURCE_DATE_EPOCH is `{epoch}`" in outcome.err


def test_now_and_source_date_epoch_decide_what_is_due(root: Path) -> None:
    article(root, "later", date="2022-07-01")
    run(root, "build")
    assert not page(root, "2022/07/01/later").exists()
    run(root, "build", "--now", "2022-07-02")
    assert page(root, "2022/07/01/later").exists()
    run(root, "build", env={"SOURCE_DATE_EPOCH": "1656633599"})
    assert not page(root, "2022/07/01/later").exists()
    run(root, "build", env={"SOURCE_DATE_EPOCH": "1656633600"})
    assert page(root, "2022/07/01/later").exists()


def test_drafts_are_published_when_asked_for(root: Path) -> None:
    write(root / "articles/d.md", "---\ntitle: D\ndate: 2022-01-05\ndraft: true\n---\n")
    assert "1 hidden" in run(root, "build").out
    assert not page(root, "2022/01/05/d").exists()
    run(root, "build", "--drafts")
    assert page(root, "2022/01/05/d").exists()


def test_the_archive_is_found_upwards(root: Path) -> None:
    write(root / "articles/2022/deep/b.txt", "")
    outcome = run(root / "articles/2022/deep", "build")
    assert outcome.code == 0
    assert page(root, "2022/01/05/cap").exists()


def test_the_nearest_archive_is_taken(root: Path) -> None:
    write(root / "inner/kazarchive.toml", CONFIG)
    article(root / "inner", "b")
    assert "→ public/" in run(root / "inner", "build").out
    assert page(root / "inner", "2022/01/05/b").exists()


def test_root_names_the_archive(root: Path) -> None:
    assert "→ archive/public/" in run(root.parent, "build", "--root", "archive").out


def test_the_output_may_stand_elsewhere(root: Path) -> None:
    outcome = run(root, "build", "--output", "../site")
    assert outcome.code == 0
    assert (root.parent / "site/2022/01/05/cap/index.html").exists()
    assert not (root / "public").exists()


@pytest.mark.parametrize("zone", ["/tmp", ":/tmp", "articles", "/etc/passwd", "Nonsense"])
def test_a_zone_that_is_none_disturbs_nobody(root: Path, zone: str) -> None:
    assert ended(process(root, "build", TZ=zone)).code == 0
