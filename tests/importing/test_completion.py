"""A draft gets the date that a later import knows, unless an editor has been at it."""

import os
from pathlib import Path

import pytest

from archives import Archive
from importing.documents import KK, RU, TWO, body, one, read, run, sources
from kazarchive.importing import completion
from kazarchive.problems import ProblemsFound

DATE = "2022-01-05"


def test_a_later_date_completes_a_draft(trilingual: Archive) -> None:
    terms = [("en", "tags", "Second")]
    draft = one(trilingual, TWO, tags=("Fuel",), author="The Desk", terms=terms)
    assert draft.article == "articles/drafts/headline.md"
    row = one(trilingual, TWO, date=DATE, tags=("Other",), author="Another")
    assert (row.outcome, row.article) == ("completed", "articles/2022/headline.md")
    assert row.recognised
    assert (row.recognised.date, row.recognised.authors) == (DATE, ("The Desk",))
    article = read(trilingual, row)
    assert not article.draft
    assert f"{article.entry.published.date()}" == DATE
    assert {term.name for term in article.entry.of("tags")} == {"Fuel", "Second"}
    assert body(trilingual, row) == "First.\n\nSecond."
    assert list(sources(trilingual)) == ["2022/headline.md"]
    again = one(trilingual, TWO, date=DATE)
    assert (again.outcome, again.article) == ("unchanged", row.article)


def test_without_a_date_a_draft_stays_one(trilingual: Archive) -> None:
    one(trilingual, TWO)
    before = sources(trilingual)
    row = one(trilingual, TWO)
    assert (row.outcome, row.article) == ("unchanged", "articles/drafts/headline.md")
    assert sources(trilingual) == before


def test_a_dry_run_says_what_it_would_complete(trilingual: Archive) -> None:
    one(trilingual, TWO)
    before = sources(trilingual)
    row = one(trilingual, TWO, date=DATE, dry_run=True)
    assert (row.outcome, row.article) == ("would be completed", "articles/2022/headline.md")
    assert sources(trilingual) == before


EDITS = {
    "its text": ("First.", "1st."),
    "its title": ("Headline", "Head"),
    "another field": ("draft: true", "draft: true\nsummary: A"),
    "its end": ("Second.\n", "Second."),
    "a mistake": ("title:", "\ttitle"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_draft_that_was_edited_is_left_alone_and_said(trilingual: Archive, edit: str) -> None:
    path = "articles/drafts/headline.md"
    one(trilingual, TWO)
    written = (trilingual.root / path).read_text("utf-8")
    trilingual.write(path, written.replace(*EDITS[edit]))
    before = sources(trilingual)
    row = one(trilingual, TWO, date=DATE)
    assert (row.outcome, row.article) == ("unchanged", path)
    assert [(note.code, note.place.path) for note in row.warnings] == [("K0824", path)]
    assert DATE in row.warnings[0].help
    assert sources(trilingual) == before


def test_other_tags_and_authors_in_the_same_form_are_kept(trilingual: Archive) -> None:
    path = "articles/drafts/headline.md"
    one(trilingual, TWO, tags=("Fuel",))
    written = (trilingual.root / path).read_text("utf-8")
    trilingual.write(path, written.replace('["Fuel"]', '["Gas", "Prices"]'))
    row = one(trilingual, TWO, date=DATE)
    assert row.outcome == "completed"
    assert {term.name for term in read(trilingual, row).entry.of("tags")} == {"Gas", "Prices"}


@pytest.mark.parametrize("fields", ["date: 2022-01-07", "draft: false\ndate: 2022-01-07"])
def test_what_is_no_longer_a_draft_is_as_it_should_be(trilingual: Archive, fields: str) -> None:
    path = "articles/drafts/headline.md"
    one(trilingual, TWO)
    written = (trilingual.root / path).read_text("utf-8")
    trilingual.write(path, written.replace("draft: true", fields))
    row = one(trilingual, TWO, date=DATE)
    assert (row.outcome, row.warnings) == ("unchanged", ())


def test_a_document_that_moved_completes_its_draft(trilingual: Archive) -> None:
    one(trilingual, TWO, name="old.txt")
    trilingual.remove("seeds/old.txt")
    row = one(trilingual, TWO, name="new.txt", date=DATE)
    assert row.outcome == "completed"
    origin = read(trilingual, row).source
    assert origin
    assert origin.file == "seeds/old.txt"


def test_translations_stay_together_and_names_that_are_taken_get_a_number(
    trilingual: Archive,
) -> None:
    trilingual.article("2022/headline.md", title="Another")
    for lang, document in (("en", TWO), ("ru", RU), ("kk", KK)):
        trilingual.write(f"seeds/{lang}/march.txt", document)
    run(trilingual)
    rows = run(trilingual, date=DATE)
    assert [row.outcome for row in rows] == ["completed"] * 3
    assert "articles/2022/headline-2.md" in [row.article for row in rows]
    assert {read(trilingual, row).entry.group for row in rows} == {"=march"}


def test_an_import_that_was_stopped_before_it_removed_the_draft_is_finished(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one(trilingual, TWO)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(completion, "remove", stop)
        with pytest.raises(KeyboardInterrupt):
            one(trilingual, TWO, date=DATE)
    assert len(sources(trilingual)) == 2
    row = one(trilingual, TWO, date=DATE)
    assert (row.outcome, row.article) == ("completed", "articles/2022/headline.md")
    assert list(sources(trilingual)) == ["2022/headline.md"]


def test_a_disk_that_keeps_the_draft_is_told(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one(trilingual, TWO)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        raise OSError(30, os.strerror(30))

    with monkeypatch.context() as read_only:
        read_only.setattr(Path, "unlink", unlink)
        with pytest.raises(ProblemsFound) as found:
            completion.remove(trilingual.root, "articles/drafts/headline.md")
    assert [problem.code for problem in found.value.problems] == ["K0702"]
