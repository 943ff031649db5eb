"""Bytes → groups, control words and text."""

from kazarchive.importing.formats.rtf.tokens import tokens


def parts(raw: bytes) -> list[tuple[str, str, int | None, bytes]]:
    return [token[:4] for token in tokens(raw)]


def test_a_file_is_cut_into_tokens() -> None:
    assert parts(rb"{\b0 a\'e0 \u-1?\~\ul\bin3 {}}}") == [
        ("{", "", None, b""),
        ("word", "b", 0, b""),
        ("text", "", None, rb"a\'e0 \u-1?"),
        ("word", "~", None, b""),
        ("word", "ul", None, b""),
        ("binary", "", None, b"{}}"),
        ("}", "", None, b""),
    ]


def test_line_ends_are_nothing_and_escaped_ones_are_words() -> None:
    assert parts(b"a\r\nb\\\nc\0d") == [
        ("text", "", None, b"a"),
        ("text", "", None, b"b"),
        ("word", "\n", None, b""),
        ("text", "", None, b"c"),
        ("text", "", None, b"d"),
    ]


def test_whatever_the_bytes_are_each_is_passed() -> None:
    assert parts(b"\\") == []
    assert parts(rb"\'zz") == [("word", "'", None, b""), ("text", "", None, b"zz")]
    assert parts(rb"\bin99 x") == [("binary", "", None, b"x")]
    assert parts(rb"\bin-5 x")[-1] == ("text", "", None, b"x")
    assert [token.position for token in tokens(b"{}\\b")] == [0, 1, 2]
