"""Rendering what is pending: each fault of a template is told once."""

import pytest

from archives import Archive
from kazarchive.problems import ProblemsFound
from kazarchive.rendering import batch

BROKEN = '{% extends "base.html" %}{% block main %}{{ nothing.x }}{% endblock %}'


def faults(archive: Archive) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        archive.build()
    return [problem.message for problem in raised.value.problems]


@pytest.fixture
def broken(archive: Archive) -> Archive:
    for number in range(12):
        archive.article(f"{number}.md")
    archive.write("templates/article.html", BROKEN)
    return archive


def test_a_fault_that_all_pages_have_is_told_once_with_their_number(broken: Archive) -> None:
    (message,) = faults(broken)
    assert "11 more pages" in message
    assert not broken.output.exists() or not broken.tree()


def test_where_too_many_fail_the_rest_is_not_tried(
    broken: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "ENOUGH_FAILED", 3)
    (message,) = faults(broken)
    assert "at least" in message


def test_after_a_correction_all_that_was_pending_is_made(broken: Archive) -> None:
    faults(broken)
    broken.remove("templates/article.html")
    broken.build_as_clean()
