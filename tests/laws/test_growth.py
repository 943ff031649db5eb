"""Work grows with the sources and no faster, whatever there is very much of.

Each archive is built, edited, built again and checked in three sizes, each twice the one before;
what is counted is the same in every run: calls of functions, steps of SQLite, bytes of the site.
What comes on top from one size to the next is to double: of work by the square it is fourfold.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

import pytest

from archives import CONFIG, Archive, compiled_once
from kazarchive.build import prepared
from kazarchive.catalogue import findings
from kazarchive.check import check
from kazarchive.config import reader
from kazarchive.options import Options
from kazarchive.rendering import specialised
from kazarchive.state import database

SMALLEST = 60
"""More than front pages and feeds show; the next is more than one chunk of work."""

GROWTH = 3
"""At most, of what comes on top when the sources become twice as many."""

Fill = Callable[[Archive, int], None]


def each(**fields: Any) -> Fill:
    """Articles with the same fields; a value that is a function is given the number."""

    def fill(archive: Archive, size: int) -> None:
        for n in range(size):
            made = {name: one(n) if callable(one) else one for name, one in fields.items()}
            archive.article(f"{n:05}.md", made.pop("body", "Text."), **made)

    return fill


def one(piece: Callable[[int], str]) -> Fill:
    """One article with a text of many pieces."""

    def fill(archive: Archive, size: int) -> None:
        archive.article("00000.md", "\n\n".join(map(piece, range(16 * size))))

    return fill


def two_languages(archive: Archive, size: int) -> None:
    for n in range(size):
        archive.article(f"{n:05}.md", lang=["en", "ru"][n % 2], translation_key="k")


def hub(archive: Archive, size: int) -> None:
    archive.article("00000.md")
    each(body="See [it](00000.md).")(archive, size + 1)
    archive.article("00000.md")


def footnotes(archive: Archive, size: int) -> None:
    marks = "\n\n".join(f"a[^{n}]" for n in range(4 * size))
    notes = "\n\n".join(f"[^{n}]: Note {n}." for n in range(4 * size))
    archive.article("00000.md", f"{marks}\n\n{notes}")


def parts(archive: Archive, size: int) -> None:
    one(lambda n: f"## Part {n}")(archive, size)
    links = "\n\n".join(f"[x](00000.md#part-{n})" for n in range(4 * size))
    archive.article("00001.md", links)


def pages(archive: Archive, size: int) -> None:
    archive.article("00000.md")
    for n in range(size):
        archive.write(f"pages/p{n}.md", f"---\ntitle: P{n}\n---\nText.\n")


MUCH: dict[str, Fill] = {
    "articles of one day": each(),
    "articles of one title": each(title="Same"),
    "articles of one author and term": each(
        authors=["A"], tags=["T"], date=lambda n: f"2022-01-{n % 9 + 1:02}"
    ),
    "articles of terms of their own": each(tags=lambda n: [f"T{n}", f"U{n // 2}"]),
    "translations in one language": each(translation_key="k"),
    "translations in two languages": two_languages,
    "spellings of one term": each(tags=lambda n: ["a" + "-" * (n + 1) + "b"]),
    "articles with either of two clashing terms": each(
        tags=lambda n: [["Угол", "Уголь"][n % 8 == 7]]
    ),
    "articles of one address": each(slug="same"),
    "articles with an alias": each(aliases=lambda n: [f"/old/{n}/"]),
    "articles with errors": each(date="2022-13-45"),
    "articles with broken links": each(body="[x](nowhere.md)"),
    "articles with a field of their own": each(anything="x"),
    "links to a hub": hub,
    "links to each other": each(body="[x](00001.md) [y](/2022/01/05/00002/)"),
    "links of one article": one(lambda n: f"[x]({n}.md)"),
    "images of one article": one(lambda n: f"![x]({n}.svg)"),
    "headings of one text": one(lambda n: "## Same"),
    "headings of other texts": one(lambda n: f"## Same {n}"),
    "footnotes of one article": footnotes,
    "links to parts of one article": parts,
    "pages without a date": pages,
}


def look(archive: Archive) -> None:
    options = Options(archive.output, archive.state, "public", archive.now, 1, keep_going=True)
    with prepared(archive.root, reader.load(archive.root), options, lambda *_: None) as ready:
        check(ready)


@contextmanager
def counting() -> Iterator[dict[str, int]]:
    """Calls of functions and steps of SQLite, in hundreds."""
    counted = {"calls": 0, "steps": 0}

    def called(frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call"):
            counted["calls"] += 1

    def stepped() -> None:
        counted["steps"] += 1

    def connect(*places: Any, **options: Any) -> sqlite3.Connection:
        connection = sqlite3.Connection(*places, **options)
        connection.set_progress_handler(stepped, 100)
        return connection

    with mock.patch.object(sqlite3, "connect", connect):
        sys.setprofile(called)
        try:
            yield counted
        finally:
            sys.setprofile(None)


def work(folder: Path, fill: Fill, size: int) -> dict[str, int]:
    archive = Archive(folder / str(size))
    archive.configure(CONFIG + 'languages = ["en", "ru"]\n[listing]\npage_size = 1000\n')
    fill(archive, size)
    with counting() as counted:
        archive.build(keep_going=True)
        first = archive.root / "articles/00000.md"
        first.write_text(first.read_text("utf-8").replace("title: ", "title: Edited ", 1), "utf-8")
        archive.build(keep_going=True)
        look(archive)
    return {**counted, "bytes": sum(map(len, archive.tree().values()))}


ALWAYS = (
    "articles of one day",
    "articles of one title",
    "links to a hub",
    "spellings of one term",
    "translations in one language",
)
"""The others take one and a half minutes, and run with --long."""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in ALWAYS else pytest.mark.long) for name in MUCH],
)
def test_work_grows_with_what_there_is_very_much_of(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A template is specialised at some size, once: that is no growth.
    monkeypatch.setattr(specialised, "WORTHWHILE", None)
    sizes = (SMALLEST, 2 * SMALLEST, 4 * SMALLEST)
    with compiled_once():
        work(tmp_path, each(), 1)  # what is loaded once
        least, middle, most = (work(tmp_path, MUCH[name], size) for size in sizes)
    growth = {
        what: (most[what] - middle[what]) / max(middle[what] - least[what], least[what] // 10, 1)
        for what in least
    }
    assert {what: n for what, n in growth.items() if n > GROWTH} == {}


def test_the_ids_of_an_article_are_decoded_once_for_all_links_to_its_parts(
    archive: Archive,
) -> None:
    parts(archive, 10)
    archive.build()
    connection = database.open_for_reading(archive.state)
    with mock.patch.object(json, "loads", wraps=json.loads) as decoded:
        assert list(findings.fragments(connection)) == []
    connection.close()
    assert decoded.call_count == 1
