"""Raw documents become article files: what is left out, what is refused, what never happens."""

import os
import signal
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from importing.documents import TWO, body, digest, one, read, run, sources
from importing.formats.wordpress import wxr
from kazarchive.config import reader
from kazarchive.importing.report import ImportRequest, ImportRow
from kazarchive.importing.run import import_documents
from kazarchive.importing.verification import verified
from kazarchive.problems import ProblemsFound
from kazarchive.problems.drawing import drawn

PROJECT = Path(__file__).parents[2]


ENGLISH = """\
The world is watching: a “price cap” is lifted
Photo credit: JANE DOE/AGENCY

By Aidar Bek and Jane Doe

On 1 January the price of [gas] rose by 100 %:
from *60* to 120 tenge.

1. Protests began in Zhanaozen.

While you’re here, please consider donating to this archive.

Click to Donate
"""

ENGLISH_ARTICLE = """\
---
title: "The world is watching: a “price cap” is lifted"
date: 2022-01-05
authors: ["Aidar Bek", "Jane Doe"]
tags: ["Protests", "Seed"]
image:
  credit: "JANE DOE/AGENCY"
source:
  file: "seeds/cap.txt"
  sha256: "{digest}"
---

On 1 January the price of \\[gas] rose by 100 %: from \\*60\\* to 120 tenge.

1\\. Protests began in Zhanaozen.
"""


def test_a_document_becomes_an_article_file(trilingual: Archive) -> None:
    terms = [("en", "tags", "Protests"), ("en", "authors", "Jane Doe"), ("ru", "tags", "Price")]
    row = one(trilingual, ENGLISH, name="cap.txt", date="2022-01-05", tags=("Seed",), terms=terms)
    assert (row.outcome, row.document, row.problem) == ("written", "seeds/cap.txt", None)
    assert row.article == "articles/2022/the-world-is-watching-a-price-cap-is-lifted.md"
    assert row.left_out == (
        "While you’re here, please consider donating to this archive.",
        "Click to Donate",
    )
    written = (trilingual.root / row.article).read_text("utf-8")
    assert written == ENGLISH_ARTICLE.format(digest=digest(ENGLISH))
    assert row.recognised is not None
    assert row.recognised.title == "The world is watching: a “price cap” is lifted"
    assert (row.recognised.lang, row.recognised.date) == ("en", "2022-01-05")
    assert row.recognised.authors == ("Aidar Bek", "Jane Doe")
    assert row.recognised.tags == ("Protests", "Seed")
    assert row.recognised.credit == "JANE DOE/AGENCY"
    assert row.recognised.paragraphs == 2


KAZAKH = """\
Жаңаөзеннен Алматыға дейін
Сурет: Мұрағат
Жазған: Айгүл Серік, Болат Әли

Келесі күні Жаңаөзенде наразылық басталды.

Қайырымдылық жасап, қолдау көрсетуіңізді сұраймыз.

Бұл мәтін пайдалы болса, мұрағатқа көмектесіңіз.
"""

KAZAKH_ARTICLE = """\
---
title: "Жаңаөзеннен Алматыға дейін"
draft: true
authors: ["Айгүл Серік", "Болат Әли"]
tags: ["Наразылық"]
image:
  credit: "Мұрағат"
source:
  file: "seeds/k.txt"
  sha256: "{digest}"
---

Келесі күні Жаңаөзенде наразылық басталды.

Қайырымдылық жасап, қолдау көрсетуіңізді сұраймыз.
"""


def test_a_document_without_a_date_becomes_a_draft(trilingual: Archive) -> None:
    row = one(trilingual, KAZAKH, name="k.txt", terms=[("kk", "tags", "Наразылық")])
    assert row.outcome == "draft"
    assert row.article == "articles/drafts/zhanaozennen-almatyga-deiin.kk.md"
    written = (trilingual.root / row.article).read_text("utf-8")
    assert written == KAZAKH_ARTICLE.format(digest=digest(KAZAKH))
    assert read(trilingual, row).draft
    assert trilingual.build().hidden == 1


