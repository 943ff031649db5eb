"""Tasks on source files: an article becomes a record, or the reasons why not."""

import pytest

from archives import SEARCH, Archive, article
from kazarchive.config import reader
from kazarchive.ingest import tasks
from kazarchive.output.folder import Folder
from kazarchive.state import spool
from kazarchive.state.spool import SpooledBodies
from kazarchive.workspace import Workspace


@pytest.fixture
def workspace(archive: Archive) -> Workspace:
    archive.state.mkdir()
    spool.empty(archive.state)
    site = reader.load(archive.root)
    folder = Folder(archive.output, "public", known=True, empty=True)
    return Workspace(archive.root, archive.state, site, folder)


def test_every_path_has_its_answer_in_order(archive: Archive, workspace: Workspace) -> None:
    archive.article("a.md")
    archive.write("articles/b.md", "no front matter")
    found = tasks.read_chunk(workspace, ["articles/a.md", "articles/b.md", "articles/c.md"])
    assert [bool(one.record) for one in found] == [True, False, False]
    assert found[1].problems[0].code == "K0101"
    assert found[2].digest == ""


def test_a_body_is_kept_for_its_page(archive: Archive, workspace: Workspace) -> None:
    archive.write("articles/a.md", article("The **cap**."))
    (found,) = tasks.read_chunk(workspace, ["articles/a.md"])
    assert found.record
    body = SpooledBodies(workspace.state).body(found.record.spooled)
    assert body.strip() == "<p>The <strong>cap</strong>.</p>"


@pytest.mark.parametrize("search", [True, False])
def test_words_are_kept_where_the_archive_has_search(
    archive: Archive, workspace: Workspace, search: bool
) -> None:
    archive.configure((archive.root / "kazarchive.toml").read_text() + (SEARCH if search else ""))
    archive.article("a.md")
    site = reader.load(archive.root)
    other = Workspace(workspace.root, workspace.state, site, workspace.folder)
    (found,) = tasks.read_chunk(other, ["articles/a.md"])
    assert found.record
    assert (found.record.vocabulary is not None) == search


def test_a_page_is_read_or_refused(archive: Archive, workspace: Workspace) -> None:
    archive.write("pages/about.md", "---\ntitle: About\n---\nText.\n")
    page = tasks.read_standalone(workspace, "pages/about.md").page
    assert page
    assert page.title == "About"
    missing = tasks.read_standalone(workspace, "pages/none.md")
    assert missing.page is None
    assert missing.problems
