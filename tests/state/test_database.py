"""A database that is damaged or of another version is made anew."""

from archives import Archive
from kazarchive.state import database
from kazarchive.state import folder as state_folder


def test_a_damaged_state_is_made_anew_and_said(three: Archive) -> None:
    file = three.state / database.NAME
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    file.write_bytes(raw)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    report = three.build()
    assert [problem.code for problem in report.problems] == ["K0704"]
    assert three.tree() == three.build_clean()[1]


def test_a_state_of_another_version_is_made_anew(three: Archive) -> None:
    with state_folder.opened(three.state) as opened:
        database.set_meta(opened.connection, "format", "0")
    report = three.build()
    assert [problem.code for problem in report.problems] == ["K0704"]
    assert three.tree() == three.build_clean()[1]
