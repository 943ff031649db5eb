"""Which words of a page are its article: those that trafilatura chooses.

Its own HTML is not used if it can be avoided, since it has neither captions nor embeds and joins
what it does not know; `article.py` looks up the words in the page's own tree.
"""

import logging
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import use_config

from kazarchive.importing import fragments

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
"""Characters; for an article with fewer than 250, it takes the text of the whole page otherwise."""
_BLOCKS = frozenset("body cell code fw head item list p quote row table".split())


def blocks(tree: HtmlElement) -> tuple[str, ...]:
    """The texts of paragraphs, headings, items and cells, in order. The tree stays as it is."""
    chosen = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, config=_CONFIG
    )
    if chosen is None or isinstance(chosen, dict):
        return ()
    parts = "".join(_parts(chosen.body)).split("\n")
    return tuple(filter(None, (" ".join(part.split()) for part in parts)))


def _parts(element: etree._Element) -> Iterator[str]:
    """The text of an element, with a line end where a block begins or ends."""
    divides = element.tag in _BLOCKS or element.tag == "lb"
    yield "\n" if divides else ""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _parts(child)
        yield (child.tail or "").replace("\n", " ")
    yield "\n" if divides else ""


def tree_of_its_own(tree: HtmlElement) -> HtmlElement:
    """The article as trafilatura writes it, below one `div`."""
    written = trafilatura.extract(
        deepcopy(tree),
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
        include_tables=True,
        config=_CONFIG,
    )
    return fragments.parsed(written or "")[0]
