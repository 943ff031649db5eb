"""Reports when a source file changes."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, watch

from kazarchive.config.options import FILE_NAME
from kazarchive.ingest.kinds import PAGE
from kazarchive.reading.scan import is_dotted

QUIET = 30
"""Milliseconds without another change after which changes are reported."""

AT_MOST = 300
"""Milliseconds after which changes are reported even if more keep coming."""


NOW_AND_THEN = 400
"""Milliseconds between checks whether the folders are still the same."""


@contextmanager
def watching(
    root: Path, folders: Callable[[], list[Path]], changed: Callable[[], None]
) -> Iterator[None]:
    """Call `changed`, in another thread, after every burst of changes.

    `folders`: the folders to watch with everything below them, which need not exist yet. In `root`
    itself only the files are watched. As in `reading/scan.py`, links to folders are not followed,
    nor anything outside the root, and names that start with a dot are no sources: there may be
    endless files behind them.
    """
    over = threading.Event()
    thread = threading.Thread(target=_top, args=(root, folders, changed, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(1)


def _top(
    root: Path,
    folders: Callable[[], list[Path]],
    changed: Callable[[], None],
    over: threading.Event,
) -> None:
    """Watch the root, where pages may be. The watch below the folders is restarted when one is
    added or removed, or when the configuration names another one."""
    existing = _existing(root, folders)
    stop = _below(existing, changed)
    try:
        for changes in _changes([root], over):
            names = {Path(path).name for _, path in changes}
            again = names & {folder.relative_to(root).parts[0] for folder in existing}
            if again or existing != _existing(root, folders):
                stop.set()
                existing = _existing(root, folders)
                stop = _below(existing, changed)
            if again or FILE_NAME in names or any(map(PAGE.fullmatch, names)):
                changed()
    finally:
        stop.set()


def _existing(root: Path, folders: Callable[[], list[Path]]) -> list[Path]:
    """The folders that exist inside the root."""
    real = os.path.realpath(root)
    existing = (folder for folder in folders() if folder.is_dir())
    return [folder for folder in existing if Path(os.path.realpath(folder)).is_relative_to(real)]


def _tree(tops: list[Path]) -> list[Path]:
    """Folders with all folders below them. Each is watched separately, as the system's watch of a
    tree would follow links."""
    folders = []
    for top in tops:
        for path, below, _ in os.walk(top):
            folders.append(Path(path))
            below[:] = sorted(filter(_is_seen, below))
    return folders


def _below(tops: list[Path], changed: Callable[[], None]) -> threading.Event:
    """Start to watch some folders; returns what stops it. `changed` is called once at the start, as
    earlier changes were not reported."""
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set() and (folders := _tree(tops)):
            begun = False
            for changes in _changes(folders, stop):
                if changes or not begun:
                    changed()
                if _folders_changed(changes, folders):
                    break
                begun = True
            else:  # one of them was removed before it was watched
                stop.wait(NOW_AND_THEN / 1_000)

    threading.Thread(target=run, daemon=True).start()
    return stop


def _folders_changed(changes: set[tuple[Change, str]], folders: list[Path]) -> bool:
    """Whether a folder was added, or a watched folder changed or was removed."""
    watched = {str(folder) for folder in folders} if changes else set()
    return any(path in watched or _is_folder(path) for _, path in changes)


def _is_folder(path: str) -> bool:
    return _is_seen(os.path.basename(path)) and os.path.isdir(path) and not os.path.islink(path)


def _is_seen(name: str) -> bool:
    return name[0] != "." or is_dotted(name)


def _changes(paths: list[Path], stop: threading.Event) -> Iterator[set[tuple[Change, str]]]:
    """Bursts of changes, and an empty burst every NOW_AND_THEN. If the system cannot watch this
    many folders, they are polled."""
    if not paths:
        return
    for polling in (None, True):
        try:
            yield from watch(
                *paths,
                watch_filter=None,
                debounce=AT_MOST,
                step=QUIET,
                stop_event=stop,
                rust_timeout=NOW_AND_THEN,
                yield_on_timeout=True,
                recursive=False,
                raise_interrupt=False,
                force_polling=polling,
            )
        except OSError:
            continue
        return
