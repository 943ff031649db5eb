"""The tree of a body: blocks below each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.importing import fragments
from kazarchive.importing.formats.wordpress import tree


def flat(text: str) -> str:
    root, _ = fragments.parsed(text)
    tree.flatten(root)
    return tree.written(root).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>b</b>", "<p>a <b>b</b></p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a<figure><img src=i></figure>b</p>", '<p>a</p><figure><img src="i"></figure><p>b</p>'),
        ("<span>a <font>b</font></span>", "<p>a b</p>"),
        ("<i><div>a</div>c</i>", "<p><i>a</i></p><p><i>c</i></p>"),
        ("<a href=u><h2>a</h2></a>", '<p><a href="u">a </a></p>'),
        ("<p> &nbsp; </p><p></p><h2></h2>", ""),
        ("<ul><li><p>a</p></li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><ul><li>b</li></ul></ul>", "<ul><ul><li>b</li></ul></ul>"),
        ("<blockquote>a<p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        (
            "<table><tr><td>a<p>b</p></td></tr></table>",
            "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
        ),
        (
            "<figure>a<img src=i>b<figcaption></figcaption>c</figure>",
            '<figure><img src="i"></figure><p>abc</p>',
        ),
        (
            "<figure><figcaption>c</figcaption>a<a href=u><img src=i></a></figure>",
            '<figure><a href="u"><img src="i"></a><figcaption>c</figcaption></figure><p>a</p>',
        ),
        ("<figure><figcaption></figcaption>a</figure>", "<p>a</p>"),
        ("<pre>a\n  b</pre>", "<pre>a  b</pre>"),
        ("<p>a<br></p>", "<p>a</p>"),
        ("<h2><p>a</p></h2>", "<p>a</p>"),
        (
            "<details><summary>s</summary>a</details>",
            "<details><summary>s</summary><p>a</p></details>",
        ),
    ],
)
def test_divisions_become_blocks(text: str, html: str) -> None:
    assert flat(text) == html


def test_a_gallery_is_its_figures_and_then_its_caption() -> None:
    image = "<figure><img src=i><figcaption>c</figcaption></figure>"
    assert flat(f"<figure>{image}{image}<figcaption>all</figcaption></figure>") == (
        '<figure><img src="i"><figcaption>c</figcaption></figure>' * 2 + "<p>all</p>"
    )


def test_a_figure_without_an_image_is_what_it_holds() -> None:
    assert flat(
        "<figure><table><tr><td>a</td></tr></table><figcaption>c</figcaption></figure>"
    ) == ("<table><tr><td>a</td></tr></table><p>c</p>")


def test_what_is_nested_too_deeply_keeps_its_text() -> None:
    for name in ("div", "b"):
        root, whole = fragments.parsed(
            f"<{name}>" * 500 + "in" + f"</{name}>" * 500 + "<p>after</p>"
        )
        assert "".join(root.itertext()).split() == ["in", "after"]
        assert not whole


def words(text: str) -> list[str]:
    return "".join(fragments.parsed(text)[0].itertext()).replace("|", " ").split()


NAMES = st.sampled_from(
    "p div b a span ul li table td blockquote figure figure figcaption figcaption h2 em".split()
)
TREES = st.recursive(
    st.sampled_from([" one ", "|two|", " ", "\n\n", "<img src=i>"]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{'|'.join(parts)}</{name}>",
        NAMES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(TREES)
def test_no_word_is_lost_or_moved_but_captions(text: str) -> None:
    root, _ = fragments.parsed(text)
    before = sorted(words(text)) if "<fig" in text else words(text)
    tree.flatten(root)
    after = "|".join(root.itertext()).replace("|", " ").split()
    assert before == (sorted(after) if "<fig" in text else after)
