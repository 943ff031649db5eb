"""Links in captions, in both engines and in the front matter."""

import time

import pytest

from archives import Archive
from kazarchive.reading.caption_links import hidden, restored
from reading.engines import rendered

CAPTION = "By [the *ministry*](https://a.kz/x) and [us](b.md#part)"


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_caption_keeps_its_links(engine: str, quote: str) -> None:
    html = rendered(f"![A map](<a b.svg> {quote}{CAPTION}{quote})", engine)
    assert f'title="{CAPTION}"' in html
    assert 'alt="A map"' in html
    html = rendered('![A](a.svg "x [1] y") [l](b.md "t [2]") `![A](a.svg "[x](y)")`', engine)
    assert 'title="x [1] y"' in html
    assert 'title="t [2]"' in html
    assert '<code>![A](a.svg "[x](y)")</code>' in html


def test_an_image_with_a_caption_can_be_a_link(engine: str) -> None:
    html = rendered(f'[![A](a.svg "{CAPTION}")](https://b.kz/)', engine)
    assert html.startswith('<p><a href="https://b.kz/"><img ')
    assert f'title="{CAPTION}"' in html


def test_a_caption_can_stand_on_a_line_of_its_own(engine: str) -> None:
    assert f'title="{CAPTION}"' in rendered(f'![A](a.svg\n"{CAPTION}")', engine)


def test_what_is_hidden_is_restored() -> None:
    body = '![A](a.svg "[x](y)") ![B][c] [d]'
    assert hidden(body) != body
    assert restored(hidden(body), body) == body


def test_links_of_captions_lead_to_pages_and_are_checked(archive: Archive, engine: str) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/base/"\n'
        f'[markdown]\nengine = "{engine}"\n'
    )
    archive.write("articles/m.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    archive.write("articles/clip.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")
    archive.article("b.md", "Text.", date="2022-01-04")
    archive.article(
        "a.md",
        f'![A map](m.svg "{CAPTION.replace("#part", "")}")\n\n'
        '![A clip](clip.mp4 "Said by [us](b.md)")\n\n'
        '![B](m.svg "See [gone](gone.md), [bad](javascript:x) <b>") text.',
        image={
            "src": "m.svg",
            "alt": "M",
            "caption": "In [b](b.md) & [c](missing.md)",
            "credit": "[Agency](https://agency.example/)",
        },
    )
    report = archive.build_as_clean()
    targets = [each.values["target"] for each in report.problems if each.code == "K0401"]
    assert targets == ["articles/gone.md", "articles/missing.md"]
    page = archive.page("/2022/01/05/a/")
    assert (
        'By <a href="https://a.kz/x">the *ministry*</a> and <a href="/base/2022/01/04/b/">us</a>'
        in page
    )
    assert '<figcaption>In <a href="/base/2022/01/04/b/">b</a> &amp; c <small>' in page
    assert 'Image: <a href="https://agency.example/">Agency</a></small>' in page
    assert "javascript:x" not in page
    assert "](" not in page
    assert '"caption":"In b & c"' in page.replace('": "', '":"').replace("\\u0026", "&")
    archive.article("b.md", "Text.", date="2022-01-03")
    archive.build_as_clean()
    assert archive.page("/2022/01/05/a/").count("/base/2022/01/03/b/") >= 2


def test_it_takes_linear_time() -> None:
    start = time.process_time()
    for part in ("![", '![a](b "', "![a](b ", '![a](b "[c](d)")', "![" * 3 + "]("):
        hidden(part * 20_000)
    assert time.process_time() - start < 4
