"""The images of a page, out of the same capture."""

from pathlib import Path
from typing import Any

import pytest

from importing.web_captures import plain, response, warc
from kazarchive.importing.captures.collection import Collection
from kazarchive.importing.captures.media import CapturedMedia, PageMedia
from kazarchive.importing.captures.parts import Part

SITE = "https://news.example"
TIME = "20220105100000"


def image(name: str, content: bytes = b"\xff\xd8", **more: Any) -> Any:
    return response(f"{SITE}/{name}", content, "image/jpeg", **more)


def media(folder: Path, *records: Any) -> PageMedia:
    path = folder / "a.warc.gz"
    raw = (each if isinstance(each, bytes) else warc(each) for each in records)
    path.write_bytes(b"".join(raw))
    collection = Collection(folder / "collection", [Part(path, path.name)])
    collection.scan()
    return CapturedMedia(collection, folder / "media").of_page(TIME)


def content(found: PageMedia, name: str) -> bytes | None:
    file = found.file(name, f"{SITE}/{name}")
    return Path(file.path).read_bytes() if file and file.path else None


@pytest.mark.parametrize(
    ("captured", "wanted"),
    [
        ("a.jpg", "a.jpg"),
        ("a.jpg", "a-300x200.jpg"),
        ("a-300x200.jpg", "a-300x200.jpg"),
        ("a.jpg", "a-300x200.jpg?v=2"),
        ("a.jpg?w=300", "a.jpg?w=300"),
        ("a.jpg", "a.jpg?w=300"),
    ],
)
def test_an_image_is_found_under_its_address(captured: str, wanted: str, tmp_path: Path) -> None:
    assert content(media(tmp_path, image(captured)), wanted) == b"\xff\xd8"


def test_the_original_comes_before_its_copies(tmp_path: Path) -> None:
    found = media(tmp_path, image("a-300x200.jpg", b"small"), image("a.jpg", b"large"))
    assert content(found, "a-300x200.jpg") == b"large"


def test_what_was_not_captured_is_none(tmp_path: Path) -> None:
    found = media(tmp_path, response(f"{SITE}/page"), image("gone.jpg", status="404 Not Found"))
    assert [content(found, name) for name in ("page", "gone.jpg", "b.jpg")] == [None] * 3
    assert found.notes == ()


def test_an_image_is_written_once(tmp_path: Path) -> None:
    found = media(tmp_path, image("a.jpg", b"same"), image("b.jpg", b"same"))
    assert [content(found, name) for name in ("a.jpg", "b.jpg", "a.jpg")] == [b"same"] * 3
    assert len(list((tmp_path / "media").iterdir())) == 1


def test_what_is_wrong_with_an_image_is_noted(tmp_path: Path) -> None:
    digest, truncated = {"WARC-Block-Digest": "sha1:A"}, {"WARC-Truncated": "length"}
    other = plain(f"{SITE}/a.jpg", b"\xff", mime="image/jpeg", fields=digest)
    cut = plain(f"{SITE}/b.jpg", b"\xff", mime="image/jpeg", fields=truncated)
    found = media(tmp_path, other, cut)
    assert content(found, "a.jpg") == b"\xff"
    assert content(found, "b.jpg") is None
    changed, lost = found.notes
    assert (changed.kind, lost.kind) == ("changed", "lost")
    assert lost.text == f"the file {SITE}/b.jpg of the capture: the crawler cut it (length)"
