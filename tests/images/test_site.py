"""Images of an archive: what is published of them, what an edit reaches, what is refused."""

import gc
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archives import CONFIG, Archive, difference
from kazarchive.images import cache
from kazarchive.images import encode as encoding
from kazarchive.options import Report
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.problems.drawing import drawn
from photos import GPS, PLACE, empty_png, moving, photo, scene, with_iptc, with_xmp, xmp

SMALL = CONFIG + "[images]\nwidths = [40, 80]\n"

PAGE = "/2022/01/05/a/"


@pytest.fixture
def small(archive: Archive) -> Archive:
    """With sizes that are made at once."""
    archive.configure(SMALL)
    return archive


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose sizes were made, as often as they were."""
    made: list[str] = []
    encode = encoding.encoded

    def counted(raw: bytes, picture: Any, options: Any) -> Any:
        made.append(picture.source)
        return encode(raw, picture, options)

    monkeypatch.setattr(cache, "encoded", counted)
    return made


def media(archive: Archive) -> list[str]:
    """What is published beside articles."""
    return sorted(name for name in archive.tree() if re.search(r"^20.*\.(jpg|avif|webp)$", name))


def sizes(name: str) -> list[str]:
    return [name] + [f"{name}.{step}.{kind}" for step in (40, 80) for kind in ("avif", "webp")]


# --- what is published --------------------------------------------------------------------------


def test_a_lead_image_stands_in_every_size_beside_its_article(small: Archive) -> None:
    small.write("articles/p.jpg", photo((200, 120), orientation=6, exif={GPS: PLACE}))
    small.article("a.md", image={"src": "p.jpg", "alt": "A square"})
    small.build()
    assert media(small) == sizes("2022/01/05/a/p.jpg")
    page = small.page(PAGE)
    (picture,) = re.findall(r"<picture>.*?</picture>", page, re.DOTALL)
    assert picture.splitlines()[1] == (
        '<source type="image/avif" srcset="/2022/01/05/a/p.jpg.40.avif 40w,'
        ' /2022/01/05/a/p.jpg.80.avif 80w" sizes="(min-width: 48rem) 45rem, calc(100vw - 2.6rem)">'
    )
    assert picture.splitlines()[3] == (
        '<img src="/2022/01/05/a/p.jpg" alt="A square" width="80" height="48" fetchpriority="high">'
    )
    with Image.open(small.output / "2022/01/05/a/p.jpg") as shown:
        assert shown.size == (80, 48)
        assert not shown.getexif()


def test_images_of_the_text_are_lazy_but_the_first_of_the_page(small: Archive) -> None:
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", "![One](p.jpg)\n\n![Two](p.jpg)")
    small.article("b.md", "![One](p.jpg)", image="p.jpg")
    small.build()
    first, second = re.findall(r"<img[^>]*>", small.page(PAGE))
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy" decoding="async"' in second
    _, second = re.findall(r"<img[^>]*>", small.page("/2022/01/05/b/"))
    assert 'loading="lazy" decoding="async"' in second


def test_an_image_alone_in_its_paragraph_is_a_figure_with_its_title_below_it(
    small: Archive,
) -> None:
    small.write(
        "articles/p.jpg", with_iptc(photo((200, 120)), {110: "Vlast", 120: "From the file"})
    )
    small.article("a.md", '![One](p.jpg "From <the> article")\n\nText ![two](p.jpg "tip") on.')
    small.article("b.md", "![One](p.jpg)")
    small.build()
    figure, rest = small.page(PAGE).split("<figure>")[1].split("</figure>")
    assert "<figcaption>From &lt;the&gt; article <small>Image: Vlast</small></figcaption>" in figure
    assert "title=" not in figure
    assert re.search(r'<p>Text <picture>.*title="tip"></picture> on.</p>', rest.replace("\n", ""))
    assert "<figcaption>From the file <small>" in small.page("/2022/01/05/b/")


def test_the_article_goes_before_what_the_file_says(small: Archive) -> None:
    document = xmp(Iptc4xmpCore_AltTextAccessibility="An alt", dc_description="A caption")
    small.write("articles/p.jpg", with_xmp(photo((200, 120)), document))
    small.article("a.md", image="p.jpg")
    small.article("b.md", image={"src": "p.jpg", "alt": "Own", "caption": "Mine", "credit": "Me"})
    small.build()
    assert 'alt="An alt"' in small.page(PAGE)
    assert "<figcaption>A caption</figcaption>" in small.page(PAGE)
    other = small.page("/2022/01/05/b/")
    assert 'alt="Own"' in other
    assert "<figcaption>Mine <small>Image: Me</small></figcaption>" in other


def test_what_a_file_says_is_text(small: Archive) -> None:
    small.write("articles/p.jpg", with_iptc(photo((200, 120)), {110: "<b>", 120: '"><script>x'}))
    small.article("a.md", "![One](p.jpg)", image="p.jpg")
    small.build()
    assert "<script>x" not in small.page(PAGE)
    assert "<b>" not in small.page(PAGE)


def test_feeds_show_an_image_at_its_own_address(small: Archive) -> None:
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", "![One](p.jpg)")
    small.build()
    feed = small.page("/feed.xml")
    assert "https://archive.example/2022/01/05/a/p.jpg" in feed
    assert "picture" not in feed


@pytest.mark.parametrize("name", ["p.svg", "p.gif", "p.pdf", "p.txt"])
def test_drawings_moving_images_and_other_files_are_published_as_they_are(
    small: Archive, name: str
) -> None:
    content = moving(3) if name == "p.gif" else b'<svg onload="x()"/>'
    small.write(f"articles/{name}", content)
    small.article("a.md", f"![One]({name})")
    small.build()
    assert small.tree()[f"2022/01/05/a/{name}"] == content
    assert "<svg" not in small.page(PAGE)
    assert "<picture" not in small.page(PAGE)
    assert ('width="16" height="16"' in small.page(PAGE)) == (name == "p.gif")


def test_an_image_keeps_the_width_that_its_author_gives(small: Archive) -> None:
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", 'Text <img src="p.jpg" alt="One" width="30" id="one"> on.')
    small.build()
    assert 'sizes="30px"' in small.page(PAGE)
    assert '<img src="/2022/01/05/a/p.jpg" alt="One" fetchpriority="high"' in small.page(PAGE)
    assert re.search(r'<img [^>]*width="30"[^>]*>', small.page(PAGE))
    assert re.search(r'<img [^>]*id="one"[^>]*>', small.page(PAGE))
    assert 'height="' not in small.page(PAGE)


def test_an_author_who_is_trusted_may_write_the_picture_himself(small: Archive) -> None:
    small.configure(SMALL + '[markdown]\nhtml = "trust"\n')
    small.write("articles/p.jpg", photo((200, 120)))
    written = '<picture><source srcset="x.avif"><img src="p.jpg" alt="One"></picture>'
    small.article("a.md", written)
    small.build()
    assert small.page(PAGE).count("<picture>") == 1


def test_without_images_in_the_configuration_every_file_is_published_as_it_is(
    small: Archive,
) -> None:
    small.configure(CONFIG + "[images]\nenabled = false\n")
    small.write("articles/p.jpg", b"anything")
    small.article("a.md", image="p.jpg")
    small.build()
    assert small.tree()["2022/01/05/a/p.jpg"] == b"anything"
    small.configure(SMALL)
    with pytest.raises(ProblemsFound):
        small.build()


@pytest.mark.parametrize("formats", ['["webp"]', "[]"])
def test_the_formats_are_those_of_the_configuration(small: Archive, formats: str) -> None:
    small.configure(SMALL + f"formats = {formats}\n")
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", "![One](p.jpg)")
    small.build_as_clean()
    kept = [one for one in sizes("2022/01/05/a/p.jpg") if not one.endswith("avif")]
    assert media(small) == (kept if formats != "[]" else kept[:1])
    assert ("<picture>" in small.page(PAGE)) == (formats != "[]")


def test_no_article_takes_the_address_of_a_size(small: Archive) -> None:
    small.write("articles/p.jpg.40.avif", photo((200, 120), "AVIF"))
    small.article("a.md", "![One](p.jpg.40.avif)")
    small.article("b.md", aliases=["/x/p.jpg.800.webp"])  # stands for a folder
    with pytest.raises(ProblemsFound) as found:
        small.build()
    assert [one.code for one in found.value.problems] == ["K0204"]


# --- what an edit reaches -----------------------------------------------------------------------


@pytest.fixture
def shown(small: Archive) -> Archive:
    """Two articles that show one image, one as its lead, and two that show none."""
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", "![One](p.jpg)", date="2022-01-05")
    small.article("b.md", image="p.jpg", date="2022-03-05")
    small.article("c.md", date="2022-04-05")
    small.article("d.md", date="2022-06-05")
    small.build()
    return small


def addresses(report: Report) -> list[str]:
    return sorted({one.address for one in report.reasons})


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


def test_a_changed_image_is_encoded_once_for_all_articles(
    shown: Archive, encoded: list[str]
) -> None:
    shown.write("articles/p.jpg", photo((200, 120), quality=50))
    shown.build()
    assert encoded == ["articles/p.jpg"]


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


def test_an_edited_image_reaches_exactly_the_pages_that_show_it(shown: Archive) -> None:
    before = shown.tree()
    shown.write("articles/p.jpg", photo((20, 30)))
    report = shown.build_as_clean()
    assert (report.read, report.removed) == (0, 4)
    changed = difference(before, shown.tree())
    pages = {name for name in changed if not re.search(r"p\.jpg", name)}
    shows = {"index.html", "2022/01/05/a/index.html", "2022/03/05/b/index.html"}
    assert pages == shows, "an article with it, one that it leads, and the front page"
    assert not [one for one in addresses(report) if "/d/" in one]


def test_an_image_that_looks_otherwise_but_has_its_size_changes_no_page(shown: Archive) -> None:
    before = shown.tree()
    shown.write("articles/p.jpg", photo(image=scene((200, 120)).rotate(180)))
    shown.build_as_clean()
    assert all("p.jpg" in name for name in difference(before, shown.tree()))


def test_an_image_that_nobody_shows_any_more_is_removed_with_its_sizes(shown: Archive) -> None:
    shown.article("a.md", date="2022-01-05")
    report = shown.build_as_clean()
    assert report.removed == 5
    shown.article("b.md", date="2022-03-05")
    assert shown.build_as_clean().removed == 5
    assert media(shown) == []


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


def test_a_draft_s_images_are_not_made(small: Archive, encoded: list[str]) -> None:
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", image="p.jpg", draft=True)
    small.article("b.md", image="p.jpg", date="2023-01-05")
    small.build()
    assert (encoded, media(small)) == ([], [])
    small.now += 400 * 86_400
    small.build_as_clean()
    assert media(small) == sizes("2023/01/05/b/p.jpg")


def test_an_archive_without_images_imports_no_pillow(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("articles/p.svg", "<svg/>")
    code = (
        "import sys; from kazarchive.cli.main import main\n"
        "sys.argv[1:] = ['build', '--quiet', '--jobs', '1']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=archive.root, env=environment(), check=True)


def environment() -> dict[str, str]:
    source = Path(encoding.__file__).parents[2]
    return {**os.environ, "PYTHONPATH": str(source)}


# --- the same bytes -----------------------------------------------------------------------------


def test_any_number_of_processes_makes_the_same_bytes(archive: Archive) -> None:
    chance = random.Random(7)
    for number in range(3):
        noise = Image.effect_noise((600, 400), 60 + chance.randrange(9)).convert("RGB")
        archive.write(f"articles/p{number}.jpg", photo(image=noise))
        archive.article(f"a{number}.md", image=f"p{number}.jpg")
    gc.collect()  # of the builds before, whose connections are this thread's
    trees = [archive.build_clean(jobs=jobs)[1] for jobs in (1, 2, 8)]
    assert not difference(trees[0], trees[1])
    assert not difference(trees[0], trees[2])


# --- what is refused ----------------------------------------------------------------------------


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


def refused(archive: Archive) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    return found.value.problems


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


def test_with_keep_going_a_broken_image_is_nowhere(shown: Archive) -> None:
    for content in (photo((200, 120))[:400], b"no image"):
        shown.write("articles/p.jpg", content)
        report = shown.build_as_clean(keep_going=True)
        (problem,) = report.problems
        assert (problem.code, problem.place.path) == ("K0310", "articles/a.md")
        assert media(shown) == []
        assert '<img alt="One">' in shown.page(PAGE)
        assert "<figure" not in shown.page("/2022/03/05/b/")
        assert shown.build(keep_going=True).problems == report.problems, "until it is mended"
    shown.write("articles/p.jpg", photo((200, 120)))
    assert shown.build_as_clean().problems == ()
    assert media(shown) == sizes("2022/01/05/a/p.jpg") + sizes("2022/03/05/b/p.jpg")


def test_a_broken_image_that_nobody_shows_is_no_error(small: Archive) -> None:
    small.write("articles/p.jpg", b"no image")
    small.article("a.md")
    assert small.build().problems == ()


def test_a_format_that_pillow_cannot_write_is_an_error(
    small: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding.features, "check", lambda name: name != "avif")
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", image="p.jpg")
    (problem,) = refused(small)
    assert (problem.code, problem.values["formats"]) == ("K0311", "avif")
    small.configure(SMALL + 'formats = ["webp"]\n')
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


def test_a_killed_build_leaves_no_half_image(shown: Archive) -> None:
    """What another process has begun to keep is never taken for whole."""
    before = shown.tree()
    (kept,) = (shown.state / "images").iterdir()
    (kept / "sums.json").unlink()
    kept.rename(kept.with_name(f".{kept.name}-1"))
    shown.build(full=True)
    assert shown.tree() == before


def test_every_published_image_is_the_one_that_its_page_names(shown: Archive) -> None:
    for name, content in shown.tree().items():
        if name.endswith(".html"):
            for one in re.findall(r"/(2022/[^ \"]+?p\.jpg[^ \",]*)", content.decode()):
                assert one in shown.tree(), one


def test_the_same_file_has_the_same_bytes_everywhere(shown: Archive) -> None:
    digests = {
        name.rpartition("p.jpg")[2]: hashlib.sha256(content).hexdigest()
        for name, content in shown.tree().items()
        if "a/p.jpg" in name
    }
    for name, content in shown.tree().items():
        if "b/p.jpg" in name:
            assert hashlib.sha256(content).hexdigest() == digests[name.rpartition("p.jpg")[2]]
