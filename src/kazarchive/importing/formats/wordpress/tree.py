"""The HTML of a body → a tree in which blocks stand below each other, and only meaning is left.

WordPress puts columns, groups and galleries into `div`s, and shortcodes and captions into
paragraphs. Here a `div` is no more than the end of a paragraph.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import html
from lxml.html import HtmlElement

UNWRAPPED = frozenset(
    "address article aside body center div fieldset footer form header hgroup legend main menu nav"
    " noscript section".split()
)
"""Elements that only divide a text."""
BLOCKS = frozenset(
    "blockquote dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary"
    " table caption colgroup col thead tbody tfoot tr td th ul".split()
)
_KEPT_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small"
    " strong sub sup time u var wbr".split()
)
_CHILDREN = {
    "ul": "li ul ol",
    "ol": "li ul ol",
    "dl": "dt dd",
    "table": "caption thead tbody tfoot tr",
    "thead": "tr",
    "tbody": "tr",
    "tfoot": "tr",
    "tr": "td th",
}
"""Elements without text of their own → what may stand in them."""
_WRAPPED = {"ul": ("li",), "ol": ("li",), "dl": ("dd",), "tr": ("td",)}
"""What anything else in them is put into; in the parts of a table a row with a cell."""
_PHRASES = frozenset("dt figcaption h1 h2 h3 h4 h5 h6 summary caption".split())
_MEANS_SOMETHING = frozenset({"img", "hr", "input"})


def written(root: HtmlElement) -> str:
    """The blocks below an element as HTML."""
    return "\n".join(
        html.tostring(block, encoding="unicode", with_tail=False).strip() for block in root
    )


def flatten(root: HtmlElement) -> None:
    """Leave only blocks below an element, none of them in an element that has no meaning."""
    _replace(root, [block for block in _blocks(root) if not is_empty(block)])


def is_empty(block: HtmlElement) -> bool:
    """Whether a block shows nothing."""
    if block.tag in _MEANS_SOMETHING or any(True for _ in block.iter(*_MEANS_SOMETHING)):
        return False
    return not "".join(block.itertext()).strip("\u200b\ufeff \t\r\n\xa0")


def is_picture(path: str) -> bool:
    """By the ending of its name."""
    return bool(
        re.search(r"\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)$", path, re.IGNORECASE)
    )


def _replace(parent: HtmlElement, blocks: Sequence[HtmlElement]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.text = None
    for block in blocks:
        block.tail = None
        parent.append(block)


def _blocks(parent: HtmlElement) -> Iterator[HtmlElement]:
    """The content of an element as blocks; text and inline elements become paragraphs."""
    run = _paragraph(parent.text)
    for child in list(parent):
        tail, child.tail = child.tail, None
        if _is_block(child):
            yield from _ended(run)
            run = _paragraph(None)
            yield from _own(child)
        elif child.tag != "a" and any(_is_block(below) for below in child.iterdescendants()):
            yield from _ended(run)
            run = _paragraph(None)
            yield from _marked(child)
        else:
            run.append(_phrase(child))
        _add_text(run, tail)
    yield from _ended(run)


def _is_block(element: HtmlElement) -> bool:
    return element.tag in BLOCKS or element.tag in UNWRAPPED


def _own(element: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks that an element of the block level becomes."""
    if element.tag == "p" or element.tag in UNWRAPPED:
        yield from _divided(element)
    elif element.tag == "figure":
        yield from _figure(element)
    elif element.tag == "pre" or element.tag == "hr":
        yield element
    elif element.tag in _CHILDREN:
        _replace(element, list(_parts(element)))
        yield element
    elif element.tag in _PHRASES:
        _trim(_phrase(element))
        yield element
    else:
        _fill(element)
        yield element


