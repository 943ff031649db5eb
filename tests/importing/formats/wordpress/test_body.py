"""The content of an item → its body."""

from kazarchive.importing.formats.wordpress.body import Body, body, plain
from kazarchive.importing.formats.wordpress.export import Attachment, Export
from kazarchive.importing.formats.wordpress.item import Item

UPLOADS = "https://a.example/wp-content/uploads/"


def attachment(number: str, name: str, parent: str = "") -> Attachment:
    return Attachment(
        number, UPLOADS + name, name, f"alt {number}", "", "", parent, f"Title {number}"
    )


def read(text: str, meta: dict[str, list[str]] | None = None) -> Body:
    export = Export()
    for each in (
        attachment("5", "a.jpg", "1"),
        attachment("6", "b.png", "1"),
        attachment("7", "c.mp3"),
    ):
        export.attachments[each.id] = each
        if each.parent:
            export.by_parent[each.parent].append(each.id)
    return body(text, Item({"post_id": "1"}, "", "", (), meta or {}, ()), export, ())


def pictures(text: str) -> list[str]:
    return [file.name for file in read(text).media]


def test_a_gallery_shows_what_it_names_in_its_order() -> None:
    assert pictures('[gallery ids="6,5"]') == ["b.png", "a.jpg"]
    assert pictures('[gallery include="6"]') == ["b.png"]
    assert pictures('<!-- wp:gallery {"ids":[6]} /-->') == ["b.png"]


def test_a_gallery_without_names_shows_the_images_of_the_post() -> None:
    assert pictures("[gallery]") == ["a.jpg", "b.png"]
    assert pictures('[gallery exclude="5"]') == ["b.png"]
    assert pictures('[gallery id="9"]') == []


def test_what_is_missing_is_told() -> None:
    (note,) = read('[gallery ids="5,99"]').notes
    assert (note.kind, note.text) == ("lost", "attachments that are not in the export: 99")


def test_galleries_do_not_multiply_without_limit() -> None:
    found = read("[gallery]" * 10_000)
    assert found.html.count("<img") <= 5_000
    assert "lost: galleries" in {f"{note.kind}: {note.text[:9]}" for note in found.notes}


def test_a_playlist_is_links() -> None:
    assert read('[playlist ids="7"]').html == f'<p><a href="{UPLOADS}c.mp3">Title 7</a></p>'


def test_an_address_alone_on_a_line_is_a_link() -> None:
    assert read("a\nhttps://b.example/?a=1&b=2\nc").html == (
        '<p>a</p>\n<p><a href="https://b.example/?a=1&amp;b=2">https://b.example/?a=1&amp;b=2</a></p>\n'
        "<p>c</p>"
    )


def test_a_short_text_before_more_can_be_a_summary() -> None:
    short = read("<b>Қысқа</b> мәтін.<!--more Оқу-->\n\nБ.")
    assert (short.teaser, short.notes) == ("Қысқа мәтін.", ())
    assert short.html == "<p><b>Қысқа</b> мәтін.</p>\n<p>Б.</p>"
    long = read("x" * 301 + "<!--more-->y")
    assert (long.teaser, [note.text for note in long.notes]) == ("", ["the mark `more`"])


def test_pages_are_joined() -> None:
    assert read("a<!--nextpage-->b<!--nextpage-->c")[0::4] == (
        "<p>a</p>\n<p>b</p>\n<p>c</p>",
        3,
    )


def test_code_in_shortcodes_is_not_read() -> None:
    code = '[code lang="c"]\n#include <stdio.h>\n\nif (a &lt; b) [gallery]\n[/code]'
    assert read(f"a\n\n{code}\n\nb").html == (
        '<p>a</p>\n<pre><code class="language-c">#include &lt;stdio.h&gt;\n\n'
        "if (a &lt; b) [gallery]</code></pre>\n<p>b</p>"
    )


def test_footnotes_that_are_broken_are_told() -> None:
    text = "<!-- wp:footnotes /-->"
    for broken in ("{", '{"a":1}', "[1]", "[" * 5_000):
        (note,) = read(text, {"footnotes": [broken]}).notes
        assert "`footnotes`" in note.text
    assert read(text).notes == ()


def test_a_short_text_is_told_without_its_tags() -> None:
    assert plain("<p>a\n <b>b</b></p> &amp; c") == "a b & c"
    assert plain(" ") == ""


def test_a_body_of_only_markup_is_empty() -> None:
    assert read("<!-- wp:spacer --><div></div><!-- /wp:spacer -->").html == ""
