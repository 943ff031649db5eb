"""Law 2: the same bytes for any hash seed, zone, locale, order of folders, number of workers, place
and time."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pytest

import kazarchive
from archives import NOW, TRILINGUAL, Archive, difference, tree
from kazarchive.state import fingerprint

TAGS = ["fuel", "Fuel", "Отын", "prices", "Өңір", "ёлка", "C++", "Ақша"]
LANGUAGES = ["", ".ru", ".kk"]

RUNNER = """\
import sys, time
from archives import Archive, Path
archive = Archive(Path(sys.argv[1]))
jobs, warm, clock = int(sys.argv[2]), sys.argv[3] == "True", sys.argv[4]
now = int(time.time()) if clock == "clock" else int(clock)
if warm:
    edited = archive.root / "articles/n1.md"
    text = edited.read_text("utf-8")
    archive.write("articles/n1.md", text.replace("Text", "Another text"))
    archive.article("gone.md", tags=["gone"])
    archive.build(jobs=jobs, now=now)
    archive.write("articles/n1.md", text)
    archive.remove("articles/gone.md")
report = archive.build(jobs=jobs, now=now)
assert report.articles == 240, report
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


@dataclass(frozen=True, slots=True)
class Machine:
    """What may be otherwise where an archive is built."""

    jobs: int
    days: int
    """After now, by the option or, if there is `faketime`, by the clock itself."""
    environment: dict[str, str]
    umask: int = 0o022
    warm: bool = False
    """Whether a site of an earlier state is there already."""
    cloned: bool = False
    """Whether the sources come by `git clone`, in other times and another order."""
    python: str = sys.executable


def build_elsewhere(archive: Archive, folder: Path, machine: Machine) -> str:
    """The digest of the site that another process makes of a copy of an archive."""
    copy = Archive(folder)
    shutil.rmtree(copy.root)
    if machine.cloned:
        subprocess.run(["git", "clone", "-q", repository(archive), copy.root], check=True)
    else:
        shutil.copytree(archive.root, copy.root)
    paths = [Path(kazarchive.__file__).parent.parent, Path(__file__).parent.parent]
    path = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PATH": os.environ["PATH"]}
    command = [machine.python, "-c", RUNNER, str(folder), str(machine.jobs), str(machine.warm)]
    clock = NOW + machine.days * 86400
    if FAKETIME:
        moment = datetime.fromtimestamp(clock, UTC).strftime("@%Y-%m-%d %H:%M:%S")
        command = [FAKETIME, "-f", moment, *command, "clock"]
    else:
        command.append(str(clock))
    environment = path | {"TZ": "UTC"} | machine.environment
    subprocess.run(command, check=True, env=environment, umask=machine.umask)
    return digest(copy.tree())


def repository(archive: Archive) -> Path:
    """A git repository of an archive's sources."""
    made = archive.folder / "repository"
    if not made.exists():
        shutil.copytree(archive.root, made)
        git = ["git", "-C", str(made), "-c", "user.name=A", "-c", "user.email=a@example.org"]
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All"]):
            subprocess.run([*git, *command], check=True)
    return made


FAKETIME = shutil.which("faketime")

ZONES = [
    "UTC",
    "Asia/Almaty",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "XXX-14:45",
    "No/Such_Zone",
]
LOCALES = ["C", "C.UTF-8", "ru_RU.UTF-8", "tr_TR.UTF-8", "kk_KZ.PTCP154"]


def pythons() -> list[str]:
    """Of every version from 3.11 a Python that has what the program needs: this one, those of
    KAZARCHIVE_PYTHONS (paths, parted by colons), those on the PATH and those of pyenv."""
    named = os.environ.get("KAZARCHIVE_PYTHONS", "").split(os.pathsep)
    found = [shutil.which(f"python3.{minor}") for minor in range(11, 20)]
    kept = sorted(map(str, Path.home().glob(".pyenv/versions/3.*/bin/python")))
    usable: dict[str, str] = {}
    for path in dict.fromkeys([sys.executable, *named, *found, *kept]):
        needs = "import sys, tzdata, yaml, nh3, pyromark, babel, slugify, jinja2, markdown"
        check = f"{needs}; assert sys.version_info >= (3, 11)"
        if path and not subprocess.run([path, "-c", check], capture_output=True).returncode:
            usable.setdefault(version(path), path)
    return list(usable.values())


