"""Shortcodes → HTML."""

import time

import pytest

from kazarchive.importing import shortcodes
from kazarchive.importing.shortcodes import Call, arguments, expanded


def link(url: str, text: str = "") -> str:
    return f'<p><a href="{url}">{text or url}</a></p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "[caption id=a]<img src=i> <b>к</b>[/caption]",
            "<figure><img src=i><figcaption><b>к</b></figcaption></figure>",
        ),
        (
            '[caption caption="c"]<a href=u><img></a>[/caption]',
            "<figure><a href=u><img></a><figcaption>c</figcaption></figure>",
        ),
        ("[caption]text[/caption]", "text"),
        (
            '[figure src="a.jpg" alt="b" title="t" link="u"]',
            '<figure><a href="u"><img src="a.jpg" alt="b"></a><figcaption>t</figcaption></figure>',
        ),
        ("[youtube abc]", link("https://www.youtube.com/watch?v=abc")),
        ("[youtube id='abc&rel=0']", link("https://www.youtube.com/watch?v=abc")),
        ("[youtube]https://youtu.be/abc[/youtube]", link("https://youtu.be/abc")),
        ("[vimeo 5]", link("https://vimeo.com/5")),
        ("[twitter a 5]", link("https://twitter.com/a/status/5")),
        ("[tweet https://twitter.com/a/status/5]", link("https://twitter.com/a/status/5")),
        ("[x id=5]", link("https://twitter.com/i/status/5")),
        ("[instagram id=a]", link("https://www.instagram.com/p/a/")),
        ("[telegram archive/5]", link("https://t.me/archive/5")),
        ("[gist a 5]", link("https://gist.github.com/a/5")),
        ("[embed]https://a.example/?a=1&amp;b=2[/embed]", link("https://a.example/?a=1&amp;b=2")),
        ('[audio mp3="https://a.example/a.mp3"]', link("https://a.example/a.mp3", "a.mp3")),
        ('[video src="https://a.example/a.mp4" title="Т"]', link("https://a.example/a.mp4", "Т")),
        ("[details summary=s]a[/details]", "<details><summary>s</summary>a</details>"),
        ("[highlight go]a[/highlight]", '<pre><code class="language-go">a</code></pre>'),
        ("[embed][/embed]", ""),
    ],
)
def test_the_table_shows_each(text: str, html: str) -> None:
    assert expanded(text).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[youtube abc]]", "[youtube abc]"),
        ("[[caption]a[/caption]]", "[caption]a[/caption]"),
        ("<pre>[youtube a]</pre>", "<pre>[youtube a]</pre>"),
        ('<a title="[youtube a]">b</a>', '<a title="[youtube a]">b</a>'),
        (
            "[details]a [youtube b] c[/details]",
            "<details><summary></summary>a "
            + link("https://www.youtube.com/watch?v=b")
            + " c</details>",
        ),
        ("[caption][caption]<img>[/caption][/caption]", "<figure><img></figure>"),
        (
            "[foo a=1][youtube b][/foo]",
            "[foo a=1]" + link("https://www.youtube.com/watch?v=b") + "[/foo]",
        ),
        ("[youtube b /]", link("https://www.youtube.com/watch?v=b")),
        ("[/youtube] [youtube", "[/youtube] [youtube"),
    ],
)
def test_shortcodes_may_be_nested_and_escaped(text: str, html: str) -> None:
    assert expanded(text).html.replace("<figure><figure>", "<figure>") == html


def test_unknown_ones_are_counted_and_words_in_brackets_are_not() -> None:
    found = expanded('[sic] [1] [kk] [ad place="x"] [my_ad] [ad b=c] [box]a[/box] [/x]')
    assert found.html.startswith("[sic] [1]")
    assert found.unknown == {"ad": 2, "my_ad": 1, "box": 1}


def test_marks_of_page_builders_are_peeled() -> None:
    found = expanded(
        '[vc_row][vc_column width="1/2" title="T"]a[/vc_column][et_pb_image src="i.jpg"][/vc_row]'
    )
    assert found.html == '<p>T</p>a<p><img src="i.jpg" alt=""></p>'
    assert found.layout == {"vc_row": 1, "vc_column": 1, "et_pb_image": 1}


def test_templates_are_added_and_values_in_them_escaped() -> None:
    table = shortcodes.table([("map", '<b title="{city}">{0} {inner}{no}</b>')])
    html = expanded("[map city='\"<' Ақтау]<i>a</i>[/map]", table).html
    assert html == '<b title="&quot;&lt;">Ақтау <i>a</i></b>'
    assert "youtube" in table


def test_arguments_are_read_in_every_form() -> None:
    named = {"a": "1", "b": "2 3", "c": "4", "d": "5"}
    assert arguments('a=1 B="2 3" c=\'4\' d=”5″ e "f g"') == (named, ("e", "f g"))


def test_the_first_argument_may_be_inside() -> None:
    assert Call("a", {"x": "1"}, ("2",), "3").first("y", "x") == "1"
    assert Call("a", {}, ("2",), "3").first("y") == "2"
    assert Call("a", inner=" 3 &amp; ").first("y") == "3 &"


@pytest.mark.parametrize(
    "piece",
    ["[a ", '[a "', "[a]", "[/a]", "[[a", "<!--", "<a [", "[caption]", "[row][/col]", "[a b='"],
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    expanded(piece * 30_000 + "[")
    assert time.process_time() - begin < 2
