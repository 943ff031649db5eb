"""How often a row or a cell of a table is there, if the file has it only once."""

from lxml import etree

from kazarchive.importing.formats.odt.names import TABLE

MOST = 100
"""Spreadsheets repeat their empty cells a million times, texts have few of them."""

_NAMES = (f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated")


def times(element: etree._Element) -> int:
    """1 for what is not repeated. A table in a table is not, since its own rows may be."""
    said = next((element.get(name) for name in _NAMES if element.get(name)), None)
    if (
        said is None
        or not said.isdecimal()
        or next(element.iter(f"{TABLE}table"), None) is not None
    ):
        return 1
    return min(int(said), MOST)
