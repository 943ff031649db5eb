"""Plain text of mail → HTML."""

import pytest

from kazarchive.importing.mail.plain import html, words


def broken(*lines: str) -> str:
    return "\n".join(lines)


LONG = "The price of gas has doubled within a day, and there are queues at"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.\n", "<p>One.</p><p>Two.</p>"),
        ("One.\nTwo.\n", "<p>One.</p><p>Two.</p>"),
        (broken(LONG, "the pumps.", "", "City hall", "Abay 1"),
         f"<p>{LONG} the pumps.</p><p>City hall<br>\nAbay 1</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("x\n\n> y\n>\n> z\n>> w\nv", "<p>x</p><blockquote><p>y</p><p>z</p>"
         "<blockquote><p>w</p></blockquote></blockquote><p>v</p>"),
        ("List:\n* a\n* b\n  c\n\nz", "<p>List:</p><ul><li>a</li><li>b c</li></ul><p>z</p>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- alone\n\nx", "<p>- alone</p><p>x</p>"),
        ("- a\n* b\n\nx", "<p>- a<br>\n* b</p><p>x</p>"),
        ("a    1\nb    2\n\nx", "<pre>a    1\nb    2</pre><p>x</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_blocks_are_what_their_lines_say(text: str, expected: str) -> None:
    assert html(text).html == expected


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("see https://a.example/x.", '<a href="https://a.example/x">https://a.example/x</a>.'),
        (
            "(http://a.example/b_(c))",
            '<a href="http://a.example/b_(c)">http://a.example/b_(c)</a>)',
        ),
        ("(http://a.example/b)", '<a href="http://a.example/b">http://a.example/b</a>)'),
        ("http://a.example/?a=1&b", 'href="http://a.example/?a=1&amp;b"'),
    ],
)
def test_addresses_are_links(text: str, linked: str) -> None:
    assert linked in html(text).html


def test_flowed_lines_are_joined_and_unstuffed() -> None:
    text = "One \ntwo.\n From here.\n> Quoted \n> text.\n\nX"
    assert html(text, flowed=True).html == (
        "<p>One two.<br>\nFrom here.</p><blockquote><p>Quoted text.</p></blockquote><p>X</p>"
    )
    assert html("Ин \nтернет", flowed=True, delsp=True).html == "<p>Интернет</p>"
    assert words("> Ин \n> тернет", joined=True) == "Интернет"
    assert words("> Ин \n> тернет", joined=False) == "Ин \nтернет"


def test_a_signature_is_left_out_up_to_a_quotation_below_it() -> None:
    found = html("Text.\n\n-- \nAigerim\n+7 701\n\n> Earlier.")
    assert found.html == "<p>Text.</p><blockquote><p>Earlier.</p></blockquote>"
    assert found.left_out == ("-- Aigerim +7 701",)
    assert html("-- \nall of it").html == "<p>--</p><p>all of it</p>"


def test_the_footer_of_a_list_is_left_out() -> None:
    line = "_" * 47
    found = html(f"Text.\n\n{line}\nNews mailing list\nhttps://archive.example/list")
    assert found.html == "<p>Text.</p>"
    assert found.left_out == (f"{line} News mailing list https://archive.example/list",)


def test_the_armour_of_pgp_is_left_out() -> None:
    found = html(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nText.\n\n- ---\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n"
    )
    assert found.html == "<p>Text.</p><p>---</p>"
    assert len(found.left_out) == 2


def test_quotations_are_nested_only_so_deep() -> None:
    assert html(">" * 5_000 + " x").html.count("<blockquote>") == 20
