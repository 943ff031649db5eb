"""The cache of HTTrack."""

import struct
import zipfile
from pathlib import Path

from kazarchive.importing.formats.html import httrack
from kazarchive.importing.formats.html.httrack import key


def row(code: str, url: str, local: str) -> str:
    return "\t".join(("t", "1", "-", code, "ok", "text/html", "-", url, local, "(from )"))


def test_the_table_has_the_address_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "hts-cache").mkdir()
    lines = (
        row("200", "a.example/%D2%9B?x=1", "./a/%D2%9B.html"),
        row("404", "a.example/b", "./b"),
    )
    (tmp_path / "hts-cache" / "new.txt").write_text("\n".join((*lines, "broken\t", "")))
    table = httrack.table(str(tmp_path))
    assert table
    assert table.addresses == {"a/қ.html": "http://a.example/%D2%9B?x=1"}
    assert table.files[key("https://a.example/қ?x=1#y")] == "a/қ.html"
    assert httrack.table(str(tmp_path / "none")) is None


def test_redirections_are_in_the_heads_of_the_answers(tmp_path: Path) -> None:
    (tmp_path / "hts-cache").mkdir()
    (tmp_path / "hts-cache" / "new.txt").write_text("")
    head = b"HTTP/1.1 301 Moved\r\nLocation: /b\r\nX-Addr: a.example\r\nX-Fil: /old\r\n"
    with zipfile.ZipFile(tmp_path / "hts-cache" / "new.zip", "w") as zipped:
        entry = zipfile.ZipInfo("http://a.example/old")
        entry.extra = struct.pack("<HH", 0x7878, len(head)) + head
        zipped.writestr(entry, b"")
        zipped.writestr("http://a.example/b", b"x")
    table = httrack.table(str(tmp_path))
    assert table
    assert table.former == {"a.example/b": ("http://a.example/old",)}


def test_a_damaged_cache_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "hts-cache").mkdir()
    (tmp_path / "hts-cache" / "new.txt").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "hts-cache" / "new.zip").write_bytes(b"PK\3\4" + bytes(range(256)) * 10)
    table = httrack.table(str(tmp_path))
    assert table
    assert not table.addresses