def machines(total: int) -> list[Machine]:
    """So many, every condition with every other sooner or later."""
    every = pythons()
    return [
        Machine(
            jobs=(1, 2, 8)[number % 3],
            days=(0, 400)[number % 2],
            environment={
                "PYTHONHASHSEED": str(number) if number % 4 else "random",
                "TZ": ZONES[number % len(ZONES)],
                "LC_ALL": LOCALES[number % len(LOCALES)],
                "PYTHONTZPATH": "/dev/null/none" if number % 2 else "",
            },
            umask=(0o022, 0o077, 0o000)[number // 2 % 3],
            warm=number % 5 == 1,
            cloned=number % 4 == 2,
            python=every[number % len(every)],
        )
        for number in range(total)
    ]


def test_the_same_bytes_on_any_machine(
    large: Archive,
    expected: dict[str, bytes],
    tmp_path: Path,
    long: bool,
    tally: Callable[[str], None],
) -> None:
    tried = machines(40 if long else 2)
    for number, machine in enumerate(tried):
        folder = tmp_path / "another place, қайда" / str(number)
        assert build_elsewhere(large, folder, machine) == digest(expected), machine
    used = sorted({machine.python for machine in tried})
    tally(
        f"builds on other machines: {len(tried)} of {len(tried)} the same, SHA-256"
        f" {digest(expected)[:16]}…; Python: {', '.join(map(version, used))};"
        f" clock: {'faketime' if FAKETIME else 'the option --now'}"
    )


def version(python: str) -> str:
    script = "import sys; print(sys.version.split()[0])"
    return subprocess.run([python, "-c", script], capture_output=True, text=True).stdout.strip()


# --- time zones ---------------------------------------------------------------------------------

ALMATY = [
    ("2003-07-01 20:00 +03:00", "2003-07-02"),  # +07 in summer: 00:00
    ("2003-07-01 16:59 Z", "2003-07-01"),
    ("2003-07-01 17:00 Z", "2003-07-02"),
    ("2010-07-01 17:59 Z", "2010-07-01"),  # +06 the whole year
    ("2010-07-01 18:00 Z", "2010-07-02"),
    ("2024-02-15 17:59 Z", "2024-02-15"),
    ("2024-02-15 18:00 Z", "2024-02-16"),
    ("2024-03-15 18:59 Z", "2024-03-15"),  # +05 since 1 March
    ("2024-03-15 19:00 Z", "2024-03-16"),
]

DAYS = """\
import sys
from kazarchive.rules import dates
for written in sys.argv[1:]:
    print(dates.parse(written, "Asia/Almaty")[0].date())
"""


@pytest.mark.parametrize("path", [None, "", "/dev/null/none", "poisoned"])
def test_a_day_does_not_depend_on_the_machines_zones(path: str | None, tmp_path: Path) -> None:
    """A database of the machine in which Almaty is Kiritimati is not asked."""
    if path == "poisoned":
        zone = tmp_path / "Asia" / "Almaty"
        zone.parent.mkdir()
        source = resources.files("tzdata.zoneinfo.Pacific").joinpath("Kiritimati")
        zone.write_bytes(source.read_bytes())
        path = str(tmp_path)
    environment = {"PYTHONPATH": str(Path(kazarchive.__file__).parent.parent)}
    environment |= {} if path is None else {"PYTHONTZPATH": path}
    command = [sys.executable, "-c", DAYS, *(written for written, _ in ALMATY)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [day for _, day in ALMATY]


def test_the_state_knows_the_version_of_the_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    known = fingerprint.library_versions()
    assert known["tzdata"] == metadata.version("tzdata")
    before = fingerprint.program.__wrapped__()
    monkeypatch.setattr(fingerprint, "library_versions", lambda: known | {"tzdata": "2003a"})
    assert fingerprint.program.__wrapped__() != before


def test_the_state_knows_the_version_of_every_library() -> None:
    known = {name: metadata.version(name) for name in fingerprint.LIBRARIES}
    assert fingerprint.library_versions() == known


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

    monkeypatch.setattr(os, "scandir", reversed_scandir)
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
