"""What is drawn in a body, and in which order."""

from collections.abc import Mapping

from kazarchive.config.options import Site
from kazarchive.rendering import parts
from kazarchive.rendering.parts import ShownCard, ShownFile, ShownImage, ShownSize
from kazarchive.values import Body, Picture

SITE = Site(titles=(("", "T"),), base_url="https://archive.example/")
HTML = (
    '<p><img src="p.jpg" alt="A"></p>\n<p><a href="o.pdf">Order</a></p>\n'
    '<p><img src="clip.mp4" alt="Clip"></p>\n'
    '<p><a href="https://youtu.be/aBcDeFgHiJ0">https://youtu.be/aBcDeFgHiJ0</a></p>'
)
LINKS: Mapping[str, tuple[str, str] | None] = {
    name: (f"/a/{name}", "") for name in ("p.jpg", "o.pdf", "clip.mp4")
}
BODY = Body(
    "a.md",
    "",
    "en",
    LINKS,
    pictures={"p.jpg": Picture("p.jpg", 10, 10)},
    sizes={"o.pdf": 1, "clip.mp4": 2},
)


def kinds(body: Body) -> list[type]:
    found = parts.parts(HTML, body, SITE, lambda written: f"/a/{written}")
    assert found == sorted(found, key=lambda part: part[:2])
    return [type(shown) for _, _, shown in found]


def test_images_files_sizes_and_cards_are_found_in_order() -> None:
    assert kinds(BODY) == [ShownImage, ShownSize, ShownFile, ShownCard]


def test_a_feed_has_neither_sizes_of_images_nor_cards() -> None:
    absolute = Body("a.md", "", "en", LINKS, absolute=True, sizes=BODY.sizes)
    assert kinds(absolute) == [ShownSize, ShownFile]


def test_every_part_has_a_template() -> None:
    for kind in (ShownImage, ShownFile, ShownCard, ShownSize):
        assert kind in parts.TEMPLATES
