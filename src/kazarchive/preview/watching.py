"""Telling when a source file changes: the only importer of `watchfiles`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, watch

from kazarchive.config import FILE_NAME

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
    `root` itself only the files are.
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
    """Watch the root; what lies below the folders is watched anew when one comes or goes, or when
    the configuration names another."""
    there = _there(folders)
    stop = _below(there, changed)
    try:
        for changes in _changes([root], over, recursive=False):
            names = {Path(path).name for _, path in changes}
            again = names & {folder.relative_to(root).parts[0] for folder in there}
            if again or there != _there(folders):
                stop.set()
                there = _there(folders)
                stop = _below(there, changed)
            if again or FILE_NAME in names:
                changed()
    finally:
        stop.set()


def _there(folders: Callable[[], list[Path]]) -> list[Path]:
    return [folder for folder in folders() if folder.is_dir()]


def _below(there: list[Path], changed: Callable[[], None]) -> threading.Event:
    """Begin to watch some folders. `changed` is called once that has begun: what happened before
    nobody has told."""
    stop = threading.Event()

    def run() -> None:
        begun = False
        for changes in _changes(there, stop, recursive=True):
            if changes or not begun:
                changed()
            begun = True

    threading.Thread(target=run, daemon=True).start()
    return stop


def _changes(
    paths: list[Path], stop: threading.Event, recursive: bool
) -> Iterator[set[tuple[Change, str]]]:
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
                recursive=recursive,
                raise_interrupt=False,
                force_polling=polling,
            )
        except OSError:
            continue
        return
