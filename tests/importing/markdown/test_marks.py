"""Inline elements → marks: one for each meaning, and none for styles."""

import pytest

from importing.markdown.engines import written
from importing.markdown.normal import parsed
from kazarchive.importing.markdown import marks
from kazarchive.importing.markdown.values import Mark


def names(source: str) -> list[str]:
    return [mark.name for mark in marks.inside(parsed(source)[0], ())]


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ("<b>x</b>", ["strong"]),
        ("<i>x</i>", ["em"]),
        ("<strike>x</strike>", ["s"]),
        ("<tt>x</tt>", ["code"]),
        ("<acronym>x</acronym>", ["abbr"]),
        ("<span>x</span>", []),
        ("<font color=red>x</font>", []),
        ('<span style="font-weight: 700; color: red">x</span>', ["strong"]),
        ('<span style="font-weight: 400;">x</span>', []),
        ('<b style="font-weight:normal">x</b>', []),
        ('<span style="font-style:italic">x</span>', ["em"]),
        ('<a href="x.md">x</a>', ["a"]),
        ('<a name="x">x</a>', []),
        ('<a href="javascript:x()">x</a>', []),
        ('<a href="mailto:a@b.kz">x</a>', ["a"]),
    ],
)
def test_a_mark_is_what_it_means(source: str, mark: list[str]) -> None:
    assert names(source) == mark


def test_a_mark_inside_one_of_its_kind_is_none() -> None:
    outer = (Mark("strong"), Mark("a", (("href", "y"),)))
    assert marks.inside(parsed("<b>x</b>")[0], outer) == outer
    assert marks.inside(parsed('<a href="x">x</a>')[0], outer) == outer


def test_what_readers_can_see_of_a_mark_is_kept() -> None:
    source = (
        '<abbr title="A &quot;B&quot;" class="c">АҚ</abbr>, <time datetime="2022-01-05">5</time>'
    )
    assert written(source) == (
        '<abbr title="A &quot;B&quot;">АҚ</abbr>, <time datetime="2022-01-05">5</time>'
    )
