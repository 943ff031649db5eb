"""Raw HTML that would swallow the text below it."""

import pytest

from archives import Archive
from kazarchive.rules import text
from reading.engines import found, rendered, site_of

OPENINGS = (
    "<!-- <script> <style> <template> <textarea> <title> <plaintext> <xmp> <noscript> <iframe>"
    " <svg> <math> <select> <? <![CDATA[ <!X <T> <object> <noembed> <frameset> <button> <pre>"
).split()


@pytest.mark.parametrize("html", ["sanitize", "trust", "escape"])
@pytest.mark.parametrize("opening", OPENINGS)
def test_what_nothing_closes_swallows_no_paragraph(engine: str, html: str, opening: str) -> None:
    for body in (
        f"First {opening} here.\n\n**Second**.\n",
        f"First.\n\n{opening} x\n\n**Second**.\n",
    ):
        whole = rendered(body, engine, html)
        assert "<p><strong>Second</strong>.</p>" in whole
        if html != "trust":
            assert f"&lt;{opening[1:].rstrip('>')}" in whole


@pytest.mark.parametrize("html", ["sanitize", "trust"])
@pytest.mark.parametrize(
    "body",
    [
        "First <!-- hidden\n\nhidden --> paragraph.",
        "First <!-- hidden --> paragraph.",
        "<!-- hidden\n\nhidden -->\n\nFirst paragraph.",
        "- First <!-- hidden\n\n  hidden --> paragraph.",
        "First paragraph. <!-- hidden `a\n\nhidden -->",
        "<!-- hidden -- >\n\nFirst paragraph.\n\n<!-- hidden -->",
        "First paragraph.\n\n<!-- hidden —>",
        "> First paragraph. <!-- hidden\n>\n> hidden -->",
        "> <!-- hidden\n\nhidden -->\n\nFirst paragraph.",
        "First paragraph.\n\n- <!-- hidden\n\nhidden -->",
        "- First paragraph.\n\n    <!-- hidden\n\n    hidden -->",
        "# First <!-- hidden\n\nhidden --> paragraph.",
        "| First <!-- hidden\nhidden --> | paragraph. |\n|--|--|",
        "First paragraph.\n\n<div>\n<!-- hidden\n\n# hidden -->\n</div>",
        "<!-- hidden\n```\nhidden -->\n\nFirst paragraph.",
        "First <!–- hidden --> paragraph.",
        "First paragraph. <!—— hidden ——>",
        "First <! -- hidden -- > paragraph.",
    ],
)
def test_a_comment_that_ends_hides_what_is_in_it_and_no_more(
    engine: str, html: str, body: str
) -> None:
    whole = text.plain(rendered(body, engine, html))
    assert whole.replace("  ", " ") == "First paragraph."


@pytest.mark.parametrize(
    "body",
    [
        "    <!-- code\n\nText",
        "Text.\n\n    a\n\n    <!-- code\n",
        '<a href="b<!--">c</a>\n\nText -->',
        '<img src="a.png" alt="<!-- d">\n\nText -->',
        "<script>\nlet a = '<!--'\n</script>\n\nText",
    ],
)
def test_what_begins_no_comment_is_none(engine: str, archive: Archive, body: str) -> None:
    assert not {"K0420", "K0421", "K0422"} & {
        one.code for one in found(site_of(archive, engine), body)
    }
    assert "Text" in rendered(body, engine)


def test_a_trusted_script_keeps_its_comment_signs(engine: str) -> None:
    script = "<script>\n<!--\nlet a = '<!--'\n\n//-->\n</script>"
    assert script in rendered(f"{script}\n\nText", engine, "trust")


def test_a_comment_in_code_is_code(engine: str) -> None:
    whole = rendered("Write `<!--` and `-->` around.\n\n```\n<!-- a\n\nb\n```\n", engine)
    assert "<code>&lt;!--</code> and <code>--&gt;</code>" in whole
    assert "&lt;!-- a\n\nb" in whole
