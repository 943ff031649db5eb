"""Documents of LibreOffice, made of the XML of their parts."""

from collections.abc import Mapping

from importing.formats.office_cases import packed

TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "office": f"{_OASIS}:office:1.0",
    "text": f"{_OASIS}:text:1.0",
    "style": f"{_OASIS}:style:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "manifest": f"{_OASIS}:manifest:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
}


def element(name: str, inner: str, attributes: str = "") -> str:
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}{declared}{attributes}>{inner}</{name}>'


def _inner(text: str, automatic: str) -> str:
    return (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>"
    )


def odt(
    text: str,
    automatic: str = "",
    styles: str = "",
    meta: str = "",
    files: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A file. `automatic`: styles of the text itself; `styles`: the content of styles.xml."""
    return packed(
        {
            "mimetype": TYPE,
            "content.xml": element("office:document-content", _inner(text, automatic)),
            "styles.xml": element("office:document-styles", styles),
            "meta.xml": element("office:document-meta", f"<office:meta>{meta}</office:meta>"),
            **(files or {}),
        }
    )


def fodt(text: str, automatic: str = "", styles: str = "", meta: str = "") -> bytes:
    """The same as one XML file."""
    inner = f"<office:meta>{meta}</office:meta>{styles}{_inner(text, automatic)}"
    return element("office:document", inner, f' office:mimetype="{TYPE}"').encode()
