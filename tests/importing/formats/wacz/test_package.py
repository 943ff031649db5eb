"""What a web archive says about its own files."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from kazarchive.importing.formats.wacz.package import differences
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place

DATA = b"WARC/1.0"


def hashed(content: bytes, name: str = "sha256") -> str:
    return f"{name}:{hashlib.new(name, content).hexdigest()}"


def found(folder: Path, members: Mapping[str, bytes]) -> list[str]:
    raw = io.BytesIO()
    with ZipFile(raw, "w") as made:
        for name, content in {"archive/a.warc": DATA, **members}.items():
            made.writestr(name, content)
    path = folder / "a.wacz"
    path.write_bytes(raw.getvalue())
    with ZipFiles(path, Place("a.wacz")) as files:
        return list(differences(files))


def package(*resources: Mapping[str, object]) -> bytes:
    return json.dumps({"profile": "data-package", "resources": resources}).encode()


@pytest.mark.parametrize(
    ("hash_", "differs"),
    [
        (hashed(DATA), False),
        (hashed(DATA).replace(":", ":").upper().replace("SHA256", "sha256"), False),
        (hashed(DATA, "md5"), False),
        (hashed(b""), True),
        ("sha256:", True),
        ("tiger:00", False),
        ("", False),
    ],
)
def test_hashes_are_compared(hash_: str, differs: bool, tmp_path: Path) -> None:
    listed = package({"path": "archive/a.warc", "hash": hash_, "bytes": 8})
    difference = ["`archive/a.warc` has another hash"] if differs else []
    assert found(tmp_path, {"datapackage.json": listed}) == difference


def test_a_file_that_is_listed_and_not_there_is_named(tmp_path: Path) -> None:
    listed = package({"path": "archive/b.warc", "hash": hashed(DATA)})
    assert found(tmp_path, {"datapackage.json": listed}) == ["`archive/b.warc` is not there"]


def test_the_digest_of_the_list_is_compared(tmp_path: Path) -> None:
    listed = package()
    digest = json.dumps({"path": "datapackage.json", "hash": hashed(b"other")}).encode()
    members = {"datapackage.json": listed, "datapackage-digest.json": digest}
    assert found(tmp_path, members) == ["`datapackage.json` has another hash"]
    good = json.dumps({"path": "datapackage.json", "hash": hashed(listed)}).encode()
    assert found(tmp_path, {**members, "datapackage-digest.json": good}) == []


@pytest.mark.parametrize(
    "listed",
    [b"", b"[]", b"\xff", b'{"resources": {}}', b'{"resources": [{"path": 1}]}', b"[" * 9_999],
)
def test_a_list_that_cannot_be_read_is_said(listed: bytes, tmp_path: Path) -> None:
    (one,) = found(tmp_path, {"datapackage.json": listed})
    assert one.startswith("`datapackage.json` cannot be read: ")


def test_a_web_archive_without_a_list_is_said(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == ["it has no `datapackage.json`"]
