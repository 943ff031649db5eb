"""Slugs, aliases, terms and the names of media that try to be written elsewhere: every path that
the program creates, as the kernel is asked for it."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import Archive, article

STRACE = shutil.which("strace")

CALLS = (
    "open,openat,openat2,creat,rename,renameat,renameat2,mkdir,mkdirat,symlink,symlinkat,link,"
    "linkat,unlink,unlinkat,rmdir,truncate,mknod,mknodat,chmod,fchmodat,utimensat"
)
"""Those that make, change or remove what stands at a path."""

PIECES = [
    *". .. ... / // \\ ~ : %2e %2f %5c %00 %252e%252e %c0%ae %ef%bc%8f".split(),
    *"．． ․․ ⁄ ∕ ／ ＼ C: c:/ file:// https://e.example/ //host/share \\\\host\\share".split(),
    *"/etc/passwd /tmp/escaped ../../escaped ..\\..\\escaped ~root $HOME `id` $(id)".split(),
    *"con NUL aux.md com1.txt LPT9 conin$ com¹ desktop.ini .htaccess .git index.html".split(),
    *".kazarchive .kazarchive-staging .kazarchive-output.json .kazarchive-files public".split(),
    *"static feed.xml feed.json sitemap.xml 404.html robots.txt tags authors 2022/01/05".split(),
    "a" * 300,
    "я" * 200,
    "x" * 255,
    "e\u0301",
    "é",
    "É",
    "ß",
    "İ",
    "ﬀ",
    "K",
    "\u202egpj",
    "\u200b",
    "\ufeff",
    "\u2028",
    "a\tb",
    "a\nb",
    "a\rb",
    "a ",
    " a",
    "a.",
    "-",
    "--output=/tmp/escaped",
    "*",
    "?",
    "|",
    '"',
    "<b>",
    "'; DROP TABLE article; --",
    "{{ 7 * 7 }}",
    "%s",
    "\x01",
    "\x7f",
    "a\0b",
]


def name(chance: random.Random) -> str:
    """A few pieces, joined by what parts a path or by nothing."""
    joint = chance.choice(["", "", "/", "/../", "\\", "%2f"])
    return joint.join(chance.choice(PIECES) for _ in range(chance.randint(1, 4)))


def attack(number: int) -> tuple[str, str]:
    """(path below the article folder, text) of one attempt; by turns at another place."""
    chance = random.Random(number)
    written = PIECES[number // 5] if number < 5 * len(PIECES) else name(chance)
    body, path = "Text.", f"n{number:04}.md"
    fields: dict[str, object] = {"title": f"T{number}", "date": "2022-01-05"}
    if number % 5 == 0:
        fields["slug"] = written
    elif number % 5 == 1:
        fields["aliases"] = [written, f"/{written}", f"/{number}/{written}/"]
    elif number % 5 == 2:
        fields |= {"tags": [f"{number}{written}"], "authors": [f"{written}{number}"]}
        fields["translation_key"] = written
    elif number % 5 == 3:
        body = f"![x](<{written}>) [y](<{written}>) ![z](<media/{_named(written)}>)"
        fields["image"] = {"src": written, "alt": "x"}
    else:
        path = f"{_named(written)}-{number}.md"
    return path, article(body, **fields)


def _named(written: str) -> str:
    """As a name that the file system can have at all."""
    return re.sub(r"[/\0]", "_", written).encode()[:200].decode("utf-8", "ignore")


@pytest.fixture
def attacked(tmp_path: Path, long: bool) -> tuple[Archive, int]:
    archive = Archive(tmp_path / "one" / "two" / "three")
    total = 1_000 if long else 200
    for number in range(total):
        path, text = attack(number)
        file = archive.root / "articles" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "replace"))
    media = archive.root / "articles" / "media"
    media.mkdir()
    for piece in PIECES:
        (media / (_named(piece).strip(".") or "x")).write_text("<svg/>")
    return archive, total


@pytest.mark.skipif(not STRACE and not os.environ.get("CI"), reason="needs strace (Debian)")
def test_nothing_is_written_outside_the_output_and_the_state(
    attacked: tuple[Archive, int], tmp_path: Path, tally: Callable[[str], None]
) -> None:
    assert STRACE, "the continuous integration has strace"
    archive, total = attacked
    sources = {path: path.stat() for path in archive.root.rglob("*")}
    trace = tmp_path / "trace"
    options = f"-f -y -qq -s 4096 --seccomp-bpf -e trace={CALLS} -o".split()
    command = [STRACE, *options, str(trace)]
    program = [sys.executable, "-B", "-m", "kazarchive", "build", "--keep-going", "--jobs", "2"]
    source = Path(__file__).parents[2] / "src"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(source), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [*command, *program, "--now", "2022-06-01"],
        cwd=archive.root,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3, done.stderr[-2_000:]
    assert "Traceback" not in done.stderr
    refused = len(re.findall(r"^error\[", done.stderr, re.MULTILINE))
    located = len(re.findall(r"^error\[.*\n *--> articles/", done.stderr, re.MULTILINE))
    output, state = archive.root / "public", archive.root / ".kazarchive"
    written = changed(trace.read_text("utf-8", "replace"), archive.root)
    outside = {path for path in written if not inside(path, output, state)}
    assert not outside
    assert len(written) > total
    assert not [path for path in output.rglob("*") if path.is_symlink()]
    unsafe = [path for path in output.rglob("*") if not safe(path.name)]
    assert not unsafe
    for path, status in sources.items():
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == (status.st_mtime_ns, status.st_ino)
    assert located == refused > total / 10
    tally(
        f"hostile names: {total} of {total}, {len(written):,} paths written by the kernel's own"
        f" account, 0 outside; {refused} refused, {located} of them with their file"
    )


def inside(path: Path, *folders: Path) -> bool:
    return any(path == folder or path.is_relative_to(folder) for folder in folders)


OF_THE_POOL = re.compile("/proc/|/dev/(?!shm/[^/]+/)")
"""Semaphores and pipes; folders in /dev/shm are ours."""


def changed(trace: str, folder: Path) -> set[Path]:
    """The paths that the traced processes made, changed or removed, successfully or not."""
    found = set()
    for line in trace.splitlines():
        call = re.match(r"\d+ +(\w+)\((.*)", line)
        if call is None or _only_reads(call[1], call[2]):
            continue
        for below, written in re.findall(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"', call[2]):
            path = Path(os.path.normpath(folder / _unescaped(below) / _unescaped(written)))
            if not OF_THE_POOL.match(str(path)):
                found.add(path)
    return found


def _unescaped(written: str) -> str:
    raw = written.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1")
    return raw.decode("utf-8", "replace")


def _only_reads(call: str, arguments: str) -> bool:
    writing = re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)", arguments)
    return call.startswith("open") and not writing


def safe(name: str) -> bool:
    """Whether every common disk and shell has room for a name."""
    stem = name.partition(".")[0].lower()
    return (
        len(name.encode()) <= 255
        and not re.search(r'[\x00-\x1f\x7f\\:*?"<>|]', name)
        and name not in (".", "..")
        and not name.endswith((".", " "))
        and stem not in ("con", "prn", "aux", "nul")
        and not re.fullmatch(r"(com|lpt)[1-9]", stem)
    )


def test_the_trace_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Else nothing would ever be found outside."""
    trace = (
        '12 openat(AT_FDCWD, "/a/read", O_RDONLY|O_CLOEXEC) = 3\n'
        '12 openat(AT_FDCWD, "../written", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3\n'
        '12 unlinkat(5</c>, "d", 0) = 0\n'
        '12 rename("/a/from", "/b/\\321\\217") = 0\n'
        '12 mkdirat(AT_FDCWD, "made/x", 0777 <unfinished ...>\n'
    )
    found = changed(trace, Path("/home/archive"))
    names = "/home/written", "/c/d", "/a/from", "/b/я", "/home/archive/made/x"
    assert found == set(map(Path, names))
