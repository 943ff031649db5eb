"""The output folder: what is ours in it, and what an interrupted build leaves to the next."""

import re
import shutil
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.options import Options
from kazarchive.output import clean, inventory
from kazarchive.output import folder as output_folder
from kazarchive.output.local import LocalFolder
from kazarchive.pages import kinds
from kazarchive.problems import ProblemsFound
from kazarchive.rules.addresses import file
from kazarchive.state import database, journal
from kazarchive.state import folder as state_folder


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


def test_without_its_state_every_published_file_is_compared(built: Archive) -> None:
    """As after a power loss: a file is there, and empty."""
    whole = built.tree()
    page = built.output / "2022/01/05/b/index.html"
    page.write_bytes(b"")
    shutil.rmtree(built.state)
    assert built.build().written == 1
    assert built.tree() == whole


def test_not_even_full_overwrites_what_is_not_ours(built: Archive) -> None:
    mine = built.output / "2022/01/05/new/index.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    built.article("new.md", "Text.")
    with pytest.raises(ProblemsFound, match="K0705"):
        built.build(full=True)
    assert mine.read_text("utf-8") == "mine"


def interrupted(archive: Archive, after: int = 0) -> bool:
    """Render an edit and commit the journal, but put only so many pages in place. Returns whether
    there were more."""
    left, put = iter(range(after)), LocalFolder.put

    def few(*given: Any) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        put(*given)

    with mock.patch.object(LocalFolder, "put", few):
        try:
            archive.build()
        except KeyboardInterrupt:
            return True
    return False


def test_the_next_build_finishes_what_was_to_be_put_in_place(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    interrupted(built)
    assert "Another text." not in built.page("/2022/01/05/a/")
    built.build()
    assert built.tree() == built.build_clean()[1]


def test_a_journal_whose_files_are_gone_is_no_excuse_for_old_pages(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    interrupted(built)
    shutil.rmtree(built.output / output_folder.STAGING)
    built.build()
    assert "Another text." in built.page("/2022/01/05/a/")
    assert built.tree() == built.build_clean()[1]


def test_an_interrupted_publication_into_a_folder_that_is_gone_begins_anew(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    built.article("new.md", "Text.")
    interrupted(built)
    shutil.rmtree(built.output)
    built.build()
    assert built.tree() == built.build_clean()[1]


def test_a_publication_of_everything_is_finished_though_its_staging_is_gone(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    built.article("new.md", "Text.")
    with mock.patch.object(journal, "close_journal", stopped), pytest.raises(KeyboardInterrupt):
        built.build(full=True)
    shutil.rmtree(built.output / output_folder.STAGING)
    built.build()
    assert built.tree() == built.build_clean()[1]


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_finished_leaves_nothing_staged(built: Archive) -> None:
    built.article("a.md", "Another text.", title="The a", tags=["One"])
    assert interrupted(built)
    built.build()
    assert not (built.output / output_folder.STAGING).exists()


def test_a_page_never_links_to_one_that_is_still_to_come(built: Archive) -> None:
    """Whatever was there before an edit links only to what is there, after each single step."""
    before = set(built.tree())
    for after in range(100):
        built.article("new.md", "Text.", tags=["Another"], date="2021-03-04")
        built.article("a.md", "[New](new.md)", title="The a", tags=["One", "Another"])
        more = interrupted(built, after)
        site = built.tree()
        missing = {
            (name, target)
            for name in before
            for target in (() if name.endswith(".png") else links(name, site[name]))
            if target not in site
        }
        assert not missing
        if not more:
            return
        built.remove("articles/new.md")
        built.article("a.md", "Text.", title="The a", tags=["One"])
        built.build()
    raise AssertionError("an edit of two articles takes less than a hundred steps")


def links(name: str, content: bytes) -> set[str]:
    """The files that a page links to."""
    found = re.findall(r'(?:href|src)="/([^"#]*)', content.decode("utf-8", "replace"))
    return {file + "index.html" if file[-1:] in ("", "/") else file for file in found}


def test_a_removal_that_was_interrupted_leaves_no_empty_folder(built: Archive) -> None:
    built.article("only.md", "Text.", date="2021-03-04")
    built.build()
    built.remove("articles/only.md")
    with mock.patch.object(LocalFolder, "remove", stopped), pytest.raises(KeyboardInterrupt):
        built.build()
    shutil.rmtree(built.output / "2021/03/04/only")
    built.build_as_clean()


def test_a_line_of_the_log_that_was_not_written_whole_spoils_no_other(built: Archive) -> None:
    with (built.output / inventory.FILE).open("a", encoding="utf-8") as log:
        log.write("+/2022/01/0")
    built.article("new.md", "Text.")
    built.build()
    known = inventory.read(built.output)
    assert "/2022/01/05/new/" in known
    assert known == {address for address in known if (built.output / file(address)).is_file()}


def test_a_removal_of_the_site_that_was_interrupted_leaves_no_holes(built: Archive) -> None:
    whole = built.tree()
    site, remove = reader.load(built.root), LocalFolder.remove

    def some(folder: LocalFolder, address: str) -> None:
        if address > "/2022/":
            stopped()
        remove(folder, address)

    with mock.patch.object(LocalFolder, "remove", some), pytest.raises(KeyboardInterrupt):
        clean.remove_site(Options(built.output, built.state, "public", built.now), site)
    assert built.tree() != whole
    built.build()
    assert built.tree() == whole


def test_a_damaged_state_is_made_anew_and_said(built: Archive) -> None:
    file = built.state / database.NAME
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    file.write_bytes(raw)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    report = built.build()
    assert [problem.code for problem in report.problems] == ["K0704"]
    assert built.tree() == built.build_clean()[1]


def test_a_state_of_another_version_is_made_anew(built: Archive) -> None:
    with state_folder.opened(built.state) as opened:
        database.set_meta(opened.connection, "format", "0")
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

    with state_folder.opened(built.state) as opened:
        catalogue = Catalogue(opened.connection)
        every = kinds(reader.load(built.root)).values()
        answered = {
            address: [kind.name for kind in every if any(kind.pages([address], catalogue))]
            for kind in every
            for address in kind.addresses(catalogue)
        }
    assert all(len(names) == 1 for names in answered.values()), answered
    for nowhere in ("/x/", "/2022/13/", "/sitemap/2022-01-0.xml", "/feed/1999-01.xml", "/ru/"):
        with state_folder.opened(built.state) as opened:
            catalogue = Catalogue(opened.connection)
            assert not any(any(kind.pages([nowhere], catalogue)) for kind in every), nowhere
