"""Footnotes are found in every form in which programs write them."""

import pytest

from importing.markdown.engines import ENGINES, assert_same, rendered, written
from importing.markdown.normal import parsed
from kazarchive.importing.markdown import footnotes

FORMS = {
    "WordPress": '<p>Text<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup>.</p>'
    '<ol class="wp-block-footnotes"><li id="u1">Ескерту <b>x</b>'
    ' <a href="#u1-link">↩︎</a></li></ol>',
    "pandoc": '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>.</p>'
    '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Ескерту <b>x</b>'
    '<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>',
    "mammoth": '<p>Text<sup><a href="#doc-footnote-1" id="doc-footnote-ref-1">[1]</a></sup>.</p>'
    '<ol><li id="doc-footnote-1"><p> Ескерту <b>x</b>'
    ' <a href="#doc-footnote-ref-1">↑</a></p></li></ol>',
    "EPUB": '<p>Text<a epub:type="noteref" href="#n1">1</a>.</p>'
    '<aside epub:type="footnote" id="n1"><p>1. Ескерту <b>x</b></p></aside>',
    "Word": '<p>Text<a name="_ftnref1" href="#_ftn1"><span>[1]</span></a>.</p><hr><div id="ftn1">'
    '<p><a name="_ftn1" href="#_ftnref1">[1]</a> Ескерту <b>x</b></p></div>',
    "Python-Markdown": "<p>Text"
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
    '<div class="footnote"><hr><ol><li id="fn:1"><p>Ескерту <b>x</b>&nbsp;'
    '<a class="footnote-backref" href="#fnref:1">&#8617;</a></p></li></ol></div>',
    "asterisks": '<p>Text<sup id="r"><a href="#n">*</a></sup>.</p>'
    '<p id="n">* Ескерту <b>x</b> <a href="#r">^</a></p>',
}


@pytest.mark.parametrize("form", FORMS)
def test_a_footnote_of_any_form_is_one_of_markdown(form: str) -> None:
    assert written(FORMS[form]) == "Text[^1].\n\n[^1]: Ескерту **x**"


def test_other_links_inside_a_page_are_none() -> None:
    contents = '<p><a id="t1" href="#s1">1</a></p><h2 id="s1"><a href="#t1">Part</a></h2>'
    assert not footnotes.found(parsed(contents)).references
    words = '<p><a id="t1" href="#s1">Part one</a></p><p id="s1">x <a href="#t1">↑</a></p>'
    assert not footnotes.found(parsed(words)).references
    missing = '<p><sup><a href="#n1">1</a></sup></p>'
    assert written(missing) == "<sup>[1](#n1)</sup>"


def test_the_target_of_another_link_is_kept() -> None:
    source = '<p><a href="#more">see</a></p><h2 id="more">More</h2><ul><li id="other">x</li></ul>'
    assert written(source) == '[see](#more)\n\n## <a id="more"></a>More\n\n- x'


def test_references_are_numbered_in_their_order() -> None:
    source = (
        '<p>a<sup id="r2"><a href="#n2">7</a></sup> b<sup id="r1"><a href="#n1">3</a></sup>'
        ' c<sup><a class="noteref" href="#n2">7</a></sup></p>'
        '<ol><li id="n1">one <a href="#r1">↩</a></li><li id="n2">two <a href="#r2">↩</a></li></ol>'
    )
    assert written(source) == "a[^1] b[^2] c[^1]\n\n[^1]: two\n\n[^2]: one"


def test_a_note_can_refer_to_another() -> None:
    source = (
        '<p>a<sup id="r1"><a href="#n1">1</a></sup></p><ol>'
        '<li id="n1">one<sup id="r2"><a href="#n2">2</a></sup> <a href="#r1">↩</a></li>'
        '<li id="n2">two <a href="#r2">↩</a></li></ol>'
    )
    body = written(source)
    assert body == "a[^1]\n\n[^1]: one[^2]\n\n[^2]: two"
    assert all(rendered(body, engine).count("<li") == 2 for engine in ENGINES)


def test_no_note_is_lost_with_its_reference() -> None:
    source = (
        '<p>a<noscript><sup id="r1"><a href="#n1">1</a></sup></noscript></p>'
        '<ol><li id="n1">one <a href="#r1">↩</a></li></ol>'
    )
    assert written(source) == "a\n\n[^1]: one"


def test_several_references_share_one_raised_text() -> None:
    source = (
        '<p>a<sup>[<a id="r1" href="#n1">1</a>, <a id="r2" href="#n2">2</a>]</sup></p><ol>'
        '<li id="n1">one <a href="#r1">↩</a></li><li id="n2">two <a href="#r2">↩</a></li></ol>'
    )
    assert written(source).startswith("a[^1][^2]\n\n")


def test_a_reference_in_a_table_of_html_makes_the_notes_html_too() -> None:
    source = (
        '<table><tr><td>x<sup class="footnote-ref" id="r1"><a href="#n1">1</a></sup></td></tr>'
        '</table><div class="footnotes"><ol><li id="n1"><p>one</p> <a class="back" href="#r1">↩</a>'
        "</li></ol></div>"
    )
    assert "[^" not in assert_same(source)


def test_a_note_with_code_makes_the_notes_html_too() -> None:
    source = (
        '<p>x<sup class="footnote-ref" id="r1"><a href="#n1">1</a></sup></p>'
        '<div class="footnotes"><ol><li id="n1"><p>one</p><pre>a\n\nb</pre>'
        '<a class="back" href="#r1">↩</a></li></ol></div>'
    )
    assert "[^" not in assert_same(source)
