"""The namespaces of OpenDocument."""

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"

OFFICE = f"{_BASE}office:1.0}}"
TEXT = f"{_BASE}text:1.0}}"
STYLE = f"{_BASE}style:1.0}}"
TABLE = f"{_BASE}table:1.0}}"
DRAW = f"{_BASE}drawing:1.0}}"
META = f"{_BASE}meta:1.0}}"
MANIFEST = f"{_BASE}manifest:1.0}}"
FO = f"{_BASE}xsl-fo-compatible:1.0}}"
SVG = f"{_BASE}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DC = "{http://purl.org/dc/elements/1.1/}"

CONTENTS = frozenset(
    f"{TEXT}{name}"
    for name in (
        "alphabetical-index",
        "illustration-index",
        "object-index",
        "table-index",
        "table-of-content",
        "user-index",
    )
)
"""Lists that the program makes of the text."""
