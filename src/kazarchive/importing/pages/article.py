"""The words of an article → the part of the page's own tree that has them.

The words are looked up in the letters of the page. The article is the lowest element that has nine
tenths of them, from its first to its last word, with the figures, embeds, tables and code in
between. What only leads elsewhere is left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

from kazarchive.importing.pages import visible
from kazarchive.importing.pages.letters import Letters, Span, letters
from kazarchive.importing.pages.places import SURE, places
from kazarchive.rules import text as texts

SHARE = 0.9
"""Of the letters that were found in the page, the element has so many."""
MOST_MISSING = 0.01
"""Of the words that were chosen, at most so many are not in the article."""
_FEW = 3

_KEPT = ("audio", "embed", "figure", "iframe", "img", "object", "picture", "pre", "table", "video")
_WHOLE = frozenset(
    "blockquote dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre table ul".split()
)
"""Elements that are taken with all that is in them if they are the lowest one."""
_ALONE = _WHOLE | frozenset("article aside div footer header main section td th".split())
_ARRANGING = frozenset("body html td th".split())
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|also|banner\w*|breadcrumb\w*|comments?|cookie\w*|disqus"
    r"|donat\w*|follow|likes?|login|menu|nav|navbar|navigation|newsletter|outbrain|pagination|pager"
    r"|popular|popup|print|promo\w*|rating|read-?also|readmore|recommend\w*|related\w*"
    r"|share\w*|sharing|sidebar|signup|social\w*|sponsor\w*|subscri\w*|taboola|teaser\w*|toolbar"
    r"|trending|widget\w*|ya-share2|yandex)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|cookie\w*|disqus|newsletter|outbrain|subscri\w*|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of parts that are not the article even where the extractor takes them for it."""
_ENOUGH = 150
"""Letters of an article beside them."""
_FOREIGN_ROLES = frozenset("banner complementary contentinfo navigation search".split())


class Article(NamedTuple):
    tree: HtmlElement
    """Below one `div`."""
    left_out: tuple[str, ...]
    """Texts between its first and its last word, and texts beside it that may belong to it."""
    missing: tuple[str, ...]
    """Words that were chosen and are not in it."""
    entries: int
    """Headings that are links, among what was left out too."""
    linked: float
    """The share of the letters that are in links, likewise."""


def article(tree: HtmlElement, blocks: Sequence[str]) -> Article | None:
    """The part of the page with these texts, which is taken out of the tree; None if hardly any is
    in it."""
    page = Letters(tree)
    found = dict(places(page.text, blocks))
    if not found:
        return None
    mapping = _Mapping(page, found.values())
    mapping.forget_others(tree)
    wanted = [
        block
        for number, block in enumerate(blocks)
        if number not in found or mapping.has(found[number])
    ]
    root = html.Element("div")
    for part in mapping.parts(tree):
        root.append(part)
    left_out, missing = tuple(mapping.left_out), _missing(wanted, root)
    return Article(root, left_out, missing, mapping.entries, mapping.linked)


def is_whole(chosen: Article, blocks: Sequence[str]) -> bool:
    """Whether hardly a word is missing."""
    count = sum(len(block.split()) for block in blocks)
    return len(chosen.missing) <= max(_FEW, MOST_MISSING * count)


def _missing(blocks: Sequence[str], root: HtmlElement) -> tuple[str, ...]:
    """Letters, and not words, are compared: spaces differ."""
    there = Counter(
        re.findall(r"\w+", texts.plain(html.tostring(root, encoding="unicode")).casefold())
    )
    text = letters("".join(root.itertext()))
    missing = Counter(
        word
        for block in blocks
        if letters(block) not in text
        for word in re.findall(r"\w+", block.casefold())
    )
    return tuple((missing - there).elements())


# --- the tree -----------------------------------------------------------------------------------


