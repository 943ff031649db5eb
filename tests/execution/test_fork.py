"""A task shared with one forked process."""

import os
import time

import pytest

from kazarchive.execution.fork import run_in_background

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def doubled(number: int) -> int:
    return 2 * number


def only_here(process: int) -> int:
    """Fails in any other process."""
    assert os.getpid() == process
    return process


def test_results_come_in_the_order_of_the_parts() -> None:
    parts = [(number,) for number in range(20)]
    assert run_in_background(doubled, parts)() == [2 * number for number in range(20)]


def test_parts_that_the_other_process_fails_at_are_done_here() -> None:
    parts = [(os.getpid(),)] * 8
    result = run_in_background(only_here, parts)
    time.sleep(0.05)  # so that the other process takes the first part, and fails
    assert result() == [os.getpid()] * 8


def test_an_error_here_ends_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        forked.append(process)
        return process

    def refuse() -> None:
        raise ValueError("refused")

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(ValueError, match="refused"):
        run_in_background(refuse, [(), ()])()
    with pytest.raises(ChildProcessError):
        os.waitpid(forked[0], os.WNOHANG)