def test_the_projects_own_seeds_import(trilingual: Archive) -> None:
    seeds = sorted((PROJECT / "seeds").glob("*.txt"))
    for seed in seeds:
        trilingual.write(f"seeds/{seed.name}", seed.read_bytes())
    rows = run(trilingual)
    assert len(rows) == len(seeds) >= 8
    for seed, row in zip(seeds, rows, strict=True):
        assert (row.outcome, row.problem) == ("draft", None)
        assert row.recognised
        assert row.recognised.authors
        assert ("Click to Donate" in seed.read_text("utf-8")) == ("Click to Donate" in row.left_out)
        assert "onat" not in body(trilingual, row)
        assert "қайырымдылық" not in body(trilingual, row).lower()


def test_a_dry_run_writes_nothing_and_tells_the_same(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", TWO)
    trilingual.write("seeds/b.txt", TWO + "\nMore.\n\nClick to Donate\n")
    trilingual.write("seeds/c.txt", TWO)
    trilingual.write("seeds/d.txt", "Headline")
    dry = run(trilingual, dry_run=True)
    assert not (trilingual.root / "articles").exists()
    wet = run(trilingual)
    assert [row.outcome for row in dry] == ["would be written"] * 2 + ["unchanged", "refused"]
    assert [row.outcome for row in wet] == ["draft"] * 2 + ["unchanged", "refused"]
    for before, after in zip(dry, wet, strict=True):
        assert (before.article, before.recognised) == (after.article, after.recognised)
        assert (before.left_out, before.problem) == (after.left_out, after.problem)


REFUSED: dict[str, tuple[str, bytes, str, str]] = {
    "no text": ("x.txt", b"\xff\xd8\xff\xe0\x10JFIF\x01\x02\x03", "K0825", "seeds/x.txt:1"),
    "another writing": ("x.txt", "A\n\n政府は新しい".encode("gbk"), "K0825", "seeds/x.txt:3"),
    "nul": ("x.txt", b"Headline\n\na\0b", "K0121", "seeds/x.txt:3:2"),
    "a long line": ("x.txt", b"Headline\n\n" + b"x" * 1_000_001, "K0122", "seeds/x.txt:3:1"),
    "empty": ("x.txt", b"\xef\xbb\xbf \r\n", "K0123", "seeds/x.txt:1:1"),
    "too large": ("x.txt", b"x\n" * 8_000_001, "K0124", "seeds/x.txt"),
    "only a headline": ("x.txt", b"\nHeadline\nBy Jane Doe\n", "K0803", "seeds/x.txt:2:1"),
    "only an appeal": ("x.txt", b"Headline\n\nClick to Donate\n", "K0803", "seeds/x.txt:1:1"),
    "a date of no calendar": ("x.txt", b"H\n2022-02-30\n\nX.\n", "K0103", "seeds/x.txt:2:1"),
    "a name of no calendar": ("2022-13-05-x.txt", b"H\n\nX.\n", "K0103", "seeds/2022-13-05-x.txt"),
    "another kind": ("x.csv", b"a,b", "K0805", "seeds/x.csv"),
    "too long a headline": ("x.txt", b"x" * 70_000 + b"\n\nX.\n", "K0806", "seeds/x.txt"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_an_article_is_refused_with_its_place(
    trilingual: Archive, case: str
) -> None:
    name, content, code, place = REFUSED[case]
    row = one(trilingual, content, name=name)
    assert row.problem
    assert row.problem.code == code
    assert f"--> {place}\n" in drawn(row.problem)
    assert row.outcome == ("skipped" if code == "K0805" else "refused")
    assert (row.article, row.recognised, row.left_out) == (None, None, ())
    assert not (trilingual.root / "articles").exists()


def test_a_document_larger_than_memory_is_refused_unread(trilingual: Archive) -> None:
    trilingual.write("seeds/x.txt", TWO)
    os.truncate(trilingual.root / "seeds/x.txt", 1 << 40)
    (row,) = run(trilingual)
    assert row.problem
    assert row.problem.code == "K0124"
    assert "1,099,511,627,776" in row.problem.message


def test_one_bad_document_stops_no_other(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", b"H\n\na\0b")
    trilingual.write("seeds/b.txt", TWO)
    rows = run(trilingual)
    assert [row.outcome for row in rows] == ["refused", "draft"]
    assert [problem.code for row in rows for problem in row.problems] == ["K0121"]


@pytest.mark.parametrize(
    ("request_made", "code", "place"),
    [
        ({"date": "2022-13-01"}, "K0103", "--date"),
        ({"date": "yesterday"}, "K0103", "--date"),
        ({"lang": "de"}, "K0115", "--lang"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_before_anything_is_done(
    trilingual: Archive, request_made: dict[str, Any], code: str, place: str
) -> None:
    trilingual.write("seeds/x.txt", TWO)
    with pytest.raises(ProblemsFound) as found:
        run(trilingual, **request_made)
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == (code, place)
    assert not (trilingual.root / "articles").exists()


def test_of_daily_copies_of_a_feed_each_entry_is_one_article(archive: Archive) -> None:
    def copy(day: int, text: str, comments: int, path: str) -> None:
        archive.write(
            f"seeds/{day}.xml",
            "<rss version='2.0'><channel><link>https://archive.example/</link><item>"
            f"<title>Queues</title><guid>7</guid><link>/{path}</link>"
            f"<description>{text}</description>"
            f"<pubDate>2022-01-05</pubDate><comments>{comments}</comments></item></channel></rss>",
        )

    copy(1, "There are queues.", 0, "old")
    copy(2, "The queues are gone.", 0, "new")
    copy(3, "The queues are gone.", 5, "new")
    rows = run(archive)
    assert [row.outcome for row in rows] == ["superseded", "written", "superseded"]
    assert len({row.article for row in rows}) == 1
    assert [row.notes[0].text for row in rows if row.outcome == "superseded"] == [
        "an earlier text of the article",
        "the same text as in another copy",
    ]
    assert body(archive, rows[1]) == "The queues are gone."
    assert rows[1].article
    assert 'aliases: ["/new/", "/old/"]' in (archive.root / rows[1].article).read_text("utf-8")

    copy(4, "The queues are gone.", 9, "new")
    assert [row.outcome for row in run(archive)] == ["superseded", "unchanged"] + ["superseded"] * 2
    copy(5, "The queues are back.", 9, "new")
    *_, edited = run(archive)
    assert edited.problem
    assert edited.problem.code == "K0804"


def test_of_two_exports_with_one_post_the_newest_text_is_imported(archive: Archive) -> None:
    def export(name: str, text: str, changed: int, comments: str = "") -> None:
        item = wxr.item(
            text,
            guid="https://a.example/?p=1",
            post_date="2022-01-05 10:00:00",
            post_modified=f"2022-01-{changed:02} 10:00:00",
            more=comments,
        )
        archive.write(f"seeds/{name}.xml", wxr.export(item))

    export("b", "Edited.", 7)
    export("c", "First.", 6)
    rows = run(archive)
    assert [row.outcome for row in rows] == ["written", "superseded"]
    assert body(archive, rows[0]) == "Edited."
    comment = "<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    export("b", "Edited.", 7, comment)
    assert [row.outcome for row in run(archive)] == ["unchanged", "superseded"]
    export("d", "Edited again.", 8)
    rows = run(archive)
    assert [row.outcome for row in rows] == ["superseded", "superseded", "refused"]
    assert rows[2].problem
    assert (rows[2].problem.code, rows[2].document) == ("K0804", "seeds/d.xml:4")


def test_each_document_that_is_found_has_one_outcome(archive: Archive) -> None:
    """Whatever happens to it; what is said of a file is no document."""
    dated = {"post_date": "2022-01-05 10:00:00"}
    archive.write("seeds/done.txt", "Done\n\nText.\n")
    archive.write("seeds/late.txt", "Late\n\nText.\n")
    run(archive)
    archive.write("seeds/late.txt", "Late\n\nText.\n")
    archive.write("seeds/edited.txt", "Edited\n\nText.\n")
    run(archive, "seeds/edited.txt")
    archive.write("seeds/edited.txt", "Edited\n\nAnother text.\n")
    archive.write("seeds/2022-01-05-new.txt", "New\n\nText.\n")
    archive.write("seeds/empty.txt", "Only a headline\n")
    archive.write("seeds/other.bin", b"\0\1")
    items = [
        wxr.item(
            "One.", guid="1", post_id="1", title="One", post_modified="2022-01-06 10:00:00", **dated
        ),
        wxr.item("Draft.", guid="2", post_id="2", title="Two", status="draft"),
        wxr.item("x", guid="3", post_id="3", title="Gone", status="trash"),
        "<item><title>Broken</item>",
        wxr.item("x", guid="4", post_id="4", post_type="nav_menu_item"),
    ]
    older = wxr.item(
        "Old.", guid="1", post_id="1", title="One", post_modified="2022-01-05 11:00:00", **dated
    )
    archive.write("seeds/a.xml", wxr.export(older))
    archive.write("seeds/b.xml", wxr.export(*items).removesuffix(b"</channel></rss>\n"))
    dry = Counter(row.outcome for row in run(archive, dry_run=True, date=None))
    assert dry == {
        "would be written": 3,
        "unchanged": 2,
        "superseded": 1,
        "refused": 3,
        "skipped": 2,
        "note": 2,
    }
    wet = Counter(row.outcome for row in run(archive, date=None))
    assert wet == {
        "written": 2,
        "draft": 1,
        "unchanged": 2,
        "superseded": 1,
        "refused": 3,
        "skipped": 2,
        "note": 2,
    }
    again = Counter(row.outcome for row in run(archive, date="2022-02-01"))
    assert again == {
        "completed": 2,
        "unchanged": 3,
        "superseded": 1,
        "refused": 3,
        "skipped": 2,
        "note": 2,
    }
    found = {counts.total() - counts["note"] for counts in (dry, wet, again)}
    assert found == {11}


# --- interruption -------------------------------------------------------------------------------


def many(archive: Archive) -> None:
    items = (
        wxr.item(
            f"Text {n}. <img src='https://a.example/{n}.png' alt='A'>",
            guid=f"{n}",
            post_id=f"{n}",
            title=f"Post {n}",
            link=f"https://a.example/{n}/",
            post_date="2022-01-05 10:00:00",
        )
        for n in range(20)
    )
    archive.write("seeds/e.xml", wxr.export(*items))


def fetched(url: str, name: str, folder: Path, stem: str) -> Path:
    file = folder / f"{stem}.png"
    file.write_bytes(url.encode())
    return file


def importing(
    archive: Archive, fetch: Any = fetched, stop: Any = lambda *_: None
) -> list[ImportRow]:
    site, seeds = reader.load(archive.root), [archive.root / "seeds"]
    request = ImportRequest(originals=True, downloads=archive.root / ".kazarchive/downloads")
    return list(import_documents(archive.root, site, seeds, request, (), stop, fetch))


def killed(archive: Archive, stage: str, after: int) -> None:
    """Import in a process that ends itself without warning."""

    def stop(now: str, done: int, _: int) -> None:
        if (now, done) == (stage, after):
            os.kill(os.getpid(), signal.SIGKILL)

    process = get_context("fork").Process(target=importing, args=(archive, fetched, stop))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.mark.parametrize(("stage", "after"), [("reading", 7), ("fetching", 7), ("writing", 7)])
def test_an_import_that_was_killed_is_finished_by_the_next(
    archive: Archive, stage: str, after: int
) -> None:
    many(archive)
    killed(archive, stage, after)
    before = sources(archive)
    rows = importing(archive)
    assert {row.outcome for row in rows} <= {"written", "unchanged"}
    assert sum(row.outcome == "unchanged" for row in rows) == (after if stage == "writing" else 0)
    assert before.items() <= sources(archive).items()
    assert len(sources(archive)) == 40
    clean = Counter(
        row.outcome for row in verified(archive.root, reader.load(archive.root), ImportRequest())
    )
    assert clean == {"verified": 20}
    left = [file for file in archive.root.rglob(".*") if file.is_file()]
    assert left == []


@pytest.mark.parametrize("step", ["an original", "an article"])
def test_a_kill_in_the_middle_of_a_file_leaves_no_half_of_it(archive: Archive, step: str) -> None:
    many(archive)

    def link(source: Any, target: Any) -> None:
        if (step == "an original") == ("originals" in str(target)):
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        os.link = link  # type: ignore[assignment]
        importing(archive)

    process = get_context("fork").Process(target=work)
    process.start()
    process.join()
    assert not [file for file in archive.root.rglob("originals/*/*") if file.name[0] != "."]
    rows = importing(archive)
    assert {row.outcome for row in rows} == {"written"}
    site = reader.load(archive.root)
    assert {row.outcome for row in verified(archive.root, site, ImportRequest())} == {"verified"}
