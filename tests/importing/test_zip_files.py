"""The members of hostile and broken zip files."""

import io
import stat
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kazarchive.importing import zip_files
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place, Problem, ProblemsFound

PLACE = Place("a.zip")
DEFLATED = zipfile.ZIP_DEFLATED


def packed(members: Mapping[str, bytes | str], method: int = DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return raw.getvalue()


def opened(folder: Path, raw: bytes, most: int = zip_files.MOST) -> ZipFiles:
    path = folder / "a.zip"
    path.write_bytes(raw)
    return ZipFiles(path, PLACE, most)


def problem(act: Callable[[], object]) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        act()
    (one,) = found.value.problems
    assert one.place == PLACE
    return one


def test_members_are_read_in_their_order(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "word/document.xml": "Мәтін",
        "b/Қала.png": b"\x89PNG",
        "a/": "",
        "[a].xml": "x",
    }
    with opened(tmp_path, packed(members)) as files:
        assert files.names == ("word/document.xml", "b/Қала.png", "[a].xml")
        assert "b/Қала.png" in files
        assert "a/" not in files
        assert files.read("word/document.xml") == "Мәтін".encode()
        with files.opened("b/Қала.png") as stream:
            assert (stream.read(2), stream.read()) == (b"\x89P", b"NG")
        assert not files.notes


def test_a_name_in_utf8_without_its_flag_is_read(tmp_path: Path) -> None:
    raw = packed({"Қала.xml": "x"})
    with opened(tmp_path, raw.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")) as files:
        assert files.names == ("Қала.xml",)
        assert files.read("Қала.xml") == b"x"


UNSAFE = (
    "../a /etc/a a/../b a//b ./a a/. C:/a c:a a\\b ..\\a nul a/CON.txt Aux.tar.gz lpt1 a\nb a\x7fb"
)


@pytest.mark.parametrize("name", [*UNSAFE.split(" "), ".."])
def test_an_unsafe_name_is_not_offered(name: str, tmp_path: Path) -> None:
    with opened(tmp_path, packed({name: "x", "con.d": "", "console": "x"})) as files:
        assert files.names == ("console",)
        (note,) = files.notes
        assert note.text == "2 of the files in the zip file: their names are not paths in it"


def test_a_name_with_nul_is_not_offered(tmp_path: Path) -> None:
    with opened(tmp_path, packed({"a.xml?x": "x"}).replace(b"a.xml?x", b"a.xml\0x")) as files:
        assert files.names == ()


def test_links_and_devices_are_not_offered(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFREG):
            member = zipfile.ZipInfo(f"{kind}")
            member.external_attr = (kind | 0o644) << 16
            made.writestr(member, "/etc/passwd")
    with opened(tmp_path, raw.getvalue()) as files:
        assert files.names == (f"{stat.S_IFREG}",)
        assert [note.text for note in files.notes] == [
            "2 of the files in the zip file: they are links or devices"
        ]


def test_the_last_of_several_members_with_one_name_is_read(tmp_path: Path) -> None:
    raw = packed({"a": "first", "b": "second"}).replace(b"b", b"a")
    with opened(tmp_path, raw) as files:
        assert files.names == ("a",)
        assert files.read("a") == b"second"
        assert len(files.notes) == 1


# --- sizes --------------------------------------------------------------------------------------


def zeros(size: int) -> bytes:
    """A zip file with one member of zeros."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", DEFLATED) as made, made.open("a", "w") as member:
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return raw.getvalue()


def test_a_small_member_that_becomes_large_is_refused_before_it_is_large(tmp_path: Path) -> None:
    raw = zeros(64 << 20)
    tracemalloc.start()
    with opened(tmp_path, raw) as files:
        found = problem(lambda: files.read("a"))
        with files.opened("a") as stream:
            streamed = problem(lambda: [0 for _ in iter(lambda: stream.read(65_536), b"")])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == streamed
    assert (found.code, found.values["reason"]) == ("K0869", "it is compressed more than 200-fold")
    assert peak < 30_000_000


def test_a_member_above_the_limit_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path, packed({"a": bytes(1_001)})) as files:
        found = problem(lambda: files.read("a", limit=1_000))
        assert found.code == "K0869"
        assert found.message == "`a` in this file is too large: it has more than 1,000 bytes"
        assert len(files.read("a", limit=1_001)) == 1_001


def test_all_members_together_have_a_limit(tmp_path: Path) -> None:
    with opened(tmp_path, packed({"a": bytes(600)}), most=1_000) as files:
        assert files.read("a")
        assert problem(lambda: files.read("a")).values["reason"] == (
            "the files in it have more than 1,000 bytes"
        )
        with files.opened("a") as stream:
            assert stream.read()


def test_a_hundred_thousand_members_take_no_time(tmp_path: Path) -> None:
    names = [f"{number}".encode() for number in range(100_000)]
    entry = struct.Struct("<4s6H3L5H2L")
    listed = b"".join(
        entry.pack(b"PK\1\2", *[20] * 2, *[0] * 7, len(name), *[0] * 6) + name for name in names
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(listed), 0, 0)
    begun = time.process_time()
    with opened(tmp_path, listed + end) as files:
        assert len(files.names) == 100_000
    assert time.process_time() - begun < 2
    long = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 2 * len(listed), 0, 0)
    assert "has more than" in problem(lambda: opened(tmp_path, 2 * listed + long)).message


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    raw = packed({"a": b"x" * 99, "b": b"y" * 99})
    first = raw.index(b"PK\1\2")
    second = raw.index(b"PK\1\2", first + 1)
    same = raw[: second + 42] + bytes(4) + raw[second + 46 :]
    assert problem(lambda: opened(tmp_path, same)).values["reason"] == "files in it overlap"


def test_a_zip_file_in_a_zip_file_stays_closed(tmp_path: Path) -> None:
    raw = b"the innermost"
    for _ in range(42):
        raw = packed({"a.zip": raw})
    with opened(tmp_path, raw) as files:
        assert files.names == ("a.zip",)
        assert files.read("a.zip").startswith(b"PK")


# --- damage -------------------------------------------------------------------------------------

WHOLE = packed({"a.xml": "<a/>" * 2_000, "b.xml": "Қазақстан " * 2_000})


def test_a_file_that_is_cut_or_no_zip_file_is_refused(tmp_path: Path) -> None:
    for raw in (b"", b"PK\3\4", b"\0" * 1_000, WHOLE[:-30], WHOLE[: len(WHOLE) // 2]):
        assert problem(lambda raw=raw: opened(tmp_path, raw)).code == "K0867"  # type: ignore[misc]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert problem(lambda: ZipFiles(tmp_path / "none", PLACE)).code == "K0304"


def test_whatever_byte_is_wrong_it_is_a_problem_or_no_harm(tmp_path: Path) -> None:
    codes = set()
    for place in range(len(WHOLE)):
        raw = bytearray(WHOLE)
        raw[place] ^= 0xFF
        try:
            with opened(tmp_path, bytes(raw)) as files:
                for name in files.names:
                    files.read(name)
        except ProblemsFound as found:
            codes.add(found.problems[0].code)
    assert codes == {"K0867", "K0868", "K0870"}


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    flagged = WHOLE.replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")
    with opened(tmp_path, flagged) as files:
        assert problem(lambda: files.read("a.xml")).message == (
            "`a.xml` in this file is protected by a password"
        )


def test_a_method_that_is_hardly_used_is_named(tmp_path: Path) -> None:
    with opened(tmp_path, packed({"a": "x"}, zipfile.ZIP_LZMA)) as files:
        assert "method 14" in problem(lambda: files.read("a")).message


def test_the_place_of_a_stored_member_is_that_of_its_bytes(tmp_path: Path) -> None:
    raw = b"before" + packed({"a": "A text.", "Қала": "Another."}, zipfile.ZIP_STORED)
    with opened(tmp_path, raw) as files:
        for name, text in (("a", b"A text."), ("Қала", b"Another.")):
            place = files.stored(name)
            assert place
            assert raw[place[0] : sum(place)] == text
    with opened(tmp_path, packed({"a": "A text."})) as files:
        assert files.stored("a") is None
        with pytest.raises(KeyError):
            files.stored("b")


def test_a_stored_member_with_another_header_is_damaged(tmp_path: Path) -> None:
    raw = packed({"a": "A text."}, zipfile.ZIP_STORED)
    with opened(tmp_path, raw.replace(b"aA text.", b"bA text.")) as files:
        assert problem(lambda: files.stored("a")).code == "K0868"
