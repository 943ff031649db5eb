"""Footnotes of pulldown-cmark in the form of Python-Markdown's."""

import re
import time

import pytest

from kazarchive.rules import footnotes
from rules.notes import cited, note


def fragments(whole: str) -> tuple[list[str], list[str]]:
    """(where links lead, what there is)"""
    return re.findall(r'href="#([^"]+)"', whole), re.findall(r' id="([^"]+)"', whole)


def test_a_note_may_be_cited_by_another_note_alone() -> None:
    whole = footnotes.as_list(
        f"<p>A{cited('a')}</p>\n" + note("b", "Note B.") + note("a", "Note A." + cited("b"))
    )
    assert [whole.index(text) for text in ("Note A.", "Note B.")] == sorted(
        whole.index(text) for text in ("Note A.", "Note B.")
    )
    leading, there = fragments(whole)
    assert set(leading) == set(there) == {"fn-1", "fn-2", "fnref-1", "fnref-2"}
    assert len(there) == 4


def test_notes_that_nothing_leads_to_come_last_without_a_way_back() -> None:
    whole = footnotes.as_list(
        note("c", "Note C.") + f"<p>A{cited('a')}</p>\n" + note("a", "Note A.")
    )
    assert '<li id="fn-2"><p>Note C.</p></li>' in whole
    assert fragments(whole) == (["fn-1", "fnref-1"], ["fnref-1", "fn-1", "fn-2"])


def test_notes_may_cite_each_other_and_themselves() -> None:
    whole = footnotes.as_list(
        f"<p>A{cited('a')}</p>\n"
        + note("a", "Note A." + cited("b"))
        + note("b", "Note B." + cited("a") + cited("b"))
    )
    leading, there = fragments(whole)
    assert set(leading) <= set(there)
    assert sorted(there) == ["fn-1", "fn-2", "fnref-1", "fnref-2"]


def test_of_two_notes_with_one_label_the_first_is_meant_and_neither_is_lost() -> None:
    whole = footnotes.as_list(
        f"<p>A{cited('a')}</p>\n" + note("a", "First.") + note("a", "Second.")
    )
    assert '<li id="fn-1"><p>First. <a' in whole
    assert '<li id="fn-2"><p>Second.</p></li>' in whole


@pytest.mark.parametrize(
    "text",
    ["<div>A</div>", "<div>A\n<DIV>B</DIV>\n</div>\nC", "<div>A</div>\n<div>B</div>\n", "A"],
)
def test_a_note_may_hold_divisions(text: str) -> None:
    whole = footnotes.as_list(f"<p>1{cited('a')}</p>\n{note('a', text)}<p>2</p>\n{note('b', 'B')}")
    assert whole.startswith("<p>1<sup")
    assert whole.index("<p>2</p>") < whole.index('<div class="footnotes">')
    assert f'<li id="fn-1"><p>{text} <a class' in whole


def test_a_division_left_open_in_a_note_swallows_nothing() -> None:
    whole = footnotes.as_list(f"{cited('a')}{note('a', '<div>A')}<p>2</p>\n{note('b', 'B')}")
    assert whole.index("<p>2</p>") < whole.index('<div class="footnotes">')
    assert "<div>A" in whole


def test_a_reference_without_a_note_stays() -> None:
    assert footnotes.as_list(cited("a") + note("b", "B.")).startswith(cited("a"))


def test_many_footnotes_take_linear_time() -> None:
    labels = [f"n{number}" for number in range(20_000)]
    body = "".join(map(cited, labels)) + "".join(note(label, "x") for label in labels)
    began = time.process_time()
    assert footnotes.as_list(body).count("<li ") == 20_000
    assert time.process_time() - began < 1