def _divided(element: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks in a division, which take over its language, and the first of them its id."""
    said = {name: element.get(name) for name in ("id", "lang", "dir")}
    for block in list(_blocks(element)):
        for name, value in said.items():
            if value and block.get(name) is None:
                block.set(name, value)
        said.pop("id", None)
        yield block


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """The content of a list or a table."""
    yield from _wrapped(element, _paragraph(element.text))
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in _CHILDREN[element.tag].split():
            yield from _own(child)
        elif child.tag not in ("col", "colgroup"):
            yield from _wrapped(element, child)
        yield from _wrapped(element, _paragraph(tail))


def _wrapped(element: HtmlElement, content: HtmlElement) -> Iterator[HtmlElement]:
    """Content that may not stand in a list or a table directly."""
    if is_empty(content):
        return
    outer, *inner = (html.Element(tag) for tag in _WRAPPED.get(element.tag, ("tr", "td")))
    place = outer
    for place in inner:
        outer.append(place)
    place.append(content)
    _fill(place)
    yield outer


def _fill(element: HtmlElement) -> None:
    """Put blocks into a quotation, an item or a cell; one paragraph alone is only its text."""
    blocks = [block for block in _blocks(element) if not is_empty(block)]
    if element.tag in ("blockquote", "details"):
        _replace(element, blocks)
        return
    first = blocks[0] if blocks and blocks[0].tag == "p" else None
    rest = [block for block in blocks if block is not first]
    if first is not None and all(block.tag in ("ul", "ol") for block in rest):
        _replace(element, [])
        element.text = first.text
        element.extend(list(first))
        for block in rest:
            block.tail = None
            element.append(block)
    else:
        _replace(element, blocks)


def _figure(figure: HtmlElement) -> Iterator[HtmlElement]:
    """One figure for each image; what holds no image is no figure."""
    captions = [_taken(child) for child in list(figure) if child.tag == "figcaption"]
    nested = list(figure.iterdescendants("figure"))
    if not nested and any(True for _ in figure.iter("img")) and figure.find(".//table") is None:
        images = [_taken(_image(image)) for image in list(figure.iter("img"))]
        rest = list(_blocks(figure))
        shown = [_trimmed(_phrase(each)) for each in captions if not is_empty(each)]
        _replace(figure, [*images, *shown])
        yield figure
        yield from rest
        return
    yield from _blocks(figure)
    for caption in captions:
        caption.tag = "p"
        yield from _ended(_phrase(caption))


def _taken(element: HtmlElement) -> HtmlElement:
    """An element that is no longer in its tree; the text after it stays there."""
    element.drop_tree()
    element.tail = None
    return element


def _image(image: HtmlElement) -> HtmlElement:
    """An image with the link that is around it."""
    above = image.getparent()
    return above if above is not None and above.tag == "a" and len(above) == 1 else image


def _marked(element: HtmlElement) -> Iterator[HtmlElement]:
    """Blocks in an inline element: each paragraph takes over the mark."""
    for block in list(_blocks(element)):
        if block.tag == "p" and element.tag in _KEPT_INLINE:
            mark = html.Element(element.tag)
            mark.text, block.text = block.text, None
            mark.extend(list(block))
            block.append(mark)
        yield block


def _phrase(element: HtmlElement) -> HtmlElement:
    """An element without blocks in it and without inline elements of no meaning."""
    for below in list(element.iterdescendants()):
        if below.tag in BLOCKS or below.tag in UNWRAPPED:
            _add_text(below, " ")
            below.drop_tag()
        elif below.tag not in _KEPT_INLINE:
            below.drop_tag()
    if element.tag not in _KEPT_INLINE and not _is_block(element):
        wrapper = html.Element("span")
        wrapper.append(element)
        element.drop_tag()
        return wrapper
    return element


def _paragraph(text: str | None) -> HtmlElement:
    paragraph = html.Element("p")
    paragraph.text = text
    return paragraph


def _ended(paragraph: HtmlElement) -> Iterator[HtmlElement]:
    """A paragraph, if it shows something; an image alone with nothing around it is a figure."""
    for span in list(paragraph.iter("span")):
        span.drop_tag()
    if is_empty(paragraph):
        return
    _trim(paragraph)
    yield paragraph


def _trimmed(element: HtmlElement) -> HtmlElement:
    _trim(element)
    return element


def _trim(element: HtmlElement) -> None:
    """Take white space and line breaks off the ends."""
    while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip():
        element.remove(element[-1])
    while len(element) and element[0].tag == "br" and not (element.text or "").strip():
        element[0].drop_tag()
    if element.text:
        element.text = element.text.lstrip(" \t\r\n")
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(" \t\r\n") or None
    elif element.text:
        element.text = element.text.rstrip(" \t\r\n")


def _add_text(element: HtmlElement, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
