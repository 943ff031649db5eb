"""A build that is asked to end does so within two seconds, with all its processes; one that is
killed leaves no process behind either."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import processes
from faults import judging, sites
from faults.sites import Versions
from kazarchive.cli import exits, main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

WAYS = [(number, group) for number in (signal.SIGINT, signal.SIGTERM) for group in (False, True)]
"""A terminal signals the whole group, a service manager mostly one process."""


def children(process: int) -> list[int]:
    return [
        int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def has_children(process: int, number: int) -> bool:
    return len(children(process)) == number


def is_gone(group: int, within: float) -> bool:
    """Whether every process of a group has ended."""
    end = time.monotonic() + within
    while processes.members(group) and time.monotonic() < end:
        time.sleep(0.01)
    return not processes.members(group)


def test_ended_by_a_signal_at_a_random_time(
    root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    times, chance, slowest, asked = 50 if long else 4, random.Random(5), 0.0, 0
    for turn in range(times):
        sites.copied(versions, root)
        number, group = WAYS[turn % 4]
        words = processes.command("build", "--jobs", str(1 + (turn + turn // 4) % 2))
        with processes.started(root, words) as process:
            processes.wait_until_at_work(root, process)
            time.sleep(chance.uniform(0, 0.15))
            began = time.monotonic()
            (os.killpg if group else os.kill)(process.pid, number)
            done = processes.ended(process)
            slowest = max(slowest, time.monotonic() - began)
            assert is_gone(process.pid, 0.1), "a process was left behind"
        if done.code != 0 and not done.out:  # else its work was done and told
            asked += 1
            assert (done.code, done.out, done.err) == (128 + number, "", f"{main.STOPPED}\n")
        judging.whole(root, versions)
        judging.mended(root, versions)
    assert asked > times // 2
    assert slowest < 2
    tally(
        f"ended by SIGINT or SIGTERM: {asked} of {times} before their end, the slowest in"
        f" {slowest:.2f} s, no process left, {times} sites whole"
    )


HANGING = """
import sys, time
from kazarchive.state import spool
spool.remove = lambda state: time.sleep(60)
sys.argv = ["kazarchive", "build"]
from kazarchive.cli.main import main
main()
"""


def test_a_build_that_cannot_tidy_up_ends_all_the_same(root: Path) -> None:
    with processes.started(root, [sys.executable, "-c", HANGING]) as process:
        processes.wait_until_at_work(root, process)
        began = time.monotonic()
        os.kill(process.pid, signal.SIGTERM)
        done = processes.ended(process)
        assert is_gone(process.pid, 0.5)
    assert time.monotonic() - began < 2
    assert (done.code, done.err) == (exits.TERMINATED, f"{main.STOPPED}\n")


def test_workers_do_not_outlive_the_process_that_started_them(
    root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    times = 20 if long else 1
    for _ in range(times):
        sites.copied(versions, root)
        with processes.started(root, processes.command("build", "--jobs", "3")) as process:
            processes.wait_for(partial(has_children, process.pid, 3), process)
            process.kill()
            process.wait()
            assert is_gone(process.pid, 1), "workers wait for ever"
        judging.whole(root, versions)
        judging.mended(root, versions)
    tally(f"killed without its workers: {times} of {times} workers gone within a second")


def test_a_worker_that_is_killed_ends_the_build_with_a_reason(
    root: Path, versions: Versions
) -> None:
    with processes.started(root, processes.command("build", "--jobs", "2")) as process:
        processes.wait_for(partial(has_children, process.pid, 2), process)
        os.kill(children(process.pid)[-1], signal.SIGKILL)
        done = processes.ended(process)
        assert is_gone(process.pid, 0.1)
    assert done.code == exits.DISK
    assert done.err.startswith("error[K0709]: a worker process was killed\n")
    judging.whole(root, versions)
    judging.mended(root, versions)


SIGNALLED_AT_BIRTH = """
import os, signal, sys
from kazarchive.execution.pool import Pool

def stop(*_):
    raise SystemExit("told by a process that has not begun")

signal.signal(signal.SIGINT, stop)
os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGINT))
with Pool(2) as pool:
    print(sum(pool.map(len, [("ab",), ("cde",)], 1_000)))
"""


def test_a_worker_that_is_signalled_at_birth_says_nothing() -> None:
    command = [sys.executable, "-c", SIGNALLED_AT_BIRTH]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.stderr) == ("5\n", "")
