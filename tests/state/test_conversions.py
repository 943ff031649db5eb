"""What the slow Markdown engine made of a text is kept for later builds."""

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archives import CONFIG, Archive
from kazarchive.reading import python_markdown
from kazarchive.state import conversions, spool
from kazarchive.state.conversions import Conversions

SLOW = CONFIG + '[markdown]\nengine = "python-markdown"\n'


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the engine was given."""
    texts: list[str] = []
    engine = python_markdown.engine

    def counting(*told: Any) -> Callable[[str], str]:
        convert = engine(*told)
        return lambda text: texts.append(text) or convert(text)  # type: ignore[func-returns-value]

    counting.cache_clear = engine.cache_clear  # type: ignore[attr-defined]
    monkeypatch.setattr(python_markdown, "engine", counting)
    return texts


@pytest.fixture
def slow(archive: Archive) -> Archive:
    archive.configure(SLOW)
    for name in "abc":
        archive.article(f"{name}.md", f"*Text* of {name}.[^1]\n\n[^1]: A note.")
    return archive


def test_an_edited_template_converts_nothing_again(slow: Archive, converted: list[str]) -> None:
    slow.build()
    assert len(converted) == 3
    slow.write("templates/colophon.html", "<footer>Mine</footer>")
    assert slow.build().rendered > 3
    slow.build(full=True)
    assert len(converted) == 3


def test_an_edited_text_is_converted(slow: Archive, converted: list[str]) -> None:
    slow.build()
    slow.article("a.md", "*Another* text.")
    slow.build_as_clean()
    assert converted[3].strip() == "*Another* text."


def test_another_way_to_convert_is_another_text(slow: Archive, converted: list[str]) -> None:
    slow.build()
    slow.configure(SLOW + 'extensions = ["smarty"]\n')
    slow.build_as_clean()
    assert len(converted) == 3 + 3 + 3  # here, and for the clean build


def test_the_fast_engine_keeps_nothing(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    assert not (archive.state / conversions.FILE).exists()


def into_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "removed": lambda file: file.unlink(),
    "emptied": lambda file: file.write_bytes(b""),
    "something else": lambda file: file.write_bytes(b"\x89PNG" * 4096),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "a folder": into_folder,
    "without its table": lambda file: sql(file, "DROP TABLE conversion"),
    "with damaged text in its schema": lambda file: file.write_bytes(
        file.read_bytes().replace(b"CREATE TABLE conv", b"CREATE T\xf9BLE conv")
    ),
    "with damaged entries": lambda file: sql(file, "UPDATE conversion SET html = x'00ff'"),
    "with entries of another kind": lambda file: sql(file, "UPDATE conversion SET html = 7"),
}


def sql(file: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(statement, values)
    connection.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_does_no_harm(slow: Archive, damage: str) -> None:
    slow.build()
    DAMAGES[damage](slow.state / conversions.FILE)
    assert slow.build(full=True).written == 0
    slow.article("a.md", "*Another* text.")
    slow.build_as_clean()


def test_what_is_kept_is_trusted_no_more_than_an_article(slow: Archive) -> None:
    slow.build()
    evil = zlib.compress(b"<p>Kept <script>alert(1)</script><img src=x onerror=alert(1)></p>")
    sql(slow.state / conversions.FILE, "UPDATE conversion SET html = ?", evil)
    slow.build(full=True)
    page = slow.page("/2022/01/05/a/")
    assert "Kept" in page
    assert "alert" not in page


def test_a_file_past_its_limit_keeps_the_same_part_at_each_build(tmp_path: Path) -> None:
    def found() -> list[int]:
        again: list[int] = []

        def convert(text: str) -> str:
            again.append(int(text))
            return "".join(hashlib.sha512(f"{text} {part}".encode()).hexdigest() for part in "abc")

        kept = Conversions(tmp_path, "edition")
        for number in range(200):
            kept(f"{number}", convert)
        kept.keep()
        return [number for number in range(200) if number not in again]

    assert found() == []
    conversions.shrink(tmp_path, 30_000)
    first = found()
    assert 50 < len(first) < 150
    conversions.shrink(tmp_path, 30_000)
    assert len(set(first) ^ set(found())) < 10


def test_an_empty_file_is_asked_once_and_then_for_what_this_process_has_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    connect = sqlite3.connect

    def watched(file: Path, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(file, **options)
        connection.set_trace_callback(
            lambda statement: asked.append(statement) if "key = " in statement else None
        )
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    kept = Conversions(tmp_path, "edition")
    for text in ("one", "two"):
        assert kept(text, str.upper) == text.upper()
    assert not asked
    kept.keep()
    assert kept("one", str.lower) == "ONE"
    assert kept("three", str.upper) == "THREE"
    assert len(asked) == 1
    kept.keep()
    later = Conversions(tmp_path, "edition")
    assert later("three", str.lower) == "THREE"
    assert later("four", str.upper) == "FOUR"
    assert len(asked) == 3


def test_processes_share_what_is_kept(slow: Archive, converted: list[str]) -> None:
    for number in range(300):
        slow.article(f"n{number}.md", f"Text {number}.")
    slow.build(jobs=2)
    slow.build(full=True, jobs=1)
    assert not converted


@pytest.mark.parametrize("kind", [Conversions, spool.SpooledBodies])
def test_one_that_an_interruption_left_half_made_goes_without_a_word(
    kind: type[Conversions | spool.SpooledBodies], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    half_made = kind.__new__(kind)
    del half_made
    assert told == []


def test_an_archive_that_converts_nothing_gets_no_file(tmp_path: Path) -> None:
    kept = Conversions(tmp_path, "edition")
    kept.keep()  # as after a chunk of any archive, if another has used the process before
    assert not [*tmp_path.iterdir()]
    assert kept("text", str.upper) == "TEXT"
    kept.keep()
    assert [*tmp_path.iterdir()] == [tmp_path / conversions.FILE]
