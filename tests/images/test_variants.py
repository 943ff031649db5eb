"""Images of an archive: what is published of them, what an edit reaches, what is refused."""

import hashlib
import re

import pytest
from PIL import Image, features

from archives import SMALL, Archive, difference, refused
from kazarchive.options import Report
from photos import GPS, PLACE, photo, scene, with_iptc, with_xmp, xmp

PAGE = "/2022/01/05/a/"


def media(archive: Archive) -> list[str]:
    """What is published beside articles."""
    return sorted(name for name in archive.tree() if re.search(r"^20.*\.(jpg|avif|webp)$", name))


def sizes(name: str) -> list[str]:
    return [name] + [f"{name}.{step}.{kind}" for step in (40, 80) for kind in ("avif", "webp")]


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


@pytest.mark.parametrize("formats", ['["webp"]', "[]"])
def test_the_formats_are_those_of_the_configuration(small: Archive, formats: str) -> None:
    small.configure(SMALL + f"formats = {formats}\n")
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", "![One](p.jpg)")
    small.build_as_clean()
    kept = [one for one in sizes("2022/01/05/a/p.jpg") if not one.endswith("avif")]
    assert media(small) == (kept if formats != "[]" else kept[:1])
    assert ("<picture>" in small.page(PAGE)) == (formats != "[]")


def addresses(report: Report) -> list[str]:
    return sorted({one.address for one in report.reasons})


def test_a_changed_image_is_encoded_once_for_all_articles(
    shown: Archive, encoded: list[str]
) -> None:
    shown.write("articles/p.jpg", photo((200, 120), quality=50))
    shown.build()
    assert encoded == ["articles/p.jpg"]


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


def test_a_draft_s_images_are_not_made(small: Archive, encoded: list[str]) -> None:
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", image="p.jpg", draft=True)
    small.article("b.md", image="p.jpg", date="2023-01-05")
    small.build()
    assert (encoded, media(small)) == ([], [])
    small.now += 400 * 86_400
    small.build_as_clean()
    assert media(small) == sizes("2023/01/05/b/p.jpg")


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
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", image="p.jpg")
    (problem,) = refused(small)
    assert (problem.code, problem.values["formats"]) == ("K0311", "avif")
    small.configure(SMALL + 'formats = ["webp"]\n')
    small.build()


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
