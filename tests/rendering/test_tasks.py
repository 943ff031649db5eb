"""The task of rendering: what differs from what is published is staged."""

import hashlib
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from archives import Archive
from kazarchive.build import Prepared
from kazarchive.output import folder
from kazarchive.rendering import tasks
from kazarchive.rendering.tasks import render_chunk

PAGE = "/2022/01/05/a/"


@pytest.fixture
def published(archive: Archive) -> Iterator[Prepared]:
    archive.article("a.md")
    archive.write("static/own.txt", "own")
    archive.build()
    with archive.prepared() as ready:
        with folder.staging(ready.renderer.workspace.folder, ready.connection):
            yield ready
        tasks.close()


def test_bytes_that_are_published_already_are_not_staged(published: Prepared) -> None:
    chunk = render_chunk(published.renderer.workspace, "article", [PAGE])
    (output,) = chunk.outputs
    assert output.staged is None
    assert (
        output.digest
        == hashlib.sha256(
            (published.renderer.workspace.folder.path / f"{PAGE[1:]}index.html").read_bytes()
        ).hexdigest()
    )


def test_an_address_without_a_page_is_gone(published: Prepared) -> None:
    chunk = render_chunk(published.renderer.workspace, "article", ["/2022/01/05/gone/", PAGE])
    assert chunk.gone == [("/2022/01/05/gone/", "article")]
    assert len(chunk.outputs) == 1


def test_a_file_that_changed_meanwhile_is_a_problem_and_nothing_else(
    published: Prepared,
) -> None:
    workspace = published.renderer.workspace
    (workspace.root / "static/own.txt").write_text("other")
    (published.renderer.workspace.folder.path / "static/own.txt").unlink()
    unknown = replace(workspace, folder=replace(workspace.folder, known=False))
    chunk = render_chunk(unknown, "static", ["/static/own.txt", "/static/site.js"])
    assert [output.address for output in chunk.outputs] == ["/static/site.js"]
    assert [problem.code for problem in chunk.problems] == ["K0304"]
