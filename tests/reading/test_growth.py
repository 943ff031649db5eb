"""No text makes a page that is out of all proportion to it."""

import tracemalloc

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import ProblemsFound
from kazarchive.reading import growth, markup


def rendered(body: str, engine: str) -> str:
    options = MarkdownOptions(engine, ("abbr",) if engine == "python-markdown" else (), "sanitize")
    return markup.rendering(body, options, "en", "articles/a.md", 4).html


def refused(body: str, engine: str) -> int:
    """The line at which a body is refused, and that no memory was taken for it."""
    tracemalloc.start()
    with pytest.raises(ProblemsFound) as found:
        rendered(body, engine)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    (problem,) = found.value.problems
    assert problem.code == "K0430"
    return problem.place.line


@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
@pytest.mark.parametrize(("width", "rows"), [(8_000, 1_500), (200, 16_000), (100, 2_000)])
def test_short_rows_under_a_wide_header_are_refused(engine: str, width: int, rows: int) -> None:
    body = "Text.\n\n" + "|a" * width + "|\n" + "|-" * width + "|\n" + "|x|\n" * rows
    assert refused(body, engine) == 7
    assert refused(body.replace("|x|", "x"), engine) == 7


def test_a_definition_that_is_written_out_too_often_is_refused() -> None:
    many, long = "[x] " * 6_000, "a" * 25_000
    for body in (
        f"{many}\n\n[x]: https://a.example/{long}\n",
        f"{many}\n\n[X]: u '{long}'\n",
        f"{many.replace('[x]', '![y][x]')}\n\n[x]: u\n  '{long}'\n",
        f"{many.replace('[x]', 'ab')}\n\n*[ab]: {long}\n",
    ):
        assert refused(body, "python-markdown") == 6
    assert len(rendered(f"{many}\n\n[x]: https://a.example/{long}\n", "commonmark")) < 200_000


@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
def test_a_large_table_that_is_written_out_is_published(engine: str) -> None:
    body = "|a" * 10 + "|\n" + "|-" * 10 + "|\n" + ("|x" * 10 + "|\n") * 500
    assert rendered(body, engine).count("<td>x</td>") == 5_000


def test_whatever_becomes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "FREE", 10)
    monkeypatch.setattr(growth, "TIMES", 1)
    assert refused("- a\n- b\n- c\n", "commonmark") == 4
