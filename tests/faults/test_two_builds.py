"""Two builds at once: one waits, or says which process it would have to wait for."""

import os
import random
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import processes
from archives import difference, tree
from faults import judging, sites
from faults.sites import Versions
from kazarchive.cli import exits
from kazarchive.state.folder import NAME, OWNER
from processes import Outcome


def named(loser: Outcome) -> int:
    """The process that a build which found the archive locked says is at work."""
    assert (loser.code, loser.out) == (exits.LOCKED, "")
    found = re.match(r"error\[K0703\]: .* is running \(process (\d+)\)\n", loser.err)
    assert found, loser.err
    return int(found[1])


def test_two_builds_at_once(
    root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    pairs, chance, refused = 100 if long else 3, random.Random(5), 0
    for number in range(pairs):
        sites.copied(versions, root)
        words = processes.command("build", "--jobs", str(1 + number // 2 % 2))
        with processes.started(root, words) as first:
            if number % 2:
                processes.wait_until_at_work(root, first)
                time.sleep(chance.uniform(0, 0.1))
                os.killpg(first.pid, signal.SIGSTOP)
            else:
                time.sleep(chance.choice((0, 0.1)))
            with processes.started(root, words) as second:
                theirs = processes.ended(second)
            os.killpg(first.pid, signal.SIGCONT)
            ours = processes.ended(first)
        assert 0 in (ours.code, theirs.code), (ours, theirs)
        if theirs.code != 0:
            assert named(theirs) == first.pid
        if ours.code != 0:
            assert named(ours) == second.pid
        refused += exits.LOCKED in (ours.code, theirs.code)
        assert not difference(tree(root / "public"), versions.new)
    assert refused >= pairs // 3
    tally(f"two builds at once: {pairs} of {pairs} sites right, {refused} told of the other build")


def test_the_lock_of_a_dead_process_is_taken_over(root: Path, versions: Versions) -> None:
    with processes.started(root, processes.command("build")) as process:
        processes.wait_until_at_work(root, process)
        process.kill()
        process.wait()
    assert (root / NAME / OWNER).exists()
    ended = processes.run(root, "build", "--quiet")
    assert (ended.code, ended.out) == (0, "")
    # The edit moves articles, which is told; of the lock there is nothing to say.
    assert {*re.findall(r"^\w+\[(\w+)\]", ended.err, re.MULTILINE)} == {"K0209"}
    judging.mended(root, versions)


def test_removing_the_state_waits_for_no_build_and_meets_none(
    root: Path, versions: Versions
) -> None:
    with processes.started(root, processes.command("build")) as process:
        processes.wait_until_at_work(root, process)
        os.killpg(process.pid, signal.SIGSTOP)
        assert named(processes.run(root, "clean")) == process.pid
        os.killpg(process.pid, signal.SIGCONT)
        assert processes.ended(process).code == 0
    judging.mended(root, versions)
