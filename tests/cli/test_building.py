"""The options of `build`."""

from pathlib import Path

from archives import tree
from commands import article, json_lines, page, run, write
from kazarchive.config import reader as config_reader


def test_strict_makes_warnings_errors(built: Path) -> None:
    before = tree(built / "public")
    article(built, "b", "[Missing](missing.md)")
    outcome = run(built, "build", "--strict")
    assert outcome.code == 1
    assert "0 errors, 1 warning in 1 file; 2 articles are fine. Nothing was" in outcome.err
    assert tree(built / "public") == before
    assert run(built, "build").code == 0


def test_full_makes_an_edited_page_anew(built: Path) -> None:
    before = tree(built / "public")
    write(page(built, "2022/01/05/cap"), "<p>Edited.</p>")
    outcome = run(built, "build", "--full")
    assert outcome.code == 0
    assert tree(built / "public") == before


def test_full_renders_all_and_writes_nothing_where_nothing_changed(built: Path) -> None:
    _, summary = json_lines(run(built, "build", "--full", "--json"))
    assert (summary["rendered"], summary["written"]) == (summary["pages"], 0)


def test_the_configuration_of_the_tests_is_valid(root: Path) -> None:
    assert config_reader.load(root).title("en") == "Test"
