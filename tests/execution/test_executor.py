"""How worker processes begin, and how many there are."""

import os

import pytest

from kazarchive.execution import executor


@pytest.mark.parametrize(
    ("platform", "method"), [("linux", "fork"), ("freebsd14", "fork"), ("darwin", "spawn")]
)
def test_processes_are_forked_where_that_is_safe(platform: str, method: str) -> None:
    assert executor.start_method(platform) == method


def test_there_is_at_least_one_job(monkeypatch: pytest.MonkeyPatch) -> None:
    assert executor.default_jobs() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert executor.default_jobs() == 1
