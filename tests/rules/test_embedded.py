"""The addresses in HTML of an author who is trusted, however it is written."""

import time

import pytest

from kazarchive.rules import embedded


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<img src='x.jpg'>", '<img src="x.jpg">'),
        ("<img src=x.jpg>", '<img src="x.jpg">'),
        ("<IMG SRC=x.jpg ALT='a \"b\"'>", '<img src="x.jpg" alt="a &quot;b&quot;">'),
        ("<img src = x.jpg />", '<img src="x.jpg">'),
        ("<a href=x.pdf>One</a>", '<a href="x.pdf">One</a>'),
        ("<video controls src=x.mp4></video>", '<video controls src="x.mp4"></video>'),
        ("<a\nhref='x>y'>", '<a href="x>y">'),
        ("<img src='a&amp;b.jpg'>", '<img src="a&amp;b.jpg">'),
        ("<!-- <img src='x'> --><article src='x'>", "<!-- <img src='x'> --><article src='x'>"),
        ("<script>a = \"<img src='x'>\"</script>", "<script>a = \"<img src='x'>\"</script>"),
        ("<script src=x.js>if (a<b) '<a href=y>'</script>", None),
        ("<style><img src='x'></style>", "<style><img src='x'></style>"),
        ("<img src='x", "<img src='x"),
    ],
)
def test_tags_with_addresses_are_written_in_one_way(written: str, expected: str | None) -> None:
    if expected is None:
        expected = written.replace("src=x.js", 'src="x.js"')
    assert embedded.canonical(written) == expected
    assert embedded.canonical(expected) == expected


MEDIA = {
    '<video src="a" poster="b"></video>': ["a", "b"],
    '<audio src="a"></audio>': ["a"],
    '<picture><source srcset="a 1x, b 2x"><img src="c"></picture>': ["a", "b"],
    '<img src="c" srcset="a 480w,b">': ["a", "b"],
    '<source src="a.mp4">': ["a.mp4"],
    '<track src="a">': ["a"],
    '<object data="a"></object>': ["a"],
    '<iframe src="a"></iframe>': ["a"],
    '<embed src="a">': ["a"],
    '<script src="a">src="b"</script>': ["a"],
    '<link rel="stylesheet" href="a">': ["a"],
    '<map><area href="a"></map>': ["a"],
    '<a href="c">src="x"</a><img src="d">': [],
    '<!-- <video src="x"> --><textarea><video src="x"></textarea>': [],
    '<source srcset="data:image/png;base64,x 1x, a,b.jpg 2x">': [
        "data:image/png;base64,x",
        "a,b.jpg",
    ],
    '<source srcset=" , ">': [],
}


@pytest.mark.parametrize("body", MEDIA)
def test_the_addresses_of_media_are_found_and_replaced(body: str) -> None:
    assert list(embedded.urls(body)) == MEDIA[body]
    named = {one: f"/new/{one}" for one in MEDIA[body]}
    shown = embedded.rewrite(body, named.get)
    assert list(embedded.urls(shown)) == list(named.values())
    assert not list(embedded.urls(embedded.rewrite(body, lambda url: None)))


@pytest.mark.parametrize(
    "part",
    ["<!--", "<script>", "<img ", "<a href='", "<video src=", "<source srcset=' , ,", '<a "'],
)
def test_hostile_html_takes_linear_time(part: str) -> None:
    begun = time.process_time()
    body = "<video>" + part * 30_000
    embedded.canonical(body)
    list(embedded.urls(body))
    embedded.rewrite(body, lambda url: url)
    assert time.process_time() - begun < 3
