"""The program as a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archives import NOW
from kazarchive.state.folder import NAME, OWNER

SOURCES = str(Path(__file__).parents[1] / "src")

PATIENCE = 60
"""Seconds after which a process is taken to hang."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: its exit code, or the negative number of the signal."""

    code: int
    out: str
    err: str


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "kazarchive", *words]


def environment() -> dict[str, str]:
    """The sources beside the tests, a fixed clock, and nothing of the terminal."""
    fixed = {"SOURCE_DATE_EPOCH": str(NOW), "CI": "1", "LC_ALL": "C.UTF-8"}
    return {**os.environ, **fixed, "PYTHONPATH": SOURCES}


@contextmanager
def started(root: Path, words: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that leads a group; whatever is left of the group in the end is killed."""
    with subprocess.Popen(
        words,
        cwd=root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            kill(process.pid)


def kill(group: int, number: int = signal.SIGKILL) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def members(group: int) -> set[int]:
    """The processes of a group that are alive; init may be slow to bury those that are not."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            process, _, rest = status.read_text("utf-8", "replace").rpartition(") ")
            state, _, of, *_ = rest.split(" ")
            if int(of) == group and state != "Z":
                found.add(int(process.split(" ")[0]))
    return found


def ended(process: "subprocess.Popen[str]") -> Outcome:
    out, err = process.communicate(timeout=PATIENCE)
    return Outcome(process.returncode, out, err)


def run(root: Path, *words: str) -> Outcome:
    with started(root, command(*words)) as process:
        return ended(process)


def wait_for(true: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Until something is so, or the process has ended."""
    end = time.monotonic() + PATIENCE
    while not true() and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.001)


def wait_until_at_work(root: Path, process: "subprocess.Popen[str]") -> None:
    """Until it holds the lock of the archive and has said so."""
    owner = root / NAME / OWNER

    def said() -> bool:
        try:
            return owner.read_text("utf-8") == f"{process.pid}\n"
        except FileNotFoundError:
            return False

    wait_for(said, process)
