"""What a command prints, where, and in which form: lines, colours, JSON, tables."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from archives import CONFIG
from commands import BAD, article, environment, json_lines, on_terminal, process, run, write
from kazarchive.cli import console, exits
from processes import Outcome, command, ended


def test_errors_are_coloured_on_a_terminal(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    assert "\x1b[31m\x1b[1merror[K0101]\x1b[0m" in on_terminal(root, "build")


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_no_colours_where_they_are_not_wanted(root: Path, wish: dict[str, str]) -> None:
    write(root / "articles/b.md", BAD)
    said = on_terminal(root, "build", env=wish)
    assert "error[K0101]" in said
    assert "\x1b" not in said


def test_no_colours_in_a_pipe(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    outcome = ended(process(root, "build"))
    assert "error[K0101]" in outcome.err
    assert "\x1b" not in outcome.err + outcome.out


def test_a_reader_who_goes_away_is_no_bug(built: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("build", "--json"),
        cwd=built,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode != exits.BUG, done.stderr) == (True, b"")


def test_quiet_says_nothing_but_problems(root: Path) -> None:
    assert run(root, "build", "-q") == Outcome(0, "", "")
    article(root, "b", "[Missing](missing.md)")
    outcome = run(root, "build", "-q")
    assert outcome.out == ""
    assert outcome.err.startswith("warning[K0401]")


def test_verbose_says_why_each_page_is_rendered(built: Path) -> None:
    article(built, "cap", "Another text.")
    outcome = run(built, "build", "-v")
    assert "/2022/01/05/cap/  (articles/cap.md was edited)\n" in outcome.err
    assert outcome.out.startswith("Built 1 article (1 read, ")
    assert run(built, "build", "-v").err == ""


def test_verbose_names_the_templates_that_jinja_renders(built: Path) -> None:
    write(built / "templates/notfound.html", "\n{% filter trim %}None{% endfilter %}")
    error = run(built, "build", "-v").err
    place, reason = "templates/notfound.html:2", "it uses `{% filter %}`"
    assert f"{place}: rendered by Jinja page by page, because {reason}\n" in error


def test_what_is_left_out_of_many_articles_is_told_once(root: Path) -> None:
    for n in range(30):
        article(root, f"b{n:02}", '<table border="0"><tr><td>1</td></tr></table>\n\n[a](irc://b)')
    for options in ([], ["--strict"], ["--keep-going"]):
        outcome = run(root, "build", *options)
        told = "warning[K0425]: `border` of `<table>` is removed from the page"
        assert f"{told}, here and in 29 more places of 29 other files\n" in outcome.err
        assert "articles/b00.md:6:8" in outcome.err
        assert outcome.err.count("warning[") == 2
        (root / "articles/b00.md").touch()
    assert run(root, "check").err.count(f"{told}\n") == 30


def test_many_warnings_are_counted(root: Path) -> None:
    article(root, "b", "\n\n".join(f"[M](missing-{n}.md)" for n in range(25)))
    outcome = run(root, "build")
    assert outcome.err.count("warning[K0401]") == console.SHOWN_WARNINGS
    assert "… and 5 more warnings; `kazarchive check` shows all.\n" in outcome.err
    assert run(root, "check").err.count("warning[K0401]") == 25


def test_json_of_a_build_that_is_fine(root: Path) -> None:
    article(root, "later", date="2023-01-01")
    outcome = run(root, "build", "--json")
    problems, summary = json_lines(outcome)
    assert (outcome.code, outcome.err, problems) == (0, "", [])
    assert (summary["found"], summary["read"], summary["hidden"]) == (2, 2, 1)
    assert summary["pages"] == summary["rendered"] == summary["written"] > 10
    _, again = json_lines(run(root, "build", "--json"))
    nothing_done = {"read": 0, "rendered": 0, "written": 0, "seconds": 0}
    assert again | {"seconds": 0} == summary | nothing_done


def test_json_of_warnings(root: Path) -> None:
    article(root, "b", "[Missing](missing.md)")
    outcome = run(root, "build", "--json")
    (problem,), _ = json_lines(outcome)
    assert (problem["code"], problem["severity"], problem["line"]) == ("K0401", "warning", 6)
    assert (outcome.code, outcome.err) == (0, "")


def test_json_of_a_build_that_is_refused(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    write(root / "articles/a.md", "")
    outcome = run(root, "build", "--json")
    problems, summary = json_lines(outcome)
    assert outcome.code == 1
    assert [problem["path"] for problem in problems] == ["articles/a.md", "articles/b.md"]
    assert (summary["found"], summary["refused"], summary["written"]) == (3, 2, 0)


def test_json_with_keep_going(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    outcome = run(root, "build", "--json", "--keep-going")
    (problem,), summary = json_lines(outcome)
    assert outcome.code == 3
    assert (problem["code"], problem["path"]) == ("K0101", "articles/b.md")
    assert (summary["found"], summary["refused"], summary["articles"]) == (2, 1, 1)


@pytest.mark.parametrize("text", ["", "title = [", 'title = "T"\nfrnt = 1\n'])
def test_json_when_the_configuration_is_wrong(root: Path, text: str) -> None:
    write(root / "kazarchive.toml", text)
    outcome = run(root, "build", "--json")
    problems, summary = json_lines(outcome)
    assert outcome.code == 2
    assert problems
    assert {problem["path"] for problem in problems} == {"kazarchive.toml"}
    assert [str(problem["code"]) in outcome.err for problem in problems] == [True] * len(problems)
    assert (summary["found"], summary["written"]) == (0, 0)
    checked = run(root, "check", "--json")
    assert (checked.code, checked.err) == (2, outcome.err)
    assert [json.loads(line) for line in checked.out.splitlines()] == problems


def test_json_when_there_is_no_archive(tmp_path: Path) -> None:
    outcome = run(tmp_path, "build", "--json")
    (problem,), _ = json_lines(outcome)
    assert (outcome.code, problem["code"]) == (2, "K0605")


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_when_the_output_is_among_the_sources(root: Path, command: str) -> None:
    outcome = run(root, command, "--json", "--output", "articles/public")
    assert outcome.code == 2
    assert json.loads(outcome.out.splitlines()[0])["code"] == "K0706"


def test_json_when_the_disk_refuses(root: Path) -> None:
    outcome = run(root, "build", "--json", "--output", "kazarchive.toml/public")
    (problem,), _ = json_lines(outcome)
    assert (outcome.code, problem["code"]) == (4, "K0702")


DOCUMENT = (
    "Gas prices\n\nBy Aigerim Sadyk\n\nThey have doubled.\n\nClick to share this on Facebook\n"
)


def test_an_import_answers_a_program_in_lines_of_fields(root: Path) -> None:
    write(root / "seeds/gas.txt", DOCUMENT)
    write(root / "seeds/notes.pdf", "%PDF")
    outcome = run(root, "import", "seeds", "--date", "2022-01-02", "--tag", "Fuel", "--tag", "Gas")
    parts = (
        "Gas prices|en|2022-01-02|Aigerim Sadyk|Fuel, Gas||1|UTF-8|Click to share this on Facebook"
    )
    assert [line.split("\t") for line in outcome.out.splitlines()] == [
        ["written", "seeds/gas.txt", "articles/2022/gas-prices.md", *parts.split("|")],
        ["skipped", "seeds/notes.pdf", "", "", "", "", "", "", "", "", ""],
    ]


def test_an_import_draws_a_table_on_a_terminal(root: Path) -> None:
    write(root / "seeds/gas.txt", DOCUMENT)
    shown = on_terminal(root, "import", "seeds", "--dry-run", answer=True, env={"COLUMNS": "200"})
    assert "│ seeds/gas.txt │" in shown
    assert "authors: Aigerim Sadyk" in shown
    assert "photo: none" in shown


def test_a_site_without_articles_counts_its_pages(tmp_path: Path) -> None:
    (tmp_path / "kazarchive.toml").write_text(CONFIG + "[articles]\nenabled = false\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.md").write_text("# A\n")
    first, second = (run(tmp_path, "build").out for _ in range(2))
    made = re.match(r"Built (\d+) pages \(\1 written, 0 removed\) in ", first)
    assert made
    assert second.startswith(f"Built {made[1]} pages (0 written, 0 removed) in ")
