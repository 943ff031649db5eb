"""What a case cannot write as a file: what happens meanwhile, and who else is there."""

import os
import signal
import socket
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, chdir, closing, contextmanager
from pathlib import Path
from unittest import mock

from PIL import features

from kazarchive import disk
from kazarchive.execution import pool
from kazarchive.importing import article_file, formats, tags
from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.output import folder as output_folder
from kazarchive.output import integrity
from kazarchive.preview import instance
from kazarchive.reading import article, files, markup
from kazarchive.rules import addresses
from kazarchive.state import database, lock
from photos import photo


def _before_reading(act: Callable[[Path | str], object]) -> AbstractContextManager[object]:
    """Something happens to a file at the moment when it is read."""
    read = files.read

    def late(file: Path | str, path: str) -> bytes:
        act(file)
        return read(file, path)

    return mock.patch.object(files, "read", late)


@contextmanager
def articles_change_while_the_site_is_built(folder: Path) -> Iterator[None]:
    with _before_reading(lambda file: Path(file).write_text("another text", "utf-8")):
        yield


@contextmanager
def articles_disappear_while_the_site_is_built(folder: Path) -> Iterator[None]:
    with _before_reading(lambda file: Path(file).unlink(missing_ok=True)):
        yield


@contextmanager
def the_packages_for_imports_are_not_installed(folder: Path) -> Iterator[None]:
    missing = ModuleNotFoundError("No module named 'lxml'", name="lxml")
    with mock.patch.object(formats, "import_module", side_effect=missing):
        yield


@contextmanager
def a_zip_file_is_read_as_an_export(folder: Path) -> Iterator[None]:
    def documents(source: Source) -> Iterator[Document]:
        with ZipFiles(source.path, source.place()) as opened:
            yield Document(title=opened.read("a.xml", limit=100).decode())

    reader = mock.Mock(documents=documents)
    with mock.patch.object(formats, "import_module", return_value=reader):
        yield


@contextmanager
def a_reader_stops(folder: Path) -> Iterator[None]:
    fault = ValueError("something that nobody has thought of")
    with mock.patch.object(tags, "suggested", side_effect=fault):
        yield


@contextmanager
def a_document_changes_while_it_is_imported(folder: Path) -> Iterator[None]:
    write = article_file.write

    def late(root: Path, path: str, raw: bytes | Path) -> bool:
        if isinstance(raw, Path):
            raw.write_text("another text", "utf-8")
        return write(root, path, raw)

    with mock.patch.object(article_file, "write", late):
        yield


@contextmanager
def the_markdown_engine_fails(folder: Path) -> Iterator[None]:
    def fail(*_: object) -> str:
        raise RecursionError("maximum recursion depth exceeded")

    with mock.patch.dict(markup.ENGINES, commonmark=fail):
        yield


@contextmanager
def the_markdown_engine_has_no_time(folder: Path) -> Iterator[None]:
    with mock.patch.object(markup, "SECONDS", 0.6):
        yield


@contextmanager
def pillow_is_without_avif(folder: Path) -> Iterator[None]:
    (folder / "articles/square.png").write_bytes(photo((9, 6), "PNG"))
    with mock.patch.object(features, "check", lambda name: name != "avif"):
        yield


@contextmanager
def another_build_is_at_work(folder: Path) -> Iterator[None]:
    state = folder / ".kazarchive"
    state.mkdir()
    (state / "owner").write_text(f"{os.getpid()}\n")
    held = lock.take(state)
    yield
    lock.release(held)


@contextmanager
def the_disk_is_full(folder: Path) -> Iterator[None]:
    def refuse(staging: Path, address: str, content: bytes) -> str:
        raise disk.WriteFailed(f"public/{addresses.file(address)}", "No space left on device")

    with mock.patch.object(output_folder, "stage", refuse):
        yield


@contextmanager
def an_edit_of_the_output_escapes_notice(folder: Path) -> Iterator[None]:
    with mock.patch.object(integrity, "suspects", return_value=[]):
        yield


@contextmanager
def a_worker_is_killed(folder: Path) -> Iterator[None]:
    def end(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with mock.patch.object(pool, "SMALL", 0), mock.patch.object(article, "read", end):
        yield


@contextmanager
def an_article_is_a_socket(folder: Path) -> Iterator[None]:
    (folder / "articles").mkdir()
    with chdir(folder), socket.socket(socket.AF_UNIX) as one:
        one.bind("articles/a.md")
    yield


@contextmanager
def a_name_is_not_utf8(folder: Path) -> Iterator[None]:
    articles = os.fsencode(folder / "articles")
    os.makedirs(articles, exist_ok=True)
    with open(articles + b"/caf\xe9.md", "w") as file:
        file.write("---\ntitle: A\ndate: 2022-01-05\n---\nText.\n")
    yield


@contextmanager
def the_state_is_damaged(folder: Path) -> Iterator[None]:
    state = folder / ".kazarchive"
    state.mkdir(exist_ok=True)
    for file in state.iterdir():
        file.unlink()
    (state / database.NAME).write_bytes(b"SQLite format 3\0" + b"\xff" * 5_000)
    yield


@contextmanager
def the_state_is_damaged_inside(folder: Path) -> Iterator[None]:
    """It is opened without complaint, and fails when the tables are read."""
    catalogue = folder / ".kazarchive" / database.NAME
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_master WHERE tbl_name <> 'meta' AND rootpage > 1"
        pages = [page for (page,) in connection.execute(query)]
    with catalogue.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    yield


@contextmanager
def a_preview_runs(folder: Path) -> Iterator[None]:
    state = folder / ".kazarchive" / instance.FOLDER
    state.mkdir(parents=True)
    held = lock.take(state)
    with (
        instance.announced(state, "http://localhost:8000/"),
        mock.patch.object(instance, "ask", return_value=""),
    ):
        yield
    lock.release(held)


@contextmanager
def there_is_no_configuration(folder: Path) -> Iterator[None]:
    (folder / "kazarchive.toml").unlink()
    yield


SITUATIONS: Mapping[str, Callable[[Path], AbstractContextManager[None]]] = {
    "articles change while the site is built": articles_change_while_the_site_is_built,
    "articles disappear while the site is built": articles_disappear_while_the_site_is_built,
    "a reader stops": a_reader_stops,
    "a document changes while it is imported": a_document_changes_while_it_is_imported,
    "a zip file is read as an export": a_zip_file_is_read_as_an_export,
    "the packages for imports are not installed": the_packages_for_imports_are_not_installed,
    "the Markdown engine fails": the_markdown_engine_fails,
    "the Markdown engine has no time": the_markdown_engine_has_no_time,
    "Pillow is without AVIF": pillow_is_without_avif,
    "another build is at work": another_build_is_at_work,
    "a preview runs": a_preview_runs,
    "the disk is full": the_disk_is_full,
    "an edit of the output escapes notice": an_edit_of_the_output_escapes_notice,
    "a worker process is killed": a_worker_is_killed,
    "an article is a socket": an_article_is_a_socket,
    "a name is not UTF-8": a_name_is_not_utf8,
    "the state is damaged": the_state_is_damaged,
    "the state is damaged inside": the_state_is_damaged_inside,
    "there is no kazarchive.toml": there_is_no_configuration,
}
