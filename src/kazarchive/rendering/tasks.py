"""The rendering task of the pool: addresses → files in the staging folder.

A process keeps what it derives from a workspace (templates, a view of the catalogue) for its next
task. Large libraries are imported when a task runs, so that a build with nothing to do does not
load them.
"""

import hashlib
import os
import weakref
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kazarchive.answers import Answer, Copy, Resized
from kazarchive.output import folder
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.state.journal import Output, Signs
from kazarchive.values import Address
from kazarchive.workspace import Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

    from kazarchive.rendering.renderer import Renderer


class RenderedChunk(NamedTuple):
    """The results of a chunk of addresses."""

    kind: str
    outputs: list[Output]
    gone: list[tuple[Address, str]]
    problems: list[Problem]


class PublishedFile(NamedTuple):
    """The file at an address before this build."""

    digest: str | None = None
    """SHA-256; None if there is no file or its digest is not known."""
    signs: Signs | None = None
    """Its signs, if they are not recorded yet."""


def render_chunk(workspace: Workspace, kind: str, addresses: Sequence[Address]) -> RenderedChunk:
    """Render addresses of one kind, and stage the files that differ from the published ones."""
    from kazarchive.state import conversions

    process = of_process(workspace, os.getpid())
    chunk = RenderedChunk(kind, [], [], [])
    missing = dict.fromkeys(addresses)
    with process.snapshot():
        digests = process.digests(addresses)
        for page in process.renderer.pages(kind, addresses):
            missing.pop(page.address, None)
            try:
                before = _published(workspace, page.address, digests)
                chunk.outputs.append(_staged(process.renderer, page, kind, before))
            except ProblemsFound as found:
                chunk.problems.extend(found.problems)
    chunk.gone.extend((address, kind) for address in missing)
    conversions.keep(workspace.state, workspace.site)
    return chunk


def close() -> None:
    """Release what this process keeps."""
    of_process.cache_clear()


class _Process:
    """What one process keeps for all its tasks of a build: a connection and a renderer."""

    def __init__(self, workspace: Workspace) -> None:
        from kazarchive.catalogue.queries import Catalogue
        from kazarchive.rendering.renderer import Renderer
        from kazarchive.state import database

        self._known = workspace.folder.known
        self._connection: Connection = database.open_for_reading(workspace.state)
        weakref.finalize(self, self._connection.close)  # not only when cycles are collected
        self.renderer: Renderer = Renderer(workspace, Catalogue(self._connection))

    def snapshot(self) -> AbstractContextManager[None]:
        """One state of the catalogue for a chunk."""
        from kazarchive.state import database

        return database.snapshot(self._connection)

    def digests(self, addresses: Sequence[Address]) -> dict[Address, str]:
        """Address → SHA-256 of its published file; empty unless the output folder is known to match
        the state."""
        from kazarchive.state import journal

        return journal.digests(self._connection, addresses) if self._known else {}


@lru_cache(maxsize=2)
def of_process(workspace: Workspace, process: int) -> _Process:
    """`process`: its id. A forked process inherits the cache of its parent, whose connection to
    SQLite it must neither use nor close."""
    return _Process(workspace)


def _published(
    workspace: Workspace, address: Address, digests: Mapping[Address, str]
) -> PublishedFile:
    output = workspace.folder
    if output.empty:
        return PublishedFile()
    if output.known:
        return PublishedFile(digests.get(address))
    return PublishedFile(*(folder.read_published(output.path, address) or ()))


def _staged(renderer: "Renderer", page: Answer, kind: str, before: PublishedFile) -> Output:
    if isinstance(page, Resized):
        return _resized(renderer, page, kind, before)
    if not isinstance(page, Copy):
        return _put(renderer, page.address, kind, renderer.bytes(page), before)
    from kazarchive.rendering import copies

    clean = copies.stripped(renderer.workspace.root, page)
    if clean is not None:
        return _put(renderer, page.address, kind, clean, before)
    return _copied(renderer, page, kind, before)


def _put(
    renderer: "Renderer", address: Address, kind: str, content: bytes, before: PublishedFile
) -> Output:
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    if digest == before.digest:
        return Output(address, kind, digest, size, None, before.signs)
    staged, signs = folder.stage(renderer.workspace.folder, address, content)
    return Output(address, kind, digest, size, staged, signs)


def _copied(renderer: "Renderer", page: Copy, kind: str, before: PublishedFile) -> Output:
    """Copy a file in blocks, since it can have any size."""
    from kazarchive.rendering import copies

    root, output = renderer.workspace.root, renderer.workspace.folder
    if page.digest == before.digest:
        size = copies.size(root, page)
        return Output(page.address, kind, page.digest, size, None, before.signs)
    with copies.blocks(root, page) as blocks:
        staged, signs, digest, size = folder.stage_copy(output, page.address, blocks)
    if digest != page.digest:
        raise copies.changed(page)
    return Output(page.address, kind, digest, size, staged, signs)


def _resized(renderer: "Renderer", page: Resized, kind: str, before: PublishedFile) -> Output:
    kept = renderer.variants.file(page.picture, page.digest, page.name)
    if kept.digest == before.digest:
        return Output(page.address, kind, kept.digest, kept.size, None, before.signs)
    content = renderer.bytes(page)
    staged, signs = folder.stage(renderer.workspace.folder, page.address, content)
    return Output(page.address, kind, kept.digest, kept.size, staged, signs)
