"""The task of rendering, for the pool: addresses → files that wait in the staging folder.

What a process makes of a workspace (templates, a view of the catalogue) it keeps for its next
task. Everything heavy is imported when a task runs: a build with nothing to do must not pay for it.
"""

import hashlib
import os
import weakref
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kazarchive.output import folder
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.state.journal import Output, Signs
from kazarchive.values import Address, Answer, Copy, Resized
from kazarchive.workspace import Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

    from kazarchive.rendering.renderer import Renderer


class RenderedChunk(NamedTuple):
    """What came of a chunk of addresses."""

    kind: str
    outputs: list[Output]
    gone: list[tuple[Address, str]]
    problems: list[Problem]


class Published(NamedTuple):
    """What stands at an address before it is rendered."""

    digest: str | None = None
    """SHA-256 of the file; None: there is none, or it is not known."""
    signs: Signs | None = None
    """Those of the file, where they are not recorded yet."""


def render_chunk(workspace: Workspace, kind: str, addresses: Sequence[Address]) -> RenderedChunk:
    """Render some addresses of one kind, and stage what differs from what is published."""
    from kazarchive.state import conversions

    process = of_process(workspace, os.getpid())
    chunk = RenderedChunk(kind, [], [], [])
    digests = process.digests(addresses)
    missing = dict.fromkeys(addresses)
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
    """Let go of what this process has opened."""
    of_process.cache_clear()


class _Process:
    """What one process keeps for all its tasks of a build."""

    def __init__(self, workspace: Workspace) -> None:
        from kazarchive.catalogue.queries import Catalogue
        from kazarchive.rendering.renderer import Renderer
        from kazarchive.state import database

        self._known = workspace.folder.known
        self._connection: Connection = database.open_for_reading(workspace.state)
        weakref.finalize(self, self._connection.close)  # open until cycles are collected otherwise
        self.renderer: Renderer = Renderer(workspace, Catalogue(self._connection))

    def digests(self, addresses: Sequence[Address]) -> dict[Address, str]:
        """What is published, if the output folder is known to be as the state says."""
        from kazarchive.state import journal

        return journal.digests(self._connection, addresses) if self._known else {}


@lru_cache(maxsize=2)
def of_process(workspace: Workspace, process: int) -> _Process:
    """A forked process inherits that of its parent too, whose connection to SQLite it must neither
    use nor close."""
    return _Process(workspace)


def _published(workspace: Workspace, address: Address, digests: Mapping[Address, str]) -> Published:
    output = workspace.folder
    if output.empty:
        return Published()
    if output.known:
        return Published(digests.get(address))
    return Published(*(folder.standing(output.path, address) or ()))


def _staged(renderer: "Renderer", page: Answer, kind: str, before: Published) -> Output:
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
    renderer: "Renderer", address: Address, kind: str, content: bytes, before: Published
) -> Output:
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    if digest == before.digest:
        return Output(address, kind, digest, size, None, before.signs)
    staged, signs = folder.stage(renderer.workspace.folder, address, content)
    return Output(address, kind, digest, size, staged, signs)


def _copied(renderer: "Renderer", page: Copy, kind: str, before: Published) -> Output:
    """A file of any size: it is not held in memory."""
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


def _resized(renderer: "Renderer", page: Resized, kind: str, before: Published) -> Output:
    kept = renderer.variants.file(page.picture, page.digest, page.name)
    if kept.digest == before.digest:
        return Output(page.address, kind, kept.digest, kept.size, None, before.signs)
    content = renderer.bytes(page)
    staged, signs = folder.stage(renderer.workspace.folder, page.address, content)
    return Output(page.address, kind, kept.digest, kept.size, staged, signs)
