"""Figures and pull quotes, in the forms that sites write."""

from lxml.html import HtmlElement

from kazarchive.importing.markdown.values import (
    Block,
    Element,
    Figure,
    Image,
    Inline,
    Paragraph,
    Span,
    Text,
)


def is_one(element: HtmlElement) -> bool:
    """Whether an element is a figure, or the form of WordPress before blocks."""
    return element.tag == "figure" or (element.tag == "div" and "wp-caption" in _classes(element))


def caption(element: HtmlElement) -> HtmlElement | None:
    """The caption of a figure itself, not of one in it."""
    for each in element.iter("figcaption", "p", "div"):
        is_caption = each.tag == "figcaption" or "wp-caption-text" in _classes(each)
        if is_caption and next(filter(is_one, each.iterancestors()), None) is element:
            return each
    return None


def with_caption(blocks: tuple[Block, ...], caption: tuple[Inline, ...]) -> tuple[Block, ...]:
    """The content of a figure, with its caption."""
    if not blocks:
        return (Paragraph(caption),) if caption else ()
    if not caption:
        return blocks
    said = _plain(caption)
    shown = blocks[0].content if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else ()
    if said and len(shown) == 1:
        link, only = None, shown[0]
        if isinstance(only, Span) and only.mark.name == "a" and len(only.content) == 1:
            link, only = only.mark, only.content[0]
        if isinstance(only, Image):
            return (Figure(Image(only.src, only.alt, said), link),)
    return (Element("figure", (*blocks, Element("figcaption", (Paragraph(caption),)))),)


def is_pull_quote(element: HtmlElement) -> bool:
    above = element.getparent()
    around = _classes(above) if above is not None else ""
    return "pullquote" in _classes(element) or ("pullquote" in around and above.tag == "figure")


def _plain(content: tuple[Inline, ...]) -> str | None:
    """The text of content without links, notes, images and line ends; None if it has one."""
    parts = []
    for each in content:
        if isinstance(each, Text):
            parts.append(each.text)
        elif isinstance(each, Span) and each.mark.name != "a":
            inner = _plain(each.content)
            if inner is None:
                return None
            parts.append(inner)
        else:
            return None
    return "".join(parts)


def _classes(element: HtmlElement) -> str:
    return element.get("class") or ""
