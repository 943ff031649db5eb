"""Law 2: the same bytes for any hash seed, zone, locale, order of folders, number of workers, place
and time."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import kazarchive
from archives import NOW, TRILINGUAL, Archive, difference, tree
from kazarchive.reading import scan

TAGS = ["fuel", "Fuel", "Отын", "prices", "Өңір", "ёлка", "C++", "Ақша"]
LANGUAGES = ["", ".ru", ".kk"]

RUNNER = """\
import sys
from archives import Archive, Path
archive = Archive(Path(sys.argv[1]))
report = archive.build(jobs=int(sys.argv[2]), now=int(sys.argv[3]))
assert report.read == report.articles == 240, report
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """240 articles: more than one chunk of work, so that a pool is really used."""
    archive = Archive(tmp_path_factory.mktemp("large"))
    archive.configure(TRILINGUAL)
    archive.write("articles/pic.svg", "<svg/>")
    for number in range(240):
        lang, day = LANGUAGES[number % 3], f"2022-{number % 5 + 1:02}-{number % 28 + 1:02}"
        body = f"Text {number}.\n\n## Бөлім\n\n![a picture](pic.svg) [next](n{number // 3 + 1}.md)"
        tags = [TAGS[number % 8], TAGS[number % 5]]
        archive.article(
            f"n{number // 3}{lang}.md",
            body,
            title=f"Тақырып {number % 7}",
            date=f"{day} {number % 24:02}:30",
            tags=tags,
            authors=["Айгерім", "Bolat"][: number % 2 + 1],
            aliases=[f"/old/{number}"],
            made={"b": 1, "a": [number]},
        )
    return archive


@pytest.fixture(scope="module")
def expected(large: Archive) -> dict[str, bytes]:
    report, made = large.build_clean()
    assert (report.articles, report.refused) == (240, 0)
    return made


def build_elsewhere(
    archive: Archive, folder: Path, jobs: int, now: int, **environment: str
) -> Archive:
    """A clean build of a copy of an archive, by another process."""
    copy = Archive(folder)
    shutil.copytree(archive.root, copy.root, dirs_exist_ok=True)
    paths = [Path(kazarchive.__file__).parent.parent, Path(__file__).parent.parent]
    command = [sys.executable, "-c", RUNNER, str(folder), str(jobs), str(now)]
    path = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PATH": os.environ["PATH"]}
    subprocess.run(command, check=True, env=path | environment)
    return copy


MACHINES: list[tuple[int, int, dict[str, str]]] = [
    (1, 0, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"}),
    (2, 0, {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8"}),
    (3, 400, {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LANG": "ru_RU.UTF-8"}),
    (2, 400, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8"}),
]
"""Jobs, days after now, and environment."""


@pytest.mark.parametrize(("jobs", "days", "environment"), MACHINES)
def test_the_same_bytes_on_any_machine(
    large: Archive,
    expected: dict[str, bytes],
    tmp_path: Path,
    jobs: int,
    days: int,
    environment: dict[str, str],
) -> None:
    folder = tmp_path / "another place" / environment["PYTHONHASHSEED"]
    copy = build_elsewhere(large, folder, jobs, NOW + days * 86400, **environment)
    assert not difference(copy.tree(), expected)
    assert digest(copy.tree()) == digest(expected)


def digest(files: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def test_the_same_bytes_in_any_order_of_the_folders(
    large: Archive, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    @contextmanager
    def reversed_scandir(path: Any) -> Iterator[list[os.DirEntry[str]]]:
        with listed(path) as entries:
            yield sorted(entries, key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr(scan.os, "scandir", reversed_scandir)
    with large.elsewhere() as (output, state):
        large.build_into(output, state)
        monkeypatch.undo()
        assert not difference(tree(output), expected)


def test_the_same_bytes_whatever_the_times_of_the_files(
    large: Archive, expected: dict[str, bytes]
) -> None:
    for path in large.root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    _, made = large.build_clean()
    assert not difference(made, expected)
