"""What tags of several generators show."""

import pytest

from kazarchive.importing.formats.generator import shows
from kazarchive.importing.shortcodes import Call


def shown(name: str, *positional: str, inner: str = "", **named: str) -> str:
    return shows.table([])[name](Call(name, named, positional, inner))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            shown("img", "left", "/a.png", "300", "Атауы"),
            '<figure><img src="/a.png" alt="Атауы"></figure>',
        ),
        (
            shown("img", "/a.png", "Атауы", "Мәтін"),
            '<figure><img src="/a.png" alt="Мәтін"><figcaption>Атауы</figcaption></figure>',
        ),
        (
            shown("image", path="a.png", caption="C"),
            '<figure><img src="a.png" alt="C"><figcaption>C</figcaption></figure>',
        ),
        (
            shown("thumbnail", "a.png", inner="C &amp; D"),
            '<figure><img src="a.png" alt="C &amp; D"></figure>',
        ),
        (shown("figure"), ""),
        (
            shown("blockquote", "Сенека,", "https://a.example/b", inner="x"),
            '<blockquote>x<p>— <a href="https://a.example/b">Сенека</a></p></blockquote>',
        ),
        (shown("quote", inner="x"), "<blockquote>x</blockquote>"),
        (
            shown("codeblock", "a.py", inner="x", lang="python"),
            '<pre><code class="language-python">x</code></pre>',
        ),
        (
            shown("media", "https://a.example/"),
            '<p><a href="https://a.example/">https://a.example/</a></p>',
        ),
    ],
)
def test_a_tag_shows_html(made: str, expected: str) -> None:
    assert made == expected


def test_own_shortcodes_come_first() -> None:
    assert (
        shows.table([("figure", "<b>{0}</b>")])["figure"](Call("figure", {}, ("x",))) == "<b>x</b>"
    )
