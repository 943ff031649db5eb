"""Telling when a source file changes: the only importer of `watchfiles`."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, watch

from kazarchive.config.options import FILE_NAME
from kazarchive.ingest.kinds import PAGE

QUIET = 30
"""Milliseconds without a further change after which a change is told."""

AT_MOST = 300
"""Milliseconds that changes which keep coming are gathered."""


NOW_AND_THEN = 400
"""Milliseconds after which it is looked whether the folders are still the same."""


@contextmanager
def watching(
    root: Path, folders: Callable[[], list[Path]], changed: Callable[[], None]
) -> Iterator[None]:
    """Call `changed`, in a thread of its own, after every burst of changes.

    `folders`: those to be watched with all below them, some of which may not be there yet. In
    `root` itself only the files are. As in `reading/scan.py` links to folders are not followed,
    nor anything out of the root, and names that begin with a dot are nobody's source: what lies
    behind may be without end.
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
    """Watch the root, where pages may lie; what lies below the folders is watched anew when one
    comes or goes, or when the configuration names another."""
    there = _there(root, folders)
    stop = _below(there, changed)
    try:
        for changes in _changes([root], over):
            names = {Path(path).name for _, path in changes}
            again = names & {folder.relative_to(root).parts[0] for folder in there}
            if again or there != _there(root, folders):
                stop.set()
                there = _there(root, folders)
                stop = _below(there, changed)
            if again or FILE_NAME in names or any(map(PAGE.fullmatch, names)):
                changed()
    finally:
        stop.set()


def _there(root: Path, folders: Callable[[], list[Path]]) -> list[Path]:
    real = os.path.realpath(root)
    found = (folder for folder in folders() if folder.is_dir())
    return [folder for folder in found if Path(os.path.realpath(folder)).is_relative_to(real)]


def _tree(tops: list[Path]) -> list[Path]:
    """Folders with all below them, each to be watched by itself: the system's watch of a whole tree
    would follow links."""
    found = []
    for top in tops:
        for path, below, _ in os.walk(top):
            found.append(Path(path))
            below[:] = sorted(name for name in below if name[0] != ".")
    return found


def _below(there: list[Path], changed: Callable[[], None]) -> threading.Event:
    """Begin to watch some folders. `changed` is called once that has begun: what happened before
    nobody has told."""
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set() and (every := _tree(there)):
            begun = False
            for changes in _changes(every, stop):
                if changes or not begun:
                    changed()
                if _folders_changed(changes, every):
                    break
                begun = True
            else:  # one of them has gone before it was watched
                stop.wait(NOW_AND_THEN / 1_000)

    threading.Thread(target=run, daemon=True).start()
    return stop


def _folders_changed(changes: set[tuple[Change, str]], every: list[Path]) -> bool:
    """Whether a folder has come, or something has become of one of those that are watched."""
    known = {str(folder) for folder in every} if changes else set()
    return any(path in known or _is_folder(path) for _, path in changes)


def _is_folder(path: str) -> bool:
    hidden = os.path.basename(path).startswith(".")
    return not hidden and os.path.isdir(path) and not os.path.islink(path)


def _changes(paths: list[Path], stop: threading.Event) -> Iterator[set[tuple[Change, str]]]:
    """Bursts of changes, and every now and then an empty one. Where the system cannot tell of so
    many folders, or of none, they are looked at again and again."""
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
