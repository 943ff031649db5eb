"""The output folder: what is ours in it, and what an interrupted build leaves to the next."""

import shutil
from pathlib import Path

import pytest

from archives import Archive
from kazarchive import configfile
from kazarchive.catalogue import store
from kazarchive.pages import kinds
from kazarchive.problems import ProblemsFound
from kazarchive.publishing import inventory, output, state


@pytest.fixture
def built(archive: Archive) -> Archive:
    for name in ("a", "b", "c"):
        archive.article(f"{name}.md", "Text.", title=f"The {name}", tags=["One"])
    archive.build()
    return archive


def test_the_log_of_our_files_cannot_name_others(built: Archive) -> None:
    victim = built.folder / "victim.txt"
    victim.write_text("mine", "utf-8")
    with (built.output / inventory.FILE).open("a", encoding="utf-8") as log:
        log.write(f"+/../victim.txt\n+/{victim}\n+//{victim}\n+/x/../../victim.txt\n")
    shutil.rmtree(built.state)
    built.build()
    assert victim.read_text("utf-8") == "mine"


def test_pages_without_an_article_go_even_if_the_state_is_lost(built: Archive) -> None:
    built.remove("articles/b.md")
    shutil.rmtree(built.state)
    report = built.build()
    assert report.removed >= 1
    assert built.tree() == built.build_clean()[1]


def test_not_even_full_overwrites_what_is_not_ours(built: Archive) -> None:
    mine = built.output / "2022/01/05/new/index.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    built.article("new.md", "Text.")
    with pytest.raises(ProblemsFound, match="K0705"):
        built.build(full=True)
    assert mine.read_text("utf-8") == "mine"


def interrupted(archive: Archive) -> None:
    """Render an edit and commit the journal, but put nothing in place."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    real = output._move
    output._move = stop  # type: ignore[assignment]
    try:
        with pytest.raises(KeyboardInterrupt):
            archive.build()
    finally:
        output._move = real


def test_the_next_build_finishes_what_was_to_be_put_in_place(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    interrupted(built)
    assert "Another text." not in built.page("/2022/01/05/a/")
    built.build()
    assert built.tree() == built.build_clean()[1]


def test_a_journal_whose_files_are_gone_is_no_excuse_for_old_pages(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    interrupted(built)
    shutil.rmtree(built.output / output.STAGING)
    built.build()
    assert "Another text." in built.page("/2022/01/05/a/")
    assert built.tree() == built.build_clean()[1]


def test_a_damaged_state_is_made_anew_and_said(built: Archive) -> None:
    file = built.state / store.NAME
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    file.write_bytes(raw)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    report = built.build()
    assert [problem.code for problem in report.problems] == ["K0704"]
    assert built.tree() == built.build_clean()[1]


def test_a_state_of_another_version_is_made_anew(built: Archive) -> None:
    with state.opened(built.state) as opened:
        store.set_meta(opened.connection, "format", "0")
    report = built.build()
    assert [problem.code for problem in report.problems] == ["K0704"]
    assert built.tree() == built.build_clean()[1]


def test_an_output_folder_of_another_archive_is_refused(built: Archive, tmp_path: Path) -> None:
    other = Archive(tmp_path / "other")
    other.configure('title = "Other"\nbase_url = "https://other.example/"\n')
    other.article("x.md", "Text.")
    with pytest.raises(ProblemsFound, match="K0701"):
        other.build_into(built.output, other.state)
    assert built.tree() == built.build_clean()[1]


def test_every_kind_answers_only_its_own_addresses(built: Archive) -> None:
    from kazarchive.catalogue.queries import Catalogue

    with state.opened(built.state) as opened:
        catalogue = Catalogue(opened.connection)
        every = kinds(configfile.load(built.root)).values()
        answered = {
            address: [kind.name for kind in every if any(kind.pages([address], catalogue))]
            for kind in every
            for address in kind.addresses(catalogue)
        }
    assert all(len(names) == 1 for names in answered.values()), answered
    for nowhere in ("/x/", "/2022/13/", "/sitemap/2022-01-0.xml", "/feed/1999-01.xml", "/ru/"):
        with state.opened(built.state) as opened:
            catalogue = Catalogue(opened.connection)
            assert not any(any(kind.pages([nowhere], catalogue)) for kind in every), nowhere
