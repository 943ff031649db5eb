"""A published file that was changed by hand is made again; what we did not make is left alone."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from archives import Archive, tree
from faults.altering import CHANGES
from kazarchive.config import reader
from kazarchive.execution.pool import Pool
from kazarchive.output import folder as output_folder
from kazarchive.rendering import tasks
from kazarchive.state import conversions, journal
from kazarchive.workspace import Workspace

PAGE = "2022/01/05/a/index.html"


@pytest.fixture
def built(archive: Archive) -> Archive:
    archive.write("articles/pic.svg", "<svg/>")
    for name in "abc":
        archive.article(f"{name}.md", f"Text of {name} ![p](pic.svg)", tags=["One"])
    archive.build()
    return archive


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("edited", [False, True])
def test_a_build_repairs_what_is_its_own(built: Archive, change: str, edited: bool) -> None:
    """Whether or not there is anything else to do."""
    CHANGES[change](built.output / PAGE)
    if edited:
        built.article("b.md", "Another text", tags=["One"])
    report = built.build()
    assert report.written >= 1
    assert any("by hand" in one.because or "removed" in one.because for one in report.reasons)
    (built.output / "2022/01/05/elsewhere.html").unlink(missing_ok=True)
    assert built.tree() == built.build_clean()[1]
    assert built.build().rendered == 0


def test_many_files_are_repaired_at_once(built: Archive) -> None:
    for file in built.output.rglob("*.html"):
        file.write_bytes(b"")
    shutil.rmtree(built.output / "static")
    built.build_as_clean()


def test_what_is_changed_and_goes_away_goes(built: Archive) -> None:
    (built.output / PAGE).write_bytes(b"by hand")
    built.remove("articles/a.md")
    built.build_as_clean()
    assert not (built.output / PAGE).exists()


def test_a_touched_file_is_read_once_and_left_alone(built: Archive) -> None:
    file = built.output / PAGE
    os.utime(file)
    before = file.stat()
    assert built.build().rendered == 0
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_copied_output_is_taken_for_what_it_is(built: Archive) -> None:
    """As `cp -r` or a checkout leaves it: other times and inodes, the same bytes."""
    copy = built.folder / "copy"
    shutil.copytree(built.output, copy, copy_function=shutil.copyfile)
    shutil.rmtree(built.output)
    copy.rename(built.output)
    assert built.build().rendered == 0
    built.article("b.md", "Another text", tags=["One"])
    report = built.build_as_clean()
    assert report.rendered < report.pages


def test_a_folder_in_the_place_of_a_page_is_refused(built: Archive) -> None:
    file = built.output / PAGE
    file.unlink()
    file.mkdir()
    (file / "notes.txt").write_text("mine")
    with pytest.raises(Exception, match="K0705"):
        built.build()
    assert (file / "notes.txt").read_text() == "mine"
    shutil.rmtree(file)
    built.build_as_clean()


def test_files_of_somebody_else_are_left_alone(built: Archive) -> None:
    own = {"CNAME": "archive.example", "2022/notes.txt": "mine", ".well-known/x": "y"}
    for name, text in own.items():
        (built.output / name).parent.mkdir(exist_ok=True)
        (built.output / name).write_text(text)
    assert built.build().rendered == 0
    built.article("b.md", "Another text", tags=["Two"])
    built.build()
    shown = tree(built.output)
    assert {name: shown.pop(name).decode() for name in own} == own
    assert shown == built.build_clean()[1]


def test_another_process_looks_at_the_files_of_a_large_site(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "PART", 5)
    built.build(full=True)
    first, *_, last = sorted(tree(built.output))
    for name in (first, PAGE, last):
        (built.output / name).write_bytes(b"by hand")
    built.article("d.md", "A page beyond the parts", tags=["Zzz"])
    built.build(jobs=2)
    assert built.tree() == built.build_clean()[1]
    (built.output / "tags/zzz/index.html").unlink()
    assert built.build(jobs=2).written == 1
    assert built.build(jobs=2).rendered == 0


def test_each_part_of_a_task_is_done_once_by_either_process() -> None:
    with Pool(2) as pool:
        result = pool.run_in_background(named, [(number,) for number in range(100)])
        time.sleep(0.02)
        found = result()
    assert [number for number, _ in found] == list(range(100))
    assert len({process for _, process in found}) == 2


def named(number: int) -> tuple[int, int]:
    """With the process that was given it."""
    time.sleep(0.001)
    return number, os.getpid()


def test_what_a_killed_process_has_done_is_done_again() -> None:
    with Pool(2) as pool:
        result = pool.run_in_background(
            killed_at_3, [(os.getpid(), number) for number in range(100)]
        )
        time.sleep(0.05)
        found = result()
    assert found == list(range(100))


def killed_at_3(survivor: int, number: int) -> int:
    if number == 3 and os.getpid() != survivor:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_each_process_has_connections_of_its_own(built: Archive) -> None:
    """SQLite's may not be carried across a fork."""
    folder = output_folder.Folder(built.output, "public", known=True, empty=False)
    workspace = Workspace(built.root, built.state, reader.load(built.root), folder)
    with Pool(2) as pool:
        held(workspace)
        found = pool.run_in_background(connections, [(workspace,) for _ in range(50)])()
    assert len({process for process, *_ in found}) == 2
    assert len({rendering for _, rendering, _ in found}) == 2
    assert len({converted for *_, converted in found}) == 2


def connections(workspace: Workspace) -> tuple[int, int, int]:
    time.sleep(0.001)
    return os.getpid(), *held(workspace)


def held(workspace: Workspace) -> tuple[int, int]:
    """What this process keeps for its tasks."""
    process, state, site = os.getpid(), workspace.state, workspace.site
    rendering = tasks.of_process(workspace, process)
    return id(rendering), id(conversions.of_process(state, site, process))


def test_no_process_works_on_when_one_has_failed(tmp_path: Path) -> None:
    with Pool(2) as pool:
        result = pool.run_in_background(
            failing_here, [(os.getpid(), tmp_path, n) for n in range(100)]
        )
        with pytest.raises(ZeroDivisionError):
            result()
    seen = len([*tmp_path.iterdir()])
    time.sleep(0.1)
    assert len([*tmp_path.iterdir()]) == seen < 50


def failing_here(parent: int, folder: Path, number: int) -> float:
    if os.getpid() == parent:
        return number / 0
    time.sleep(0.01)
    return (folder / str(number)).write_text("done")
