"""The flow of a build: what it reports, and that what it refuses changes nothing."""

import pytest

from archives import Archive
from kazarchive.build import build
from kazarchive.config import reader
from kazarchive.options import Options
from kazarchive.problems import ProblemsFound
from kazarchive.state import database
from kazarchive.state import folder as state_folder


def test_a_build_counts_what_it_found_made_and_wrote(archive: Archive) -> None:
    archive.article("a.md")
    archive.article("draft.md", draft=True)
    first = archive.build()
    assert (first.found, first.read, first.articles, first.hidden) == (2, 2, 1, 1)
    assert first.pages == first.rendered == first.written
    second = archive.build()
    assert (second.read, second.rendered, second.written, second.removed) == (0, 0, 0, 0)
    assert second.pages == first.pages


def test_stages_are_told_with_how_far_they_are(archive: Archive) -> None:
    archive.article("a.md")
    told: list[tuple[str, int, int]] = []
    options = Options(archive.output, archive.state, "public", archive.now, jobs=1)
    site = reader.load(archive.root)
    build(archive.root, site, options, lambda *stage: told.append(stage))
    assert ("reading", 1, 1) in told
    assert told[-1][0] == "rendering"
    assert told[-1][1] == told[-1][2]


def test_what_is_refused_is_counted_with_the_problems(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("articles/b.md", "no front matter")
    with pytest.raises(ProblemsFound) as raised:
        archive.build()
    assert (raised.value.counts["found"], raised.value.counts["refused"]) == (2, 1)
    assert not archive.output.exists()
    assert archive.build(keep_going=True).articles == 1


def test_a_strict_build_refuses_a_warning(archive: Archive) -> None:
    archive.article("a.md", "[gone](gone.md)")
    with pytest.raises(ProblemsFound, match="K0401"):
        archive.build(strict=True)
    assert [one.code for one in archive.build().problems] == ["K0401"]


def test_a_state_that_turns_out_damaged_is_made_again_and_said(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.article("a.md")
    archive.build()
    confirm = state_folder.State.confirm
    failed: list[bool] = []

    def once(state: state_folder.State) -> None:
        if not failed:
            failed.append(True)
            raise database.Unfit("damaged")
        confirm(state)

    monkeypatch.setattr(state_folder.State, "confirm", once)
    assert [one.code for one in archive.build_as_clean().problems] == ["K0704"]
