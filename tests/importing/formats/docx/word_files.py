"""Documents of Word, made of the XML of their parts."""

from collections.abc import Iterator, Mapping
from html import escape

from importing.formats.office_cases import packed

_SCHEMAS = "http://schemas.openxmlformats.org"
W = f"{_SCHEMAS}/wordprocessingml/2006/main"
NAMESPACES = {
    "": W,
    "w": W,
    "r": f"{_SCHEMAS}/officeDocument/2006/relationships",
    "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_SCHEMAS}/drawingml/2006/main",
    "pic": f"{_SCHEMAS}/drawingml/2006/picture",
    "c": f"{_SCHEMAS}/drawingml/2006/chart",
    "m": f"{_SCHEMAS}/officeDocument/2006/math",
    "mc": f"{_SCHEMAS}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_ROOTS = {
    "document": "document",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "hdr",
}
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "{}</cp:coreProperties>"
)

STYLES = """
<style w:type="paragraph" w:styleId="Title"><name w:val="Title"/></style>
<style w:type="paragraph" w:styleId="H1"><name w:val="heading 1"/><rPr><b/></rPr></style>
<style w:type="paragraph" w:styleId="H2"><name w:val="heading 2"/><rPr><b/></rPr></style>
<style w:type="paragraph" w:styleId="Caption"><name w:val="caption"/><rPr><i/></rPr></style>
<style w:type="paragraph" w:styleId="Quote"><name w:val="Quote"/><rPr><i/></rPr></style>
<style w:type="paragraph" w:styleId="Lead"><name w:val="Lead"/><rPr><b/></rPr></style>
<style w:type="character" w:styleId="Strong"><name w:val="Strong"/><rPr><b/></rPr></style>
"""


def p(text: str, style: str = "") -> str:
    properties = f'<pPr><pStyle w:val="{style}"/></pPr>' if style else ""
    return f'<p>{properties}<r><t xml:space="preserve">{text}</t></r></p>'


def part(name: str, inner: str) -> str:
    root = _ROOTS[name]
    declared = "".join(
        f' xmlns{prefix and ":"}{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()
    )
    inner = f"<body>{inner}</body>" if name == "document" else inner
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{declared}>{inner}</{root}>'


def docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    core: str = "",
    files: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """A file. `parts`: name → XML inside its root; `files`: images by their names, whose ids are
    these names; `links`: id → address."""
    texts = {"styles": STYLES, "document": body} | dict(parts or {})
    files, links = files or {}, links or {}
    members: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    members["_rels/.rels"] = _relationships(
        [
            ("1", "officeDocument", "word/document.xml", False),
            ("2", "metadata/core-properties", "docProps/core.xml", False),
        ]
    )
    members["docProps/core.xml"] = _CORE.format(core)
    members |= {f"word/{name}.xml": part(name, text) for name, text in texts.items()}
    members |= {f"word/media/{name}": content for name, content in files.items()}
    related = [(name, name.rstrip("1"), f"{name}.xml", False) for name in texts]
    related += [(name, "image", f"media/{name}", False) for name in files]
    related += [(name, "hyperlink", url, True) for name, url in links.items() if "." not in name]
    related += [(name, "image", url, True) for name, url in links.items() if "." in name]
    members["word/_rels/document.xml.rels"] = _relationships(related)
    members["word/_rels/footnotes.xml.rels"] = _relationships(related)
    return packed(members)


def _relationships(all: list[tuple[str, str, str, bool]]) -> str:
    def written() -> Iterator[str]:
        for identity, kind, target, is_external in all:
            mode = ' TargetMode="External"' if is_external else ""
            yield (
                f'<Relationship Id="{identity}" Type="{_SCHEMAS}/x/{kind}"'
                f' Target="{escape(target)}"{mode}/>'
            )

    namespace = f"{_SCHEMAS}/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(written())}</Relationships>'
