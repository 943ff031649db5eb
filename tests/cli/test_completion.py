"""Completion as a user meets it: the real shells in a terminal, and what each then runs."""

import os
import pty
import select
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archives import CONFIG, Archive
from commands import run
from errors.situations import another_build_is_at_work, the_state_is_damaged
from kazarchive.cli import completion, main
from kazarchive.cli.completion import Line

SOURCES = str(Path(main.__file__).parents[1])

TRICKY = (
    "Нефть и газ",
    'Дело "Астана"',
    "l'Oural",
    "Тіл & әдебиет; *",
    "$HOME `id`",
    "Ұлытау: жаз",
    "back\\slash",
    "50% (жартысы)!",
)
"""Each the only tag with its first letter."""

COMMANDS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
INSTALLED = {
    "bash": "PS1='@''@ '; eval \"$(kazarchive completion bash)\"",
    "zsh": "PROMPT='@''@ '; eval \"$(kazarchive completion zsh)\"",
    "fish": "function fish_prompt; echo -n '@''@ '; end; kazarchive completion fish | source",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Built, with its state where the program looks for it."""
    made = Archive(tmp_path_factory.mktemp("completing"))
    made.configure(CONFIG + 'languages = ["en", "ru", "kk"]\n')
    made.state = made.root / ".kazarchive"
    made.article("2022/a.md", tags=list(TRICKY), date="2022-01-05", title="A")
    made.article("2022/Мұнай бағасы.kk.md", tags=["Мұнай"], date="2022-02-06", title="B")
    made.article('2021/it\'s "one".md', slug="one", date="2021-03-07", title="C")
    made.write("articles/2021/note.txt", "No article.")
    made.write("other/more/a.txt", "Text.")
    made.build()
    return made


class Terminal:
    """A shell in a terminal, in which `kazarchive` completes, and else only keeps its words."""

    def __init__(self, shell: str, folder: Path, home: Path) -> None:
        self.kept = home / "words"
        program = home / "bin" / "kazarchive"
        program.parent.mkdir()
        program.write_text(
            "#!/bin/sh\n"
            f'[ "$1" = completion ] && exec {shlex.quote(sys.executable)} -m kazarchive "$@"\n'
            f"printf '%s\\0' \"$@\" > {self.kept}.new; mv {self.kept}.new {self.kept}\n"
        )
        program.chmod(0o755)
        self.seen = ""
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.chdir(folder)
            environment = {
                "PATH": f"{program.parent}:{os.environ['PATH']}",
                "HOME": str(home),
                "PYTHONPATH": SOURCES,
                "TERM": "xterm",
                "LC_ALL": "C.UTF-8",
            }
            os.execvpe(COMMANDS[shell][0], COMMANDS[shell], environment)
        self.type(INSTALLED[shell] + "\n")
        self.until(lambda: "@@" in self.seen)

    def type(self, keys: str) -> None:
        self.seen = ""
        os.write(self.terminal, keys.encode())

    def until(self, done: Callable[[], bool]) -> None:
        """Read what the shell shows until something is so."""
        latest = time.monotonic() + 30
        while not done():
            assert time.monotonic() < latest, self.seen
            if select.select([self.terminal], [], [], 0.01)[0]:
                self.seen += os.read(self.terminal, 65_536).decode("utf-8", "replace")

    def words(self, typed: str) -> list[str]:
        """What the program is given when a line is typed, completed and sent."""
        self.kept.unlink(missing_ok=True)
        self.type(f"{typed}\t\n")
        self.until(lambda: self.kept.exists() and "@@" in self.seen)
        assert "Traceback" not in self.seen
        assert "rror" not in self.seen
        return self.kept.read_text("utf-8").split("\0")[:-1]

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.process, 0)


@pytest.fixture(scope="module", params=COMMANDS)
def terminal(
    request: pytest.FixtureRequest, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Terminal]:
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    opened = Terminal(request.param, archive.root, tmp_path_factory.mktemp(request.param))
    yield opened
    opened.close()


CASES = {
    "bui": ["build"],
    "build --kee": ["build", "--keep-going"],
    "new T --lang r": ["new", "T", "--lang", "ru"],
    "new T --lang=k": ["new", "T", "--lang=kk"],
    "new T --lang kk --tag М": ["new", "T", "--lang", "kk", "--tag", "Мұнай"],
    "explain articles/2022/a": ["explain", "articles/2022/a.md"],
    "explain articles/2021/": ["explain", 'articles/2021/it\'s "one".md'],
    "explain articles/2022/М": ["explain", "articles/2022/Мұнай бағасы.kk.md"],
    "explain 'articles/2022/М": ["explain", "articles/2022/Мұнай бағасы.kk.md"],
    "explain arti": ["explain", "articles/"],
    "explain /2022/01/05/": ["explain", "/2022/01/05/a/"],
    "explain /kk/2022/0": ["explain", "/kk/2022/02/"],
    "import other/more/": ["import", "other/more/a.txt"],
    "import 'a b' --tag 'l": ["import", "a b", "--tag", "l'Oural"],
    'import x --tag "Д': ["import", "x", "--tag", 'Дело "Астана"'],
    "new T --tag Нефть\\ ": ["new", "T", "--tag", "Нефть и газ"],
    "new T --tag nothing": ["new", "T", "--tag", "nothing"],
}


@pytest.mark.parametrize("typed", CASES)
def test_a_shell_completes_what_is_typed(terminal: Terminal, typed: str) -> None:
    assert terminal.words(f"kazarchive {typed}") == CASES[typed]


@pytest.mark.parametrize("tag", TRICKY)
def test_a_name_comes_out_as_it_is_whatever_it_holds(terminal: Terminal, tag: str) -> None:
    begun = tag[0] if tag[0] != "$" else "\\$"
    assert terminal.words(f"kazarchive new T --tag {begun}") == ["new", "T", "--tag", tag]


def test_a_shell_completes_folders_by_itself(terminal: Terminal) -> None:
    check, option, folder = terminal.words("kazarchive check --root oth")
    assert (check, option, folder.rstrip("/")) == ("check", "--root", "other")


# --- what is offered ------------------------------------------------------------------------------


def offered(folder: Path, line: str, shell: str = "fish") -> list[str]:
    """The words that a script gets for a line."""
    outcome = run(folder, "completion", shell, "--", f"kazarchive {line}")
    assert (outcome.code, outcome.err) == (0, "")
    _, *found = outcome.out.splitlines()
    return [one.partition("\t")[0] for one in found]


def test_addresses_are_offered_a_step_at_a_time(archive: Archive) -> None:
    assert offered(archive.root, "explain /2022/") == ["/2022/", "/2022/01/"]
    assert offered(archive.root, "explain /fe") == ["/feed.json", "/feed.xml", "/feed/", "/feeds/"]
    assert offered(archive.root, "explain /2022/01/05/a/") == ["/2022/01/05/a/"]
    assert offered(archive.root, "explain /nothing") == []


def test_every_address_can_be_reached_step_by_step(archive: Archive) -> None:
    steps: list[str] = ["/"]
    seen: set[str] = set()
    while steps:
        found = set(offered(archive.root, f"explain {steps.pop()}")) - seen
        seen |= found
        steps += [one for one in found if one.endswith("/")]
    published = {f"/{name.removesuffix('index.html')}" for name in archive.tree()}
    assert published <= seen


def test_articles_are_offered_from_where_one_stands(archive: Archive) -> None:
    below = archive.root / "articles" / "2022"
    assert offered(below, "explain ")[:2] == ["a.md", "Мұнай бағасы.kk.md"]
    assert offered(below, "explain ../2021/") == ['../2021/it\'s "one".md']
    assert offered(archive.root, "explain ../") == [f"../{archive.root.name}/"]


def test_another_archive_can_be_named(archive: Archive, tmp_path: Path) -> None:
    line = f"explain --root {archive.root} /2022/01/"
    assert offered(tmp_path, line) == ["/2022/01/", "/2022/01/05/"]
    assert offered(tmp_path, f"new --root={archive.root} T --lang ") == ["en", "ru", "kk"]


def test_tags_of_the_language_are_offered(archive: Archive) -> None:
    assert offered(archive.root, "new T --lang kk --tag ") == ["Мұнай"]
    assert set(offered(archive.root, "new T --tag ")) == {*TRICKY, "Мұнай"}


@pytest.mark.parametrize("name", main.cli.commands)
def test_every_option_of_a_command_is_offered(archive: Archive, name: str) -> None:
    options = {one.opts[0] for one in main.cli.commands[name].params if one.opts[0][0] == "-"}
    found = {one if one.startswith("--") else one[1:] for one in offered(archive.root, f"{name} -")}
    assert options <= found | {"--help"}


def test_every_command_is_offered(tmp_path: Path) -> None:
    assert offered(tmp_path, "") == sorted(main.cli.commands)


# --- quietly and quickly --------------------------------------------------------------------------

ASKED = [
    "",
    "explain ",
    "explain /",
    "explain articles/",
    "explain ../",
    "new T --tag ",
    "new T --lang ",
    "new --root /nowhere T --tag ",
    "build --jobs ",
    "nonsense ",
    "build nonsense --",
    "'",
    '"',
    "\\",
    "--",
    "\udcff",
    "new T --tag \udcff",
    "explain \udcff",
]


def no_archive(root: Path) -> None:
    shutil.rmtree(root)
    root.mkdir()


def broken_configuration(root: Path) -> None:
    (root / "kazarchive.toml").write_text("title = [", "utf-8")


def no_state(root: Path) -> None:
    shutil.rmtree(root / ".kazarchive")


def a_pipe_for_a_state(root: Path) -> None:
    no_state(root)
    (root / ".kazarchive").mkdir()
    os.mkfifo(root / ".kazarchive" / "catalogue.sqlite")


def an_empty_state(root: Path) -> None:
    (root / ".kazarchive" / "catalogue.sqlite").write_bytes(b"")


def a_state_with_other_tables(root: Path) -> None:
    catalogue = root / ".kazarchive" / "catalogue.sqlite"
    catalogue.unlink()
    with sqlite3.connect(catalogue) as connection:
        connection.execute("CREATE TABLE page (place TEXT)")
    connection.close()


def damage_all_over(root: Path) -> None:
    catalogue = root / ".kazarchive" / "catalogue.sqlite"
    whole = bytearray(catalogue.read_bytes())
    whole[200::97] = b"\xff" * len(whole[200::97])
    catalogue.write_bytes(whole)


def no_articles(root: Path) -> None:
    shutil.rmtree(root / "articles")


SPOILT = [
    no_archive,
    broken_configuration,
    no_state,
    a_pipe_for_a_state,
    an_empty_state,
    a_state_with_other_tables,
    damage_all_over,
    no_articles,
]


@pytest.fixture
def copy(archive: Archive, tmp_path: Path) -> Path:
    return Path(shutil.copytree(archive.root, tmp_path / "copy"))


@pytest.mark.parametrize("spoil", SPOILT)
def test_nothing_is_said_whatever_is_wrong(copy: Path, spoil: Callable[[Path], None]) -> None:
    spoil(copy)
    for line in ASKED:
        offered(copy, line, "bash")


def test_a_state_that_fails_when_it_is_read_says_nothing(copy: Path) -> None:
    with the_state_is_damaged(copy):
        assert offered(copy, "new T --tag ") == []


def test_a_build_at_work_does_not_stop_it(copy: Path) -> None:
    held = copy / "held"
    held.mkdir()
    with another_build_is_at_work(held):
        shutil.copyfile(held / ".kazarchive" / "lock", copy / ".kazarchive" / "lock")
        assert offered(copy, "new T --lang kk --tag ") == ["Мұнай"]


def test_it_leaves_no_trace(copy: Path) -> None:
    def signs() -> dict[str, tuple[int, int, int]]:
        every = (copy / ".kazarchive").iterdir()
        found = {path.name: path.stat() for path in every}
        return {name: (one.st_size, one.st_mtime_ns, one.st_ino) for name, one in found.items()}

    before = signs()
    for line in ASKED:
        offered(copy, line)
    assert signs() == before


HEAVY = "babel html5lib jinja2 markdown multiprocessing nh3 pyromark rich slugify yaml"

IMPORTED = """
import sys
from kazarchive.cli.main import cli
from kazarchive.cli import completion
for line in ("", "explain ", "explain /2", "new T --lang ", "new T --tag "):
    print(completion.answer(cli, "bash", "kazarchive " + line), file=sys.stderr)
print(*{name.split(".")[0] for name in sys.modules})
"""


def test_only_what_is_needed_is_imported(archive: Archive) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED],
        cwd=archive.root,
        env={**os.environ, "PYTHONPATH": SOURCES},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "/2022/" in done.stderr
    assert "Нефть" in done.stderr
    assert not {*HEAVY.split()} & {*done.stdout.split()}


# --- a line, taken apart --------------------------------------------------------------------------

LINES = {
    "k new": Line(("k",), "new", 0, ""),
    "k new ": Line(("k", "new"), "", 0, ""),
    "k  'a b'  c": Line(("k", "a b"), "c", 0, ""),
    'k "a b': Line(("k",), "a b", 0, '"'),
    "k a\\ b": Line(("k",), "a b", 0, ""),
    "k a'b c": Line(("k",), "ab c", 1, "'"),
    'k "a\\"b\\c': Line(("k",), 'a"b\\c', 0, '"'),
    "k --tag=F": Line(("k",), "--tag=F", 6, ""),
    "k '--tag=F": Line(("k",), "--tag=F", 0, "'"),
    "k a:b:c": Line(("k",), "a:b:c", 4, ""),
    "k ''": Line(("k",), "", 0, ""),
    "A=1 B='2 3' k n": Line(("k",), "n", 0, ""),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_taken_apart_as_a_shell_does(line: str) -> None:
    assert Line.of(line, " \t\n\"'=:") == LINES[line]


def test_a_home_folder_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/a")
    assert Line.of("k --root ~/news b").words == ("k", "--root", "/home/a/news")


@pytest.mark.parametrize(
    ("quote", "expected"),
    {"": "a\\'b\\\"c\\$", "'": "a'\\''b\"c$", '"': "a'b\\\"c\\$"}.items(),
)
def test_bash_is_given_what_its_quotes_need(quote: str, expected: str) -> None:
    assert completion.quoted("a'b\"c$", quote) == expected


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_name_that_ends_with_the_quote_closes_it(quote: str) -> None:
    ends = completion.quoted(f"a{quote}", quote)
    assert shlex.split(quote + ends) == [f"a{quote}"]
