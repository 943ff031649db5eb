"""Sentences that are no part of an article."""

from lxml import html

from kazarchive.importing.pages import sentences

APPEAL = "Если вам понравилась статья, подпишитесь на нас."


def left(inner: str, *patterns: str) -> tuple[str, tuple[str, ...]]:
    tree = html.fromstring(f"<div>{inner}</div>")
    out = sentences.without_boilerplate(tree, patterns)
    return str(html.tostring(tree, encoding="unicode")), out


def test_appeals_at_the_end_are_taken_out() -> None:
    assert left(f"<p>Текст.</p><p>{APPEAL}</p>") == ("<div><p>Текст.</p></div>", (APPEAL,))
    assert left(f"Текст.<br><b>{APPEAL}</b>") == ("<div>Текст.<br></div>", (APPEAL,))


def test_lines_that_the_site_names_are_taken_out_anywhere() -> None:
    inner = "<p>Read also: A</p><p>Text.</p>"
    assert left(inner, "^read also") == ("<div><p>Text.</p></div>", ("Read also: A",))


def test_a_text_of_nothing_else_stays() -> None:
    assert left(f"<p>{APPEAL}</p>") == (f"<div><p>{APPEAL}</p></div>", ())
