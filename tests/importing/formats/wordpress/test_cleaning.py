"""The tree of a body → clean HTML, and what is told of it."""

import pytest

from kazarchive.importing.document import Note
from kazarchive.importing.formats.wordpress import cleaning
from kazarchive.importing.formats.wordpress.cleaning import Cleaned, cleaned
from kazarchive.importing.formats.wordpress.export import Attachment, Export

UPLOADS = "https://a.example/wp-content/uploads/2022/01/"


def clean(text: str) -> Cleaned:
    export = Export()
    known = Attachment("5", UPLOADS + "a.jpg", "2022/01/a.jpg", "Alt", "", "", "", "A")
    export.attachments["5"] = known
    export.by_path[known.path] = "5"
    return cleaned(text, export)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('<p class="x" style="y" id="z" onclick="w()" lang="kk">a</p>', '<p lang="kk">a</p>'),
        ('<a href="#z">a</a><h2 id="z">b</h2>', '<p><a href="#z">a</a></p>\n<h2 id="z">b</h2>'),
        ('<a name="z"></a><a href="#z">a</a>', '<p><a id="z"></a><a href="#z">a</a></p>'),
        (
            '<pre><code class="wp lang-py">a</code></pre>',
            '<pre><code class="language-py">a</code></pre>',
        ),
        ('<img src="data:image/gif;base64,x" data-src="b.jpg">', '<p><img src="b.jpg"></p>'),
        (
            '<img src="b.jpg" data-lazy-src="c.jpg"><noscript><img src="c.jpg"></noscript>',
            '<p><img src="c.jpg"></p>',
        ),
        ('<noscript><img src="c.jpg"></noscript>', '<p><img src="c.jpg"></p>'),
        ('<img src="b-300x200.jpg" width="300" height="200">', '<p><img src="b.jpg"></p>'),
        ('<img src="b-300x200.jpg">', '<p><img src="b-300x200.jpg"></p>'),
        ('<img class="wp-image-5" src="x.jpg">', f'<p><img src="{UPLOADS}a.jpg" alt="Alt"></p>'),
        (f'<img alt="" src="{UPLOADS}a-300x200.jpg">', f'<p><img alt="" src="{UPLOADS}a.jpg"></p>'),
        (
            f'<a href="{UPLOADS}a-1024x700.jpg"><img alt="" src="{UPLOADS}a-300x200.jpg"></a>',
            f'<p><img alt="" src="{UPLOADS}a.jpg"></p>',
        ),
        ('<a href="/page/"><img src="b.jpg"></a>', '<p><a href="/page/"><img src="b.jpg"></a></p>'),
        (
            '<iframe title="T" src="//www.youtube.com/embed/aaaaaa?x"></iframe>',
            '<p><a href="https://www.youtube.com/watch?v=aaaaaa">T</a></p>',
        ),
        (
            '<iframe src="https://player.vimeo.com/video/5"></iframe>',
            '<p><a href="https://vimeo.com/5">https://vimeo.com/5</a></p>',
        ),
        (
            'a<iframe src="https://m.example"></iframe>b',
            '<p>a</p>\n<p><a href="https://m.example">https://m.example</a></p>\n<p>b</p>',
        ),
        (
            '<blockquote class="twitter-tweet"><p>T</p><a href="https://twitter.com/a/status/5">d</a></blockquote>',
            '<blockquote><p>T</p><p><a href="https://twitter.com/a/status/5">d</a></p></blockquote>',
        ),
        ("a<script>b</script><style>c</style>", "<p>a</p>"),
    ],
)
def test_only_what_means_something_is_left(text: str, html: str) -> None:
    assert clean(text).html == html


def test_the_button_of_a_file_is_left_out() -> None:
    link, button = '<a href="r.pdf">Report</a>', '<a href="r.pdf">Download</a>'
    made = clean(f'<div class="wp-block-file">{link}{button}</div>')
    assert made.html == '<p><a href="r.pdf">Report</a></p>'
    assert made.notes == (Note("left out", "Download"),)


@pytest.mark.parametrize(
    ("frame", "said", "link"),
    [
        ("iframe", {"src": "//a.example/x"}, ("https://a.example/x", "https://a.example/x")),
        ("iframe", {"src": "about:blank", "data-src": "https://a.example/x", "title": "X"}, None),
        ("video", {"nested": "https://a.example/%D2%9B.mp4"}, None),
        ("iframe", {}, ("", "")),
    ],
)
def test_a_frame_becomes_a_link(
    frame: str, said: dict[str, str], link: tuple[str, str] | None
) -> None:
    found = cleaning.in_place_of(frame, said)
    expected = {"iframe": ("https://a.example/x", "X"), "video": (said.get("nested"), "қ.mp4")}
    assert found == (link or expected[frame])


def test_footnotes_are_numbered_pairs_of_links() -> None:
    marks = "".join(
        f'<sup class="fn" data-fn="{name}"><a id="{name}-link" href="#{name}">{n}</a></sup>'
        for n, name in enumerate(("x", "y"), 1)
    )
    notes = "".join(f'<li id="{name}">N <a href="#{name}-link">↩</a></li>' for name in "xy")
    assert clean(f"<p>a{marks}</p><ol>{notes}</ol>").html == (
        '<p>a<sup><a href="#fn1" id="fnref1">1</a></sup><sup><a href="#fn2" id="fnref2">2</a></sup>'
        '</p>\n<ol><li id="fn1">N <a href="#fnref1">↩</a></li>'
        '<li id="fn2">N <a href="#fnref2">↩</a></li></ol>'
    )


def test_media_are_named_by_their_paths_below_the_uploads() -> None:
    text = (
        f'<img src="{UPLOADS}a-300x200.jpg"><a href="{UPLOADS}%D2%9B.pdf">x</a>'
        '<img src="https://b.example/c.jpg"><a href="https://a.example/page/">y</a>'
        f'<a href="{UPLOADS}">z</a><img src="/wp-content/uploads/d.png">'
    )
    assert [(file.name, file.address) for file in clean(text).media] == [
        ("2022/01/a.jpg", UPLOADS + "a.jpg"),
        ("2022/01/қ.pdf", UPLOADS + "%D2%9B.pdf"),
        ("d.png", "/wp-content/uploads/d.png"),
    ]


def test_losses_are_told() -> None:
    notes = clean("<script>a</script><input><iframe></iframe><embed src='https://a.example'>").notes
    assert [(note.kind, note.text) for note in notes] == [
        ("lost", "elements: 1 `iframe`, 1 `input`, 1 `script`"),
        ("changed", "embeds that are links now: 1"),
    ]
    assert clean("<div>" * 500).notes[0].kind == "lost"
