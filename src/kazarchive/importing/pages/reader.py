"""A parsed page → its article."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from kazarchive.importing.document import Document, Note, Origin
from kazarchive.importing.pages import (
    addresses,
    article,
    capture,
    extraction,
    images,
    lead,
    lists,
    marks,
    visible,
)
from kazarchive.importing.pages.article import Article
from kazarchive.importing.pages.cleaning import clean, without_head, without_headline
from kazarchive.importing.pages.headline import is_head
from kazarchive.importing.pages.images import Images
from kazarchive.importing.pages.letters import letters
from kazarchive.importing.pages.markup import Markup
from kazarchive.importing.pages.metadata import Metadata, language, metadata
from kazarchive.importing.pages.page import Page
from kazarchive.importing.pages.sentences import without_boilerplate
from kazarchive.problems import Place, Problem

_MOST_LEFT_OUT, _LONGEST_LEFT_OUT = 30, 500
_STRUCTURE = ("figure", "table", "ul", "ol", "iframe", "img", "pre", "blockquote")


class Reader:
    """Reads one page."""

    def __init__(self, page: Page, markup: Markup, tree: HtmlElement, zone: str) -> None:
        self._page, self._markup, self._tree, self._zone = page, markup, tree, zone
        saved = capture.capture(markup.comments)
        own, stamp = capture.unwrapped(page.url or saved.url or page.folder_url or "")
        self._own = addresses.plain(own)
        self._retrieved = page.retrieved or stamp or saved.retrieved
        base = next((e.get("href") for e in tree.iter("base") if e.get("href")), "")
        self._base = addresses.joined(own, base or "")
        self._images = Images(markup.embedded, self._absolute, page.file)

    def _absolute(self, address: str) -> str:
        on_web = self._page.web(address)
        return addresses.encoded(
            on_web if on_web is not None else addresses.joined(self._base, address)
        )

    def document(self, place: Place) -> Document | Problem:
        """The article, or K0860, K0861, K0864."""
        tree, metas = self._tree, marks.metas(self._tree)
        if target := lists.leads_to(tree, metas):
            return Problem("K0864", place, {"url": self._absolute(target)})
        said = metadata(tree, self._markup, metas, self._own, self._zone)
        images.unfold(tree)
        blocks = extraction.blocks(tree)
        if not letters("".join(blocks)):
            return Problem("K0861", place)
        mapped = article.article(deepcopy(tree), blocks)
        if mapped and lists.is_list(mapped, metas, self._own, says_article=said.is_article):
            return Problem("K0860", place)
        chosen, notes = _chosen(mapped, blocks, tree)
        return self._document(chosen, said, notes)

    def _document(self, chosen: HtmlElement, said: Metadata, notes: tuple[Note, ...]) -> Document:
        without_headline(chosen, said.title)
        lines = tuple(without_head(chosen, is_head)) if said.date else ()
        lines = (*lines, *without_boilerplate(chosen, self._page.boilerplate))
        left_out = tuple(Note("left out", line) for line in lines)
        picture = lead.picture(self._tree, chosen, said.image, self._images)
        text = visible.text(chosen)
        cleaned = clean(chosen, self._images, self._absolute)
        attributes = (e.get(name) or "" for e in (self._tree,) for name in ("lang", "xml:lang"))
        lang, doubts = language((*attributes, *(way.lang for way in said.ways)), text)
        url = addresses.canonical(self._own, said.canonical) or self._own
        former = (self._own,) if self._own not in ("", url) else ()
        return Document(
            title=said.title,
            html=cleaned.html,
            source_text=text,
            extracted=True,
            origin=Origin(
                self._page.kind, None, url or None, said.site or None, None, self._retrieved
            ),
            lang=lang,
            date=said.date,
            updated=said.updated,
            authors=said.authors,
            terms=said.terms,
            summary=said.summary,
            picture=picture,
            media=tuple(self._images.media.values()),
            addresses=former,
            translation=self._translation(url),
            version=(self._retrieved or "", "" if former else "canonical"),
            notes=(*said.notes, *doubts, *left_out, *notes, *cleaned.notes),
        )

    def _translation(self, url: str) -> str | None:
        """What the translations of a page have in common: the least of their addresses."""
        links = self._tree.xpath("//link[@rel='alternate'][@hreflang][@href]")
        others = {
            addresses.plain(self._absolute(link.get("href")))
            for link in links[:50]
            if link.get("hreflang") != "x-default"
        } - {""}
        if len(others) < 2 or url not in others or any(map(addresses.is_front, others)):
            return None
        return urlsplit(min(others)).path.strip("/").replace("/", "-") or None


def _chosen(
    mapped: Article | None, blocks: Sequence[str], tree: HtmlElement
) -> tuple[HtmlElement, tuple[Note, ...]]:
    """The elements of the article, or if words are missing in them, what the extractor writes."""
    if mapped and article.is_whole(mapped, blocks):
        left_out = mapped.left_out[:_MOST_LEFT_OUT]
        return mapped.tree, tuple(Note("left out", text[:_LONGEST_LEFT_OUT]) for text in left_out)
    own = extraction.tree_of_its_own(tree)
    notes = [Note("changed", "its text is that of an extractor, which keeps little of its markup")]
    if mapped:
        had, has = (Counter(e.tag for e in each.iter(*_STRUCTURE)) for each in (mapped.tree, own))
        lost = ", ".join(f"{count} `{name}`" for name, count in sorted((had - has).items()))
        notes += [Note("lost", f"elements: {lost}")] if lost else []
    return own, tuple(notes)
