"""The text of the block editor → HTML."""

import time

import pytest

from kazarchive.importing.formats.wordpress.blocks import Blocks, has_blocks


def html(text: str, **reusable: str) -> str:
    return Blocks(reusable, {}).html(text).strip()


def test_a_text_has_blocks_or_has_not() -> None:
    assert has_blocks("a <!-- wp:paragraph --><p>b</p><!-- /wp:paragraph -->")
    assert not has_blocks("a <!--more--> wp:paragraph")


@pytest.mark.parametrize("name", ["paragraph", "core/paragraph", "my-plugin/box"])
def test_the_delimiters_of_a_block_are_removed(name: str) -> None:
    attributes = '{"a":"\\u002d\\u002d\\u003e","b":{"c":1}}'
    assert html(f"<!-- wp:{name} {attributes} --><p>a</p><!-- /wp:{name} -->") == "<p>a</p>"


def test_reusable_blocks_are_put_in_and_never_in_themselves() -> None:
    text = '<!-- wp:block {"ref":5} /-->'
    assert html(text, **{"5": "<p>a</p>" + text}) == "<p>a</p>"


def test_blocks_that_only_wordpress_can_show_are_counted() -> None:
    blocks = Blocks({}, {"known": lambda said: f"<p>{said['a']}</p>", "unknown": lambda _: None})
    text = '<!-- wp:known {"a":1} /--><!-- wp:unknown /--><!-- wp:spacer /-->'
    text += '<!-- wp:block {"ref":1} /-->'
    assert blocks.html(text) == "<p>1</p>"
    assert blocks.lost == {"unknown": 1, "block": 1}


def test_reusable_blocks_do_not_multiply_without_limit() -> None:
    refs = {str(n): f'<!-- wp:block {{"ref":{n + 1}}} /-->' * 100 for n in range(8)} | {"8": "x"}
    blocks = Blocks(refs, {})
    assert len(blocks.html(refs["0"])) < 1_000_000
    assert blocks.lost["block"]


def test_a_text_between_blocks_is_one_of_the_classic_editor() -> None:
    block = "<!-- wp:paragraph --><p>b</p><!-- /wp:paragraph -->"
    assert html(f"a\n\nc{block}") == "<p>a</p>\n<p>c</p><p>b</p>"
    assert html("<!-- wp:freeform -->a\n\nb<!-- /wp:freeform -->") == "<p>a</p>\n<p>b</p>"
    assert html(f"<p>a</p>\n\nc{block}") == "<p>a</p>\n\nc<p>b</p>"


def test_embeds_and_covers_have_an_address_in_their_attributes() -> None:
    link = '<p><a href="https://a.example/x">https://a.example/x</a></p>'
    assert html('<!-- wp:core-embed/youtube {"url":"https://a.example/x"} /-->') == link
    cover = '<!-- wp:cover {"url":"a.jpg"} --><div>T</div><!-- /wp:cover -->'
    assert html(cover) == '<figure><img src="a.jpg"></figure><div>T</div>'
    assert html(cover.replace("T", "<img>")) == "<div><img></div>"


@pytest.mark.parametrize("piece", ["<!-- wp:", "<!-- wp:a {", "<!-- wp:a -->", "<!-- /wp:a -->"])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    html(piece * 30_000)
    assert time.process_time() - begin < 2
