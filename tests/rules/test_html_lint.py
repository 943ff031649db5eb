"""What an article's HTML shows that its author cannot have meant."""

from kazarchive.rules import html_lint


def test_marks_of_notes_that_readers_see_are_listed_once_and_not_in_code() -> None:
    body = "<p>A[^1] b[^1] <code>[^2]</code></p><pre>[^3]</pre><p>[^ä&amp;]</p>"
    assert html_lint.undefined_footnotes(body) == ("[^1]", "[^ä&]")


def test_a_note_to_which_nothing_leads_is_unused() -> None:
    note = '<ol><li id="fn-1">N</li></ol>'
    assert html_lint.has_unused_footnotes(note)
    assert not html_lint.has_unused_footnotes(f'<a href="#fn-1">1</a>{note}')


def test_a_link_that_shows_nothing_is_named_by_its_url() -> None:
    body = '<a href="/a/?x&amp;y"></a> <a href="/b/">b</a>'
    assert list(html_lint.links_without_text(body)) == ["/a/?x&y"]


def test_a_link_that_leads_nowhere_is_named_by_its_text() -> None:
    assert list(html_lint.links_without_address('<a href="">the <b>cap</b></a>')) == ["the cap"]
    assert not list(html_lint.links_without_address('<a href="#a">a</a>'))


def test_a_link_or_an_image_may_have_lost_its_address() -> None:
    assert html_lint.has_lost_addresses("<a>x</a>")
    assert html_lint.has_lost_addresses('<img alt="x">')
    assert not html_lint.has_lost_addresses('<a href="/">x</a><img src="a.png"><abbr>x</abbr>')


def test_levels_of_headings_are_in_their_order() -> None:
    assert html_lint.levels('<h2 id="a">A</h2><h4>B</h4><hr><header></header><h3>C</h3>') == [
        2,
        4,
        3,
    ]


def test_shown_text_has_neither_tags_nor_code() -> None:
    assert (
        html_lint.shown_text("<p>a &lt; <code>x</code></p>")
        == "a < \N{OBJECT REPLACEMENT CHARACTER}"
    )
