"""Photographs as an iPhone makes them, with and without the extra that reads them."""

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archives import CONFIG, SMALL, Archive
from images.making import OPTIONS
from kazarchive.images import encode as encoding
from kazarchive.images import probe
from kazarchive.problems import ProblemsFound
from kazarchive.reading import heic, media
from kazarchive.state import fingerprint
from photos import (
    ARTIST,
    CORNERS,
    DESCRIPTION,
    GPS,
    ORIENTATION,
    PLACE,
    TURNS,
    corners,
    photo,
    scene,
    xmp,
)
from preview import previews

SECRET = "KANARIK"


@pytest.fixture(autouse=True)
def _the_extra() -> None:
    heic.register()


def telephone(size: tuple[int, int] = (200, 120), orientation: int = 1, **settings: Any) -> bytes:
    """An image as a telephone makes it, which tells where it was and whose it is."""
    known = Image.Exif()
    known[GPS], known[ARTIST], known[DESCRIPTION] = PLACE, SECRET, "The square in Almaty"
    known[ORIENTATION] = orientation  # by which pillow-heif says it as HEIF does
    turn, upright = TURNS[orientation], scene(size)
    said = xmp(dc_source=SECRET).encode()
    file = io.BytesIO()
    lying = upright if turn is None else upright.transpose(turn)
    lying.save(file, heic.FORMAT, exif=known.tobytes(), xmp=said, **settings)
    return file.getvalue()


def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heic, "is_installed", lambda: False)


@pytest.mark.parametrize("name", ["photo.heic", "photo.HEIF", "photo.hif", "photo.jpg", "photo"])
def test_a_heic_is_converted_and_tells_nothing(archive: Archive, name: str) -> None:
    archive.configure(SMALL)
    archive.write(f"articles/{name}", telephone())
    archive.article("a.md", f"![One]({name})\n\n[The same]({name})")
    archive.build_as_clean()
    address = f"{name}.jpg" if name not in ("photo.jpg", "photo") else name
    assert f'src="/2022/01/05/a/{address}"' in archive.page("/2022/01/05/a/")
    found = {one: raw for one, raw in archive.tree().items() if "/photo" in one}
    assert len(found) == (1 if name == "photo" else 5)
    for raw in found.values():
        assert SECRET.encode() not in raw
        with Image.open(io.BytesIO(raw)) as image:
            assert corners(image) == CORNERS
            assert not image.getexif()
    with Image.open(io.BytesIO(found[f"2022/01/05/a/{address}"])) as image:
        assert (image.format, image.size) == ("JPEG", (80, 48))


def test_a_heic_leads_an_article_with_its_credit(archive: Archive) -> None:
    archive.configure(SMALL)
    archive.write("articles/photo.heic", telephone())
    archive.article("a.md", image={"src": "photo.heic", "alt": "A square"})
    archive.build()
    page = archive.page("/2022/01/05/a/")
    assert 'content="https://archive.example/2022/01/05/a/photo.heic.jpg"' in page
    assert 'srcset="/2022/01/05/a/photo.heic.jpg.40.avif 40w' in page
    assert SECRET in page
    assert "The square in Almaty" in page


@pytest.mark.parametrize("orientation", TURNS)
def test_a_heic_stands_upright(tmp_path: Path, orientation: int) -> None:
    found = made(tmp_path, telephone(orientation=orientation))
    assert found["whole"].size == (80, 48)
    assert all(corners(image) == CORNERS for image in found.values())


def made(folder: Path, raw: bytes) -> dict[str, Image.Image]:
    file = folder / "photo.heic"
    file.write_bytes(raw)
    picture = probe.look(file, "photo.heic", OPTIONS)
    found = encoding.encoded(raw, picture, OPTIONS)
    return {name: Image.open(io.BytesIO(content)) for name, content in found.items()}


@pytest.mark.parametrize("mode", ["L", "RGBA", "I;16"])
def test_a_heic_of_any_mode_is_converted(tmp_path: Path, mode: str) -> None:
    image = scene((200, 120), "L").convert(mode) if mode == "I;16" else scene((200, 120), mode)
    assert made(tmp_path, photo(image=image, format=heic.FORMAT))["whole"].size == (80, 48)


