"""What cannot be read or opened is told with its place; the old site stays whole."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import processes
from archives import difference, tree
from faults import judging, sites
from faults.sites import Versions
from faults.tracing import Traced
from kazarchive.cli import exits
from kazarchive.state.folder import NAME
from processes import Outcome

ARTICLE, IMAGE = "articles/story-3.ru.md", "articles/images/2.svg"
"""Both differ in the second version."""


def only(edit: Traced, path: str) -> Traced:
    """The build whose calls on one file alone are spoilt."""
    return replace(edit, paths=(f"{edit.root}/{path}",))


@pytest.mark.parametrize("path", [ARTICLE, IMAGE])
@pytest.mark.parametrize("fault", ["read:error=EIO", "openat:error=EACCES"])
def test_a_source_that_cannot_be_read_is_named(
    path: str, fault: str, edit: Traced, root: Path, versions: Versions, long: bool
) -> None:
    reason = "Permission denied" if "EACCES" in fault else "Input/output error"
    for number in range(1, 4 if long else 2):
        sites.copied(versions, root)
        done = only(edit, path).with_faults([f"{fault}:when={number}+"])
        if done.code == 0 and number > 1:  # it was read before
            assert not difference(tree(root / "public"), versions.new)
            return
        assert (done.code, done.out) == (exits.CONTENT, "")
        head, place = done.err.splitlines()[:2]
        assert head == f"error[K0303]: the file cannot be read: {reason}"
        assert place == f" --> {path}"
        assert judging.whole(root, versions) == 0, "nothing is published"
        judging.mended(root, versions)


FAILING = ("Input/output error", "disk I/O error", "unable to open database file")


def test_a_failing_disk_stops_a_build_with_a_reason(
    edit: Traced, root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    """The state is read and written, the output opened and renamed."""
    times, attacks, stopped = 6 if long else 1, 0, 0
    bodies = [at for at in edit.of("read") if f"{NAME}/bodies" in edit.calls[at].line]
    spoilt = [bodies, *(edit.of(family) for family in ("read", "open", "write", "rename"))]
    for positions, once in product(spoilt, (True, False) if long else (True,)):
        for at in judging.spread(positions, times):
            sites.copied(versions, root)
            call = edit.calls[at]
            when = f"{call.number}{'' if once else '+'}"
            done = edit.with_faults([f"{call.name}:error=EIO:when={when}"])
            attacks += 1
            stopped += done.code != 0
            if done.code == 0:  # what could not be read was made anew
                assert not difference(tree(root / "public"), versions.new)
            else:
                judging.told(done, FAILING)
            judging.whole(root, versions)
            judging.mended(root, versions)
    tally(f"a failing disk: {attacks} of {attacks} right, {stopped} of them exit 4")


# --- few open files -----------------------------------------------------------------------------


def limited(root: Path, files: int, *words: str) -> Outcome:
    limiting = ["bash", "-c", f'ulimit -n {files} && exec "$@"', "bash"]
    with processes.started(root, [*limiting, *processes.command(*words)]) as process:
        return processes.ended(process)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_64_open_files_are_enough(jobs: str, root: Path, versions: Versions) -> None:
    assert limited(root, 64, "build", "--jobs", jobs).code == 0
    assert not difference(tree(root / "public"), versions.new)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_too_few_open_files_are_told(jobs: str, root: Path, versions: Versions, long: bool) -> None:
    for files in range(7, 24) if long else (7, 15):
        sites.copied(versions, root)
        done = limited(root, files, "build", "--jobs", jobs)
        if done.code != 0:
            assert done.code in (exits.CONTENT, exits.DISK)
            assert "Too many open files" in done.err or "unable to open database" in done.err
            assert "Traceback" not in done.err
        judging.whole(root, versions)
        judging.mended(root, versions)


# --- read-only folders --------------------------------------------------------------------------


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """By its permissions; for root, who may write anywhere, by a mount."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mounting = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(mounting, capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount a file system")
    subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


REFUSED = ("Permission denied", "Read-only file system", "attempt to write a readonly database")


@pytest.mark.parametrize("folder", ["public", NAME])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_read_only_folder_is_named(
    folder: str, jobs: str, root: Path, versions: Versions
) -> None:
    with read_only(root / folder):
        done = processes.run(root, "build", "--jobs", jobs)
    judging.told(done, REFUSED)
    assert f" --> {folder}" in done.err
    assert judging.whole(root, versions) == 0
    judging.mended(root, versions)


def test_a_first_build_without_a_place_for_its_state_is_refused(
    root: Path, versions: Versions
) -> None:
    for path in (root / NAME).iterdir():
        path.unlink()
    with read_only(root / NAME):
        done = processes.run(root, "build")
    judging.told(done, REFUSED)
    assert judging.whole(root, versions) == 0
    judging.mended(root, versions)
