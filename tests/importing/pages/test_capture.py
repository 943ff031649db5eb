"""The comments that programs write into the pages that they save."""

import pytest

from kazarchive.importing.pages.capture import Capture, capture, moment, unwrapped


@pytest.mark.parametrize(
    ("comment", "url", "retrieved"),
    [
        (" saved from url=(0023)http://archive.example/a ", "http://archive.example/a", None),
        (" saved from url=(0014)about:internet ", None, None),
        (
            "\n Page saved with SingleFile \n url: https://archive.example/b \n"
            " saved date: Wed Jan 05 2022 10:00:00 GMT+0600 (East Kazakhstan Time)\n",
            "https://archive.example/b",
            "2022-01-05T10:00:00+06:00",
        ),
        (
            " Archive processed by SingleFile\n url: https://archive.example/b\n",
            "https://archive.example/b",
            None,
        ),
        (
            " Mirrored from archive.example/c.html by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Wed, 05 Jan 2022 04:00:00 GMT ",
            "http://archive.example/c.html",
            "2022-01-05T04:00:00Z",
        ),
        (
            "\n FILE ARCHIVED ON 03:48:42 Apr 03, 2014 AND RETRIEVED FROM THE\n",
            None,
            "2014-04-03T03:48:42Z",
        ),
        (
            " saved from url=(0067)https://web.archive.org/web/20140403034842/http://a.example/d ",
            "http://a.example/d",
            "2014-04-03T03:48:42Z",
        ),
        (" a comment ", None, None),
    ],
)
def test_a_comment_says_where_and_when(
    comment: str, url: str | None, retrieved: str | None
) -> None:
    assert capture(["other", comment]) == Capture(url, retrieved)


def test_an_address_in_the_wayback_machine_is_that_of_the_page() -> None:
    short = "https://web.archive.org/web/2014/https:/a.example/?b=/c"
    assert unwrapped(short) == ("https://a.example/?b=/c", "2014")
    assert unwrapped("https://a.example/") == ("https://a.example/", None)


def test_a_moment_that_is_none_is_left_out() -> None:
    assert moment("5 Foo 2022") is None
    assert moment("05 Jan 2022") == "2022-01-05"
