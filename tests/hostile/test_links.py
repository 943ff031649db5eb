"""Links, pipes and devices in every folder that the program reads or writes: nothing outside of the
project is read, nothing there is written, and nobody waits."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import Archive

SECRET = "Nobody publishes this secret of another folder."

Trap = Callable[[Path, Path], None]


def _link(target: str) -> Trap:
    return lambda path, outside: path.symlink_to(target.format(outside=outside))


def _loop(path: Path, outside: Path) -> None:
    other = path.with_name(f"{path.stem}-other{path.suffix}")
    path.symlink_to(other.name)
    other.symlink_to(path.name)


def _hard_chain(path: Path, outside: Path) -> None:
    """A link to a link to a file outside."""
    middle = path.with_name(f"{path.stem}-middle{path.suffix}")
    middle.symlink_to(outside / "secret.md")
    path.symlink_to(middle.name)


TRAPS: dict[str, Trap] = {
    "a file outside": _link("{outside}/secret.md"),
    "a file outside, relative": _link("../../../outside/secret.md"),
    "a link to a file outside": _hard_chain,
    "a folder outside": _link("{outside}"),
    "itself": lambda path, outside: path.symlink_to(path.name),
    "a loop": _loop,
    "the folder above": _link(".."),
    "the root": _link("/"),
    "nothing": _link("{outside}/nothing/at/all"),
    "/dev/zero": _link("/dev/zero"),
    "/dev/stdin": _link("/dev/stdin"),
    "/proc/self/environ": _link("/proc/self/environ"),
    "a pipe": lambda path, outside: os.mkfifo(path),
}

PLACES = {
    "an article": "articles/trap.md",
    "a folder of articles": "articles/trap",
    "a media file": "articles/trap.svg",
    "a folder of media": "articles/media",
    "a template": "templates/article.html",
    "a folder of templates": "templates/locale",
    "a static file": "static/style.css",
    "a folder of static files": "static/trap",
}

PROGRAM = [sys.executable, "-m", "kazarchive"]
SOURCE = str(Path(__file__).parents[2] / "src")

SECONDS = 30
"""Of wall time until a build counts as waiting for ever."""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("secret.md", "article.html", "style.css", "trap.svg", "kk.po"):
        (folder / name).write_text(f"---\ntitle: {SECRET}\ndate: 2022-01-05\n---\n{SECRET}\n")
    return folder


@pytest.fixture
def attacked(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive")
    body = "![a](trap.svg) ![b](media/secret.md) ![c](trap/secret.md) [d](trap.md)"
    archive.article("good.md", body)
    return archive


def build(archive: Archive, *options: str) -> subprocess.CompletedProcess[str]:
    """By another process, which is stopped if it waits."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "kazarchive",
            "build",
            "--keep-going",
            "--now",
            "2022-06-01",
            *options,
        ],
        cwd=archive.root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Of every regular file that really lies there."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_outside_is_read_as_a_source(
    place: str, attacked: Archive, outside: Path, long: bool, tally: Callable[[str], None]
) -> None:
    names = list(TRAPS) if long else list(TRAPS)[list(PLACES).index(place) % 6 :: 6]
    path = attacked.root / PLACES[place]
    path.parent.mkdir(exist_ok=True)
    for name in names:
        TRAPS[name](path, outside)
        done = build(attacked)
        assert "Traceback" not in done.stderr, (name, done.stderr)
        assert done.returncode in (0, 1, 3), (name, done.stderr)
        assert PLACES[place] in done.stderr, name
        published = contents(attacked.root / "public")
        assert not [name for name, raw in published.items() if SECRET.encode() in raw]
        assert not [path for path in (attacked.root / "public").rglob("*") if path.is_symlink()]
        for one in path.parent.glob(f"{path.stem}*"):
            one.unlink()
    assert build(attacked).returncode == 0
    tally(f"links and pipes for {place}: {len(names)} of {len(names)} not followed")


WITHIN = ["a folder outside", "itself", "a loop", "/dev/zero", "a pipe", "a file outside"]


@pytest.mark.parametrize("folder", ["public", ".kazarchive"])
def test_a_folder_to_write_in_that_is_none_harms_nobody(
    folder: str, attacked: Archive, outside: Path, long: bool, tally: Callable[[str], None]
) -> None:
    names = WITHIN if long else WITHIN[:1] + WITHIN[-2:]
    for name in names:
        TRAPS[name](attacked.root / folder, outside)
        before = contents(outside)
        done = build(attacked)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in (1, 2, 4), (name, done.stderr)
        assert done.stderr.strip()
        assert contents(outside) == before
        for one in attacked.root.glob(f"{folder}*"):
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
    tally(f"links and pipes as {folder}/: {len(names)} of {len(names)} refused, nothing written")


INSIDE = [
    "public/2022/01/05",
    ".kazarchive/owner",
    "public/index.html",
    "public/.kazarchive-staging",
    ".kazarchive/bodies",
    ".kazarchive/catalogue.sqlite",
    ".kazarchive/lock",
    "public/2022",
    "public/static",
    "public/feed.xml",
    "public/.kazarchive-output.json",
    "public/.kazarchive-files",
]


@pytest.mark.parametrize("trap", ["a folder outside", "a file outside", "a loop", "a pipe"])
def test_a_link_inside_the_output_or_the_state_harms_nobody(
    trap: str, tmp_path: Path, outside: Path, long: bool, tally: Callable[[str], None]
) -> None:
    places = INSIDE if long else INSIDE[:2]
    for number, place in enumerate(places):
        archive = Archive(tmp_path / f"archive-{number}")
        archive.article("good.md")
        archive.article("gone.md")
        assert build(archive).returncode == 0
        path = archive.root / place
        if path.is_dir():
            path.rename(outside / f"moved-{number}")
        else:
            path.unlink(missing_ok=True)
        TRAPS[trap](path, outside / f"moved-{number}" if path.suffix == "" else outside)
        archive.article("good.md", "Another text.", title="Another")
        archive.remove("articles/gone.md")
        before = contents(outside)
        done = build(archive, "--full")
        assert "Traceback" not in done.stderr, (place, done.stderr)
        assert done.returncode == 0 or done.stderr.strip(), place
        assert contents(outside) == before, place
    tally(f"inside output and state, {trap}: {len(places)} of {len(places)} not followed")
