"""The lines of generated code."""

from unittest import mock

import pytest

from kazarchive.specialise.calls import Calls
from kazarchive.specialise.lines import Lines


@pytest.fixture
def lines() -> Lines:
    expressions = mock.create_autospec(Calls, instance=True)
    expressions.bind.return_value = "Markup"
    return Lines(expressions)


def test_text_that_follows_text_is_one_constant(lines: Lines) -> None:
    lines.show_text("<p>")
    lines.show_text("a")
    lines.flush()
    lines.flush()
    assert lines.lines == ["    show(('<p>a',))"]


def test_a_line_comes_behind_what_was_shown_before_it(lines: Lines) -> None:
    lines.show_text("a")
    lines.write("x = 1")
    assert lines.lines == ["    show(('a',))", "    x = 1"]


def test_an_empty_body_passes(lines: Lines) -> None:
    with lines.indented("if x:"):
        pass
    with lines.indented("else:"):
        lines.show_text("a")
    assert lines.lines == ["    if x:", "        pass", "    else:", "        show(('a',))"]


def test_what_is_hoisted_stands_apart_at_the_left(lines: Lines) -> None:
    with lines.hoisting(), lines.function("f(a)"):
        lines.show_text("x")
    assert lines.lines == []
    assert lines.hoisted[0] == "def f(a):"
    assert lines.hoisted[-1] == "    return Markup(''.join(parts))"


def test_identifiers_are_never_the_same(lines: Lines) -> None:
    assert lines.identifier("a") != lines.identifier("a")
