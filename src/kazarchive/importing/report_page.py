"""The rows of an import → one HTML page that needs no other file: totals first, then what an editor
should look at, then the rest."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from kazarchive import __version__
from kazarchive.importing.report import (
    DIFFERS,
    NOTE,
    VERIFIED,
    ImportRow,
    Recognised,
    Totals,
    percent,
)
from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import urls

GENERATOR = "kazarchive import"
"""What a report says of itself; only a file that says it is overwritten."""

_HEAD = 1_000
"""Bytes of a file in which it says it."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that HTML forbids (HTML Standard, 13.1.4)."""

_GROUPS = (
    ("attention", "To be looked at", "Documents without an article, and what is wrong with others"),
    ("lost", "Something was lost", "Articles that lack something of their documents"),
    ("changed", "Something was changed, guessed or left out", "Articles with all words"),
    ("whole", "Everything came over", "Articles without a note"),
    ("file", "Notes about files", "What is said of a source as a whole"),
)


class Group(NamedTuple):
    """Rows under one heading."""

    heading: str
    caption: str
    number: int
    rows: Callable[[], Iterator[ImportRow]]


def check(file: Path) -> None:
    """Raises ProblemsFound (K0893) if another file would be overwritten."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _failed(file, error) from None
    if f'content="{GENERATOR}"'.encode() not in head:
        raise ProblemsFound([Problem("K0893", Place(f"{file}"), {"path": file.name})])


def write(
    file: Path,
    root: Path,
    archive: str,
    made: str,
    rows: Iterable[ImportRow],
    totals: Totals,
    messages: Messages = IN_ENGLISH,
) -> None:
    """Write the page at once, or not at all. `rows` is read several times; `made`: the moment, as
    readers see it. Raises ProblemsFound (K0702)."""
    waiting = file.with_name(f".{file.name}.{os.getpid()}")
    pieces = _pieces(file, root, archive, made, rows, totals, messages)
    try:
        with waiting.open("w", encoding="utf-8") as opened:
            opened.writelines(pieces)
        waiting.replace(file)
    except OSError as error:
        raise _failed(file, error) from None
    finally:
        waiting.unlink(missing_ok=True)


def _failed(file: Path, error: OSError) -> ProblemsFound:
    reason = {"reason": error.strerror or str(error)}
    return ProblemsFound([Problem("K0702", Place(f"{file}"), reason)])


def _pieces(
    file: Path,
    root: Path,
    archive: str,
    made: str,
    rows: Iterable[ImportRow],
    totals: Totals,
    messages: Messages,
) -> Iterator[str]:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    template = environment.from_string(Path(__file__).with_name("report.html").read_text("utf-8"))
    links = _Links(root, file.parent)
    verifies = bool(totals.counts.keys() & VERIFIED)
    title = "{archive}, compared with its originals" if verifies else "Import into {archive}"
    return template.generate(
        title=messages.text(title, archive=archive),
        lang=messages.lang,
        messages=messages,
        t=messages.text,
        generator=GENERATOR,
        program=f"kazarchive {__version__}",
        made=made,
        totals=totals,
        groups=list(_groups(rows, messages)),
        percent=percent,
        said=partial(_said, messages=messages),
        link=links.article,
        source=links.source,
    )


def _groups(rows: Iterable[ImportRow], messages: Messages) -> Iterator[Group]:
    numbers = Counter(map(_group, rows))
    for name, heading, caption in _GROUPS:
        if numbers[name]:
            texts = messages.text(heading), messages.text(caption)
            yield Group(*texts, numbers[name], partial(_of, rows, name))


def _of(rows: Iterable[ImportRow], group: str) -> Iterator[ImportRow]:
    return (row for row in rows if _group(row) == group)


def _group(row: ImportRow) -> str:
    kinds = {note.kind for note in row.notes}
    if row.outcome == NOTE:
        return "file"
    if row.problems:
        return "attention"
    if "lost" in kinds or row.outcome == DIFFERS:
        return "lost"
    return "changed" if kinds else "whole"


def _said(recognised: Recognised, messages: Messages) -> Markup:
    """Title, language, date, authors and topics."""
    title = Markup('<span lang="{}">{}</span>').format(recognised.lang, _clean(recognised.title))
    rest = (
        recognised.lang,
        recognised.date or messages.text("no date"),
        ", ".join(recognised.authors),
        ", ".join(recognised.tags),
        recognised.encoding,
    )
    return Markup(" · ").join([title, *filter(None, map(_clean, rest))])


class _Links:
    """Links from the report to files of the archive."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder

    def article(self, row: ImportRow) -> Markup:
        return self._to(row.article or row.document)

    def source(self, row: ImportRow) -> Markup:
        return self._to(row.document)

    def _to(self, path: str) -> Markup:
        """The name of a file, as a link if it is in the archive."""
        file = self._root / path.partition(":")[0]
        if os.path.isabs(path) or not file.is_file():
            return Markup("{}").format(_clean(path))
        relative = Path(os.path.relpath(file, self._folder)).as_posix()
        return Markup('<a href="{}">{}</a>').format(urls.encoded(relative), _clean(path))


def _clean(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _FORBIDDEN.sub("\ufffd", value)
