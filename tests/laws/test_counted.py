"""Laws 3 and 4: a build tells exactly what it did, and does nothing where nothing changed."""

import os
import re
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

import kazarchive
from archives import CONFIG, Archive, article
from kazarchive.options import Report
from kazarchive.reading.theme_files import bundled
from photos import photo

LISTING = CONFIG + "[listing]\ntimeline = 3\n"

DAYS = [(month, day) for month in (1, 2, 3) for day in (5, 6)]


def day(month: int, number: int, body: str = "Text.\n\nMore.", **fields: Any) -> tuple[str, str]:
    """The article of a day: `fuel` on the 5th of a month, `prices` on the 6th."""
    tags = ["fuel"] if number == 5 else ["prices"]
    given = {"title": "T", "date": f"2022-{month:02}-{number:02}", "tags": tags, "authors": ["A"]}
    return f"articles/{month}-{number}.md", article(body, **(given | fields))


@pytest.fixture
def built(archive: Archive) -> Archive:
    """Six articles of three months, two tags and one author, published."""
    archive.configure(LISTING)
    for month, number in DAYS:
        archive.write(*day(month, number))
    archive.build()
    return archive


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.read, report.rendered, report.written, report.removed


def addresses(report: Report) -> list[str]:
    return sorted(planned.address for planned in report.reasons)


def test_a_first_build_renders_every_page(built: Archive) -> None:
    first, _ = built.build_clean()
    assert counts(first) == (6, 53, 53, 0), "a new kind of page? Correct the counts of this file"


# --- an edit of an article ----------------------------------------------------------------------


def test_an_edited_body_rewrites_its_page_and_the_feeds_with_full_text(built: Archive) -> None:
    built.write(*day(2, 5, "Text.\n\nEdited."))
    report = built.build()
    assert counts(report) == (1, 3, 3, 0)
    assert addresses(report) == ["/2022/02/05/2-5/", "/feed.json", "/feed.xml"]


def test_an_edited_body_outside_the_feeds_rewrites_one_page(built: Archive) -> None:
    built.configure(LISTING + "[feeds]\nentries = 2\n")
    built.build()
    built.write(*day(2, 5, "Text.\n\nEdited."))
    assert counts(built.build()) == (1, 1, 1, 0)


def test_an_edited_title_rewrites_what_lists_the_article(built: Archive) -> None:
    built.write(*day(2, 5, title="Edited"))
    report = built.build()
    assert counts(report) == (1, 19, 17, 0)
    assert addresses(report) == [
        "/",
        "/2022/",
        "/2022/01/05/1-5/",
        "/2022/01/06/1-6/",
        "/2022/02/",
        "/2022/02/05/2-5/",
        "/2022/02/06/2-6/",
        "/2022/03/05/3-5/",
        "/authors/a/",
        "/authors/a/feed.xml",
        "/feed.json",
        "/feed.xml",
        "/feed/2022-02.xml",
        "/on-this-day/02-05/",
        "/sitemap.xml",
        "/sitemap/2022-02.xml",
        "/tags/fuel/",
        "/tags/fuel/feed.xml",
        "/tags/fuel/timeline/",
    ]


def test_an_added_article_rewrites_its_listings_and_neighbours(built: Archive) -> None:
    built.article("new.md", date="2022-02-05", tags=["fuel"])
    assert counts(built.build()) == (1, 21, 19, 0)


def test_a_deleted_article_is_removed_and_its_listings_rewritten(built: Archive) -> None:
    built.article("new.md", date="2022-02-05", tags=["fuel"])
    built.build()
    built.remove("articles/new.md")
    assert counts(built.build()) == (0, 20, 18, 1)
    assert "2022/02/05/new/index.html" not in built.tree()


def test_every_reason_names_what_changed(built: Archive) -> None:
    built.write(*day(2, 5, title="Edited"))
    assert {planned.because for planned in built.build().reasons} == {"articles/2-5.md was edited"}


# --- an edit of something else ------------------------------------------------------------------

TEMPLATES = {
    "article.html": 6,
    "named.html": 6,
    "listing.html": 7,
    "taxonomy.html": 2,
    "front.html": 1,
    "alias.html": 0,
    "notfound.html": 1,
    "feed.xml": 8,
    "feed.json": 8,
    "sitemap.xml": 5,
    "sitemapindex.xml": 5,
    "robots.txt": 1,
    "base.html": 29,
    "entries.html": 7,
    "crumbs.html": 16,
    "searchbox.html": 2,
    "calendar.html": 14,
    "chart.html": 8,
    "timeline.html": 2,
    "onthisday.html": 7,
    "everyday.html": 7,
}
"""How many pages are made of each template, or of one that extends or imports it."""


@pytest.mark.parametrize(("name", "rendered"), TEMPLATES.items())
def test_an_edited_template_renders_the_pages_made_of_it(
    built: Archive, name: str, rendered: int
) -> None:
    text = (bundled() / "templates" / name).read_text("utf-8")
    built.write(f"templates/{name}", text + "{# the same bytes #}")
    assert counts(built.build()) == (0, rendered, 0, 0)
    built.remove(f"templates/{name}")
    assert counts(built.build()) == (0, rendered, 0, 0)


def test_an_edited_translation_renders_everything(built: Archive) -> None:
    built.write("templates/locale/en.po", 'msgid "Tags"\nmsgstr "Tags"\n')
    report = built.build()
    assert (report.read, report.rendered) == (0, report.pages)


def test_an_edited_configuration_renders_everything_and_reads_what_it_must(built: Archive) -> None:
    built.configure(LISTING + "front = 5\n")
    report = built.build()
    assert (report.read, report.rendered, report.written) == (0, report.pages, 1)
    built.configure(LISTING + 'front = 5\n[markdown]\nhtml = "escape"\n')
    report = built.build()
    assert (report.read, report.rendered, report.written) == (6, report.pages, 0)


