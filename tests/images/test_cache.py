"""What was made of an image is kept by the content of its file."""

import os
import shutil

import pytest

from archives import SMALL, Archive
from photos import photo


def test_an_unchanged_image_is_never_encoded_again(shown: Archive, encoded: list[str]) -> None:
    for edit in range(3):
        shown.article("a.md", f"![One](p.jpg) {edit}", date="2022-01-05")
        os.utime(shown.root / "articles/p.jpg", (edit, edit))
        shown.build()
    shown.build(full=True)
    shutil.rmtree(shown.output)
    shown.build()
    shown.write("articles/copy.jpg", (shown.root / "articles/p.jpg").read_bytes())
    shown.article("c.md", "![One](copy.jpg)", date="2022-04-05")
    shown.build_as_clean()
    assert encoded == ["articles/copy.jpg"], "the clean build alone, once for the two"


def test_the_images_kept_may_be_deleted(shown: Archive, encoded: list[str]) -> None:
    before = shown.tree()
    shutil.rmtree(shown.state / "images")
    assert shown.build().rendered == 0
    shown.build(full=True)
    assert shown.tree() == before
    assert encoded == ["articles/p.jpg"]


@pytest.mark.parametrize("name", ["whole", "40.avif", "sums.json"])
@pytest.mark.parametrize("content", [None, b"{}", b'{"whole": 3}'])
def test_a_damaged_image_kept_is_made_again(
    shown: Archive, name: str, content: bytes | None
) -> None:
    before = shown.tree()
    (kept,) = (shown.state / "images").iterdir()
    if content is None:
        (kept / name).unlink()
    else:
        (kept / name).write_bytes(content)
    shutil.rmtree(shown.output)
    shown.build()
    assert shown.tree() == before


def test_what_is_kept_of_a_file_that_is_gone_is_let_go(shown: Archive) -> None:
    kept = shown.state / "images"
    (first,) = kept.iterdir()
    shown.write("articles/p.jpg", photo((60, 40)))
    shown.build()
    (second,) = kept.iterdir()
    assert first != second
    shown.configure(SMALL + "quality = 50\n")
    shown.build()
    (third,) = kept.iterdir()
    assert third != second
    shown.remove("articles/p.jpg")
    shown.build()
    assert not [*kept.iterdir()]


def test_what_is_kept_of_two_equal_files_stays_until_both_are_gone(shown: Archive) -> None:
    shown.write("articles/q.jpg", (shown.root / "articles/p.jpg").read_bytes())
    shown.article("c.md", "![One](q.jpg)", date="2022-04-05")
    shown.build()
    shown.remove("articles/p.jpg")
    shown.build()
    assert len([*(shown.state / "images").iterdir()]) == 1
