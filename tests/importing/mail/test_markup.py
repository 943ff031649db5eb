"""The HTML of mail without what is no text."""

import pytest

from kazarchive.importing.mail.markup import cleaned


def resolve(address: str) -> str | None:
    return None if address.startswith("cid:") else f"part:{address}"


def clean(html: str, *patterns: str) -> str:
    return cleaned(html, resolve, patterns).html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table role=presentation><tr><td>a<td>b</table>",
            "<div><div><div>a</div><div>b</div></div></div>",
        ),
        ("<table><tr><td>a<td>b</table>", "<div><div><div>a</div><div>b</div></div></div>"),
        (
            "<table><tr><td>a<tr><td>b</table>",
            "<div><div><div>a</div></div><div><div>b</div></div></div>",
        ),
        ("<style>x</style><title>t</title><script>s</script>a", "a"),
        ("a<img src=b width=1>", "a"),
        ("a<img src=b style='width: 1px; height: 1px'>", "a"),
        ("a<img src=cid:x>", "a"),
        ("a<img src=b>", 'a<img src="part:b">'),
    ],
)
def test_layout_and_images_that_show_nothing_are_removed(html: str, expected: str) -> None:
    assert clean(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><th>a</th></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
)
def test_a_table_of_data_stays(html: str) -> None:
    assert clean(html) == html


def test_a_table_with_pictures_and_no_head_is_layout() -> None:
    html = "<table><tr><td><img src=a><td>b<tr><td>c<td>d</table>"
    found = cleaned(html, resolve, ())
    assert "<table" not in found.html
    assert [note.text for note in found.notes] == ["tables that only arrange the text: 1"]


@pytest.mark.parametrize(
    ("out", "html"),
    [
        ("Preview", "<div style='display:none'>Preview<p hidden></p></div><p>Text</p>"),
        ("Preview", "<div style='max-height:0'>Preview</div><p>Text</p>"),
        ("Aigerim", "<p>Text</p><div class='gmail_signature'>Aigerim</div>"),
        ("Aigerim", "<p>Text</p><div id='Signature'>Aigerim</div>"),
        ("Unsubscribe here.", "<p>Text</p><p><a href=x>Unsubscribe</a> here.</p>"),
        ("Отписаться от рассылки", "<p>Text</p><p>Отписаться от рассылки</p>"),
        ("Жазылымнан бас тарту", "<p>Text</p><p>Жазылымнан бас тарту</p>"),
        ("Хатты браузерде ашу", "<div>Хатты браузерде ашу</div><p>Text</p>"),
        ("View in your browser", "<div>View in your browser</div><p>Text</p>"),
        ("Please donate to support us.", "<p>Text</p><p>Please donate to support us.</p>"),
        ("Advertisement", "<p>Advertisement</p><p>Text</p>"),
    ],
)
def test_what_is_no_text_is_left_out_and_named(out: str, html: str) -> None:
    found = cleaned(html, resolve, ("^advertisement$",))
    assert found.html == "<p>Text</p>"
    assert found.left_out == (out,)


def test_a_message_about_unsubscribing_is_not_left_out_as_a_whole() -> None:
    assert clean("<p>How to unsubscribe</p>") == "<p>How to unsubscribe</p>"
    middle = "<p>Text</p>" * 20
    assert "unsubscribe" in clean(f"{middle}<p>They unsubscribe.</p>{middle}")


def test_html_that_is_nested_too_deeply_is_said() -> None:
    found = cleaned("<div>" * 50_000 + "Text", resolve, ())
    assert "Text" in found.html
    assert any("nested" in note.text for note in found.notes)
