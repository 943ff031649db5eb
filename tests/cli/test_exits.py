"""The exit codes of docs/errors.md, each as a command ends with it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from archives import tree
from commands import BAD, article, environment, json_lines, page, process, run, write
from kazarchive.cli import exits
from processes import ended

DOCUMENTED = Path(__file__).parents[2] / "docs" / "errors.md"


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
