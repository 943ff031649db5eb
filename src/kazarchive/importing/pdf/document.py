"""The pages of a PDF file → its text as HTML, its words by a second reader, and its images."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from msgspec import Struct

from kazarchive.importing import second_reading
from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.pdf.blocks import Block, blocks
from kazarchive.importing.pdf.footnotes import footnotes
from kazarchive.importing.pdf.furniture import furniture
from kazarchive.importing.pdf.hyphens import Hyphens
from kazarchive.importing.pdf.lines import Line, lines
from kazarchive.importing.pdf.markup import Writer
from kazarchive.importing.pdf.pages import HIDDEN, Page
from kazarchive.importing.pdf.pictures import Placed, covers, placed
from kazarchive.importing.second_reading import Change
from kazarchive.rules import text as texts

FEWEST_LETTERS = 20
"""Of a page that is not only a picture."""

_FIRST_LINES = 15
_SHORT = 3
"""Letters that are no title."""
_CONTEXT = 3
"""Words before a line that tell its place."""
_SIGNS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What fonts without a meaning for their signs give."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Text(Struct, frozen=True):
    """What a file says."""

    html: str
    source_text: str
    title: str
    """The heading that is not in `html`; empty if there is none."""
    media: tuple[MediaFile, ...]
    notes: tuple[Note, ...]
    first_lines: tuple[str, ...]
    """Of the first page, where a date may be."""
    first_paragraph: str


def letters(page: Page) -> int:
    """How many letters a page has."""
    return sum(map(str.isalpha, page.text))


def text(pages: Sequence[Page], title: str) -> Text:
    """`title`: that of the metadata. The heading with its words, or else the largest one of the
    first page, is left out of the text, since an article shows its title."""
    by_page = [lines(page, number) for number, page in enumerate(pages)]
    left_out = furniture(by_page)
    kept = [line for page in by_page for line in page if line not in left_out]
    notes = footnotes(kept)
    found = blocks([line for line in kept if line not in notes.lines])
    hyphens = Hyphens([line.text for line in kept])
    writer = Writer(pages, kept, hyphens, notes)
    heading = _title(found, title)
    headline = texts.plain(writer.html(heading)) if heading else ""
    changes = [*writer.changes, Change(headline)]
    writer.changes.clear()
    rest = [block for block in found if block is not heading]
    images = placed(pages, rest)
    html = "".join((*_html(rest, writer, images), *map(writer.note, notes.notes)))
    words = [writer.note_words(note) for note in notes.notes]
    paragraphs = (block.text for block in rest if block.kind == "text")
    return Text(
        html,
        _second(pages, by_page, left_out, words, [*changes, *writer.changes]),
        headline,
        images.files,
        (*_notes(pages, left_out, rest, hyphens), *images.notes),
        tuple(line.text for line in kept if line.page == 0)[:_FIRST_LINES],
        next(paragraphs, ""),
    )


def _title(found: Sequence[Block], title: str) -> Block | None:
    headings = [
        block
        for block in found
        if block.kind == "heading" and block.lines[0].page == 0 and len(_same(block.text)) > _SHORT
    ]
    if title:
        return next((each for each in headings if _same(each.text) == _same(title)), None)
    return max(headings, key=lambda block: block.size, default=None)


def _same(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _second(
    pages: Sequence[Page],
    by_page: Sequence[Sequence[Line]],
    left_out: set[Line],
    notes: Sequence[str],
    changes: Sequence[Change],
) -> str:
    """The words as pdfium writes them, without what is left out, and with the footnotes last."""
    parts = [
        second_reading.changed(_SIGNS.sub(" ", page.text), _removed(all_lines, left_out))
        for page, all_lines in zip(pages, by_page, strict=True)
    ]
    text = second_reading.changed("\n".join(parts), map(Change, notes))
    moved = (note.partition(" ")[2] for note in notes)
    return second_reading.changed("\n".join((text, *moved)), changes)


def _removed(all_lines: Sequence[Line], left_out: set[Line]) -> Iterator[Change]:
    """The removal of lines, told by the words around them: a page number may be anywhere."""
    before = ""
    for is_out, group in groupby(all_lines, key=lambda line: line in left_out):
        text = " ".join(line.text for line in group)
        if is_out:
            yield Change(f"{before} {text}", before)
        else:
            before = " ".join(text.split()[-_CONTEXT:])


# --- HTML ---------------------------------------------------------------------------------------


def _html(found: Sequence[Block], writer: Writer, images: Placed) -> Iterator[str]:
    levels = _levels(found)
    yield from _figures(images, -1)
    numbered = enumerate(found)
    for kind, group in groupby(numbered, key=lambda each: each[1].kind):
        run = list(group)
        if kind in ("bullet", "number"):
            first = run[0][1].lines[0].words[0].text.rstrip(".)")
            yield f'<ol start="{first}">' if kind == "number" else "<ul>"
        for number, block in run:
            is_item = kind in ("bullet", "number") and number != run[-1][0]
            figures = "".join(_figures(images, number))
            inside = writer.html(block) + (figures if is_item else "")
            name = {"bullet": "li", "number": "li"}.get(kind, levels.get(number, "p"))
            yield f"<{name}>{inside}</{name}>"
            yield "" if kind in ("bullet", "number") else figures
        if kind in ("bullet", "number"):
            yield "</ol>" if kind == "number" else "</ul>"
            yield from _figures(images, run[-1][0])


def _levels(found: Sequence[Block]) -> dict[int, str]:
    """Number of a heading → its element: larger ones are higher, and none skips a level."""
    sizes = sorted({_step(block) for block in found if block.kind == "heading"}, reverse=True)
    levels, before = dict[int, str](), 1
    for number, block in enumerate(found):
        if block.kind == "heading":
            before = min(6, before + 1, 2 + sizes.index(_step(block)))
            levels[number] = f"h{before}"
    return levels


def _step(block: Block) -> int:
    """The size of a heading; nearly equal ones are the same."""
    return round(block.size)


def _figures(images: Placed, number: int) -> Iterator[str]:
    for file in images.after.get(number, ()):
        yield f'<p><img src="{escape(file.address)}" alt=""></p>'


# --- notes --------------------------------------------------------------------------------------


def _told(line: Line) -> str:
    """A header or footer, whatever its number."""
    text = re.sub(r"\d+", "…", line.text)
    return text if any(map(str.isalpha, text)) else "page numbers"


def _notes(
    pages: Sequence[Page], left_out: set[Line], found: Sequence[Block], hyphens: Hyphens
) -> Iterator[Note]:
    in_order = sorted(left_out, key=lambda line: (line.page, -line.y))
    recurring = Counter(map(_told, in_order))
    for line, count in recurring.most_common():
        yield Note("left out", f"{line} (on {count:,} pages)")
    for number in sorted({block.lines[0].page for block in found if block.kind == "rows"}):
        what = f"the cells of a table on page {number + 1}; its words are kept line by line"
        yield Note("lost", what)
    if hyphens.joined:
        yield Note("changed", f"words that were broken at line ends: {hyphens.joined:,} joined")
    if hyphens.kept:
        what = f"hyphens at line ends that may belong to no word: {hyphens.kept:,} kept"
        yield Note("guessed", what)
    for number, page in enumerate(pages):
        if letters(page) < FEWEST_LETTERS and any(covers(each, page) for each in page.pictures):
            yield Note("lost", f"page {number + 1} is a picture: it needs OCR")
        elif page.turned:
            yield Note("guessed", f"page {number + 1} is turned; look at the order of its words")
    if signs := sum(len(_SIGNS.findall(page.text)) for page in pages):
        yield Note("lost", f"signs to which the fonts give no meaning: {signs:,}")
    if any(word.style & HIDDEN for page in pages for word in page.words):
        what = "the text was recognised in pictures of the pages (OCR); compare it with them"
        yield Note("guessed", what)
    if any(_RIGHT_TO_LEFT.search(page.text) for page in pages):
        yield Note("lost", "the order of text that is written from right to left")
