"""Players in frames → links."""

import pytest
from lxml import html

from kazarchive.importing import embeds


@pytest.mark.parametrize(
    ("player", "page"),
    [
        (
            "https://www.youtube-nocookie.com/embed/abc-def_123?rel=0",
            "https://www.youtube.com/watch?v=abc-def_123",
        ),
        ("https://player.vimeo.com/video/12?h=1", "https://vimeo.com/12"),
        ("https://t.me/archive/7?embed=1", "https://t.me/archive/7"),
        ("https://www.instagram.com/p/Ab_1/embed/", "https://www.instagram.com/p/Ab_1/"),
        ("https://maps.example/", "https://maps.example/"),
    ],
)
def test_a_player_is_the_page_of_what_it_plays(player: str, page: str) -> None:
    assert embeds.watched(player) == page


def test_a_frame_becomes_a_link_and_the_text_after_it_stays() -> None:
    tree = html.fromstring("<div><iframe></iframe>After</div>")
    embeds.put(tree[0], embeds.linked("https://a.example/?a&b", "A & B"))
    assert html.tostring(tree, encoding="unicode") == (
        '<div><p><a href="https://a.example/?a&amp;b">A &amp; B</a></p>After</div>'
    )
