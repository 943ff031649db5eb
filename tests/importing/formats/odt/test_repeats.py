"""Cells and rows that are there several times."""

import pytest
from lxml import etree

from importing.formats.odt.writer_files import element
from kazarchive.importing.formats.odt.repeats import MOST, times


@pytest.mark.parametrize(
    ("attributes", "inner", "expected"),
    [
        ("", "", 1),
        ('table:number-columns-repeated="3"', "", 3),
        ('table:number-rows-repeated="2"', "", 2),
        ('table:number-rows-repeated="1048576"', "", MOST),
        ('table:number-rows-repeated="x"', "", 1),
        ('table:number-rows-repeated="3"', "<table:table/>", 1),
    ],
)
def test_an_element_says_how_often_it_is_there(attributes: str, inner: str, expected: int) -> None:
    xml = element("table:table-cell", inner, f" {attributes}")
    assert times(etree.fromstring(xml.encode())) == expected
