"""Pages that are no articles."""

import pytest
from lxml import html

from kazarchive.importing.pages import lists
from kazarchive.importing.pages.article import Article

LONG = "<p>" + "A sentence of a text that is as long as those of news. " * 4 + "</p>"


def is_list(
    inner: str = LONG,
    entries: int = 0,
    linked: float = 0.0,
    url: str = "",
    kind: str = "",
    says: bool = False,
) -> bool:
    chosen = Article(html.fromstring(f"<div>{inner}</div>"), (), (), entries, linked)
    metas = {"og:type": [kind]} if kind else {}
    return lists.is_list(chosen, metas, url, says_article=says)


def test_headings_with_links_and_little_text_make_a_list() -> None:
    assert is_list(entries=3)
    assert not is_list(entries=3, says=True)
    assert not is_list(LONG * 10, entries=3)
    assert is_list(linked=0.6)
    assert not is_list(linked=0.6, kind="article")
    assert is_list(linked=0.9, kind="article")


def test_a_front_page_is_a_list_unless_it_says_that_it_is_an_article() -> None:
    assert is_list(url="https://a.example/kk/")
    assert not is_list(url="https://a.example/kk/b")
    assert is_list("<p>Short</p>", kind="website")
    assert not is_list(kind="website")


@pytest.mark.parametrize(
    ("content", "body", "target"),
    [
        ("0; url=/new", "", "/new"),
        ("5;URL='https://a.example/'", "Moved", "https://a.example/"),
        ("300; url=/", "", None),
        ("60", "", None),
        ("0; url=/new", LONG * 3, None),
    ],
)
def test_a_page_without_a_text_can_lead_elsewhere(
    content: str, body: str, target: str | None
) -> None:
    tree = html.fromstring(f"<html><body>{body}</body></html>")
    assert lists.leads_to(tree, {"refresh": [content]}) == target
