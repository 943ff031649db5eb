"""Law 5: whatever happens to the state folder, the site is what a clean build makes, with one line
of notice."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive, difference
from kazarchive.state import checksums, database, sources

Tally = Callable[[str], None]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A small archive that was built and then edited; what the build left stands in `sound` and
    `published`."""
    archive = Archive(tmp_path_factory.mktemp("kept"))
    archive.configure(TRILINGUAL)
    archive.write("articles/pic.svg", "<svg/>")
    for number in range(24):
        archive.article(
            f"n{number // 3}{['', '.ru', '.kk'][number % 3]}.md",
            f"Text {number} ![a picture](pic.svg) [next](n{(number // 3 + 1) % 8}.md)",
            title=f"Тақырып {number}",
            date=f"2022-0{number % 5 + 1}-{number % 28 + 1:02}",
            tags=["fuel", "prices", "Отын"][number % 3 :],
            aliases=[f"/old/{number}"],
        )
    archive.build()
    archive.state.rename(archive.folder / "sound")
    archive.output.rename(archive.folder / "published")
    archive.article("n1.md", "Another text.", title="Another title", date="2022-03-07")
    return archive


@pytest.fixture(scope="module")
def expected(kept: Archive) -> dict[str, bytes]:
    return kept.build_clean()[1]


def notices_after(kept: Archive, expected: dict[str, bytes], damage: Callable[[], object]) -> int:
    """Damage what the first build left, build, and compare; how often the state was spoken of."""
    for folder, sound in ((kept.state, "sound"), (kept.output, "published")):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept.folder / sound, folder)
    damage()
    report = kept.build()
    assert not difference(kept.tree(), expected)
    assert not kept.build().written
    return sum(problem.code == "K0704" for problem in report.problems)


def flip(file: Path, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)


def test_a_flipped_bit_is_noticed(
    kept: Archive, expected: dict[str, bytes], long: bool, tally: Tally
) -> None:
    lots, times = random.Random(1), 250 if long else 6
    for number in range(times):
        name = database.NAME if number % 50 else checksums.FILE
        bit = lots.randrange((kept.folder / "sound" / name).stat().st_size * 8)
        file = kept.state / name
        assert notices_after(kept, expected, partial(flip, file, bit)) == 1
    tally(f"state with a flipped bit: {times} of {times}")


def test_a_truncated_state_is_noticed(
    kept: Archive, expected: dict[str, bytes], long: bool, tally: Tally
) -> None:
    lots, times = random.Random(2), 100 if long else 5
    content = (kept.folder / "sound" / database.NAME).read_bytes()
    catalogue = kept.state / database.NAME
    for _ in range(times):
        part = content[: lots.randrange(len(content))]
        assert notices_after(kept, expected, partial(catalogue.write_bytes, part)) == 1
    tally(f"state cut short: {times} of {times}")


def sql(kept: Archive, statement: str) -> None:
    with sqlite3.connect(kept.state / database.NAME) as connection:
        connection.execute(statement)
    connection.close()


def of_another_archive(kept: Archive) -> None:
    """An archive of the same address, which thinks that it has published other articles."""
    other = Archive(kept.folder / "other")
    other.configure(TRILINGUAL)
    other.article("n1.md", "Foreign.", title="Foreign", date="2022-03-07")
    other.article("foreign.md", "Foreign.", title="Foreign too", date="2022-03-08")
    other.build()
    shutil.rmtree(kept.state)
    shutil.copytree(other.state, kept.state)


NOTICED: dict[str, Callable[[Archive], object]] = {
    "emptied": lambda kept: (kept.state / database.NAME).write_bytes(b""),
    "something else": lambda kept: (kept.state / database.NAME).write_bytes(b"\x89PNG" * 4096),
    "of an older version": lambda kept: sql(kept, "UPDATE meta SET value='1' WHERE key='format'"),
    "of a newer version": lambda kept: sql(kept, "UPDATE meta SET value='999' WHERE key='format'"),
    "changed by another program": lambda kept: sql(kept, "UPDATE article SET title = 'X'"),
    "without a table": lambda kept: sql(kept, "DROP TABLE page"),
    "of another archive": of_another_archive,
    "without its seal's end": lambda kept: (kept.state / checksums.FILE).write_bytes(b"0"),
}