def test_an_edited_media_file_is_copied_to_each_article_that_shows_it(built: Archive) -> None:
    built.write("articles/pic.svg", "<svg/>")
    built.write(*day(1, 5, "Text.\n\n![a picture](pic.svg)"))
    built.write(*day(2, 5, "Text.\n\n![a picture](pic.svg)"))
    built.build()
    built.write("articles/pic.svg", "<svg></svg>")
    report = built.build()
    assert counts(report) == (0, 2, 2, 0)
    assert addresses(report) == ["/2022/01/05/1-5/pic.svg", "/2022/02/05/2-5/pic.svg"]
    built.write("articles/pic.svg", "<svg> </svg>")
    built.write("articles/unused.svg", "<svg/>")
    assert counts(built.build()) == (0, 2, 2, 0)


def test_a_static_file_is_copied_alone(built: Archive) -> None:
    built.write("static/own.js", "1")
    assert counts(built.build()) == (0, 1, 1, 0)


class Explained(sqlite3.Connection):
    """Notes which statements walk over a table that grows with the archive."""

    LARGE = re.compile(
        r"SCAN (article|own|link|claim|membership|cell|together|page|picture|source)\b"
        r"(?!.*(article_draft|picture_to_make|picture_unfit))"
    )
    walks: ClassVar[set[tuple[str, str]]] = set()

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        if sql.lstrip().startswith(("SELECT", "DELETE", "INSERT", "UPDATE")):
            for *_, step in super().execute(f"EXPLAIN QUERY PLAN {sql}", parameters):
                if walked := self.LARGE.match(step):
                    self.walks.add((walked[1], " ".join(sql.split())))
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> sqlite3.Cursor:
        for one in parameters:
            self.execute(sql, one)
        return self.cursor()


def test_an_edit_walks_over_no_table_that_grows_with_the_archive(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the look at every published file, which takes them part by part."""
    built.write("pages/about.md", "---\ntitle: About\n---\n\nSee [it](../articles/2-5.md).\n")
    built.build()
    built.write(
        *day(
            2,
            5,
            "See [it](1-5.md), [that](/2022/03/05/3-5/).",
            title="Edited",
            slug="x",
            tags=["fuel", "Fuel prices", "prices"],
        )
    )
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Explained))
    Explained.walks.clear()
    assert counts(built.build())[0] == 1
    assert walks() == set()


def walks() -> set[tuple[str, str]]:
    return {one for one in Explained.walks if not one[1].startswith("SELECT count(*)")}


def test_nor_does_an_edited_image(built: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    built.write("articles/p.jpg", photo((20, 12)))
    built.write(*day(1, 5, "Text.\n\n![a picture](p.jpg)"))
    built.write(*day(2, 5, image="p.jpg"))
    built.build()
    built.write("articles/p.jpg", photo((20, 16)))
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Explained))
    Explained.walks.clear()
    assert built.build().read == 0
    assert walks() == set()


def test_nor_does_an_edited_page_without_a_date(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write("pages/team.md", "---\ntitle: Team\n---\n\nWe.\n")
    built.write(*day(1, 5, "By [us](../pages/team.md)."))
    built.build()
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Explained))
    Explained.walks.clear()
    built.write("pages/team.md", "---\ntitle: Us\n---\n\nWe.\n")
    assert counts(built.build()) == (0, 4, 3, 0)
    built.remove("pages/team.md")
    assert counts(built.build()) == (0, 6, 6, 1)
    assert walks() == set()


# --- no edit ------------------------------------------------------------------------------------


def test_nothing_changed_nothing_done(built: Archive) -> None:
    before = signs(built.output)
    assert counts(built.build()) == (0, 0, 0, 0)
    assert signs(built.output) == before


def test_a_touched_or_copied_file_is_no_edit(built: Archive) -> None:
    before = signs(built.output)
    for file in (built.root / "articles").iterdir():
        os.utime(file, (1, 1))
    path, text = day(1, 5)
    built.write(path, text)
    assert counts(built.build()) == (0, 0, 0, 0)
    assert signs(built.output) == before


def test_an_edit_that_is_undone_writes_what_it_must_and_no_more(built: Archive) -> None:
    before = built.tree()
    built.write(*day(1, 5, title="Edited"))
    written = built.build().written
    built.write(*day(1, 5))
    assert built.build().written == written
    assert built.tree() == before


def test_a_build_with_full_writes_nothing_that_stands_already(built: Archive) -> None:
    before = signs(built.output)
    assert counts(built.build(full=True)) == (0, 53, 0, 0)
    assert signs(built.output) == before


def signs(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.rglob("*")
    }


HEAVY = set("jinja2 markdown pyromark babel rich nh3 yaml".split())

RUNNER = """\
import sys
from pathlib import Path
from kazarchive.config import reader
from kazarchive.build import build
from kazarchive.options import Options
folder = Path(sys.argv[1])
root, shown = folder / "project", "public"
options = Options(output=folder / shown, state=folder / "state", shown=shown, now=int(sys.argv[2]))
report = build(root, reader.load(root), options, lambda stage, done, total: None)
print(report.read, report.rendered, *sys.modules)
"""


def test_a_build_with_nothing_to_do_imports_no_engine(built: Archive) -> None:
    command = [sys.executable, "-c", RUNNER, str(built.folder), str(built.now)]
    source = Path(kazarchive.__file__).parent.parent
    done = subprocess.run(
        command, capture_output=True, check=True, text=True, env={"PYTHONPATH": str(source)}
    )
    read, rendered, *modules = done.stdout.split()
    assert (read, rendered) == ("0", "0")
    assert not HEAVY & set(modules)
