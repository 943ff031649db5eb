"""Whether a page is a list of articles, or leads elsewhere, and is no article itself."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from kazarchive.importing.pages import addresses
from kazarchive.importing.pages.article import Article
from kazarchive.importing.pages.letters import letters
from kazarchive.importing.pages.marks import Metas

FEWEST, LEAST = 3, 400
"""Headings with links of their own that make a page a list, and letters of the article for each of
them that make it none."""
_PARAGRAPH = 100
"""Letters of a paragraph; a page without one that calls itself a site is no article."""
_REFRESH = re.compile(r"\s*(\d{1,4})?[\d.]*\s*[;,]\s*url\s*=\s*['\"]?\s*([^'\"\s]+)", re.IGNORECASE)
_SOON = 10
_FEW_LETTERS = 300


def is_list(chosen: Article, metas: Metas, url: str, *, says_article: bool) -> bool:
    """`url`: where the page was, or empty. `says_article`: the page says that it is one."""
    kind = metas.get("og:type", [""])[0].lower()
    if says_article or kind == "article":
        return chosen.linked > 0.8
    size = len(letters("".join(chosen.tree.itertext())))
    if chosen.linked > 0.5 or (chosen.entries >= FEWEST and size < LEAST * chosen.entries):
        return True
    if url and addresses.is_front(url):
        return True
    return kind == "website" and not any(True for _ in _paragraphs(chosen.tree))


def _paragraphs(tree: HtmlElement) -> Iterator[str]:
    """The long texts of single elements."""
    for element in tree.iter("p", "div", "td", "li"):
        own = [element.text or "", *(child.tail or "" for child in element)]
        if len(text := letters("".join(own))) >= _PARAGRAPH:
            yield text


def leads_to(tree: HtmlElement, metas: Metas) -> str | None:
    """The address to which a page without a text leads its readers at once."""
    refresh: Sequence[str] = metas.get("refresh", ())
    found = next((m for m in map(_REFRESH.match, refresh) if m), None)
    if found is None or int(found[1] or 0) > _SOON:
        return None
    return found[2] if len(letters("".join(tree.itertext()))) < _FEW_LETTERS else None
