"""The HTML of a message → the same without what is no text: layout tables, hidden texts, images
that count readers, signatures, and what senders of newsletters add at the ends."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from kazarchive.importing import boilerplate, fragments
from kazarchive.importing.document import Note

Resolve = Callable[[str], str | None]
"""The address of an image in the message → the one that the document gives it; None if the message
lacks it."""

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|max-height\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"\b(?:moz-signature|gmail_signature|ms-outlook-mobile-signature)\b")
_TINY = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[0-2](?:px)?\s*(?:;|$)", re.IGNORECASE)

_ONLINE = (
    r"view (?:this |the )?(?:e-?mail |message |newsletter )?(?:in|on) (?:your |the |a )?"
    r"(?:web ?)?(?:browser|site)|view (?:it |this )?online"
    r"|can['’]t see (?:this|the) (?:e-?mail|images)"
    r"|(?:открыть|посмотреть|просмотреть)[^.]{0,20} в браузере|письмо не отображается"
    r"|браузер(?:де|ден) (?:ашу|аш|қарау|оқу)"
)
_LEAVE = (
    r"unsubscri|opt[- ]?out"
    r"|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscription)"
    r"|(?:you(?:['’]re| are) receiving|you (?:have )?received|this (?:e-?mail|message) was sent to)"
    r"|отпис(?:аться|ывайтесь|ка\b|ки\b)|отказаться от (?:рассылк|подписк|получени)"
    r"|(?:управл\w+|настро\w+) (?:рассылк|подписк)|вы получили (?:это|данное) (?:письмо|сообщение)"
    r"|письмо (?:отправлено|было отправлено)|жазылым\w* (?:бас тарт|тоқтат|өшір|басқар)"
    r"|(?:таратылым|тарату)\w* (?:бас тарт|тоқтат)|(?:бұл|осы) хат(?:ты)? сізге"
)
_FOOTER = re.compile(rf"{_ONLINE}|{_LEAVE}", re.IGNORECASE)
_LONGEST_FOOTER = 500
_FIRST, _LAST = 4, 12
"""Blocks at the beginning and at the end of a message among which footers are looked for."""

_BLOCKS = frozenset(
    "address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main ol p pre section table tbody td tfoot th thead tr ul".split()
)


class Cleaned(NamedTuple):
    """A text, and what became of the rest."""

    html: str
    left_out: tuple[str, ...]
    notes: tuple[Note, ...]


def cleaned(html: str, resolve: Resolve, patterns: Sequence[str]) -> Cleaned:
    """The text of one part. `patterns`: regular expressions of paragraphs that the site leaves
    out."""
    tree, is_whole = fragments.parsed(html)
    for element in list(tree.iter("script", "style", "title")):
        element.drop_tree()
    left_out = [*_without(tree, _hidden), *_without(tree, _signatures)]
    notes = list(_images(tree, resolve))
    layout = _without_layout(tree)
    left_out += _without_footers(tree, patterns)
    if layout:
        notes.append(Note("changed", f"tables that only arrange the text: {layout:,}"))
    if not is_whole:
        notes.append(Note("lost", "the HTML is nested too deeply; some of its elements are lost"))
    return Cleaned(fragments.inside(tree), tuple(left_out), tuple(notes))


def text(element: HtmlElement) -> str:
    """The text of an element on one line, with spaces between blocks."""
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if each.tag in _BLOCKS or each.tag == "br":
            parts.append(" ")
        parts.append((each.text if event == "start" else each is not element and each.tail) or "")
    return " ".join("".join(parts).split())


# --- what is no text ----------------------------------------------------------------------------


def _without(
    tree: HtmlElement, find: Callable[[HtmlElement], Iterator[HtmlElement]]
) -> Iterator[str]:
    """Remove elements; yields their texts."""
    for element in list(find(tree)):
        if any(above is tree for above in element.iterancestors()):  # still there
            if said := text(element):
                yield said
            element.drop_tree()


def _hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iterdescendants():
        if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            yield element


def _signatures(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iterdescendants("div", "p", "pre", "span", "table"):
        said = f"{element.get('class')} {element.get('id')} {element.get('data-smartmail')}"
        if _SIGNATURE.search(said) or element.get("id") == "Signature":
            yield element


def _images(tree: HtmlElement, resolve: Resolve) -> Iterator[Note]:
    """Give images their addresses in the document, and remove those that show nothing."""
    tiny = 0
    for image in list(tree.iter("img")):
        address = (image.get("src") or "").strip()
        if _is_tiny(image):
            tiny += 1
            image.drop_tree()
        elif (resolved := resolve(address)) is None:
            yield Note("lost", f"the message lacks the image `{address[:100]}`")
            image.drop_tree()
        else:
            image.set("src", resolved)
    if tiny:
        yield Note("changed", f"images that only count readers are removed: {tiny:,}")


def _is_tiny(image: HtmlElement) -> bool:
    sizes = [(image.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size in ("0", "1", "2") for size in sizes) or bool(
        _TINY.search(image.get("style") or "")
    )


def _without_footers(tree: HtmlElement, patterns: Sequence[str]) -> Iterator[str]:
    """Remove the paragraphs that tell how to end a subscription or to see the message elsewhere,
    the appeals at the end, and what the site leaves out."""
    leaves = [each for each in _leaves(tree) if text(each)]
    texts = [text(leaf) for leaf in leaves]
    ends = {*range(_FIRST), *range(len(leaves) - _LAST, len(leaves))}
    footers = {
        number
        for number, said in enumerate(texts)
        if number in ends and len(said) <= _LONGEST_FOOTER and _FOOTER.search(said)
    }
    rest = [number for number in range(len(leaves)) if number not in footers]
    _, appeals = boilerplate.divided([texts[number] for number in rest], patterns)
    footers |= {number for number in rest if texts[number] in appeals}
    if len(footers) == len(leaves):
        return
    for number in sorted(footers):
        yield texts[number]
        leaves[number].drop_tree()


def _leaves(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks that contain no other block."""
    for element in tree.iterdescendants():
        inner = (each.tag for each in element.iterdescendants())
        if element.tag in _BLOCKS and _BLOCKS.isdisjoint(inner):
            yield element


# --- layout tables ------------------------------------------------------------------------------

_PARTS = ("caption", "tbody", "td", "tfoot", "th", "thead", "tr")
_RICH = ("blockquote", "h1", "h2", "h3", "h4", "hr", "img", "ol", "table", "ul")
"""Elements that cells of a table of data hardly contain."""


def _without_layout(tree: HtmlElement) -> int:
    """Turn tables that only arrange a page into divisions; returns their number."""
    layout = [table for table in tree.iter("table") if _is_layout(table)]
    for table in layout:
        for element in [table, *_own(table)]:
            element.tag = "div"
            element.attrib.clear()
    return len(layout)


def _own(table: HtmlElement) -> list[HtmlElement]:
    """The parts of a table itself, not those of one in it."""
    return [
        part for part in table.iter(*_PARTS) if next(part.iterancestors("table"), None) is table
    ]


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table says so, has one row or column, or has cells that are no data."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    own = _own(table)
    if any(part.tag in ("th", "caption") for part in own):
        return False
    widths = [sum(cell.tag == "td" for cell in row) for row in own if row.tag == "tr"]
    if len([width for width in widths if width]) < 2 or max(widths) < 2:
        return True
    return any(next(table.iterdescendants(name), None) is not None for name in _RICH)
