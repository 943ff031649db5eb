"""What is typed, and what comes of it: commands, exit codes, and which stream says what."""

import gc
import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import kazarchive
from archives import CONFIG, tree
from errors.running import ENVIRONMENT, Outcome, run
from kazarchive import __version__, build
from kazarchive.cli import console, exits
from kazarchive.config import reader as config_reader
from kazarchive.output import integrity
from kazarchive.rendering import batch
from kazarchive.state import database

KAZARCHIVE = [sys.executable, "-m", "kazarchive"]
SOURCES = str(Path(kazarchive.__file__).parents[1])
DOCUMENTED = Path(__file__).parents[1] / "docs" / "errors.md"

BAD = "no front matter"

VERIFIED = "Verified: the site is byte for byte what a clean build makes.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of one article."""
    write(tmp_path / "archive" / "kazarchive.toml", CONFIG)
    article(tmp_path / "archive", "cap")
    return tmp_path / "archive"


@pytest.fixture
def built(root: Path) -> Path:
    assert run(root, "build").code == 0
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def article(root: Path, name: str, body: str = "Text.", date: str = "2022-01-05") -> None:
    front = f"---\ntitle: {name.capitalize()}\ndate: {date}\ntags: [Fuel]\n---\n"
    write(root / f"articles/{name}.md", f"{front}{body}\n")


def page(root: Path, address: str) -> Path:
    return root / "public" / address / "index.html"


def environment(**more: str) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return inherited | ENVIRONMENT | {"PYTHONPATH": SOURCES} | more


