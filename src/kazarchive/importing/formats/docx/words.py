"""All words of a document, straight from its XML: the second reading, with which the article is
compared. It has nothing of `prepare.py` and mammoth's reader."""

from collections.abc import Iterable, Mapping

from lxml import etree
from mammoth.docx.dingbats import dingbats

from kazarchive.importing.formats.docx.formulas import linear
from kazarchive.importing.formats.docx.numbering import Numbering
from kazarchive.importing.formats.docx.package import MC, M, Part, W
from kazarchive.importing.formats.docx.styles import Styles

_SKIPPED = {f"{W}{name}" for name in "del moveFrom pPr rPr rt sdtPr tblPr tcPr trPr".split()}
_SIGNS = {
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}

REFERENCES = (f"{W}footnoteReference", f"{W}endnoteReference")

Reference = tuple[str, str]
"""(`footnote` or `endnote`, id)"""

Notes = Mapping[Reference, etree._Element]


def identity(element: etree._Element) -> Reference:
    """The note of a reference, or of a note itself."""
    kind = etree.QName(element).localname.removesuffix("Reference")
    return kind, element.get(f"{W}id", "")


def has_mark(run: etree._Element) -> bool:
    """Whether the text of a run is the mark of its note, in place of a number."""
    return any(each.get(f"{W}customMarkFollows") for each in run.iterchildren(*REFERENCES))


def notes(parts: Iterable[Part]) -> Notes:
    """The footnotes and endnotes in the parts of a document."""
    named = (f"{W}footnote", f"{W}endnote")
    return {identity(note): note for part in parts for note in part.root.iter(*named)}


def words(body: etree._Element, notes: Notes, styles: Styles, numbering: Numbering) -> str:
    """The text of a document and then of its notes, a line for each paragraph."""
    reader = _Reader(styles, numbering)
    reader.blocks(body)
    for reference in list(dict.fromkeys(reader.references)):
        if reference in notes:
            reader.blocks(notes[reference])
    return "".join(reader.parts)


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.parts: list[str] = []
        self.references: list[Reference] = []
        self.boxes: list[etree._Element] = []
        """Text boxes of the paragraph that is read."""

    def blocks(self, element: etree._Element) -> None:
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is not None:
                continue
            elif child.tag == f"{MC}AlternateContent":
                self.blocks(_chosen(child))
            elif child.tag not in _SKIPPED:
                self.blocks(child)

    def paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        role = self.styles.role(properties)
        if role == "contents":
            return
        outer, self.boxes = self.boxes, []
        item = self.numbering.item(properties)
        start = len(self.parts)
        self.text(paragraph, properties)
        if item and (role[:1] == "h" or not item.kind) and "".join(self.parts[start:]).strip():
            self.parts.insert(start, f"{item.label} ")
        if properties is None or properties.find(f"{W}rPr/{W}del") is None:
            self.parts.append("\n")
        for box in self.boxes:
            self.blocks(box)
        self.boxes = outer

    def text(self, element: etree._Element, paragraph: etree._Element | None) -> None:
        for child in element:
            if child.tag == f"{M}oMath":
                self.parts.append(linear(child))
            elif child.tag == f"{W}t":
                self.parts.append("" if has_mark(element) else child.text or "")
            elif child.tag in _SIGNS:
                self.parts.append(_SIGNS[child.tag])
            elif child.tag == f"{W}sym":
                self.parts.append(_symbol(child))
            elif child.tag in REFERENCES:
                self.references.append(identity(child))
            elif child.tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif child.tag == f"{MC}AlternateContent":
                self.text(_chosen(child), paragraph)
            elif not self.is_hidden(child, paragraph):
                self.text(child, paragraph)

    def is_hidden(self, element: etree._Element, paragraph: etree._Element | None) -> bool:
        if element.tag in _SKIPPED:
            return True
        run = element.find(f"{W}rPr") if element.tag == f"{W}r" else None
        return element.tag == f"{W}r" and self.styles.has("vanish", run, paragraph)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The alternative with a text, or the last."""
    choices: list[etree._Element] = [*alternatives] or [alternatives]
    written = (one for one in choices if next(one.iter(f"{W}txbxContent"), None) is not None)
    return next(written, choices[-1])


def _symbol(element: etree._Element) -> str:
    """A character of a font with an encoding of its own (ECMA-376, part 1, 17.3.3.30)."""
    font, code = element.get(f"{W}font"), element.get(f"{W}char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    found = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
    return chr(found) if found else ""
