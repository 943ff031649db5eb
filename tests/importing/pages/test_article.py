"""The words of an article → their elements."""

import pytest
from lxml import html

from kazarchive.importing import fragments
from kazarchive.importing.pages import article

A = "On 5 January the government resigned, and the president accepted its resignation."
B = "The same day, protests went on in Almaty, where the city hall was on fire."
C = "The internet was shut down in most of the country, as network observers reported."


def mapped(body: str, *blocks: str) -> article.Article:
    tree, _ = fragments.page(f"<html><body>{body}</body></html>")
    found = article.article(tree, blocks)
    assert found
    return found


def written(found: article.Article) -> str:
    return str(html.tostring(found.tree, encoding="unicode"))


def test_the_lowest_element_is_taken_from_its_first_to_its_last_word() -> None:
    body = f"<div>Menu</div><div><div>Top</div><p>{A}</p><p>{B}</p><div>Bottom</div></div>"
    found = mapped(body, A, B)
    assert written(found) == f"<div><div><p>{A}</p><p>{B}</p></div></div>"
    assert article.is_whole(found, (A, B))


def test_paragraphs_beside_the_chosen_ones_are_told() -> None:
    short = "The source of the figures is the ministry."
    links = "<p><a href=a>Another article of the same day</a></p>"
    for body in (
        f"<p>{short}</p><p>{A}</p><p>{B}</p>{links}",
        f"<p>{A}</p><p>{B}</p>{links}<p>{short}</p>",
        f"<div><p>{A}</p></div><div><p>{B}</p><p>{short}</p></div>",
        f"<p>{A}</p><p>{B}</p><nav>{short}</nav><p>{short}</p><p>Menu</p>",
    ):
        found = mapped(f"<div>{body}</div>", A, B)
        assert found.left_out == (short,), body
        assert short not in written(found)


def test_text_beside_elements_is_taken_too() -> None:
    found = mapped(f"<div>Top<br>{A}<br>{B}<hr>Bottom</div>", A, B)
    assert written(found) == f"<div><div>{A}<br>{B}</div></div>"


@pytest.mark.parametrize(
    "between",
    [
        "<figure><img src=a><figcaption>A caption</figcaption></figure>",
        "<table><tr><td>1</td></tr></table>",
        "<iframe src=a></iframe>",
        "<pre>code</pre>",
        "<p>A line that the extractor passed over.</p>",
        '<p><a href="a"><img src="b"></a></p>',
    ],
)
def test_what_stands_between_comes_along(between: str) -> None:
    found = mapped(f"<div><p>{A}</p>{between}<p>{B}</p></div>", A, B)
    assert between.replace("=a", '="a"') in written(found)
    assert not found.left_out


@pytest.mark.parametrize(
    "between",
    [
        "<div class='related-posts'>Read also</div>",
        "<p>See <a href=a>Another article of the day</a></p>",
        "<div id=social>Share</div>",
        "<aside>Quote</aside>",
        "<nav>Menu</nav>",
    ],
)
def test_what_leads_elsewhere_is_left_out_and_named(between: str) -> None:
    found = mapped(f"<div><p>{A}</p>{between}<p>{B}</p></div>", A, B)
    assert written(found) == f"<div><div><p>{A}</p><p>{B}</p></div></div>"
    assert len(found.left_out) == 1


def test_a_lead_elsewhere_comes_before_the_text() -> None:
    many = "".join(f"<p>{n} {B}</p>" for n in range(12))
    found = mapped(
        f"<header><p>{A}</p><p>x</p></header><div>Menu</div><div>{many}</div>",
        A,
        *(f"{n} {B}" for n in range(12)),
    )
    assert [each.tag for each in found.tree] == ["p", "div"]
    assert not found.missing


def test_figures_next_to_the_text_belong_to_it() -> None:
    figure = '<figure><img src="a"></figure>'
    found = mapped(f"<div><p>Top</p>{figure}<p>{A}</p><p>{B}</p>{figure}<p>Bottom</p></div>", A, B)
    assert written(found).count("<figure>") == 2


def test_a_text_that_is_broken_by_other_words_is_found_by_its_ends() -> None:
    found = mapped(f"<div><p>{A[:40]}<small>Ad</small>{A[40:]}</p><p>{B}</p></div>", A, B)
    assert "Ad" in written(found)
    assert article.is_whole(found, (A, B))


def test_comments_of_readers_are_left_out_even_if_they_were_chosen() -> None:
    found = mapped(
        f"<div><p>{A}</p><p>{B}</p><p>{C}</p><div class=comments>{C}x</div></div>", A, B, C, C + "x"
    )
    assert "comments" not in written(found)
    assert found.left_out == (f"{C}x",)


def test_words_that_are_not_in_the_page_are_missing() -> None:
    found = mapped(f"<div><p>{A}</p></div>", A, "Nothing of this stands in the page at all.")
    assert not article.is_whole(found, (A,))
    tree, _ = fragments.page("<p>Other</p>")
    assert article.article(tree, (A,)) is None


def test_links_are_counted_before_they_are_left_out() -> None:
    teaser = "<h2><a href=a>A headline of an article</a></h2>"
    found = mapped(f"<div><p>{A}</p>{teaser * 3}<p>{B}</p></div>", A, B)
    assert found.entries == 3
    assert 0.2 < found.linked < 0.6
