"""Publishing: its order, and what an interrupted build leaves to the next."""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.disk import WriteFailed
from kazarchive.options import Options
from kazarchive.output import clean
from kazarchive.output import folder as output_folder
from kazarchive.output.local import LocalFolder
from kazarchive.problems import ProblemsFound
from kazarchive.rendering import batch
from kazarchive.state import journal


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


def test_the_next_build_finishes_what_was_to_be_put_in_place(three: Archive) -> None:
    three.article("a.md", "Another text.", title="The a", tags=["One"])
    interrupted(three)
    assert "Another text." not in three.page("/2022/01/05/a/")
    three.build()
    assert three.tree() == three.build_clean()[1]


def test_a_journal_whose_files_are_gone_is_no_excuse_for_old_pages(three: Archive) -> None:
    three.article("a.md", "Another text.", title="The a", tags=["One"])
    interrupted(three)
    shutil.rmtree(three.output / output_folder.STAGING)
    three.build()
    assert "Another text." in three.page("/2022/01/05/a/")
    assert three.tree() == three.build_clean()[1]


def test_an_interrupted_publication_into_a_folder_that_is_gone_begins_anew(three: Archive) -> None:
    three.article("a.md", "Another text.", title="The a", tags=["One"])
    three.article("new.md", "Text.")
    interrupted(three)
    shutil.rmtree(three.output)
    three.build()
    assert three.tree() == three.build_clean()[1]


def test_a_publication_of_everything_is_finished_though_its_staging_is_gone(three: Archive) -> None:
    three.article("a.md", "Another text.", title="The a", tags=["One"])
    three.article("new.md", "Text.")
    with mock.patch.object(journal, "close_journal", stopped), pytest.raises(KeyboardInterrupt):
        three.build(full=True)
    shutil.rmtree(three.output / output_folder.STAGING)
    three.build()
    assert three.tree() == three.build_clean()[1]


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_finished_leaves_nothing_staged(three: Archive) -> None:
    three.article("a.md", "Another text.", title="The a", tags=["One"])
    assert interrupted(three)
    three.build()
    assert not (three.output / output_folder.STAGING).exists()


def test_a_page_never_links_to_one_that_is_still_to_come(three: Archive) -> None:
    """Whatever was there before an edit links only to what is there, after each single step."""
    before = set(three.tree())
    for after in range(100):
        three.article("new.md", "Text.", tags=["Another"], date="2021-03-04")
        three.article("a.md", "[New](new.md)", title="The a", tags=["One", "Another"])
        more = interrupted(three, after)
        site = three.tree()
        missing = {
            (name, target)
            for name in before
            for target in (() if name.endswith(".png") else links(name, site[name]))
            if target not in site
        }
        assert not missing
        if not more:
            return
        three.remove("articles/new.md")
        three.article("a.md", "Text.", title="The a", tags=["One"])
        three.build()
    raise AssertionError("an edit of two articles takes less than a hundred steps")


def links(name: str, content: bytes) -> set[str]:
    """The files that a page links to."""
    found = re.findall(r'(?:href|src)="/([^"#]*)', content.decode("utf-8", "replace"))
    return {file + "index.html" if file[-1:] in ("", "/") else file for file in found}


def test_a_removal_that_was_interrupted_leaves_no_empty_folder(three: Archive) -> None:
    three.article("only.md", "Text.", date="2021-03-04")
    three.build()
    three.remove("articles/only.md")
    with mock.patch.object(LocalFolder, "remove", stopped), pytest.raises(KeyboardInterrupt):
        three.build()
    shutil.rmtree(three.output / "2021/03/04/only")
    three.build_as_clean()


def test_a_removal_of_the_site_that_was_interrupted_leaves_no_holes(three: Archive) -> None:
    whole = three.tree()
    site, remove = reader.load(three.root), LocalFolder.remove

    def some(folder: LocalFolder, address: str) -> None:
        if address > "/2022/":
            stopped()
        remove(folder, address)

    with mock.patch.object(LocalFolder, "remove", some), pytest.raises(KeyboardInterrupt):
        clean.remove_site(Options(three.output, three.state, "public", three.now), site)
    assert three.tree() != whole
    three.build()
    assert three.tree() == whole


# --- an empty output ----------------------------------------------------------------------------


