"""Images in the preview: nothing is waited for, and a page is the one that a build makes."""

from pathlib import Path

from archives import CONFIG, Archive
from photos import photo
from preview import previews

PAGE = "/2022/01/05/a/"


def archive_with_photo(folder: Path) -> Archive:
    archive = Archive(folder)
    archive.configure(CONFIG + "[images]\nwidths = [40, 80]\n")
    archive.write("articles/p.jpg", photo((200, 120), orientation=6))
    archive.article("a.md", "![Two](p.jpg)", image="p.jpg")
    return archive


def test_every_size_is_the_file_itself(tmp_path: Path) -> None:
    archive = archive_with_photo(tmp_path)
    raw = (archive.root / "articles/p.jpg").read_bytes()
    with previews.running(archive.root) as running:
        for name in ("p.jpg", "p.jpg.40.avif", "p.jpg.80.webp"):
            answer = running.get(PAGE + name)
            assert (answer.status, answer.content) == (200, raw)
            assert answer.headers["content-type"] == "image/jpeg"
        for name in ("p.jpg.41.avif", "p.jpg.1200.avif", "p.jpg.40.png", "q.jpg.40.avif"):
            assert running.get(PAGE + name).status == 404
    assert not [*archive.root.glob(".kazarchive/**/images")]


def test_its_page_is_that_of_a_build(tmp_path: Path) -> None:
    archive = archive_with_photo(tmp_path)
    archive.build()
    with previews.running(archive.root) as running:
        shown = running.get(PAGE).text
    before, _ = shown.rsplit("<script nonce", 1)
    assert archive.page(PAGE).startswith(before)


def test_an_image_that_cannot_be_shown_is_a_problem_there_too(tmp_path: Path) -> None:
    archive = archive_with_photo(tmp_path)
    archive.write("articles/p.jpg", b"no image")
    with previews.running(archive.root) as running:
        told = running.get("/_kazarchive/problems").text
        assert "K0310" in told
        assert "<picture" not in running.get(PAGE).text


def test_what_browsers_do_not_show_is_converted_there_too(tmp_path: Path) -> None:
    archive = archive_with_photo(tmp_path)
    archive.write("articles/p.tiff", photo((200, 120), "TIFF"))
    archive.article("a.md", "![Two](p.tiff)")
    archive.build()
    with previews.running(archive.root) as running:
        for name, kind in (("p.tiff.jpg", "jpeg"), ("p.tiff.jpg.40.avif", "avif")):
            answer = running.get(PAGE + name)
            assert answer.content == archive.tree()[f"{PAGE[1:]}{name}"]
            assert answer.headers["content-type"] == f"image/{kind}"
