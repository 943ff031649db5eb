"""A command → how long it took, and the most memory that any one of its processes held.

Memory is the kernel's own high-water mark, `VmHWM` in /proc/PID/status, read every 20 ms for the
command and all its descendants, so a peak in the last 20 ms of a process can escape. `os.wait4`
knows the peak of every process that was waited for, exactly; but there the memory of this program
counts too, as each child is a copy of it before it becomes something else. So that figure is
taken where it is larger than this program's own. Linux only.
"""

import os
import re
import resource
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

POLL_MS = 20


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command that succeeded."""

    seconds: float
    """Wall time from before the start to after the end."""
    cpu_seconds: float
    """Of all its processes, in the program and in the kernel."""
    peak_bytes: int
    """Of the largest single process, not their sum."""
    own_bytes: int
    """Of the process that was started: the coordinator, where there are others."""
    others_bytes: int
    """Of the largest of its descendants, such as a worker; 0 if it had none."""
    stdout: str
    stderr: str


def surroundings() -> dict[str, str]:
    """The environment of what is measured: compiled code may be kept, as for any user. Without it
    the templates would be compiled in every build."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class CommandFailed(Exception):
    """A command that ended with something else than 0."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        super().__init__(f"`{' '.join(command)}` ended with {code}:\n{output}")


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end in a folder. Raises CommandFailed."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        own, others = _watched(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        result = Run(
            seconds=seconds,
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            peak_bytes=max(own, others, _exact_peak(usage)),
            own_bytes=own,
            others_bytes=others,
            stdout=out.read(),
            stderr=err.read(),
        )
    if process.returncode:
        raise CommandFailed(command, process.returncode, result.stdout + result.stderr)
    return result


def _exact_peak(usage: resource.struct_rusage) -> int:
    """In bytes; 0 where it could be the memory of this program."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage.ru_maxrss * 1024 if usage.ru_maxrss > own else 0


def _watched(pid: int) -> tuple[int, int]:
    """Wait until a process ends; the highest marks seen of itself and of its descendants."""
    own, others, ended = 0, 0, os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        while not poll.poll(POLL_MS):
            own = max(own, high_water(pid))
            others = max(others, *map(high_water, below(pid)), 0)
    finally:
        os.close(ended)
    return own, others


def below(pid: int) -> Iterator[int]:
    """The descendants of a process."""
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(listed).split():
            yield int(child)
            yield from below(int(child))


def high_water(pid: int) -> int:
    """In bytes; 0 for a process that is gone."""
    found = re.search(r"^VmHWM:\s*(\d+) kB", _text(Path(f"/proc/{pid}/status")), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _text(path: Path) -> str:
    """Empty once the process that the file tells of has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