class _Mapping:
    def __init__(self, page: Letters, spans: Iterable[Span]) -> None:
        self._page = page
        self._chosen = bytearray(len(page.text))
        for span in spans:
            self._chosen[span.start : span.end] = b"\1" * (span.end - span.start)
        self._first, self._last = self._chosen.find(1), self._chosen.rfind(1)
        self.left_out: list[str] = []
        self.entries, self.linked = 0, 0.0

    def has(self, span: Span) -> bool:
        """Whether a part of the page is still chosen."""
        return self._count(span) > 0

    def forget_others(self, tree: HtmlElement) -> None:
        """Leave out what was chosen from comments of readers, from columns of links and the like,
        if it is not nearly all."""
        for element in tree.iter():
            span = self._page.of(element)
            count = self._count(span)
            if not count or not self._is_other(element, span):
                continue
            if self._chosen.count(1) - count > _ENOUGH and element.find(".//h1") is None:
                self._chosen[span.start : span.end] = bytes(span.end - span.start)
                self.left_out.append(" ".join(visible.text(element).split()))
        self._first, self._last = self._chosen.find(1), self._chosen.rfind(1)

    def _is_other(self, element: HtmlElement, span: Span) -> bool:
        """A cell of a table can be a column of the page."""
        if _OTHERS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
        return element.tag == "td" and self._leads_elsewhere(element, span)

    def parts(self, tree: HtmlElement) -> Sequence[HtmlElement]:
        """The article, and what was chosen before and after it."""
        main = self._lowest(tree)
        span = self._page.of(main)
        before = self._outside(tree, 0, span.start)
        after = self._outside(tree, span.end, len(self._chosen))
        self._first = max(self._chosen.find(1, span.start, span.end), span.start)
        self._last = self._chosen.rfind(1, span.start, span.end)
        if main.tag not in _WHOLE:
            self._cut(main)
        self._count_links(main)
        self._prune(main)
        main.tail = None
        main.tag = "div" if main.tag in _ARRANGING else main.tag
        for element in (*before, *after):
            element.drop_tree()
            element.tail = None
        return (*before, main, *after)

    def _count(self, span: Span) -> int:
        return self._chosen.count(1, span.start, span.end)

    def _lowest(self, tree: HtmlElement) -> HtmlElement:
        """The lowest element with SHARE of the letters, or with half of them if there is more that
        was not chosen beside it than that was."""
        element, lower = tree, self._lower(tree)
        while lower is not None:
            element, lower = lower, self._lower(lower)
        while element.tag not in _ALONE and element.getparent() is not None:
            element = element.getparent()
        return element

    def _lower(self, element: HtmlElement) -> HtmlElement | None:
        total = self._chosen.count(1)
        for child in element:
            span = self._page.of(child)
            count = self._count(span)
            start, end = max(span.start, self._first), min(span.end, self._last + 1)
            beside = self._last + 1 - self._first - (end - start)
            few = child.tag not in _WHOLE and 2 * count > total and 2 * (total - count) < beside
            if count >= SHARE * total or few:
                return child
        return None

    def _outside(self, tree: HtmlElement, start: int, end: int) -> Sequence[HtmlElement]:
        """The lowest blocks with the letters that were chosen in a part of the page."""
        blocks = list[HtmlElement]()
        at = self._chosen.find(1, start, end)
        while at >= 0:
            block = self._block(tree, at, Span(start, end))
            if block is None:
                at = self._chosen.find(1, at + 1, end)
                continue
            blocks.append(block)
            at = self._chosen.find(1, max(at + 1, self._page.of(block).end), end)
        return blocks

    def _block(self, tree: HtmlElement, at: int, within: Span) -> HtmlElement | None:
        """The lowest block at a letter, if it is inside a part of the page."""
        element, block = tree, None
        while element is not None:
            span = self._page.of(element)
            if element.tag in _ALONE and span.start >= within.start and span.end <= within.end:
                block = element
            element = next(
                (c for c in element if (s := self._page.of(c)).start <= at < s.end), None
            )
        return block

    def _cut(self, main: HtmlElement) -> None:
        """Take away what stands before the first and after the last letter, but for figures next
        to them."""
        if self._page.of(main).start < self._first and main.text:
            span = self._page.of(main)
            own = letters(main.text)
            if span.start + len(own) <= self._first:
                main.text = None
        children = list(main)
        first = next((n for n, c in enumerate(children) if self._reaches(c, self._first)), 0)
        last = next(
            (n for n in reversed(range(len(children))) if self._begins(children[n], self._last)),
            len(children) - 1,
        )
        while first and self._is_figure(children[first - 1]):
            first -= 1
        while last + 1 < len(children) and self._is_figure(children[last + 1]):
            last += 1
        for number, child in enumerate(children):
            if number < first:
                self._leave(child)
                if self._page.of_tail(child).end <= self._first:
                    child.tail = None
                child.drop_tree()
            elif number > last:
                self._leave(child)
                child.tail = None
                child.drop_tree()
        if children[first : last + 1] and self._page.of_tail(children[last]).start > self._last:
            children[last].tail = None

    def _leave(self, child: HtmlElement) -> None:
        """Tell what is dropped beside the article if it reads like a part of it: an extractor drops
        short paragraphs at the ends."""
        span = self._page.of(child)
        if span.end - span.start < SURE or is_foreign(child) or self._leads_elsewhere(child, span):
            return
        if written := visible.text(child):
            self.left_out.append(" ".join(written.split()))

    def _count_links(self, main: HtmlElement) -> None:
        size = self._last + 1 - self._first
        self.linked = self._linked(main) / size if size else 0.0
        for heading in main.iter("h1", "h2", "h3", "h4", "h5"):
            above = next(heading.iterancestors("a"), None)
            self.entries += heading.find(".//a[@href]") is not None or above is not None

    def _linked(self, element: HtmlElement) -> int:
        """The letters in links."""
        spans = (self._page.of(a) for a in element.iter("a") if a.get("href"))
        return sum(span.end - span.start for span in spans)

    def _reaches(self, child: HtmlElement, at: int) -> bool:
        """Whether a letter is in a child or in the text after it."""
        return self._page.of_tail(child).end > at

    def _begins(self, child: HtmlElement, at: int) -> bool:
        return self._page.of(child).start <= at

    def _is_figure(self, element: HtmlElement) -> bool:
        """Whether an element is an image with its caption and nothing else."""
        if letters(element.tail or "") or is_foreign(element):
            return False
        if element.tag not in ("figure", "img", "picture", "div", "p", "a"):
            return False
        images = sum(1 for _ in element.iter("img", "iframe", "video"))
        span = self._page.of(element)
        caption = sum(
            self._page.of(each).end - self._page.of(each).start
            for each in element.iter("figcaption")
        )
        return images > 0 and (span.start == span.end or span.end - span.start == caption)

    def _prune(self, element: HtmlElement) -> None:
        """Leave out the parts without a chosen letter that lead elsewhere."""
        for child in list(element):
            span = self._page.of(child)
            if self._count(span):
                self._prune(child)
            elif span.start > self._last or span.end <= self._first:
                if not self._is_figure(child):
                    self._leave(child)
                    child.drop_tree()
            elif is_foreign(child) or self._leads_elsewhere(child, span):
                if written := visible.text(child):
                    self.left_out.append(" ".join(written.split()))
                child.drop_tree()

    def _leads_elsewhere(self, element: HtmlElement, span: Span) -> bool:
        size = span.end - span.start
        if not size or element.tag in _KEPT:
            return False
        linked = self._linked(element)
        return 2 * linked > size and next(element.iter(*_KEPT[:-1]), None) is None


def is_foreign(element: HtmlElement) -> bool:
    """Whether an element says that it is no part of a text."""
    if (
        element.tag in ("form", "nav", "aside", "button", "select")
        or element.get("hidden") is not None
    ):
        return True
    said = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.get("role") in _FOREIGN_ROLES or bool(said.strip() and _FOREIGN.search(said))