def process(root: Path, *words: str, **more: str) -> "subprocess.Popen[str]":
    """The command as a process of its own, with a group of its own as in a terminal."""
    return subprocess.Popen(
        [*KAZARCHIVE, *words],
        cwd=root,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(started: "subprocess.Popen[str]") -> Outcome:
    out, err = started.communicate(timeout=60)
    return Outcome(started.returncode, out, err)


# --- exit codes ---------------------------------------------------------------------------------


def test_exit_codes_are_as_documented() -> None:
    rows = re.findall(r"^\| (\d+) \|", DOCUMENTED.read_text("utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [
        exits.DONE,
        exits.CONTENT,
        exits.USAGE,
        exits.SOME_REFUSED,
        exits.DISK,
        exits.LOCKED,
        exits.BUG,
        exits.INTERRUPTED,
        exits.TERMINATED,
    ]


def test_0_a_build_prints_one_line_and_says_nothing(root: Path) -> None:
    outcome = run(root, "build")
    assert outcome.code == 0
    assert outcome.err == ""
    line = r"Built 1 article \(1 read, \d+ pages written, 0 removed\) in \d+\.\d\d s → public/\n"
    assert re.fullmatch(line, outcome.out)


def test_1_with_errors_nothing_is_published_and_the_old_site_stays(built: Path) -> None:
    before = tree(built / "public")
    article(built, "cap", "Another text.")
    write(built / "articles/b.md", BAD)
    write(built / "articles/a.md", "---\ntitle: A\ndate: 2022-02-30\nlang: de\n---\n")
    outcome = run(built, "build")
    assert outcome.code == 1
    assert outcome.out == ""
    found = re.findall(r"^ +--> (.*)$", outcome.err, re.MULTILINE)
    assert found == ["articles/a.md:3:7", "articles/a.md:4:7", "articles/b.md:1:1"]
    assert "3 errors, 0 warnings in 2 files; 1 article is fine." in outcome.err
    assert tree(built / "public") == before


def test_1_problems_found_by_several_processes_come_together_in_order(root: Path) -> None:
    names = [f"b{number:03}" for number in range(200)]
    for name in names:
        write(root / f"articles/{name}.md", BAD)
    outcome = ended(process(root, "build", "--jobs", "2", "--json"))
    problems, summary = json_lines(outcome)
    assert outcome.code == 1
    assert [problem["path"] for problem in problems] == [f"articles/{name}.md" for name in names]
    assert (summary["found"], summary["refused"]) == (201, 200)


def test_1_a_broken_template_is_told_once_and_what_comes_after_it_too(root: Path) -> None:
    for number in range(200):
        article(root, f"a{number:03}")
    write(root / "templates/article.html", "{{ entry.headline }}")
    write(root / "templates/front.html", "{{ nothing }}")
    alone, together = (ended(process(root, "build", "--jobs", n, "--json")) for n in "12")
    assert (alone.code, together.code) == (1, 1)
    problems, _ = json_lines(alone)
    assert problems == json_lines(together)[0]
    assert [(one["code"], one["path"], one["line"]) for one in problems] == [
        ("K0501", "templates/article.html", 1),
        ("K0501", "templates/front.html", 1),
    ]
    first = str(problems[0]["message"])
    assert re.search("`articles/.+` and at least [5-9][0-9] more pages: ", first)
    assert not (root / "public/index.html").exists()


def test_1_the_first_build_with_errors_makes_no_output(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    assert run(root, "build").code == 1
    assert not (root / "public").exists()


def test_2_the_configuration_is_wrong(built: Path) -> None:
    before = tree(built / "public")
    write(built / "kazarchive.toml", 'title = "Test"\n')
    assert run(built, "build").code == 2
    assert tree(built / "public") == before


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


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "9" * 20])
@pytest.mark.parametrize("command", [["build"], ["init", "more"]], ids=" ".join)
def test_2_a_wrong_source_date_epoch_is_not_passed_over(
    root: Path, command: list[str], epoch: str
) -> None:
    outcome = run(root, *command, env={"SOURCE_DATE_EPOCH": epoch})
    assert outcome.code == 2
    assert f"SOURCE_DATE_EPOCH is `{epoch}`" in outcome.err


def test_3_keep_going_publishes_the_good_articles(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    outcome = run(root, "build", "--keep-going")
    assert outcome.code == 3
    assert "Built 1 article (2 read, 1 refused, " in outcome.out
    assert "error[K0101]" in outcome.err
    assert page(root, "2022/01/05/cap").exists()


def test_3_keep_going_tells_the_refused_articles_again_each_time(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    run(root, "build", "--keep-going")
    again = run(root, "build", "--keep-going")
    assert again.code == 3
    assert "error[K0101]" in again.err


def test_3_a_media_file_that_cannot_be_one_is_left_out_too(root: Path) -> None:
    os.mkfifo(root / "articles/map.svg")
    outcome = run(root, "build", "--keep-going")
    assert outcome.code == 3
    assert "error[K0301]" in outcome.err
    assert page(root, "2022/01/05/cap").exists()


def test_4_something_stands_in_the_way_of_the_output(root: Path) -> None:
    outcome = run(root, "build", "--output", "kazarchive.toml/public")
    assert outcome.code == 4
    assert "error[K0702]" in outcome.err
    assert outcome.out == ""


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
sys.argv = ["kazarchive", "build"]
from kazarchive.cli.main import main
main()
"""


def test_4_a_disk_that_takes_no_more_leaves_the_old_site(built: Path) -> None:
    before = tree(built / "public")
    (built / "articles/map.pdf").write_bytes(b"." * 3_000_000)
    article(built, "map", "[A map](map.pdf)")
    command = [sys.executable, "-c", LIMITED]
    outcome = subprocess.run(
        command, cwd=built, env=environment(), capture_output=True, text=True, timeout=60
    )
    assert outcome.returncode == 4
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("error[K0702]: cannot write: File too large\n")
    assert tree(built / "public") == before
    assert run(built, "build", "--verify").code == 0, "the next build needs no help"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_4_a_folder_that_is_not_ours_to_write(built: Path) -> None:
    before = tree(built / "public")
    article(built, "b")
    (built / "public").chmod(0o555)
    outcome = run(built, "build")
    (built / "public").chmod(0o755)
    assert outcome.code == 4
    assert tree(built / "public") == before


HOLDER = """
import sys
from pathlib import Path
from kazarchive.state import lock
lock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("command", ["build", "check", "explain /", "clean --yes"])
def test_11_another_process_holds_the_lock(built: Path, command: str) -> None:
    before = tree(built / "public")
    words = [sys.executable, "-c", HOLDER, str(built / ".kazarchive")]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        outcome = run(built, *command.split())
        holder.communicate(b"")
    assert outcome.code == 11
    assert "error[K0703]" in outcome.err
    assert outcome.out == ""
    assert tree(built / "public") == before
    assert run(built, *command.split()).code == 0, "the lock went with its process"


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


def test_130_an_interrupt_says_one_line(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(built / "public")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    article(built, "b")
    with monkeypatch.context() as patched:
        patched.setattr(batch, "render_chunk", interrupted)
        outcome = run(built, "build")
    assert outcome.code == 130
    assert outcome.out == ""
    assert outcome.err.strip() == "Interrupted; the published site is intact."
    assert tree(built / "public") == before
    assert run(built, "build", "--verify").code == 0


def test_130_an_interrupt_before_the_first_page_says_one_line(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = [database.open_for_reading]  # by the look at the published files

    def interrupted(folder: Path) -> object:
        if once:
            return once.pop()(folder)
        raise KeyboardInterrupt

    left: list[object] = []
    article(built, "b")
    monkeypatch.setattr(database, "open_for_reading", interrupted)
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    outcome = run(built, "build")
    gc.collect()
    assert (outcome.code, outcome.out) == (130, "")
    assert outcome.err.strip() == "Interrupted; the published site is intact."
    assert not left


def test_130_a_build_by_several_processes_is_interrupted_from_the_terminal(root: Path) -> None:
    for number in range(700):
        article(root, f"a{number}", "Text.\n" * 20, f"2022-01-{number % 28 + 1:02}")
    started = process(root, "build", "--jobs", "2")
    staging = root / "public" / ".kazarchive-staging"
    while started.poll() is None and not (staging.is_dir() and any(staging.iterdir())):
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGINT)
    outcome = ended(started)
    assert outcome.code == 130
    assert outcome.out == ""
    assert outcome.err.strip() == "Interrupted; the published site is intact."
    again = ended(process(root, "build", "--verify"))
    assert (again.code, again.err) == (0, VERIFIED)


# --- streams ------------------------------------------------------------------------------------


def on_terminal(root: Path, *words: str, answer: bool = False, **more: str) -> str:
    """What a command says where stderr is a terminal, and with its `answer` stdout too."""
    reader, terminal = pty.openpty()
    with subprocess.Popen(
        [*KAZARCHIVE, *words],
        cwd=root,
        env=environment(**more),
        stdout=terminal if answer else subprocess.DEVNULL,
        stderr=terminal,
    ) as started:
        os.close(terminal)
        said = b""
        try:
            while block := os.read(reader, 4096):
                said += block
        except OSError:
            pass  # the other end is closed
        started.wait(60)
    os.close(reader)
    return said.decode()


def test_errors_are_coloured_on_a_terminal(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    assert "\x1b[31m\x1b[1merror[K0101]\x1b[0m" in on_terminal(root, "build")


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_no_colours_where_they_are_not_wanted(root: Path, wish: dict[str, str]) -> None:
    write(root / "articles/b.md", BAD)
    said = on_terminal(root, "build", **wish)
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
        [*KAZARCHIVE, "build", "--json"],
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


# --- build --------------------------------------------------------------------------------------

PROBLEM = {
    "type": str,
    "code": str,
    "severity": str,
    "path": str,
    "line": int,
    "column": int,
    "message": str,
    "help": str,
}
COUNTS = "found read refused hidden articles pages rendered written removed".split()
SUMMARY = {"type": str, **dict.fromkeys(COUNTS, int), "seconds": float}


def json_lines(outcome: Outcome) -> tuple[list[dict[str, object]], dict[str, int]]:
    """The problems and the summary, which must be the last line and must add up."""
    *problems, summary = map(json.loads, outcome.out.splitlines())
    for line in problems:
        assert {name: type(value) for name, value in line.items()} == PROBLEM
        assert line["type"] == "problem"
        assert line["severity"] in ("error", "warning")
    assert {name: type(value) for name, value in summary.items()} == SUMMARY
    assert summary["type"] == "summary"
    assert summary["found"] == summary["articles"] + summary["hidden"] + summary["refused"]
    return problems, summary


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
    assert [problem["code"] in outcome.err for problem in problems] == [True] * len(problems)
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


def test_strict_makes_warnings_errors(built: Path) -> None:
    before = tree(built / "public")
    article(built, "b", "[Missing](missing.md)")
    outcome = run(built, "build", "--strict")
    assert outcome.code == 1
    assert "0 errors, 1 warning in 1 file; 2 articles are fine. Nothing was" in outcome.err
    assert tree(built / "public") == before
    assert run(built, "build").code == 0


def test_verify_of_a_site_as_it_should_be(built: Path) -> None:
    article(built, "cap", "Another text.")
    write(built / "public/mine.txt", "Not of the site, and no business of ours.")
    outcome = run(built, "build", "--verify")
    assert (outcome.code, outcome.err) == (0, VERIFIED)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """No build notices that a published file was edited, so that there is something to find."""
    monkeypatch.setattr(integrity, "suspects", lambda *_: [])


@pytest.mark.parametrize(
    ("spoil", "file", "difference"),
    [
        (lambda file: file.write_text("<p>Edited.</p>"), "index.html", "they differ first in"),
        (lambda file: file.unlink(), "2022/index.html", "it is missing"),
    ],
)
def test_verify_names_the_first_difference(
    built: Path, blind: None, spoil: object, file: str, difference: str
) -> None:
    spoil(built / "public" / file)  # type: ignore[operator]
    outcome = run(built, "build", "--verify")
    assert outcome.code == 1
    assert f"error[K0707]: `{file}` differs from a clean build: {difference}" in outcome.err
    assert f"--> public/{file}\n" in outcome.err


def test_verify_is_not_hidden_by_a_refused_article(built: Path, blind: None) -> None:
    write(built / "articles/b.md", BAD)
    write(built / "public/index.html", "<p>Edited.</p>")
    outcome = run(built, "build", "--verify", "--keep-going")
    assert outcome.code == 1
    assert "error[K0707]" in outcome.err


def test_full_makes_an_edited_page_anew(built: Path) -> None:
    before = tree(built / "public")
    write(page(built, "2022/01/05/cap"), "<p>Edited.</p>")
    outcome = run(built, "build", "--full")
    assert outcome.code == 0
    assert tree(built / "public") == before


def test_full_renders_all_and_writes_nothing_where_nothing_changed(built: Path) -> None:
    _, summary = json_lines(run(built, "build", "--full", "--json"))
    assert (summary["rendered"], summary["written"]) == (summary["pages"], 0)


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


# --- where the archive is -----------------------------------------------------------------------


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


# --- new ----------------------------------------------------------------------------------------


def test_new_writes_a_skeleton_and_prints_its_path(root: Path) -> None:
    outcome = run(root, "new", 'Cap: "lifted"', "--date", "2022-01-05 18:30", "--tag", "Fuel")
    assert outcome == Outcome(0, "articles/2022/cap-lifted.md\n", "")
    assert (root / "articles/2022/cap-lifted.md").read_text("utf-8") == (
        '---\ntitle: "Cap: \\"lifted\\""\ndate: 2022-01-05 18:30\ntags: ["Fuel"]\n---\n\n'
    )


def test_new_begins_an_article_that_builds(root: Path) -> None:
    run(root, "new", 'Cap: "lifted" # not', "--tag", "A, B", "--tag", "Отын")
    outcome = run(root, "build")
    assert (outcome.code, outcome.err) == (0, "")
    text = page(root, "2022/06/01/cap-lifted-not").read_text("utf-8")
    assert "<h1>Cap: &#34;lifted&#34; # not</h1>" in text
    assert "A, B" in text


def test_new_in_another_language_is_named_for_it(root: Path) -> None:
    write(root / "kazarchive.toml", CONFIG + 'languages = ["en", "kk"]\n')
    outcome = run(root, "new", "Әлеуметтік желі", "--lang", "kk", "--date", "2022-01-05")
    assert outcome.out == "articles/2022/aleumettik-zheli.kk.md\n"
    assert run(root, "build").code == 0
    assert page(root, "kk/2022/01/05/aleumettik-zheli").exists()


def test_new_is_dated_today(root: Path) -> None:
    run(root, "new", "Today")
    assert "\ndate: 2022-06-01\n" in (root / "articles/2022/today.md").read_text("utf-8")


def test_new_never_overwrites(root: Path) -> None:
    path = root / "articles/2022/cap.md"
    write(path, "Mine.")
    outcome = run(root, "new", "Cap", "--date", "2022-01-05")
    assert outcome.code == 2
    assert outcome.out == ""
    assert "error[K0802]" in outcome.err
    assert path.read_text("utf-8") == "Mine."


# --- init ---------------------------------------------------------------------------------------


def test_init_makes_a_small_archive_that_builds_without_a_warning(tmp_path: Path) -> None:
    outcome = run(tmp_path, "init", "mine")
    assert (outcome.code, outcome.err) == (0, "")
    files = [path for path in (tmp_path / "mine").rglob("*") if path.is_file()]
    assert 0 < len(files) <= 8
    made = run(tmp_path, "build", "--root", "mine", "--strict")
    assert (made.code, made.err) == (0, "")
    assert run(tmp_path, "check", "--root", "mine").out == "Nothing found in 3 articles.\n"


@pytest.mark.parametrize(
    "languages",
    [
        ["kk", "ru"],
        ["kk", "ru", "en"],
        ["ru", "en", "kk"],
        ["ru"],
        ["kk"],
        ["en"],
        ["en", "kk"],
        ["de"],
        ["uz", "pt-BR"],
    ],
    ids=" ".join,
)
def test_a_new_archive_builds_in_whatever_languages(tmp_path: Path, languages: list[str]) -> None:
    assert run(tmp_path, "init", "mine").code == 0
    file = tmp_path / "mine/kazarchive.toml"
    before = file.read_text("utf-8")
    line = next(one for one in before.splitlines() if one.startswith("languages"))
    file.write_text(before.replace(line, f"languages = {json.dumps(languages)}"), "utf-8")
    made = run(tmp_path, "build", "--root", "mine")
    assert made.code == 0, made.err
    assert set(re.findall(r"\w+\[(\w+)\]", made.err)) <= {"K0118"}
    assert made.err.count("K0118") == len({"en", "ru", "kk"} - {*languages})
    front = (tmp_path / "mine/public/index.html").read_text("utf-8")
    assert f'<html lang="{languages[0]}"' in front


def test_init_prints_the_next_two_commands(tmp_path: Path) -> None:
    first, second = run(tmp_path, "init", "mine").out.splitlines()
    assert first == "kazarchive build --root mine"
    assert second == 'kazarchive new "A headline" --root mine'
    assert run(tmp_path, *first.split()[1:]).code == 0
    assert run(tmp_path, "new", "A headline", "--root", "mine").code == 0


def test_init_takes_an_empty_folder_and_refuses_another(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "init", "empty").code == 0
    write(tmp_path / "full/notes.txt", "Notes.")
    outcome = run(tmp_path, "init", "full")
    assert outcome.code == 2
    assert "error[K0801]" in outcome.err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("zone", ["/tmp", ":/tmp", "articles", "/etc/passwd", "Nonsense"])
def test_a_zone_that_is_none_disturbs_nobody(root: Path, zone: str) -> None:
    assert ended(process(root, "build", TZ=zone)).code == 0


# --- import -------------------------------------------------------------------------------------

DOCUMENT = (
    "Gas prices\n\nBy Aigerim Sadyk\n\nThey have doubled.\n\nClick to share this on Facebook\n"
)


def test_an_import_answers_a_program_in_lines_of_fields(root: Path) -> None:
    write(root / "seeds/gas.txt", DOCUMENT)
    write(root / "seeds/notes.pdf", "%PDF")
    outcome = run(root, "import", "seeds", "--date", "2022-01-02", "--tag", "Fuel", "--tag", "Gas")
    parts = "Gas prices|en|2022-01-02|Aigerim Sadyk|Fuel, Gas||1|Click to share this on Facebook"
    assert [line.split("\t") for line in outcome.out.splitlines()] == [
        ["written", "seeds/gas.txt", "articles/2022/gas-prices.md", *parts.split("|")],
        ["skipped", "seeds/notes.pdf", "", "", "", "", "", "", "", ""],
    ]


def test_an_import_draws_a_table_on_a_terminal(root: Path) -> None:
    write(root / "seeds/gas.txt", DOCUMENT)
    shown = on_terminal(root, "import", "seeds", "--dry-run", answer=True, COLUMNS="200")
    assert "│ seeds/gas.txt │" in shown
    assert "authors: Aigerim Sadyk" in shown
    assert "photo: none" in shown


# --- check --------------------------------------------------------------------------------------


def test_check_of_a_good_archive_finds_nothing(root: Path) -> None:
    outcome = run(root, "check")
    assert outcome == Outcome(0, "Nothing found in 1 article.\n", "")
    assert not (root / "public").exists(), "check publishes nothing"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("[A](missing.md)", "K0401", 6),
        ("[A](b.md#nowhere)", "K0403", 6),
        ("[A](#nowhere)", "K0403", 6),
        ("Text.\n\n![A map](map.png)", "K0404", 8),
        ("![A map](../../map.png)", "K0405", 6),
        ("![](chart.svg)", "K0407", 6),
        ("[A](/2021/)", "K0408", 6),
        ("[A](/static/missing.css)", "K0408", 6),
        ("[A](/tags/missing/)", "K0408", 6),
    ],
)
def test_check_finds(root: Path, body: str, code: str, line: int) -> None:
    article(root, "cap", body)
    article(root, "b", "## Prices\n\n![A chart](chart.svg)")
    write(root / "articles/chart.svg", "<svg/>")
    outcome = run(root, "check", "--json")
    (found,) = map(json.loads, outcome.out.splitlines())
    assert {name: type(value) for name, value in found.items()} == PROBLEM
    assert (found["code"], found["path"], found["line"]) == (code, "articles/cap.md", line)
    assert (outcome.code, outcome.err) == (1, "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Chart.SVG", "articles/chart.svg"),
        ("b", "articles/b.md"),
        ("B.MD", "articles/b.md"),
        ("b.html", "articles/b.md"),
        ("b.markdown", "articles/b.md"),
        ("photo.jpeg", "articles/photo.jpg"),
        ("Maps/map.svg", "articles/maps/map.svg"),
        ("maps%5Cmap.svg", "articles/maps/map.svg"),
        ("chart%E2%80%8B.svg", "articles/chart.svg"),
        ("/2022/01/05/B/", "/2022/01/05/b/"),
        ("/2022/01/05/b", "/2022/01/05/b/"),
        ("/ABOUT", "/about/"),
        ("/feed.xml/", "/feed.xml"),
        ("/static/Map.svg", "static/map.svg"),
    ],
)
def test_check_offers_what_reads_the_same(root: Path, written: str, meant: str) -> None:
    article(root, "cap", f"[A]({written})")
    article(root, "b", "Text.")
    for name in ("articles/chart.svg", "articles/maps/map.svg", "static/map.svg"):
        write(root / name, "<svg/>")
    write(root / "articles/photo.jpg", "no photo")
    assert f"; did you mean `{meant}`?" in run(root, "check").err


def test_what_is_not_there_offers_nothing_far(root: Path) -> None:
    article(root, "cap", "[A](cup.md) [B](/2022/01/05/cup/) [C](cup.svg)")
    assert "did you mean" not in run(root, "check").err


@pytest.mark.parametrize(
    "body",
    [
        "[A](b.md#prices)",
        "[A](b.md)",
        "A note.[^1]\n\n[^1]: The note.",
        "[A](/2022/) [B](/2022/01/05/b/#prices) [C](/tags/fuel/) [D](/feed.xml) [E](/)",
        "[A](/static/style.css)",
        "[A](https://example.org/missing) <mailto:a@example.org>",
    ],
)
def test_check_lets_good_links_pass(root: Path, body: str) -> None:
    article(root, "cap", body)
    article(root, "b", "## Prices\n")
    assert run(root, "check").code == 0


def test_check_finds_what_only_the_whole_archive_shows(root: Path) -> None:
    write(root / "kazarchive.toml", CONFIG + 'languages = ["en", "ru"]\n')
    article(root, "a")
    article(root, "a.ru", date="2022-01-06")
    same = "---\ntitle: Same\ndate: 2022-01-05\ntranslation_key: same\n---\n"
    write(root / "articles/x.md", same)
    write(root / "articles/y.md", same)
    write(root / "articles/unused.svg", "<svg/>")
    outcome = run(root, "check")
    codes = re.findall(r"^warning\[(K\d{4})\]", outcome.err, re.MULTILINE)
    assert sorted(codes) == ["K0901", "K0902", "K0903", "K0904"]
    assert outcome.out == "4 findings in 5 articles.\n"
    assert outcome.code == 1


def test_check_looks_over_the_good_articles_and_tells_the_others(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    article(root, "cap", "![](https://example.org/a.png)")
    outcome = run(root, "check")
    assert outcome.code == 1
    assert "error[K0101]" in outcome.err
    assert "warning[K0407]" in outcome.err


# --- what a name says ---------------------------------------------------------------------------


def test_a_suffix_is_told_until_the_site_has_the_language(root: Path) -> None:
    article(root, "cap.ru")
    assert "warning[K0118]: the suffix `.ru`" in run(root, "build").err
    assert page(root, "2022/01/05/cap-ru").is_file()
    assert "warning[K0118]" in run(root, "build").err
    assert "warning[K0118]" in run(root, "check").out + run(root, "check").err
    write(root / "kazarchive.toml", CONFIG + 'languages = ["en", "ru"]\n')
    assert "K0118" not in run(root, "build").err
    assert page(root, "ru/2022/01/05/cap").is_file()


def test_an_article_with_an_error_says_nothing_of_its_suffix(root: Path) -> None:
    write(root / "articles/b.ru.md", "---\ntitle: B\ndate: 2022-02-30\n---\n")
    outcome = run(root, "build")
    assert outcome.code == 1
    assert "error[K0103]" in outcome.err
    assert "K0118" not in outcome.err


def test_an_index_without_terms_does_not_say_that_there_are_no_articles(built: Path) -> None:
    shown = page(built, "authors").read_text("utf-8")
    assert "There is nothing here yet." in shown
    assert "no articles" not in shown


# --- explain ------------------------------------------------------------------------------------

EXPLAINED = {
    "/": "front",
    "/2022/01/05/cap/": "article",
    "/2022/01/05/cap/map.svg": "media",
    "/old/": "alias",
    "/2022/": "listing",
    "/2022/01/": "listing",
    "/tags/fuel/": "listing",
    "/tags/": "taxonomy",
    "/tags/fuel/timeline/": "timeline",
    "/on-this-day/": "onthisday",
    "/on-this-day/01-05/": "onthisday",
    "/search/": "search",
    "/search/segments.json": "search",
    "/search/en/2022/words-0.bin": "search",
    "/feed.xml": "feed",
    "/feed.json": "feed",
    "/feed/2022-01.xml": "feed",
    "/tags/fuel/feed.xml": "feed",
    "/sitemap.xml": "sitemap",
    "/sitemap/2022-01.xml": "sitemap",
    "/sitemap/news.xml": "news",
    "/feeds/": "feedlist",
    "/about/": "undated",
    "/manifest.webmanifest": "manifest",
    "/_headers": "hosting",
    "/robots.txt": "robots",
    "/404.html": "notfound",
    "/static/style.css": "static",
}


@pytest.fixture
def explained(root: Path) -> Path:
    write(root / "kazarchive.toml", CONFIG + "[search]\nenabled = true\n")
    front = "---\ntitle: Cap\ndate: 2022-01-05\ntags: [Fuel]\naliases: [/old/]\n---\n"
    write(root / "articles/cap.md", front + "![A map](map.svg)\n")
    write(root / "articles/map.svg", "<svg/>")
    write(root / "pages/about.md", "---\ntitle: About\n---\nText.\n")
    known = (root / "kazarchive.toml").read_text("utf-8")
    more = '[listing]\ntimeline = 1\n[news]\npublication = "Cap"\n[hosting]\nfiles = ["headers"]\n'
    write(root / "kazarchive.toml", f"{known}\n{more}")
    run(root, "build")
    return root


@pytest.mark.parametrize(("address", "kind"), EXPLAINED.items())
def test_explain_names_the_kind_of_page(explained: Path, address: str, kind: str) -> None:
    outcome = run(explained, "explain", address)
    assert (outcome.code, outcome.err) == (0, "")
    told = dict(line.split(maxsplit=1) for line in outcome.out.splitlines())
    assert (told["address"], told["kind"]) == (address, kind)
    assert (explained / "public" / told["file"]).is_file()
    assert told["next"] == "the next build leaves it as it is"


def test_explain_knows_every_kind() -> None:
    from kazarchive.pages import KINDS

    assert {kind.name for kind in KINDS} == set(EXPLAINED.values())


@pytest.mark.parametrize(
    "address", ["/nothing/", "/2021/", "/tags/gas/", "/a.txt", "/feed/x.xml", "/on-this-day/02-30/"]
)
def test_explain_of_an_address_where_nothing_stands(explained: Path, address: str) -> None:
    outcome = run(explained, "explain", address)
    assert outcome.code == 1
    assert "kind      none: no page of this site has this address\n" in outcome.out


@pytest.mark.parametrize(
    "written", ["2022/01/05/cap", "/2022/01/05/cap/index.html", "https://a.example/2022/01/05/cap/"]
)
def test_explain_takes_an_address_as_people_write_it(explained: Path, written: str) -> None:
    assert "kind      article\n" in run(explained, "explain", written).out


@pytest.mark.parametrize("folder", [".", "articles", "public"])
def test_explain_takes_the_path_of_an_article_from_wherever_one_stands(
    explained: Path, folder: str
) -> None:
    written = os.path.relpath(explained / "articles/cap.md", explained / folder)
    told = run(explained / folder, "explain", written).out
    assert told == run(explained, "explain", "/2022/01/05/cap/").out
    assert "kind      article\n" in told


def test_explain_of_an_article_with_errors_tells_these(explained: Path) -> None:
    write(explained / "articles/b.md", BAD)
    outcome = run(explained, "explain", "articles/b.md")
    assert (outcome.code, outcome.out) == (1, "")
    assert "error[K0101]" in outcome.err
    assert "articles/b.md:1:1" in outcome.err


def test_explain_of_a_draft_by_its_path_says_that_it_is_one(explained: Path) -> None:
    write(explained / "articles/b.md", "---\ntitle: B\ndate: 2022-01-06\ndraft: true\n---\n")
    outcome = run(explained, "explain", "articles/b.md")
    assert outcome.code == 1
    assert "address   /2022/01/06/b/\n" in outcome.out
    assert "hidden    articles/b.md (a draft)\n" in outcome.out


def test_explain_names_the_sources_and_the_reason(explained: Path) -> None:
    article(explained, "cap", "Another text.")
    told = run(explained, "explain", "/2022/01/05/cap/").out
    assert "template  article.html\n" in told
    assert "source    articles/cap.md\n" in told
    assert "the next build renders it, because articles/cap.md was edited\n" in told
    assert "source    articles/cap.md\n" in run(explained, "explain", "/tags/fuel/").out


# --- clean --------------------------------------------------------------------------------------


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


# --- start-up -----------------------------------------------------------------------------------


def test_version_answers_at_once() -> None:
    assert min(_seconds() for _ in range(5)) < 0.15


def _seconds() -> float:
    """The processor time of a start, to which it does not matter what else the machine does."""
    command = [*KAZARCHIVE, "--version"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, env=environment(), capture_output=True, text=True)
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


def test_the_configuration_of_the_tests_is_valid(root: Path) -> None:
    assert config_reader.load(root).title("en") == "Test"
