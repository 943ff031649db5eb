"""The address that an article sets itself."""

from datetime import date

import pytest

from kazarchive.rules.permalinks import fault, filled


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/old/page.html", "/old/page.html"),
        ("/:year/:month/:day/:title/", "/2022/01/05/cap/"),
        ("/:short_year/:i_month-:i_day/:slug.html", "/22/1-5/cap.html"),
        (" /жаңалық/ ", "/жаңалық/"),
        ("/:categories/:title/", "/:categories/cap/"),
        ("/12:30/", "/12:30/"),
    ],
)
def test_tokens_are_filled_in(written: str, address: str) -> None:
    assert filled(written, date(2022, 1, 5), "cap") == address


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/old/page.html", None),
        ("/:categories/cap/", "`:categories` is not known here"),
        ("https://archive.example/a/", "it is a full URL"),
        ("/{{ page.fileSlug }}/", "it contains a template"),
        ("/{% x %}/", "it contains a template"),
    ],
)
def test_what_cannot_be_interpreted_is_named(address: str, reason: str | None) -> None:
    assert fault(address) == reason
