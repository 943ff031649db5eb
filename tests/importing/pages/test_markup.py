"""What is put aside before a page is parsed."""

import time

import pytest

from kazarchive.importing.pages.markup import Embedded, apart

DATA = "A" * 120


def test_scripts_comments_and_embedded_files_are_put_aside() -> None:
    page = (
        '<!-- a --><script type="application/LD+json">{"a": 1}</script><script>b</script>'
        f'<style>c</style><img src="data:image/png;base64,{DATA}"><p>Text<!-- d -->s'
    )
    markup = apart(page)
    assert markup.text == '   <img src="embedded:0"><p>Texts'
    assert markup.comments == (" a ", " d ")
    assert markup.linked_data == ('{"a": 1}',)
    assert markup.embedded == (Embedded("image/png;base64", DATA),)


def test_what_is_not_closed_ends_with_the_page() -> None:
    assert apart("<p>a<script>b<p>c").text == "<p>a "
    assert apart("<p>a<!-- b<p>c").text == "<p>a"


def test_a_copy_of_the_wayback_machine_becomes_the_page_that_it_copies() -> None:
    copy = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Toolbar</p><!-- END WAYBACK TOOLBAR INSERT -->"
        '<a href="https://web.archive.org/web/20220105120000/http://a.example/b">b</a>'
        '<img src="/web/20220105120000im_/https://a.example/c.jpg">'
    )
    markup = apart(copy)
    assert markup.text == '<a href="http://a.example/b">b</a><img src="https://a.example/c.jpg">'
    plain = '<a href="/web/2022/http://a.example/">'
    assert apart(plain).text == plain


@pytest.mark.parametrize(
    "part",
    ["<script>", "<script", "<!--", "data:a,", "<style></style", '"/web/2022/', "data:;" * 9],
)
def test_a_hostile_page_takes_linear_time(part: str) -> None:
    begun = time.process_time()
    apart("FILE ARCHIVED ON 00:00:00 " + part * (1_000_000 // len(part)))
    assert time.process_time() - begun < 1