@pytest.fixture
def unbuilt(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path)
    archive.article("a.md", "Text.", tags=["One"])
    archive.write("static/robots-of-mine.txt", "Mine.")
    return archive


def test_an_empty_output_is_filled_by_renames_of_whole_folders(unbuilt: Archive) -> None:
    renamed, rename = [], os.rename

    def watched(source: str, target: Path) -> None:
        renamed.append(target.name)
        rename(source, target)

    with (
        mock.patch.object(os, "rename", watched),
        mock.patch.object(LocalFolder, "put", side_effect=AssertionError),
    ):
        unbuilt.build()
    assert {*renamed} == {name.partition("/")[0] for name in unbuilt.tree()}
    assert renamed.index("2022") < renamed.index("feed.xml") < renamed.index("index.html")
    unbuilt.build_as_clean()


def test_the_next_build_finishes_after_any_of_these_renames(unbuilt: Archive) -> None:
    for after in range(100):
        left, rename = iter(range(after)), os.rename

        def some(source: str, target: Path, left: Any = left, rename: Any = rename) -> None:
            if next(left, None) is None:
                stopped()
            rename(source, target)

        with mock.patch.object(os, "rename", some), suppress(KeyboardInterrupt):
            unbuilt.build()
            break
        assert len([*unbuilt.output.iterdir()]) == after + 3  # the marker, the log, what is staged
        assert unbuilt.build_as_clean().read == 0
        assert not (unbuilt.output / output_folder.STAGING).exists()
        shutil.rmtree(unbuilt.output)
        shutil.rmtree(unbuilt.state)
    else:
        raise AssertionError("a site of one article has less than a hundred entries at its top")


def meanwhile(archive: Archive, act: Callable[[Path], object]) -> None:
    """Build, and act on the output after the journal is committed."""
    put_tree = LocalFolder.put_tree

    def after_it(folder: LocalFolder) -> bool:
        act(folder.folder.path)
        return put_tree(folder)

    with mock.patch.object(LocalFolder, "put_tree", after_it):
        archive.build()


def test_a_folder_that_appears_meanwhile_keeps_its_files(unbuilt: Archive) -> None:
    meanwhile(unbuilt, lambda top: write(top / "tags/mine.txt"))
    assert unbuilt.tree().pop("tags/mine.txt") == b"mine"
    (unbuilt.output / "tags/mine.txt").unlink()
    unbuilt.build_as_clean()


def write(file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", "utf-8")


def test_a_file_that_appears_in_the_place_of_a_folder_is_an_error(unbuilt: Archive) -> None:
    with pytest.raises(WriteFailed):
        meanwhile(unbuilt, lambda top: write(top / "tags"))
    assert (unbuilt.output / "tags").read_text("utf-8") == "mine"
    with pytest.raises(WriteFailed):
        unbuilt.build()
    (unbuilt.output / "tags").unlink()
    unbuilt.build_as_clean()


def test_nothing_is_written_through_a_link_that_appears_meanwhile(
    unbuilt: Archive, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    with pytest.raises(WriteFailed):
        meanwhile(unbuilt, lambda top: (top / "tags").symlink_to(outside))
    with pytest.raises(WriteFailed):
        unbuilt.build()
    assert not [*outside.iterdir()]
    (unbuilt.output / "tags").unlink()
    unbuilt.build_as_clean()


def test_a_link_that_appears_while_a_first_build_renders_is_refused(
    unbuilt: Archive, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    pending = batch.pending

    def linked(*given: Any) -> None:
        pending(*given)
        (unbuilt.output / "tags").symlink_to(outside)

    with mock.patch.object(batch, "pending", linked), pytest.raises(ProblemsFound, match="K0705"):
        unbuilt.build()
    assert not [*outside.iterdir()]


def test_an_output_that_is_removed_while_a_first_build_renders_is_an_error(
    unbuilt: Archive,
) -> None:
    staged = output_folder.stage

    def removed(folder: output_folder.Folder, *given: Any) -> Any:
        shutil.rmtree(folder.path, ignore_errors=True)
        return staged(folder, *given)

    with mock.patch.object(output_folder, "stage", removed), pytest.raises(WriteFailed):
        unbuilt.build()
    unbuilt.build_as_clean()