@pytest.mark.parametrize("damage", NOTICED)
def test_a_state_that_does_not_fit_is_noticed(
    kept: Archive, expected: dict[str, bytes], damage: str
) -> None:
    assert notices_after(kept, expected, lambda: NOTICED[damage](kept)) == 1


SILENT: dict[str, Callable[[Archive], object]] = {
    "removed": lambda kept: shutil.rmtree(kept.state),
    "without the catalogue": lambda kept: (kept.state / database.NAME).unlink(),
    "without its seal": lambda kept: (kept.state / checksums.FILE).unlink(),
    "with a log of something else": lambda kept: (kept.state / f"{database.NAME}-wal").write_bytes(
        b"\x37\x7f\x06\x82" * 999
    ),
}


@pytest.mark.parametrize("damage", SILENT)
def test_a_state_that_is_lost_in_part_is_made_anew(
    kept: Archive, expected: dict[str, bytes], damage: str
) -> None:
    assert notices_after(kept, expected, lambda: SILENT[damage](kept)) in (0, 1)


def test_a_lost_state_costs_one_build(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    shutil.rmtree(archive.state)
    assert (archive.build().written, archive.build().rendered) == (0, 0)


def test_without_its_seal_a_state_that_sqlite_finds_damaged_is_noticed(
    kept: Archive, expected: dict[str, bytes]
) -> None:
    def damage() -> None:
        (kept.state / checksums.FILE).unlink()
        file = kept.state / database.NAME
        content = file.read_bytes()
        file.write_bytes(content[:4096] + bytes(len(content) - 4096))

    assert notices_after(kept, expected, damage) == 1


@pytest.fixture
def fine(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Sixty articles, with a seal of a thousandth of the usual blocks."""
    monkeypatch.setattr(checksums, "BLOCK", 4096)
    for number in range(60):
        archive.article(f"{number}.md", tags=[f"t{number}"], authors=[f"a{number}"])
    archive.build()
    return archive


def test_a_seal_that_was_renewed_in_part_is_that_of_the_whole_file(
    fine: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, renew = [], checksums.set

    def counted(folder: Path, unwritten: Mapping[int, str]) -> None:
        kept.append(len(unwritten))
        renew(folder, unwritten)

    monkeypatch.setattr(checksums, "set", counted)
    for number in range(6):
        fine.article(f"{number}.md", title="Another" * (number + 1), tags=["other"])
        fine.remove(f"articles/{number + 40}.md")
        fine.build()
        renewed = (fine.state / checksums.FILE).read_text()
        renew(fine.state, {})
        assert renewed == (fine.state / checksums.FILE).read_text()
    assert min(kept) > 9


def test_damage_beside_what_an_edit_wrote_is_noticed(
    fine: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if it comes between the comparison and the new seal."""
    renew = checksums.set

    def damaging(folder: Path, unwritten: Mapping[int, str]) -> None:
        flip(folder / database.NAME, max(unwritten) * checksums.BLOCK * 8)
        renew(folder, unwritten)

    fine.article("1.md", title="Edited")
    with monkeypatch.context() as patched:
        patched.setattr(checksums, "set", damaging)
        fine.build()
    assert [problem.code for problem in fine.build().problems] == ["K0704"]


def test_a_log_that_was_begun_anew_does_not_tell_what_was_written(tmp_path: Path) -> None:
    connection, _ = database.open_catalogue(tmp_path)
    database.set_meta(connection, "a", "b")
    assert database.written(tmp_path)
    connection.execute("PRAGMA wal_checkpoint(RESTART)")
    database.set_meta(connection, "a", "c")
    assert database.written(tmp_path) is None
    connection.close()


def test_a_build_with_nothing_to_do_leaves_the_state_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "RACY", 0)
    archive.article("a.md")
    archive.build()
    before = (archive.state / checksums.FILE).stat().st_mtime_ns
    archive.build()
    assert (archive.state / checksums.FILE).stat().st_mtime_ns == before
    archive.article("a.md", title="Another")
    archive.build()
    assert (archive.state / checksums.FILE).stat().st_mtime_ns > before
