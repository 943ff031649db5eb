"""`import --verify` finds what has happened to originals and articles since."""

import pytest

from archives import Archive
from importing.documents import TWO, run
from importing.formats.wordpress import wxr
from kazarchive.config import reader
from kazarchive.importing.report import ImportRequest, ImportRow
from kazarchive.importing.verification import verified

THREE = "[:en]A[:ru]Б[:kk]В[:]"
DATE = {"post_date": "2022-01-05 10:00:00"}


@pytest.fixture
def imported(trilingual: Archive) -> Archive:
    """An archive with a plain text, a page, posts, one of them with a gallery, and one in three
    languages."""
    attachment = "<excerpt:encoded><![CDATA[Алаң]]></excerpt:encoded>"
    trilingual.write("seeds/a.txt", TWO)
    trilingual.write(
        "seeds/e.xml",
        wxr.export(
            wxr.item("<ul><li>a<li>b</ul>[gallery ids='5']", guid="1", title="Gallery", **DATE),
            wxr.item(
                "[:en]A[:ru]Б[:kk]В[:]", guid="2", post_id="2", title="[:en]T[:ru]Т[:]", **DATE
            ),
            wxr.item("About.", guid="3", post_id="3", post_type="page", title="About", **DATE),
            wxr.item(
                post_id="5",
                post_type="attachment",
                attachment_url="https://a.example/wp-content/uploads/a.jpg",
                more=attachment,
            ),
        ),
    )
    rows = run(trilingual, originals=True)
    assert {row.outcome for row in rows} == {"draft", "written"}, rows
    trilingual.article("2022/own.md")
    return trilingual


def check(archive: Archive) -> dict[str, ImportRow]:
    """Article → its row."""
    rows = list(verified(archive.root, reader.load(archive.root), ImportRequest()))
    assert all(row.article for row in rows)
    return {row.article or "": row for row in rows}


def test_what_was_imported_is_verified_without_the_sources(imported: Archive) -> None:
    for file in (imported.root / "seeds").iterdir():
        file.unlink()
    rows = check(imported)
    assert {path: row.outcome for path, row in rows.items()} == dict.fromkeys(
        [
            "pages/about.md",
            "articles/2022/gallery.md",
            "articles/2022/t.md",
            "articles/2022/t-2.ru.md",
            "articles/2022/t-3.kk.md",
            "articles/drafts/headline.md",
        ],
        "verified",
    ), rows
    assert all(row.kept == 1 for row in rows.values())


def edit(archive: Archive, path: str, before: str, after: str) -> None:
    text = (archive.root / path).read_text("utf-8")
    assert before in text
    archive.write(path, text.replace(before, after))


def test_an_article_that_was_edited_is_shown_with_what_changed(imported: Archive) -> None:
    edit(imported, "articles/2022/gallery.md", "- b", "- c")
    edit(imported, "articles/drafts/headline.md", "First.", "First of all.")
    rows = check(imported)
    gallery, text = (rows[f"articles/{name}.md"] for name in ("2022/gallery", "drafts/headline"))
    assert (gallery.outcome, text.outcome) == ("differs", "differs")
    assert [note.text for note in gallery.notes] == [
        "words after “a”: “b”",
        "new words after “a”: “c”",
    ]
    assert [note.text for note in text.notes] == ["new words after “First”: “of all”"]
    assert {row.outcome for row in rows.values()} == {"differs", "verified"}


def test_a_lost_and_a_damaged_original_are_found(imported: Archive) -> None:
    first, second = sorted((imported.root / "originals").rglob("*.xml"))[:2]
    first.unlink()
    second.write_bytes(second.read_bytes() + b" ")
    rows = check(imported)
    problems = {row.outcome: row.problem.code for row in rows.values() if row.problem}
    assert problems == {"missing": "K0890", "damaged": "K0891"}


def test_an_article_that_has_become_invalid_is_unreadable(imported: Archive) -> None:
    edit(imported, "articles/2022/t.md", "title:", "titel:")
    row = check(imported)["articles/2022/t.md"]
    assert row.problem
    assert (row.outcome, row.problem.code) == ("unreadable", "K0806")


def test_the_progress_is_told(imported: Archive) -> None:
    told: list[tuple[str, int, int]] = []
    site = reader.load(imported.root)
    list(verified(imported.root, site, ImportRequest(), lambda *done: told.append(done)))
    assert told[-1] == ("verifying", 7, 7)


def test_originals_are_neither_published_nor_read_as_articles(imported: Archive) -> None:
    imported.write("originals/ab/page.md", "---\ntitle: X\ndate: 2022-01-05\n---\nText.\n")
    before = imported.build()
    assert before.found == 6
    published = [file.relative_to(imported.output) for file in imported.output.rglob("*")]
    assert not [file for file in published if "original" in str(file)]
