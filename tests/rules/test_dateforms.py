"""Dates in other forms → what their authors are told to write."""

import re

import pytest

from kazarchive.rules import dateforms, dates


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5.01.2022", ["2022-01-05"]),
        ("05.01.2022 18:30", ["2022-01-05 18:30"]),
        ("5.01.2022 6:30 PM", ["2022-01-05 18:30"]),
        ("5/1/2022", ["2022-01-05", "2022-05-01"]),
        ("13/01/2022", ["2022-01-13"]),
        ("1-13-2022", ["2022-01-13"]),
        ("2022/01/05", ["2022-01-05"]),
        ("2022.1.5 18:30", ["2022-01-05 18:30"]),
        ("20220105", ["2022-01-05"]),
        ("2022", ["2022-01-01"]),
        ("2022-03", ["2022-03-01"]),
        ("2022-01-05 6:30 PM", ["2022-01-05 18:30"]),
        ("2022-01-05T12:05:07 a.m.", ["2022-01-05T00:05:07"]),
        ("2022-01-05 12pm", ["2022-01-05 12:00"]),
        ("2022-01-05 18.30", ["2022-01-05 18:30"]),
        ("2022-01-05 18h30", ["2022-01-05 18:30"]),
        ("2022-01-05T18", ["2022-01-05 18:00"]),
        ("2022-01-05 18:30 ALMT", ["2022-01-05 18:30 +05:00"]),
        ("2022-01-05, 18:30", ["2022-01-05 18:30"]),
        ("2022-01-05\u00a018:30", ["2022-01-05 18:30"]),
        ("2022–01–05", ["2022-01-05"]),
        ("\u200b2022-01-05", ["2022-01-05"]),
        ("5 January 2022", ["2022-01-05"]),
        ("Jan 5, 2022 6:30 pm", ["2022-01-05 18:30"]),
        ("05-Jan-2022", ["2022-01-05"]),
        ("5 января 2022 г.", ["2022-01-05"]),
        ("5 мая 2022", ["2022-05-05"]),
        ("2022 жылғы 5 қаңтар", ["2022-01-05"]),
        ("Wed, 05 Jan 2022 18:30:00 +0600", ["2022-01-05 18:30:00 +0600"]),
        ("1641367800", ["2022-01-05T07:30:00Z"]),
    ],
)
def test_the_help_names_what_was_meant(written: str, meant: list[str]) -> None:
    told = re.findall("`(.+?)`", dateforms.hint(written, "Asia/Almaty"))
    assert told == meant
    for one in told:
        assert dates.parse(one, "Asia/Almaty")


@pytest.mark.parametrize(
    "written",
    ["tomorrow", "2022-02-30", "31.02.2022", "2022-13", "0", "5.1.22", "9" * 40, "18:05 PM"],
)
def test_of_what_nobody_understands_the_form_is_told(written: str) -> None:
    assert dateforms.hint(written, "Asia/Almaty") == dateforms.FORM


@pytest.mark.parametrize(
    ("written", "odd"),
    [
        ("2022-01-05 18:30 +15:00", "+15:00"),
        ("2022-01-05T18:30:00.5+1430", "+1430"),
        ("2022-01-05 18:30-12:30", "-12:30"),
        ("2022-01-05 18:30 +23", "+23"),
        ("2022-01-05 18:30 +14:00", None),
        ("2022-01-05 18:30 -12", None),
        ("2022-01-05 18:30+1345", None),
        ("2022-01-15", None),
        ("2022-01-15 18:30", None),
        ("2022-01-05 18:30Z", None),
    ],
)
def test_an_offset_that_no_place_has_is_reckoned_with_and_known(
    written: str, odd: str | None
) -> None:
    assert dates.odd_offset(written) == odd
    assert dates.parse(written, "UTC")
