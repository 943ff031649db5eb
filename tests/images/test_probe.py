"""What an image file is, by its head."""

import io
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, TiffImagePlugin

from archives import Archive, refused
from images.making import OPTIONS, looked_at, made
from kazarchive.images import encode as encoding
from kazarchive.problems.drawing import drawn
from kazarchive.reading import heic, media
from photos import (
    ARTIST,
    CORNERS,
    GPS,
    PLACE,
    corners,
    empty_png,
    moving,
    photo,
    scene,
    with_iptc,
    with_xmp,
    xmp,
)
from processes import environment


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_says_nothing(tmp_path: Path, orientation: int) -> None:
    raw = photo((200, 120), exif={0x0112: orientation})
    assert corners(made(tmp_path, raw)["whole"]) == CORNERS


def pages(*tags: dict[int, int]) -> bytes:
    """A TIFF file with pages that have some tags."""
    file = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(file) as writer:
        for one in tags:
            known = TiffImagePlugin.ImageFileDirectory_v2()
            for tag, value in one.items():
                known[tag] = value
            scene((200, 120)).save(writer, "TIFF", tiffinfo=known)
            writer.newFrame()
    return file.getvalue()


PREVIEW = {0x00FE: 1}


def test_a_scan_of_several_pages_is_refused(tmp_path: Path) -> None:
    assert made(tmp_path, pages({}, PREVIEW))["whole"].size == (80, 48)
    with pytest.raises(media.Fault, match="has 2 pages"):
        looked_at(tmp_path, pages({}, {}, PREVIEW))


RAW_DATA = {
    "a preview first": lambda: pages(PREVIEW, {}),
    "DNG": lambda: pages({0xC612: 1}),
    "CR2": lambda: b"II*\0\x10\0\0\0CR\2\0" + bytes(60),
    "CR3": lambda: b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(60),
    "RAF": lambda: b"FUJIFILMCCD-RAW 0201" + bytes(60),
    "ORF": lambda: b"IIRO\x08\0\0\0" + bytes(60),
    "HEIC": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(60),
    "a HEIC of another program": lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(60),
    "JPEG 2000": lambda: photo((9, 9), "JPEG2000"),
    "JPEG XL": lambda: b"\xff\x0a\x7f" + bytes(60),
    "Photoshop": lambda: b"8BPS\0\1" + bytes(60),
}


@pytest.mark.parametrize("content", RAW_DATA.values(), ids=RAW_DATA)
def test_what_nothing_is_made_of_is_refused(
    tmp_path: Path, content: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heic, "is_installed", lambda: False)
    with pytest.raises(media.Fault) as found:
        looked_at(tmp_path, content())
    assert found.value.code == "K0312"


def test_of_a_photograph_in_two_views_the_first_is_shown(tmp_path: Path) -> None:
    file = io.BytesIO()
    known = Image.Exif()
    known[GPS], known[ARTIST] = PLACE, "SECRET"
    second = scene((200, 120)).rotate(180)
    scene((200, 120)).save(file, "MPO", save_all=True, append_images=[second], exif=known)
    raw = file.getvalue() + b"SECRET"
    assert raw.count(b"SECRET") > 1
    found = encoding.encoded(raw, looked_at(tmp_path, raw), OPTIONS)
    assert not [name for name, content in found.items() if b"SECRET" in content]
    whole = Image.open(io.BytesIO(found["whole"]))
    assert (whole.format, corners(whole)) == ("JPEG", CORNERS)


def wide_gif(frames: int) -> bytes:
    """So many frames of a pixel each, in the fewest bytes."""
    frame = b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b"\x3b"


BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pixels": ("p.png", lambda: empty_png(20_000, 20_000), "pixels"),
    "a few pixels too many": ("p.png", lambda: empty_png(8_000, 5_001), "pixels"),
    "a long side": ("p.png", lambda: empty_png(20_000, 1), "a side"),
    "the longest side": ("p.png", lambda: empty_png(2**31 - 1, 2**31 - 1), ""),
    "bytes": ("p.jpg", lambda: photo((40, 24)) + b"\0" * 20_000_000, "20,000,000 bytes"),
    "frames": ("p.gif", lambda: moving(201), "200 frames"),
    "a million frames": ("p.gif", lambda: wide_gif(1_000_000), "200 frames"),
    "frames of WebP": ("p.webp", lambda: moving(201, "WEBP", (2, 2)), "200 frames"),
    "no image": ("p.jpg", lambda: b"<html>", "it is no"),
    "nothing": ("p.png", lambda: b"", "it is no"),
    "another decoder": ("p.png", lambda: photo((9, 9), "SGI"), "it is no"),
    "PostScript": (
        "p.jpg",
        lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "it is no",
    ),
}


@pytest.mark.parametrize(("name", "content", "reason"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_a_located_error(
    small: Archive, name: str, content: Callable[[], bytes], reason: str
) -> None:
    small.write(f"articles/{name}", content())
    small.article("a.md", f"Text.\n\n![One]({name})")
    (problem,) = refused(small)
    assert problem.code == "K0310"
    assert (problem.place.path, problem.place.line) == ("articles/a.md", 8)
    assert problem.values["image"] == f"articles/{name}"
    assert reason in problem.values["reason"], drawn(problem)
    assert not small.output.exists() or not small.tree()


LIMITED = """
import resource, sys
from kazarchive.cli.main import main
sys.argv[1:] = ["build", "--jobs", "1"]
try:
    main()
except SystemExit as end:
    code = end.code
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status") as status:  # what getrusage tells includes who started this one
    (most,) = [line.split()[1] for line in status if line.startswith("VmHWM:")]
print(code, used.ru_utime + used.ru_stime, most)
"""


def large_bombs() -> Iterator[tuple[str, bytes]]:
    yield "p.png", empty_png(20_000, 20_000)
    yield "p.png", empty_png(7_900, 5_000, b"\0" * 30_000_000)
    yield "p.gif", wide_gif(1_200_000)
    yield "p.jpg", photo((6_300, 6_300))[:-2_000]


@pytest.mark.parametrize("number", range(4))
def test_a_bomb_takes_less_than_two_seconds_and_300_megabytes(
    archive: Archive, number: int
) -> None:
    name, content = [*large_bombs()][number]
    archive.write(f"articles/{name}", content)
    archive.article("a.md", f"![One]({name})")
    command = [sys.executable, "-c", LIMITED]
    done = subprocess.run(
        command, cwd=archive.root, env=environment(), capture_output=True, text=True, check=True
    )
    code, seconds, kilobytes = done.stdout.split()
    assert code == "1", done.stderr
    assert "K0310" in done.stderr
    assert float(seconds) < 2
    assert int(kilobytes) < 300_000


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_file_that_was_cut_off_anywhere_is_refused(small: Archive, format: str) -> None:
    noise = Image.effect_noise((120, 80), 70).convert("P" if format == "GIF" else "RGB")
    whole = photo(image=noise, format=format)
    name = f"p.{format.lower()}"
    small.article("a.md", f"![One]({name})")
    for part in range(20):
        small.write(f"articles/{name}", whole[: len(whole) * part // 20])
        (problem,) = refused(small)
        assert problem.code == "K0310", part
    small.write(f"articles/{name}", whole)
    small.build()


def test_random_bytes_never_end_the_build(small: Archive, long: bool) -> None:
    """Bytes of real files changed at random: shown or refused, and nothing else."""
    chance = random.Random(11)
    files = [photo((60, 40), format) for format in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")]
    files.append(
        with_iptc(with_xmp(photo((60, 40), exif={GPS: PLACE}), xmp(dc_creator="A")), {80: "B"})
    )
    small.article("a.md", "![One](p.jpg)", image="p.jpg")
    outcomes = set()
    for _ in range(2_000 if long else 20):
        raw = bytearray(chance.choice(files))
        for _ in range(chance.randrange(1, 9)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        small.write("articles/p.jpg", bytes(raw))
        report = small.build(keep_going=True)
        outcomes.add(tuple(one.code for one in report.problems if one.code != "K0407"))
    assert outcomes <= {(), ("K0310",)}
