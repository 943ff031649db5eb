"""The program under strace, which injects the faults."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest

from kazarchive.state.folder import NAME
from processes import PATIENCE, Outcome, command, ended, kill, started, wait_for

FAMILIES = {
    "write": "write pwrite64 writev ftruncate",
    "rename": "rename renameat renameat2",
    "open": "open openat",
    "make": "mkdir mkdirat",
    "remove": "unlink unlinkat rmdir",
    "sync": "fsync fdatasync sync_file_range",
    "read": "read pread64",
}
"""System calls by what they do; a machine need not have all of them."""


# --- strace -------------------------------------------------------------------------------------


def require_strace() -> None:
    """Skip without strace, except in CI, which has it."""
    if shutil.which("strace") is None:
        assert not os.environ.get("CI"), "CI must have strace"
        pytest.skip("needs strace")


class Call(NamedTuple):
    """The first process's system call of a name, by its number among those of that name."""

    name: str
    number: int
    line: str
    """As strace shows it."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A command whose system calls on its output and its state are known, and can be spoilt."""

    root: Path
    words: tuple[str, ...]
    paths: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    """In their order."""

    def of(self, *families: str) -> list[int]:
        """Where calls of these families stand among all."""
        names = {call for one in families for call in FAMILIES[one].split()}
        return [at for at, call in enumerate(self.calls) if call.name in names]

    def creates(self, at: int) -> bool:
        """Whether a call opens a file that need not be there yet."""
        return "O_CREAT" in self.calls[at].line

    def once(self, at: int, fault: str) -> Outcome:
        """Run it with one call spoilt, by a fault such as `error=ENOSPC`."""
        call = self.calls[at]
        return self.with_faults([f"{call.name}:{fault}:when={call.number}"])

    def killed(self, at: int) -> Outcome:
        """Run it until it makes a call, and kill it before anything is done.

        strace only delays the call: to send a signal itself, it would have to stop at every call of
        any name, which takes as long as all that is run.
        """
        call, log = self.calls[at], self.root.parent / "killed"
        log.unlink(missing_ok=True)
        delay = f"{call.name}:delay_enter={PATIENCE}s:when={call.number}"
        with started(self.root, self.under_strace(str(log), [delay])) as process:
            wait_for(lambda: made(log, call.name) == call.number, process)
            kill(process.pid)
            return ended(process)

    def ever_after(self, at: int, families: Sequence[str], fault: str) -> Outcome:
        """Run it with a call spoilt and all later ones of these families."""
        before = Counter(call.name for call in self.calls[:at])
        names = {call for one in families for call in FAMILIES[one].split()}
        known = names & {call.name for call in self.calls}
        return self.with_faults([f"{one}:{fault}:when={before[one] + 1}+" for one in sorted(known)])

    def with_faults(self, faults: Sequence[str]) -> Outcome:
        """Run it with faults as strace writes them, such as `read:error=EIO:when=2+`."""
        with started(self.root, self.under_strace("/dev/null", faults)) as process:
            return ended(process)

    def under_strace(self, log: str, faults: Sequence[str] = ()) -> list[str]:
        """Each name of a call is counted alone, so only those to be spoilt are looked at. With a
        filter in the kernel the others cost nothing."""
        every = " ".join(FAMILIES.values()).split()
        names = {one.partition(":")[0] for one in faults} or every
        options = ["-f", "--seccomp-bpf", "-qqq", "-o", log]
        options += ["-e", "trace=" + ",".join(f"?{one}" for one in names)]
        spoilt = [word for one in faults for word in ("-e", f"inject={one}")] or ["-y"]
        only = [word for path in self.paths for word in ("-P", path)]
        return [*on_one_processor(), "strace", *options, *spoilt, *only, *command(*self.words)]


def on_one_processor() -> list[str]:
    """The words of a program that keeps what it runs on one processor, another one for each
    process of the tests. strace and what it watches wait for each other at each call: that takes
    five times as long where one has to wake the other on another processor."""
    own = sorted(os.sched_getaffinity(0))
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return ["taskset", "--cpu-list", str(own[worker % len(own)])]


def made(log: Path, name: str) -> int:
    """How many calls of a name the first process has made, one that is under way included."""
    if not log.exists():
        return 0
    shown = log.read_text("utf-8")
    first = shown.partition(" ")[0]
    return len(re.findall(rf"^{first} +{name}\(", shown, re.MULTILINE))


def traced(root: Path, log: Path, afresh: Callable[[], object], *words: str) -> Traced:
    """Run a command twice to learn which calls it makes on the output and the state in `root`;
    `afresh` brings everything back to where it was."""
    lines = _lines(Traced(root, words), log)
    ours = rf'["<]({re.escape(str(root))}/(?:public|{re.escape(NAME)})(?:/[^">]*)?)[">]'
    paths = set(re.findall(ours, "\n".join(lines)))
    afresh()
    known = Traced(root, words, tuple(sorted(path.rstrip("/") for path in paths)))
    shown = [line.split(maxsplit=1) for line in _lines(known, log)]
    afresh()
    own = [line for process, line in shown if process == shown[0][0] and "(" in line]
    numbers: Counter[str] = Counter()
    calls = []
    for line in own:
        name = line.partition("(")[0]
        numbers[name] += 1
        calls.append(Call(name, numbers[name], line))
    return replace(known, calls=tuple(calls))


def _lines(one: Traced, log: Path) -> list[str]:
    with started(one.root, one.under_strace(str(log))) as process:
        done = ended(process)
    assert done.code == 0, done.err
    return log.read_text("utf-8").splitlines()
