"""Nothing outside of a folder is read."""

from pathlib import Path

import pytest

from kazarchive.importing.formats.html.inside import Inside


@pytest.fixture
def inside(tmp_path: Path) -> Inside:
    folder = tmp_path / "folder"
    (folder / "a").mkdir(parents=True)
    (tmp_path / "secret.jpg").write_text("x")
    (folder / "b.jpg").write_text("x")
    (folder / "c d?e=1.jpg").write_text("x")
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "folder-2").mkdir()
    (tmp_path / "folder-2" / "f.jpg").write_text("x")
    return Inside(folder)


@pytest.mark.parametrize(
    "address", ["../b.jpg", "..//./b.jpg#x", "../b.jpg?w=1", "../c%20d%3Fe=1.jpg", "../c d?e=1.jpg"]
)
def test_an_address_leads_to_a_file(inside: Inside, address: str) -> None:
    assert inside.beside(f"{inside.folder}/a/page.html", address)


@pytest.mark.parametrize(
    "address",
    ["../../secret.jpg", "../link.jpg", "../../folder-2/f.jpg", "", ".", "..", "a%00", "x" * 9_000],
)
def test_what_is_outside_or_no_file_is_not_there(inside: Inside, address: str) -> None:
    assert inside.beside(f"{inside.folder}/a/page.html", address) is None
