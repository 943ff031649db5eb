"""Files that are published as they are; of images nothing but what they show is."""

import hashlib
from pathlib import Path

import pytest

from kazarchive.answers import Copy
from kazarchive.problems import ProblemsFound
from kazarchive.rendering import copies
from photos import ARTIST, photo


def page(root: Path, name: str, content: bytes) -> Copy:
    (root / name).write_bytes(content)
    return Copy(f"/{name}", name, hashlib.sha256(content).hexdigest())


def test_a_file_is_published_byte_for_byte(tmp_path: Path) -> None:
    one = page(tmp_path, "report.pdf", b"%PDF-1.7 anything")
    assert copies.stripped(tmp_path, one) is None
    assert copies.content(tmp_path, one) == b"%PDF-1.7 anything"
    assert copies.size(tmp_path, one) == 17


def test_an_image_is_published_without_names(tmp_path: Path) -> None:
    raw = photo((20, 12), "JPEG", exif={ARTIST: "Somebody"})
    assert b"Somebody" in raw
    assert b"Somebody" not in copies.content(tmp_path, page(tmp_path, "p.jpg", raw))


@pytest.mark.parametrize("name", ["a.txt", "p.jpg"])
def test_a_file_that_changed_while_the_site_is_built_is_refused(tmp_path: Path, name: str) -> None:
    one = page(tmp_path, name, photo((20, 12)) if name == "p.jpg" else b"old")
    (tmp_path / name).write_bytes(photo((20, 14)) if name == "p.jpg" else b"new")
    with pytest.raises(ProblemsFound, match="K0304"):
        copies.content(tmp_path, one)


def test_a_bundled_file_is_taken_from_the_theme(tmp_path: Path) -> None:
    raw = (Path(__file__).parents[2] / "static/style.css").read_bytes()
    one = Copy("/static/style.css", "theme:static/style.css", hashlib.sha256(raw).hexdigest())
    assert copies.content(tmp_path, one) == raw
