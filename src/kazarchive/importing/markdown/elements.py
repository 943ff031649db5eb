"""Blocks → HTML, for what Markdown has no form for.

An engine takes a block of HTML as it is up to the next empty line (CommonMark 0.31.2, 4.6), or up
to the end tag, so that there is no empty line in it.
"""

import html
import re
from collections.abc import Iterator, Sequence

from kazarchive.importing.markdown import escaping, spans, tables
from kazarchive.importing.markdown.values import (
    Attributes,
    Block,
    Break,
    Code,
    Figure,
    Heading,
    Image,
    Inline,
    Items,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Span,
    Table,
    Text,
)

_BEFORE_EMPTY_LINE = re.compile(r"\n(?=[ \t]*(?:\n|\Z))")


def lines(block: Block) -> Iterator[str]:
    """The lines of a block."""
    if isinstance(block, Paragraph):
        yield _around("p", inline(block.content))
    elif isinstance(block, Heading):
        yield _around(f"h{block.level}", inline(block.content))
    elif isinstance(block, Rule):
        yield "<hr>"
    elif isinstance(block, Code):
        named: Attributes = (("class", f"language-{block.language}"),) if block.language else ()
        code = f"{_tag('code', named)}{escaping.content(block.text)}</code>"
        yield _preformatted(code)
    elif isinstance(block, Preformatted):
        yield _preformatted(inline(block.content))
    elif isinstance(block, Figure):
        yield from _figure(block)
    elif isinstance(block, Quote):
        yield from _element("blockquote", block.blocks)
    elif isinstance(block, Items):
        yield from _items(block)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield from _element(block.name, block.blocks, block.attributes)


def _element(name: str, blocks: Sequence[Block], attributes: Attributes = ()) -> Iterator[str]:
    """An element on one line if it holds one paragraph, which then needs no tags."""
    only = blocks[0] if len(blocks) == 1 else None
    if not blocks or (isinstance(only, Paragraph) and name != "blockquote"):
        content = inline(only.content) if isinstance(only, Paragraph) else ""
        yield f"{_tag(name, attributes)}{content}</{name}>"
        return
    yield _tag(name, attributes)
    for block in blocks:
        if name == "figure" and isinstance(block, Paragraph):
            yield inline(block.content)
        else:
            yield from lines(block)
    yield f"</{name}>"


def _items(block: Items) -> Iterator[str]:
    yield _tag(block.name, block.attributes)
    for number, item in enumerate(block.items):
        value = block.values[number] if block.values else ""
        yield from _element("li", item, (("value", value),) if value else ())
    yield f"</{block.name}>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.caption:
        yield _around("caption", inline(table.caption))
    for part, rows in (("thead", table.rows[: table.head]), ("tbody", table.rows[table.head :])):
        if rows:
            yield f"<{part}>"
            for row in rows:
                yield "<tr>"
                for cell in row:
                    name = "th" if cell.is_header else "td"
                    yield from _element(name, cell.blocks, tables.attributes(cell))
                yield "</tr>"
            yield f"</{part}>"
    yield "</table>"


def _figure(figure: Figure) -> Iterator[str]:
    shown: Inline = Image(figure.image.src, figure.image.alt)
    if figure.link:
        shown = Span(figure.link, (shown,))
    yield "<figure>"
    yield inline((shown,))
    yield _around("figcaption", escaping.content(figure.image.title))
    yield "</figure>"


def _preformatted(content: str) -> str:
    """The element on lines of which none is empty. A parser drops a line end after `<pre>`, and
    Python-Markdown makes spaces of tabs."""
    first = "\n" if content.startswith("\n") else ""
    kept = _BEFORE_EMPTY_LINE.sub("&#10;", content).replace("\t", "&#9;")
    return f"<pre>{first}{kept}</pre>"


def _around(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def inline(content: Sequence[Inline]) -> str:
    """Inline content as HTML."""
    return "".join(map(_inline, content))


def _inline(each: Inline) -> str:
    if isinstance(each, Text):
        return escaping.content(each.text)
    if isinstance(each, Span):
        name = each.mark.name
        return f"{_tag(name, each.mark.attributes)}{inline(each.content)}</{name}>"
    if isinstance(each, Break):
        return "<br>"
    if isinstance(each, Note):
        return spans.note_as_html(each)
    if isinstance(each, Image):
        title: Attributes = (("title", each.title),) if each.title else ()
        return _tag("img", (("src", each.src), ("alt", each.alt), *title))
    return _tag(each.name, each.attributes) + ("</a>" if each.name == "a" else "")


def _tag(name: str, attributes: Attributes) -> str:
    given = "".join(
        f" {each}" if not value and each != "alt" else f' {each}="{html.escape(value)}"'
        for each, value in attributes
    )
    return f"<{name}{given}>"
