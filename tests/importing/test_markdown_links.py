"""The addresses in Markdown are replaced, and nothing else."""

import pytest

from kazarchive.importing.markdown_links import rewritten


def marked(address: str, is_media: bool) -> str:
    return f"/{'m' if is_media else 'a'}/{address}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Мақала](b.md)", "[Мақала](/a/b.md)"),
        ("![x](i.png 'Сурет')", "![x](/m/i.png 'Сурет')"),
        ("[![x](i.png)](b.md#c)", "[![x](/m/i.png)](/a/b.md#c)"),
        ("[x](<a b.md>)", "[x](/a/a%20b.md)"),
        ("[x](a(1).md)", "[x](/a/a%281%29.md)"),
        (r"[x](a\_b.md?a=1&amp;b)", "[x](/a/a_b.md?a=1&b)"),
        ("[x][y]\n\n[y]: b.md 'T'\n", "[x][y]\n\n[y]: /a/b.md 'T'\n"),
        ("![x][y]\n\n> [y]: <b.png>\n", "![x][y]\n\n> [y]: /m/b.png\n"),
        ('<img alt="a" src="i.png">', '<img alt="a" src="/m/i.png">'),
        ("<p>\n<a\nhref='b&amp;c'>x</a>\n</p>", "<p>\n<a\nhref='/a/b&amp;c'>x</a>\n</p>"),
        ("<video src=i.mp4>", "<video src=/m/i.mp4>"),
    ],
)
def test_an_address_is_replaced(text: str, expected: str) -> None:
    assert rewritten(text, marked) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`[x](y)` and \\[x](y), <https://a.example/b>",
        "    [x](y)\n\n```\n[x](y)\n[z]: y\n```\n",
        "[^1]: not an address",
        "Text.",
        "[x] (y) &amp; <b>c</b> \u00a0",
    ],
)
def test_code_and_text_stay(text: str) -> None:
    assert rewritten(text, marked) == text


def test_an_address_that_stays_keeps_its_form() -> None:
    text = "[x](<a b>) [y](a\\_b)"
    assert rewritten(text, lambda address, _: address) == text
