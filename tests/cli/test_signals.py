"""A command that is interrupted says one line and leaves the old site."""

import gc
import os
import signal
import sys
import time
import weakref
from pathlib import Path

import pytest

from archives import tree
from commands import VERIFIED, article, process, run
from kazarchive.cli.signals import Stopped, stoppable
from kazarchive.rendering import batch
from kazarchive.state import database
from processes import ended


def test_130_an_interrupt_says_one_line(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(built / "public")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    article(built, "b")
    with monkeypatch.context() as patched:
        patched.setattr(batch, "render_chunk", interrupted)
        outcome = run(built, "build")
    assert outcome.code == 130
    assert outcome.out == ""
    assert outcome.err.strip() == "Interrupted; the published site is intact."
    assert tree(built / "public") == before
    assert run(built, "build", "--verify").code == 0


def test_130_an_interrupt_before_the_first_page_says_one_line(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = [database.open_for_reading]  # by the look at the published files

    def interrupted(folder: Path) -> object:
        if once:
            return once.pop()(folder)
        raise KeyboardInterrupt

    left: list[object] = []
    article(built, "b")
    monkeypatch.setattr(database, "open_for_reading", interrupted)
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    outcome = run(built, "build")
    gc.collect()
    assert (outcome.code, outcome.out) == (130, "")
    assert outcome.err.strip() == "Interrupted; the published site is intact."
    assert not left


def test_130_a_build_by_several_processes_is_interrupted_from_the_terminal(root: Path) -> None:
    for number in range(700):
        article(root, f"a{number}", "Text.\n" * 20, f"2022-01-{number % 28 + 1:02}")
    started = process(root, "build", "--jobs", "2")
    staging = root / "public" / ".kazarchive-staging"
    while started.poll() is None and not (staging.is_dir() and any(staging.iterdir())):
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGINT)
    outcome = ended(started)
    assert outcome.code == 130
    assert outcome.out == ""
    assert outcome.err.strip() == "Interrupted; the published site is intact."
    again = ended(process(root, "build", "--verify"))
    assert (again.code, again.err) == (0, VERIFIED)


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_a_finalizer_is_not_lost(
    number: int, times: int, capfd: pytest.CaptureFixture[str]
) -> None:
    class Collected:
        """Each of its objects is collected while the signal comes, or comes again."""

    def finalizer() -> None:
        os.kill(os.getpid(), number)
        while True:  # until the signal's exception ends it
            pass

    def work() -> None:
        for _ in range(times):
            one = Collected()
            weakref.finalize(one, finalizer)
            del one
        while True:
            pass

    hook = sys.unraisablehook
    with pytest.raises(Stopped) as stopped, stoppable("Too late."):
        work()
    assert stopped.value.code == 128 + number
    assert sys.unraisablehook is hook
    assert capfd.readouterr().err == ""
