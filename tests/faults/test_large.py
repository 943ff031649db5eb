"""A large site, of which builds check only a sample: what was changed by hand is found within a
day, at once where a build renders."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from commands import VERIFIED, run
from faults.altering import CHANGES, overwritten
from kazarchive.output import folder as output_folder
from kazarchive.state import checksums, database, journal, sources
from kazarchive.state.journal import Part

PART = 7
FAR, PLANNED = "2022/01/05/a/index.html", "2022/01/05/b/index.html"


@pytest.fixture(autouse=True)
def _low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of a few articles is large; the part that is checked is the last one."""

    def last(connection: Any, seed: int) -> Part:
        return journal.parts(connection)[-1]

    monkeypatch.setattr(journal, "PART", PART)
    monkeypatch.setattr(journal, "LARGE", 2)
    monkeypatch.setattr(journal, "any_part", last)


@pytest.fixture
def large(archive: Archive) -> Archive:
    archive.write("articles/pic.svg", "<svg/>")
    for name in "abc":
        archive.article(f"{name}.md", f"Text of {name} ![p](pic.svg)", tags=["One"])
    archive.build()
    with archive.prepared() as ready:
        firsts, checked = _sample(ready.connection)
    assert len(firsts) > 2
    assert not {"/2022/01/05/a/", "/2022/01/05/b/"} & {*firsts, *checked}
    return archive


def _sample(connection: Any) -> tuple[list[str], list[str]]:
    """The first addresses of parts, and those of the last part."""
    *_, last = parts = journal.parts(connection)
    return [first for first, _ in parts[1:]], [row[0] for row in journal.signs(connection, last)]


@pytest.fixture
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr(output_folder, "DAY", 0)


def settled(archive: Archive) -> int:
    """The time of the last check of all files."""
    with closing(database.open_for_reading(archive.state)) as connection:
        return int(database.meta(connection, "settled") or 0)


def plan_the_same(archive: Archive) -> None:
    """An edit after which the page of b.md is rendered, with the same bytes."""
    archive.article("b.md", "Text of b ![p](pic.svg)\n\n", tags=["One"])


def test_a_build_checks_a_sample(large: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: set[str] = set()
    lstat = os.lstat

    def noted(path: Any, **more: Any) -> os.stat_result:
        looked.add(str(path).removeprefix(f"{large.output}/"))
        return lstat(path, **more)

    monkeypatch.setattr(os, "lstat", noted)
    large.build()
    pages = set(large.tree())
    assert 0 < len(pages & looked) <= PART + len(pages) // PART < len(pages)
    plan_the_same(large)
    large.build()
    assert PLANNED in looked
    assert FAR not in looked


@pytest.mark.parametrize("change", CHANGES)
def test_a_planned_file_is_always_checked(large: Archive, change: str) -> None:
    CHANGES[change](large.output / PLANNED)
    plan_the_same(large)
    large.build()
    (large.output / "2022/01/05/elsewhere.html").unlink(missing_ok=True)
    assert large.tree() == large.build_clean()[1]


@pytest.mark.parametrize("change", CHANGES)
def test_an_alteration_is_found_within_a_day(
    large: Archive, change: str, a_day_later: Callable[[], None]
) -> None:
    CHANGES[change](large.output / FAR)
    assert large.build().rendered == 0
    a_day_later()
    assert large.build().written >= 1
    (large.output / "2022/01/05/elsewhere.html").unlink(missing_ok=True)
    assert large.tree() == large.build_clean()[1]


def test_no_later_build_hides_an_alteration(
    large: Archive, a_day_later: Callable[[], None]
) -> None:
    """Neither one that publishes, nor one that reads files which only look different."""
    whole = (large.output / FAR).read_bytes()
    overwritten(large.output / FAR)
    large.write("static/another.txt", "Another file")
    assert large.build().written == 1
    os.utime(large.output / PLANNED)
    plan_the_same(large)
    assert large.build().written == 0
    assert (large.output / FAR).read_bytes() != whole
    a_day_later()
    large.build_as_clean()


def test_an_alteration_before_everything_is_rendered_is_found(large: Archive) -> None:
    before = settled(large)
    overwritten(large.output / FAR)
    large.configure('title = "Other"\nbase_url = "https://archive.example/"\n')
    large.build_as_clean()
    assert settled(large) > before, "the next check would read all files"


def test_a_check_of_all_files_is_recorded(large: Archive, a_day_later: Callable[[], None]) -> None:
    before = settled(large)
    assert large.build().rendered == 0
    assert settled(large) == before
    a_day_later()
    assert large.build().rendered == 0
    assert settled(large) > before


@pytest.mark.parametrize("first", [False, True])
def test_one_alteration_in_the_sample_makes_a_build_check_all_files(
    large: Archive, first: bool
) -> None:
    """In the part that is checked, or in the first file of another."""
    with large.prepared() as ready:
        firsts, checked = _sample(ready.connection)
    (address,) = firsts[:1] if first else checked[-1:]
    for name in (FAR, address[1:] + "index.html" * address.endswith("/")):
        overwritten(large.output / name)
    assert large.build().written == 2
    assert large.tree() == large.build_clean()[1]


def test_a_clock_that_was_set_back_hides_no_alteration(large: Archive) -> None:
    (large.output / FAR).unlink()
    with large.prepared() as ready:
        database.set_meta(ready.connection, "settled", str(settled(large) + 10**12))
        ready.connection.commit()
    assert large.build().written == 1


def test_a_command_that_checks_all_files_finds_what_a_build_left(built: Path) -> None:
    page = built / "public/2022/index.html"
    for command, told in (
        (("check",), "K0710"),
        (("build", "--verify"), VERIFIED.strip()),
        (("build", "--full"), "1 page written"),
    ):
        run(built, "build", "--full")  # it divides the files into parts
        page.write_text("by hand")
        run(built, "build")
        assert page.read_text() == "by hand"
        outcome = run(built, *command)
        assert told in outcome.out + outcome.err
        run(built, "build")
        assert page.read_text() != "by hand"


def test_a_build_with_nothing_to_do_leaves_the_state_of_a_large_site_alone(
    large: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if files were published since all were checked: they are read, nothing is recorded."""
    monkeypatch.setattr(sources, "RACY", 0)
    large.article("z.md", "Text", tags=["Zzz"])
    large.build()
    before = (large.state / checksums.FILE).stat().st_mtime_ns
    assert large.build().rendered == 0
    assert (large.state / checksums.FILE).stat().st_mtime_ns == before
