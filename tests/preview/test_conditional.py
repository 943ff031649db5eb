"""Which part of a file a request is for."""

import pytest

from kazarchive.preview import conditional
from kazarchive.preview.conditional import Part

TAG = '"tag"'


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({}, Part(200, 0, 10)),
        ({"range": "bytes=2-4"}, Part(206, 2, 5)),
        ({"range": "bytes=-4"}, Part(206, 6, 10)),
        ({"range": "bytes=4-"}, Part(206, 4, 10)),
        ({"range": "bytes=10-"}, Part(416, 0, 0)),
        ({"range": "bytes=4-2"}, Part(200, 0, 10)),
        ({"range": "bytes=0-1,2-3"}, Part(200, 0, 10)),
        ({"range": "bytes=2-4", "if-range": TAG}, Part(206, 2, 5)),
        ({"range": "bytes=2-4", "if-range": '"other"'}, Part(200, 0, 10)),
        ({"if-none-match": f'"a", W/{TAG}'}, Part(304, 0, 0)),
        ({"if-match": f"W/{TAG}"}, Part(412, 0, 0)),
        ({"if-match": TAG, "if-none-match": '"a"'}, Part(200, 0, 10)),
    ],
)
def test_a_part_is_sent(headers: dict[str, str], wanted: Part) -> None:
    assert conditional.part(headers, TAG, 10, get=True) == wanted


def test_a_range_counts_for_get_alone() -> None:
    assert conditional.part({"range": "bytes=2-4"}, TAG, 10, get=False) == Part(200, 0, 10)
