"""A disk that refuses: exit 4 and one problem that names the path, whole files, and the next build
is right once there is space."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

import processes
from archives import difference, tree
from faults import judging, sites
from faults.sites import Versions
from faults.tracing import Traced
from processes import Outcome

WRITING = ("write", "rename", "open", "make", "sync")

AMPLE = (f"size={64 << 20}", "nr_inodes=20000")
"""What every build of these tests has enough of."""


FULL = (
    "No space left on device",
    "database or disk is full",
    "unable to open database file",
)
"""As the system says it, and as SQLite does."""


def judged(done: Outcome, reasons: Sequence[str], root: Path, versions: Versions) -> bool:
    """Whether the build was stopped; where it was not, nothing may be amiss."""
    assert "Traceback" not in done.err
    if done.code == 0:
        assert not difference(tree(root / "public"), versions.new)
    else:
        judging.told(done, reasons)
        judging.whole(root, versions)
    return done.code != 0


def test_no_space_at_a_system_call(
    edit: Traced, root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    times, attacks, stopped = 12 if long else 1, 0, 0
    for family, for_ever in product(WRITING, (False, True) if long else (True,)):
        places = [at for at in edit.of(family) if family != "open" or edit.creates(at)]
        for at in judging.spread(places, times) if places else ():
            sites.copied(versions, root)
            full = "error=ENOSPC"
            done = edit.ever_after(at, [family], full) if for_ever else edit.once(at, full)
            stopped += judged(done, FULL, root, versions)
            judging.mended(root, versions)
            attacks += 1
    tally(f"no space at a system call: {attacks} of {attacks} right, {stopped} of them exit 4")


# --- a file system that is small ----------------------------------------------------------------


@pytest.fixture
def small(place: Path) -> Iterator[Path]:
    """A file system of its own, whose size `resize` changes; needs the right to mount."""
    folder = place / "small"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", ",".join(AMPLE), "kazarchive-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode != 0:
        folder.rmdir()
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


def resize(folder: Path, *limits: str) -> None:
    subprocess.run(["mount", "-o", ",".join(("remount", *limits)), str(folder)], check=True)


ROOM = (8 << 19, 420)
"""Bytes and files: more than the build of the second version needs besides the first."""


def used(folder: Path) -> tuple[int, int]:
    """Bytes and files."""
    of = os.statvfs(folder)
    return (of.f_blocks - of.f_bfree) * of.f_frsize, of.f_files - of.f_ffree


def test_no_space_on_a_small_disk(
    small: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    times, stopped, root = 10 if long else 3, 0, small / "attacked"
    for number in range(times):
        sites.copied(versions, root)
        size, files = (
            now + int(more * number / times) for now, more in zip(used(small), ROOM, strict=True)
        )
        resize(small, f"nr_inodes={files}" if number % 4 == 3 else f"size={size}")
        done = processes.run(root, "build", "--jobs", str(1 + number % 2))
        stopped += judged(done, FULL, root, versions)
        resize(small, *AMPLE)
        judging.mended(root, versions)
    assert times // 4 < stopped < times
    tally(f"no space on a small disk: {times} of {times} right, {stopped} of them exit 4")
