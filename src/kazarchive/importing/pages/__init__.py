"""An HTML page → its article as a Document, for all formats that hold pages: saved pages, web
captures, mail, books.

    bytes → text (`charset.py`) → what is parsed (`markup.py`) → tree
    → the words of the article (`extraction.py`) → their elements (`article.py`) → clean HTML

It reads and writes no file and no network. Limits come before each step whose time could grow
faster than the page.
"""

import re

from msgspec.structs import replace

from kazarchive.importing import fragments
from kazarchive.importing.document import Document, Note
from kazarchive.importing.encodings import NotRecognised
from kazarchive.importing.pages import charset, markup, reader
from kazarchive.importing.pages.page import Page
from kazarchive.problems import Place, Problem
from kazarchive.reading import timeout
from kazarchive.reading.source import SourceText

__all__ = ["Page", "document"]

LARGEST, LONGEST, MOST_TAGS, MOST_ATTRIBUTES = 32_000_000, 1_200_000, 20_000, 500
"""Bytes of a page; its characters and tags without scripts, styles and embedded files; attributes
of a tag, for which libxml2 takes quadratic time. A page within them is read in two seconds."""
SECONDS = 4
"""Of processor time, whatever the limits let pass."""


def document(page: Page, place: Place, zone: str) -> Document | Problem:
    """The article of a page. Its reader adds what it knows of the file: `sha256`, `original`,
    `line`. `zone`: that of times without an offset.

    A Problem is K0825 (encoding), K0860 (a list of pages), K0861 (no article), K0862 (beyond a
    limit) or K0864 (leads elsewhere).
    """
    try:
        with timeout.limited(SECONDS):
            return _document(page, place, zone)
    except timeout.TooLong:
        return Problem("K0862", place, {"what": f"it takes more than {SECONDS} seconds"})
    except charset.TooLong:
        what = f"its text has more than {charset.LONGEST:,} bytes"
        return Problem("K0862", place, {"what": what})
    except NotRecognised:
        return Problem("K0825", place)


def _document(page: Page, place: Place, zone: str) -> Document | Problem:
    """Raises NotRecognised and TooLong."""
    if len(page.content) > LARGEST:
        return Problem("K0862", place, {"what": f"it has more than {LARGEST:,} bytes"})
    decoded = charset.decoded(page.content, page.charset, page.encoding)
    parts = markup.apart(decoded.text)
    if excess := _excess(parts.text):
        return Problem("K0862", place, {"what": excess})
    tree, is_whole = fragments.page(parts.text)
    read = reader.Reader(page, parts, tree, zone).document(place)
    if isinstance(read, Problem):
        return read
    lost = () if is_whole else (Note("lost", "tags that are nested too deeply"),)
    return replace(
        read,
        encoding=decoded.described,
        notes=(*read.notes, *lost),
        warnings=tuple(decoded.problems(SourceText(place.path, decoded.text))),
    )


_LONG_TAG = re.compile(r"<[^<>]{2000,}")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")


def _excess(text: str) -> str:
    """The limit that a page is beyond, or an empty text."""
    if len(text) > LONGEST:
        return f"it has more than {LONGEST:,} characters"
    if text.count("<") > MOST_TAGS:
        return f"it has more than {MOST_TAGS:,} tags"
    tags = _LONG_TAG.findall(text)
    if any(len(_VALUE.sub("", tag).split()) > MOST_ATTRIBUTES for tag in tags):
        return f"a tag has more than {MOST_ATTRIBUTES} attributes"
    return ""
