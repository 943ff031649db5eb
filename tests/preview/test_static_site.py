"""The rules in a file of headers."""

import pytest

from kazarchive.preview import static_site


def test_headers_stand_below_their_path() -> None:
    text = "# remark\n/a\n  X: 1\n\tY:2:3\n\n/b/*\n  Z: \n"
    assert static_site.rules(text) == (
        static_site.Rule("/a", (("X", "1"), ("Y", "2:3"))),
        static_site.Rule("/b/*", (("Z", ""),)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Access-Control-Allow-Origin: *",
        "content-length: 3",
        "Transfer-Encoding: chunked",
        "Bad Name: x",
        ": x",
        "X-Ключ: да",
        "X: да",
        "X: a\x00b",
        "no colon",
    ],
)
def test_what_a_file_may_not_set_is_left_out(line: str) -> None:
    assert static_site.rules(f"/*\n  {line}\n  X: y\n") == (static_site.Rule("/*", (("X", "y"),)),)


def test_headers_before_any_path_are_nobodys() -> None:
    assert static_site.rules("  X: y\n") == ()
