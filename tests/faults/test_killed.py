"""Law 5: a build that is killed anywhere leaves whole files, and the next one needs no help."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import processes
from faults import judging, sites
from faults.sites import Versions
from faults.tracing import Traced

AT_CALLS = ("write", "rename", "open", "make", "remove")


def test_killed_at_a_random_time(
    root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    times, chance = 100 if long else 12, random.Random(5)
    began = time.monotonic()
    assert processes.run(root, "build").code == 0
    usual = time.monotonic() - began
    killed = 0
    for number in range(times):
        sites.copied(versions, root)
        words = processes.command("build", "--jobs", str(1 + number % 2))
        with processes.started(root, words) as process:
            time.sleep(chance.uniform(0.2, 0.9) * usual)
            processes.kill(process.pid)
            killed += processes.ended(process).code == -9
        judging.whole(root, versions)
        judging.mended(root, versions)
    tally(f"killed at random times: {times} of {times} sites whole, {killed} before the end")


def test_killed_at_a_system_call(
    edit: Traced, root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    times = 100 if long else 12
    halfway = 0
    for call in judging.spread(edit.of(*AT_CALLS), times):
        sites.copied(versions, root)
        assert edit.killed(call).code == -9, edit.calls[call]
        fresh = judging.whole(root, versions)
        halfway += 0 < fresh < len(versions.new)
        judging.mended(root, versions)
    tally(f"killed at system calls: {times} of {times} sites whole, {halfway} of them half new")


def test_killed_at_a_system_call_of_a_first_build(
    first: Traced, root: Path, versions: Versions, long: bool, tally: Callable[[str], None]
) -> None:
    """Folders are renamed as wholes into an empty output."""
    times, halfway = 50 if long else 6, 0
    for families in AT_CALLS, ("rename",):
        for call in judging.spread(first.of(*families), times):
            halfway += killed_once(first, call, root, versions)
    assert halfway
    tally(f"first build killed: {2 * times} of {2 * times} sites whole, {halfway} of them half new")


def killed_once(first: Traced, call: int, root: Path, versions: Versions) -> bool:
    """Whether a part of the site was there."""
    sites.unbuilt(versions, root)
    assert first.killed(call).code == -9, first.calls[call]
    site = judging.published(root)
    for name, content in site.items():
        assert content == versions.new.get(name), f"{name} is torn"
    judging.mended(root, versions)
    return 0 < len(site) < len(versions.new)
