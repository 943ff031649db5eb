"""A plain-text document → its headline, byline, credit and paragraphs.

Names and dates are only recognised in the lines before the first paragraph, and each kind of line
only once. Any other line belongs to the text, so that nothing is lost.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing import boilerplate, bylines, dating, encodings, local_dates
from kazarchive.importing.dating import DateLine, Dating
from kazarchive.importing.document import Document, Note, Picture
from kazarchive.importing.encoding_names import named
from kazarchive.importing.encodings import Decoded
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.reading.source import SourceText
from kazarchive.rules import text


def documents(source: Source) -> Iterator[Document]:
    """The one document of a file. Raises ProblemsFound (K0103, K0803, K0825, and what reading
    raises)."""
    decoded = _decoded(source)
    readable = frontmatter.decode(decoded.text.encode(), source.display_path)
    head, document = parse(readable, source.boilerplate)
    known = Dating(source.stem, source.record, source.date, source.timezone)
    dated = dating.dated(head.date, document.paragraphs[0], readable, known)
    notes = document.notes
    if head.date and dated.problem:  # what the line says is not in the article
        notes = (Note("left out", dated.problem.place.text), *notes)
    yield replace(
        document,
        date=dated.date,
        encoding=decoded.described,
        notes=notes,
        warnings=(*decoded.problems(readable), *filter(None, [dated.problem])),
    )


def _decoded(source: Source) -> Decoded:
    """The text of a document. Raises ProblemsFound (K0825)."""
    raw = source.read()
    if name := named(source.encoding or ""):
        return encodings.decode_as(raw, name)
    try:
        return encodings.decode(raw)
    except encodings.NotRecognised as error:
        line = raw.count(b"\n", 0, error.position) + 1
        raise ProblemsFound([Problem("K0825", source.place(line))]) from None


def parse(source: SourceText, patterns: Sequence[str]) -> tuple["Head", Document]:
    """Parse a document, without its date. `patterns`: regular expressions of paragraphs to leave
    out.

    Raises ProblemsFound (K0803) if there is no text below the headline.
    """
    lines = [text.clean(line) for line in source.text.split("\n")]
    head, end = _head(lines)
    paragraphs = list(_paragraphs(lines, end))
    kept, left_out = boilerplate.divided(paragraphs, patterns)
    if not kept:
        first = next((number for number, line in enumerate(lines, 1) if line), 1)
        raise ProblemsFound([Problem("K0803", source.place(first, 1, len(head.title)))])
    document = Document(
        title=head.title,
        paragraphs=kept,
        authors=head.authors,
        picture=Picture(credit=head.credit) if head.credit else None,
        notes=tuple(Note("left out", paragraph) for paragraph in left_out),
    )
    return head, document


# --- the head -----------------------------------------------------------------------------------


class Head(Struct, frozen=True):
    """Everything before the first paragraph."""

    title: str = ""
    credit: str | None = None
    authors: tuple[str, ...] = ()
    date: DateLine | None = None


def _head(lines: Sequence[str]) -> tuple[Head, int]:
    """The head, and the index of the first line of the text."""
    head = Head()
    for number, line in enumerate(lines):
        if line:
            longer = _with(head, line, number + 1)
            if longer is None:
                return head, number
            head = longer
    return head, len(lines)


def _with(head: Head, line: str, number: int) -> Head | None:
    """The head with one more line, or None if the line does not belong to it."""
    if head.date is None and (day := local_dates.of_line(line)):
        return replace(head, date=DateLine(day, number))
    if not head.title:
        return replace(head, title=line)
    if head.credit is None and (credit := bylines.credit(line)):
        return replace(head, credit=credit)
    if not head.authors and (authors := bylines.authors(line)):
        return replace(head, authors=authors)
    return None


# --- the text -----------------------------------------------------------------------------------

_LIST_LINE = re.compile(r"(?:\d+[.)]|[-–—•*·]) ")


def _paragraphs(lines: Sequence[str], start: int) -> Iterator[str]:
    """The paragraphs from a line on, each on one line.

    They are separated by blank lines. In a document without blank lines, and in a list or a
    dialogue, every line is a paragraph; otherwise line breaks have no meaning.
    """
    spaced = "" in "\n".join(lines).strip("\n").split("\n")
    for blank, block in groupby(lines[start:], key=lambda line: not line):
        paragraph = list(block)
        if blank:
            continue
        if spaced and not all(map(_LIST_LINE.match, paragraph)):
            yield " ".join(paragraph)
        else:
            yield from paragraph
