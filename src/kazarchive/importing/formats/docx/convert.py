"""Prepared XML → HTML, by mammoth."""

import io
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import cast
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import mammoth
from lxml import etree
from lxml.html import HtmlElement

from kazarchive.importing import fragments
from kazarchive.importing.formats.docx.package import Part, Relationship
from kazarchive.importing.formats.docx.prepare import BEGIN, END
from kazarchive.importing.office import lists
from kazarchive.problems import Place, Problem, ProblemsFound

_ROLES = (
    "title",
    "author",
    "date",
    "caption",
    "quote",
    "code",
    *(f"h{level}" for level in range(1, 7)),
)
_RULES = "\n".join(
    (
        "p.title => h1.title:fresh",
        *(f"p.{role} => p.{role}:fresh" for role in ("author", "date", "caption")),
        "p.quote => blockquote > p:fresh",
        "p.code => pre:separator('\\n')",
        *(f"p.h{level} => h{level}:fresh" for level in range(1, 7)),
    )
)
_NUMBERED = re.compile(f"<p>{BEGIN}L([^{END}]*){END}")
_NUMBER = re.compile(f"{BEGIN}L[^{END}]*{END}")
_IMAGE = re.compile(f"{BEGIN}I(\\d+){END}")

_STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + "".join(f'<w:style w:type="paragraph" w:styleId="{role}"/>' for role in _ROLES)
    + "</w:styles>"
)


_FAULTS = (
    ArithmeticError,
    AttributeError,
    ExpatError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What mammoth raises at XML that is well-formed and makes no sense."""


def converted(parts: Sequence[Part], images: Sequence[str], place: Place) -> HtmlElement:
    """The blocks below one `div`. `images`: the HTML of each image.

    Raises ProblemsFound (K0871).
    """
    try:
        result = mammoth.convert_to_html(
            _packed(parts),
            style_map=_RULES,
            include_default_style_map=False,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except _FAULTS as error:
        nested = isinstance(error, RecursionError)
        reason = "it is nested too deeply" if nested else f"its elements make no sense ({error})"
        raise ProblemsFound([Problem("K0871", place, {"reason": reason})]) from None
    text = _NUMBERED.sub(rf'<p {lists.MARK}="\1">', cast(str, result.value))
    text = _NUMBER.sub("", text)
    text = _IMAGE.sub(lambda found: images[int(found[1])], text)
    tree, _ = fragments.parsed(text)
    return tree


def _packed(parts: Sequence[Part]) -> io.BytesIO:
    """A zip file with the parts that mammoth needs, under the names that it falls back to."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as made:
        made.writestr("word/styles.xml", _STYLES)
        for part in parts:
            raw = etree.tostring(part.root, encoding="UTF-8")
            made.writestr(f"word/{part.name}.xml", raw)
            made.writestr(f"word/_rels/{part.name}.xml.rels", _links(part.relationships))
    packed.seek(0)
    return packed


def _links(relationships: Mapping[str, Relationship]) -> str:
    """The addresses of links."""
    links = "".join(
        f'<Relationship Id="{escape(identity)}" Target="{escape(each.target)}" Type="hyperlink"/>'
        for identity, each in relationships.items()
        if each.kind == "hyperlink"
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{links}</Relationships>'
