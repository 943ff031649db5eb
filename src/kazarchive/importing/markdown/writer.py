"""Blocks → Markdown, each as its own form or, where there is none in its place, as HTML.

Lists are indented by four spaces, because Python-Markdown needs them and CommonMark allows them.
Inside lists and quotations Python-Markdown knows neither fences nor blocks of HTML, so that a list
that holds one is HTML as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from msgspec.structs import replace

from kazarchive.importing.markdown import elements, spans, tables
from kazarchive.importing.markdown.spans import Place
from kazarchive.importing.markdown.values import (
    Block,
    Code,
    Element,
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
)
from kazarchive.rules import text

DEEPEST = 6
"""Lists and quotations inside each other in Markdown."""

_SEPARATOR = "<!-- -->"
"""Between two lists or quotations, which Markdown would join."""

_TASK = re.compile(r"\[(?=[ xX]\])")
_LAST_SIGNS = re.compile("#+$")
_RUN = re.compile("`{3,}")


def written(blocks: Sequence[Block], notes: Sequence[Sequence[Block]]) -> str:
    """A text and its footnotes. These are HTML if a reference or a note has no form in Markdown in
    its place, because then neither the other one could have it."""
    as_html = any(_needs_html(block) and _has_note(block) for block in blocks)
    as_html = as_html or not all(_fits_as_note(note) for note in notes)
    writer = _Writer(Place(notes_as_html=as_html))
    parts = list(writer.separated(blocks))
    if notes and as_html:
        parts.append("\n".join(_notes_as_html(notes)))
    elif notes:
        parts += (writer.note(number, note) for number, note in enumerate(notes, 1))
    return "\n\n".join(parts)


# -- what has a form -----------------------------------------------------------------------------


def _needs_html(block: Block, inside: str = "", depth: int = 0) -> bool:
    """Whether Markdown has no form for a block. `inside`: `li` or `blockquote`, if it is in one."""
    if isinstance(block, Paragraph | Figure):
        return False
    if isinstance(block, Heading | Rule):
        return inside == "li"
    if isinstance(block, Code):
        return bool(inside)
    if isinstance(block, Table):
        return inside == "li" or not tables.is_plain(block)
    if depth >= DEEPEST:
        return True
    if isinstance(block, Quote):
        return _has_none(block.blocks, "blockquote", depth)
    if isinstance(block, Items):
        return bool(block.attributes or block.values) or any(
            not isinstance(item[0], Paragraph | Figure) or _has_none(item, "li", depth)
            for item in block.items
        )
    return True


def _has_none(blocks: Sequence[Block], inside: str, depth: int) -> bool:
    """Whether one of the blocks in a list or a quotation has no form, or two of them would join."""
    return any(_needs_html(each, inside, depth + 1) for each in blocks) or any(
        _would_join(first, second) for first, second in pairwise(blocks)
    )


def _would_join(first: Block, second: Block) -> bool:
    return isinstance(first, Items | Quote) and isinstance(second, type(first))


def _fits_as_note(note: Sequence[Block]) -> bool:
    return isinstance(note[0] if note else None, Paragraph) and not _has_none(note, "li", 0)


def _has_note(value: Block | Inline) -> bool:
    return isinstance(value, Note) or any(map(_has_note, _parts(value)))


def _parts(value: Block | Inline) -> Iterator[Block | Inline]:
    if isinstance(value, Paragraph | Heading | Preformatted | Span):
        yield from value.content
    elif isinstance(value, Quote | Element):
        yield from value.blocks
    elif isinstance(value, Items):
        yield from chain.from_iterable(value.items)
    elif isinstance(value, Table):
        yield from value.caption
        yield from (block for row in value.rows for cell in row for block in cell.blocks)


# -- forms ---------------------------------------------------------------------------------------


class _Writer:
    def __init__(self, place: Place) -> None:
        self.place = place

    def separated(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Each block, and what must be between two of them."""
        before: Block | None = None
        for block in blocks:
            if before and _would_join(before, block):
                both = not (_needs_html(before) or _needs_html(block))
                yield from [_SEPARATOR] if both else []
            yield self.block(block)
            before = block

    def block(self, block: Block) -> str:
        if _needs_html(block):
            return "\n".join(elements.lines(block))
        return self.markdown(block)

    def markdown(self, block: Block) -> str:
        """A block that has a form in Markdown."""
        if isinstance(block, Paragraph):
            return self.paragraph(block.content)
        if isinstance(block, Heading):
            return f"{'#' * block.level} {self.heading(block.content)}"
        if isinstance(block, Code):
            return _code(block)
        if isinstance(block, Figure):
            shown: Inline = block.image
            return self.inline((Span(block.link, (shown,)),) if block.link else (shown,))
        if isinstance(block, Quote):
            return "\n".join(
                f"> {line}".rstrip(" ") if not line else f"> {line}"
                for line in self.joined(block.blocks)
            )
        if isinstance(block, Items):
            return "\n".join(self.items(block))
        if isinstance(block, Table):
            return "\n".join(self.table(block))
        return "---"

    def joined(self, blocks: Iterable[Block]) -> list[str]:
        return "\n\n".join(map(self.markdown, blocks)).split("\n")

    def inline(self, content: Sequence[Inline], place: Place | None = None) -> str:
        return spans.written(content, place or self.place)

    def paragraph(self, content: Sequence[Inline]) -> str:
        written = self.inline(_without_title(content))
        return "\n".join(map(text.escape_line_start, written.split("\n")))

    def heading(self, content: Sequence[Inline]) -> str:
        written = self.inline(content, replace(self.place, on_a_line=True))
        return _LAST_SIGNS.sub(lambda signs: "\\#" * len(signs[0]), written)

    def items(self, block: Items) -> Iterator[str]:
        loose = _is_loose(block)
        for number, item in enumerate(block.items, 1):
            if loose and number > 1:
                yield ""
            marker = "- " if block.name == "ul" else f"{number}. "
            indent = " " * max(4, len(marker))
            between = "\n\n" if loose else "\n"
            first, *rest = between.join(map(self.markdown, item)).split("\n")
            yield (
                marker + _TASK.sub(r"\\[", first, count=1)
                if _TASK.match(first)
                else (marker + first)
            )
            yield from (indent + line if line else "" for line in rest)

    def table(self, table: Table) -> Iterator[str]:
        place = replace(self.place, on_a_line=True, in_cell=True)
        for number, row in enumerate(table.rows):
            cells = [cell.blocks[0] if cell.blocks else Paragraph(()) for cell in row]
            texts = [self.inline(getattr(cell, "content", ()), place) for cell in cells]
            yield f"| {' | '.join(texts)} |"
            if number == 0:
                yield f"| {' | '.join(map(_DELIMITERS.__getitem__, tables.alignments(table)))} |"

    def note(self, number: int, note: Sequence[Block]) -> str:
        first, *rest = self.joined(note)
        lines = [f"[^{number}]: {first}", *(f"    {line}" if line else "" for line in rest)]
        return "\n".join(lines)


_DELIMITERS = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}


def _code(block: Code) -> str:
    longest = max(map(len, _RUN.findall(block.text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"


def _is_loose(block: Items) -> bool:
    """Whether empty lines are needed in a list: an item has more than a paragraph and a list."""
    for item in block.items:
        rest = item[1:]
        if len(rest) > 1 or not all(isinstance(each, Items) for each in rest):
            return True
        if any(isinstance(each, Items) and _is_loose(each) for each in rest):
            return True
    return False


def _without_title(content: Sequence[Inline]) -> Sequence[Inline]:
    """An image that is alone in its paragraph, without its title, which would become a caption."""
    only = content[0] if len(content) == 1 else None
    if isinstance(only, Image) and only.title:
        return (Image(only.src, only.alt),)
    if isinstance(only, Span) and only.mark.name == "a":
        return (Span(only.mark, tuple(_without_title(only.content))),)
    return content


def _notes_as_html(notes: Sequence[Sequence[Block]]) -> Iterator[str]:
    yield '<div class="footnotes">'
    yield "<ol>"
    for number, note in enumerate(notes, 1):
        yield f'<li id="fn-{number}">'
        for block in note:
            yield from elements.lines(block)
        yield "</li>"
    yield "</ol>"
    yield "</div>"
