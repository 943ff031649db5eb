"""Articles as nobody should write them: told with their place or published, and nobody else's
trouble."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive, difference
from config.configuring import load
from hostile import texts
from kazarchive.config import options
from kazarchive.problems import Place
from kazarchive.problems.drawing import drawn
from kazarchive.reading import article, markup
from kazarchive.state import database

WHOLE, BUILT, PART = 10_000, 4_000, 138

PYTHON_MARKDOWN = TRILINGUAL + '[markdown]\nengine = "python-markdown"\n'


@pytest.fixture(scope="module")
def sources() -> list[str]:
    return texts.originals()


def test_every_article_is_read_in_two_seconds_or_refused_with_its_place(
    sources: list[str], tmp_path: Path, long: bool, tally: Callable[[str], None]
) -> None:
    site = load(tmp_path, TRILINGUAL)
    total = WHOLE if long else PART
    slowest, told = read_all(range(total), sources, site)
    assert slowest < 2, "a megabyte of links takes one"
    tally(
        f"hostile articles read: {total} of {total} without a traceback, {told} of {told}"
        f" problems with a line and a column inside the file, slowest {slowest:.2f} s"
    )


def test_the_other_engine_reads_them_too_or_is_stopped(
    sources: list[str],
    tmp_path: Path,
    long: bool,
    tally: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markup, "SECONDS", 0.5)
    site = load(tmp_path, PYTHON_MARKDOWN)
    total = (WHOLE if long else PART) // 5
    slowest, _ = read_all(range(0, 5 * total, 5), sources, site)
    assert slowest < 4
    tally(
        f"hostile articles read with python-markdown: {total} of {total} without a traceback,"
        f" stopped after 0.5 s and as much a megabyte, slowest {slowest:.2f} s"
    )


def read_all(numbers: range, sources: list[str], site: options.Site) -> tuple[float, int]:
    """The slowest article's seconds of processor time, and how many problems were told."""
    slowest, refused, told = 0.0, 0, 0
    for number in numbers:
        raw = texts.hostile(number, sources)
        began = time.process_time()
        reading = article.read(raw, f"articles/{number}.md", site)
        slowest = max(slowest, time.process_time() - began)
        refused += reading.article is None
        told += len(reading.problems)
        for problem in reading.problems:
            assert inside(problem.place, raw), (number, problem)
            if problem.told != "counted":  # drawn once for all articles, with their number
                drawn(problem).encode()
    assert refused > len(numbers) / 4, "they are hostile"
    return slowest, told


def inside(place: Place, raw: bytes) -> bool:
    """Whether a line and a column of the file are told."""
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def test_refused_articles_leave_no_trace_in_the_site(
    tmp_path: Path,
    sources: list[str],
    long: bool,
    tally: Callable[[str], None],
) -> None:
    """The site of the good articles among all, and of the good ones alone, is one."""
    total, batch = (BUILT, 2_000) if long else (PART, PART)
    good = 0
    for start in range(0, total, batch):
        numbers = range(start, min(start + batch, total))
        archive = Archive(tmp_path / str(start))
        archive.configure(TRILINGUAL)
        for n, source in enumerate(sources[:60]):
            archive.write(f"articles/real/r{n}.md", source)
        for path, content in texts.series(numbers.stop, sources):
            if int(path[-8:-3]) >= start:
                archive.write(f"articles/{path}", content)
        report = archive.build(keep_going=True, jobs=2)
        assert report.found == len(numbers) + 60
        assert report.articles + report.refused + report.hidden == report.found
        assert report.refused > len(numbers) / 4
        with_bad = archive.tree()
        accepted = known(archive)
        for file in (archive.root / "articles").rglob("*.md"):
            if file.relative_to(archive.root).as_posix() not in accepted:
                file.unlink()
        alone, expected = archive.build_clean(jobs=2)
        assert (alone.refused, alone.articles) == (0, report.articles)
        assert not difference(with_bad, expected)
        good += report.articles
    tally(
        f"hostile articles built with --keep-going: {total} of {total} without a traceback,"
        f" the pages of the {good} good ones the same as without the others"
    )


def known(archive: Archive) -> set[str]:
    """The paths of the articles in the catalogue."""
    with closing(sqlite3.connect(archive.state / database.NAME)) as connection:
        return {path for (path,) in connection.execute("SELECT path FROM article")}


# --- single ones --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("date: 2024-13-45", {"K0103"}),
        ("date: 2024-12-05 25:00", {"K0103"}),
        ("date: 0000-12-05", {"K0103"}),
        ("date: 2024-12-05 10:00 +99:00", {"K0103"}),
        (f"date: {'9' * 5_000}", {"K0103"}),
        ("date: 0x_", {"K0103"}),
        ("date: !!int x", {"K0103"}),
        ("draft: !!bool x", {"K0105"}),
        ("date: !!timestamp x", {"K0103"}),
        (f"tags: {'[' * 3_000}", {"K0110", "K0113"}),
        (f"tags: {'[' * 50_000}", {"K0110", "K0113"}),
        ("summary: a\0b", {"K0121"}),
        ('summary: "\\ud800"', {"K0110"}),
        ("tags: &a [*a]", {"K0112"}),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_escapes_the_yaml_library_is_told_with_its_place(
    written: str, codes: set[str], tmp_path: Path
) -> None:
    """Each of these leaves PyYAML with something other than a YAMLError, or kills the process."""
    site = load(tmp_path, TRILINGUAL)
    name = written.partition(":")[0]
    fields = {"title": "title: A", "date": "date: 2022-01-05"} | {name: written}
    raw = "\n".join(["---", *fields.values(), "---", "Text.", ""]).encode()
    reading = article.read(raw, "articles/a.md", site)
    assert reading.article is None
    (problem,) = reading.problems
    assert problem.code in codes
    assert inside(problem.place, raw)
    line = raw.decode().split("\n")[problem.place.line - 1]
    assert line.startswith(name)
