"""Images that follow each other."""

import random
import re
import time

import pytest

from kazarchive.rules.galleries import with_galleries

A, B, C = (f'<img src="{name}.jpg" alt="{name}">' for name in "abc")
VIDEO = '<img src="clip.mp4" alt="">'


def gallery(*images: str) -> str:
    return "\n".join(['<div class="gallery">', *(f"<p>{one}</p>" for one in images), "</div>"])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{A}\n{B}</p>", gallery(A, B)),
        (f"<p>{A}</p>\n<p>{B}</p>\n<p>Text</p>", f"{gallery(A, B)}\n<p>Text</p>"),
        (f"<p>{A}<br>{B}</p><p>{C}</p>", gallery(A, B, C)),
        (f'<p><a href="x">{A}</a> {B}</p>', gallery(f'<a href="x">{A}</a>', B)),
        (f"<p>{A}</p>\n<p>{B}</p>\n<p>{VIDEO}</p>", f"{gallery(A, B)}\n<p>{VIDEO}</p>"),
        (f"<p>{A} {VIDEO}</p>", f"<p>{A}</p>\n<p>{VIDEO}</p>"),
        (f"<p>Text</p><p>{A}</p><p>{B}</p>", f"<p>Text</p>{gallery(A, B)}"),
        (f"<p>Text</p>\n<p>{A} {B}</p>\n<p>End</p>", f"<p>Text</p>\n{gallery(A, B)}\n<p>End</p>"),
        (
            f"<p>{A}</p><p>{B}</p><p>Text</p><p>{C}</p><p>{A}</p>",
            f"{gallery(A, B)}<p>Text</p>{gallery(C, A)}",
        ),
        (f"<p><em>x</em></p><p>{A}{B}</p><p></p>", f"<p><em>x</em></p>{gallery(A, B)}<p></p>"),
    ],
)
def test_images_that_follow_each_other_are_a_gallery(body: str, expected: str) -> None:
    assert with_galleries(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{A}</p>",
        f"<p>{A}</p>\n<p>Text</p>\n<p>{B}</p>",
        f"<p>{A} and {B}</p>",
        f"<ul>\n<li>{A}</li>\n<li>{B}</li>\n</ul>",
        f'<p id="one">{A}</p>\n<p id="two">{B}</p>',
    ],
)
def test_other_images_stay_as_they_are(body: str) -> None:
    assert with_galleries(body) == body


@pytest.mark.parametrize("seed", range(200))
def test_no_part_of_a_body_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    parts = [
        "<p>Text</p>",
        "<p></p>",
        "\n",
        f"<p>{A}</p>",
        f"<p>{B}{C}</p>",
        f"<ul><li>{A}</li></ul>",
    ]
    body = "".join(chance.choices(parts, k=12))
    bare = re.compile(r"\s|</?p>|</?div[^>]*>")
    assert bare.sub("", with_galleries(body)) == bare.sub("", body)


@pytest.mark.parametrize("part", [f"<p>{A}</p>", f"<p>{A}", "<p>", f"<p>{A} ", "</p>", A])
def test_it_takes_linear_time(part: str) -> None:
    start = time.process_time()
    with_galleries(part * 40_000 + A + A)
    assert time.process_time() - start < 1
