"""What may stand in an article's HTML, and how its links, headings and footnotes are written."""

import re
import time

import pytest

from kazarchive.rules import footnotes, html, sanitizer

# --- footnotes ----------------------------------------------------------------------------------


def cited(label: str) -> str:
    return f'<sup class="footnote-reference"><a href="#{label}">1</a></sup>'


def note(label: str, text: str) -> str:
    return (
        f'<div class="footnote-definition" id="{label}"><sup class="footnote-definition-label">'
        f"1</sup>\n<p>{text}</p>\n</div>\n"
    )


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


# --- headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<h2>A <em>b</em></h2>", '<h2 id="a-b">A <em>b</em></h2>'),
        ('<h2 lang="ru" id="x">A</h2>', '<h2 id="x" lang="ru">A</h2>'),
        ('<h2 title=" id=" lang="ru">A</h2>', '<h2 id="a" title=" id=" lang="ru">A</h2>'),
        ('<h2 title="a > b">A</h2>', '<h2 id="a" title="a > b">A</h2>'),
        ("<h1>A</h1><h6>B</h6>", '<h2 id="a">A</h2><h6 id="b">B</h6>'),
        ('<p title="<h1">a</p><h2>A</h2>', '<p title="<h1">a</p><h2 id="a">A</h2>'),
        (
            '<h2>Fn 1</h2><p id="a">b</p><h3 id="a">C</h3><li id="fn-1">d</li>',
            '<h2 id="fn-1-2">Fn 1</h2><p id="a">b</p><h3 id="a-2">C</h3><li id="fn-1">d</li>',
        ),
        (
            "<h2>A<div><h3>B</h3></div></h2>",
            '<h2 id="a">A<div><h3 id="b">B</h3></div></h2>',
        ),
    ],
)
def test_a_heading_gets_an_id(written: str, made: str) -> None:
    assert html.with_heading_ids(written, "en") == made


# --- attributes ---------------------------------------------------------------------------------


def test_urls_are_found_whatever_stands_before_them() -> None:
    body = '<a title=" href=" lang="a" href="a.md">x</a><img alt="a > b" src="b.svg">'
    assert html.urls(body) == [("a.md", False), ("b.svg", True)]
    assert html.rewrite_urls(body, lambda url: f"/{url}") == (
        '<a title=" href=" lang="a" href="/a.md">x</a><img alt="a > b" src="/b.svg">'
    )


def test_a_link_that_leads_nowhere_loses_its_address() -> None:
    body = '<a lang="ru" href="a.md" title="t">x</a>'
    assert html.rewrite_urls(body, lambda url: None) == '<a lang="ru" title="t">x</a>'


def test_ids_are_those_of_tags() -> None:
    body = '<p title=" id=" id="a">x</p> id="b" <br><abbr title="a > b" id="c&amp;d">'
    assert html.ids(body) == ("a", "c&d")


def test_images_that_say_nothing_are_told() -> None:
    body = '<img src="a"><img src="b" alt=" "><img alt="a > b" src="c"><img title=" alt=" src="d">'
    assert html.images_without_alt(body) == ["a", "b", "d"]


# --- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "part",
    [
        "<a ",
        "<img ",
        "<a x",
        '<a x="',
        '<a x=" ',
        "<a x='",
        '<a y=" z="',
        '" z="<a y=',
        "<a href=",
        '<a href="',
        "<h2>",
        "<h2 ",
        "</h2",
        "<h2><h3>",
        "<h2>a</h2>",
        "<img>",
        " id=",
        "<sup class=",
        note("a", "x")[:-8],
        cited("a")[:-12],
    ],
)
def test_every_look_at_html_takes_linear_time(part: str) -> None:
    body = part * 20_000
    began = time.process_time()
    html.with_heading_ids(body, "en")
    html.urls(body)
    html.ids(body)
    html.images_without_alt(body)
    footnotes.as_list(body)
    assert time.process_time() - began < 2.5


def test_many_footnotes_take_linear_time() -> None:
    labels = [f"n{number}" for number in range(20_000)]
    body = "".join(map(cited, labels)) + "".join(note(label, "x") for label in labels)
    began = time.process_time()
    assert footnotes.as_list(body).count("<li ") == 20_000
    assert time.process_time() - began < 1


def test_a_table_stands_in_a_box_that_scrolls() -> None:
    table = '<table id="t"><tr><td>1</td></tr></table>'
    boxed = f'<div class="scroll" tabindex="0">{table}</div>'
    assert html.with_scrolling_tables(f"<p>A</p>{table}") == f"<p>A</p>{boxed}"
    assert html.with_scrolling_tables("<p>&lt;table&gt;</p>") == "<p>&lt;table&gt;</p>"
    inner = html.with_scrolling_tables(f"<table><tr><td>{table}</td></tr></table>")
    assert inner.count("<div") == inner.count("</div>") == 2


def test_a_table_in_an_attribute_is_no_table() -> None:
    written = '<p title="<table onclick=x></table>">A</p><table></table>'
    clean = html.with_scrolling_tables(sanitizer.sanitize(written))
    assert clean.count('<div class="scroll" tabindex="0"><table>') == 1
    assert "&lt;table" in clean


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(
    "written",
    [
        "<input>",
        "<input type=submit>",
        "<input type=image src=https://e.example/x.png>",
        '<input type="CHECKBOX" name="a" value="b" style="position:fixed">',
        "<input type=checkbox disabled=false>",
        "<input type=text autofocus onfocus=x>",
        "<input type=1>",
    ],
)
def test_an_input_is_a_disabled_checkbox_and_nothing_else(written: str, own: bool) -> None:
    assert re.fullmatch(
        r'<input(?: type="checkbox"| disabled="(?:false)?"){2}>', sanitizer.sanitize(written, own)
    )


def test_a_task_stays_ticked_beside_other_html_of_the_author() -> None:
    whole = sanitizer.sanitize("<ol type=a><li><input disabled type=checkbox checked> Done</ol>")
    kinds = '(?: checked=""| type="checkbox"| disabled=""){3}'
    assert re.fullmatch(f'<ol type="a"><li><input{kinds}> Done</li></ol>', whole)


@pytest.mark.parametrize(
    ("attribute", "value", "kept"),
    [
        ("type", "checkbox", True),
        ("type", "CheckBox", True),
        ("type", "submit", False),
        ("type", "1", False),
        ("disabled", "disabled", True),
        ("checked", "", True),
        ("name", "a", False),
        ("style", "text-align: left", False),
    ],
)
def test_what_is_lost_of_an_input_is_known(attribute: str, value: str, kept: bool) -> None:
    assert sanitizer.keeps("input", attribute, value) is kept


@pytest.mark.parametrize(
    "written",
    [
        "<p id=a lang=ru>b</p>",
        "<a href=https://a.example/ onclick=x>b</a>",
        "<td data-style=x>b</td>",
        "<a names=b>c</a>",
        "style: name, rel",
    ],
)
def test_html_without_attributes_to_decide_on_is_made_safe_alike(written: str) -> None:
    quoted = '<q cite="https://a.example/"></q>'
    decided = sanitizer.sanitize(written + quoted).removesuffix(quoted)
    assert (
        sanitizer.sanitize(written, own=True) == sanitizer.sanitize(written, own=False) == decided
    )