def test_of_several_images_the_primary_one_is_shown(tmp_path: Path) -> None:
    file = io.BytesIO()
    other = Image.new("RGB", (60, 60))
    other.save(file, heic.FORMAT, save_all=True, append_images=[scene((200, 120))], primary_index=1)
    assert corners(made(tmp_path, file.getvalue())["whole"]) == CORNERS


def test_a_thumbnail_is_never_shown_instead(tmp_path: Path) -> None:
    raw = photo((800, 480), heic.FORMAT, thumbnails=[160])
    image = made(tmp_path, raw)["whole"]
    assert (image.size, corners(image)) == ((80, 48), CORNERS)


# --- with the extra, and without ------------------------------------------------------------------


def test_without_the_extra_a_heic_is_refused_and_the_help_names_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_the_extra(monkeypatch)
    archive.write("articles/photo.heic", telephone())
    archive.article("a.md", "![One](photo.heic)")
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    (problem,) = found.value.problems
    assert problem.code == "K0312"
    assert "`pip install 'kazarchive[heic]'`" in problem.help


def test_installing_and_removing_the_extra_is_seen_by_the_next_build(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.configure(SMALL)
    archive.write("articles/photo.heic", telephone())
    archive.article("a.md", "![One](photo.heic)")
    for _ in range(2):
        with monkeypatch.context() as missing:
            without_the_extra(missing)
            archive.build_as_clean(keep_going=True)
            assert not [name for name in archive.tree() if "photo" in name]
        archive.build_as_clean()
        assert "2022/01/05/a/photo.heic.jpg" in archive.tree()
        assert archive.build().read == 0


def test_another_version_of_the_extra_makes_heic_anew_and_nothing_else(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.configure(SMALL)
    archive.write("articles/photo.heic", telephone())
    archive.write("articles/photo.jpg", photo((200, 120)))
    archive.article("a.md", "![One](photo.heic) ![Two](photo.jpg)")
    archive.build()
    before = kept(archive)
    monkeypatch.setattr(heic, "register", lambda: "another")
    monkeypatch.setattr(fingerprint, "heic_decoder", lambda site: "another")
    archive.build_as_clean()
    assert len(before & kept(archive)) == 1
    assert len(kept(archive)) == 2


def kept(archive: Archive) -> set[str]:
    return {one.name for one in (archive.state / "images").iterdir()}


def test_the_extra_is_no_matter_where_no_sizes_are_made(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.configure(CONFIG + "[images]\nenabled = false\n")
    archive.write("articles/photo.heic", telephone())
    archive.article("a.md", "![One](photo.heic)")
    assert [one.code for one in archive.build().problems] == ["K0435", "K0314"]
    without_the_extra(monkeypatch)
    assert archive.build().read == 0


# --- hostile ones ---------------------------------------------------------------------------------


def test_a_heic_that_lies_about_its_size_is_not_read(tmp_path: Path) -> None:
    size = struct.pack(">4s4xII", b"ispe", 3200, 2000)
    raw = photo((3200, 2000), heic.FORMAT, quality=10)
    assert size in raw
    with pytest.raises(media.Fault):
        made(tmp_path, raw.replace(size, struct.pack(">4s4xII", b"ispe", 64, 64)))
    with pytest.raises(media.Fault, match="pixels"):
        made(tmp_path, raw.replace(size, struct.pack(">4s4xII", b"ispe", 9000, 9000)))


def test_a_heic_cut_anywhere_is_refused_where_it_is_shown(archive: Archive) -> None:
    archive.configure(SMALL)
    archive.article("a.md", "![One](photo.heic)")
    raw = telephone()
    for end in (24, 60, 200, len(raw) // 2, len(raw) - 20):
        archive.write("articles/photo.heic", raw[:end])
        with pytest.raises(ProblemsFound) as found:
            archive.build()
        assert [one.code for one in found.value.problems] == ["K0310"]


# --- the preview ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["photo.heic", "photo.jpg"])
def test_the_preview_shows_what_browsers_show(tmp_path: Path, name: str) -> None:
    archive = Archive(tmp_path)
    archive.configure(SMALL)
    archive.write(f"articles/{name}", telephone())
    archive.article("a.md", f"![One]({name})")
    archive.build()
    with previews.running(archive.root) as running:
        for one, content in archive.tree().items():
            if "/photo" in one:
                assert running.get(f"/{one}").content == content
