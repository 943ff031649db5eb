"""Kazakh letters of an article that were damaged before it became UTF-8 (`rules/misread.py`)."""

import shlex
from collections.abc import Iterator

from kazarchive.problems import Problem
from kazarchive.reading.source import SourceText
from kazarchive.rules import misread


def review(source: SourceText) -> Iterator[Problem]:
    """Report the first damaged word of a file (K0432)."""
    repaired = misread.repaired(source.text)
    if repaired is None:
        return
    start, end = misread.first_word(source.text)
    place = source.place_at(start)
    values = {
        "word": source.text[start:end],
        "meant": repaired[start:end],
        "command": f"perl -CSD -Mutf8 -pi -e 'y/{misread.DAMAGED}/{misread.MEANT}/' "
        + shlex.quote(source.path),
    }
    yield Problem("K0432", source.place(place.line, place.column, end - start), values)
