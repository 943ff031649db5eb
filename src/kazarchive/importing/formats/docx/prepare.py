"""The XML of a document → the same with what mammoth passes over, in forms that it knows.

mammoth reads marks only where they stand at a text, few styles, only its own lists, and of images
those at one place. So styles become few and fixed, numbers become marks of paragraphs, images
become signs in the text, and text boxes become paragraphs.
"""

import re
from collections.abc import Collection, Iterator

from lxml import etree
from msgspec import Struct, field

from kazarchive.importing.formats.docx import runs
from kazarchive.importing.formats.docx.formulas import linear
from kazarchive.importing.formats.docx.numbering import Numbering
from kazarchive.importing.formats.docx.package import MC, A, M, Part, R, V, W
from kazarchive.importing.formats.docx.runs import Look, Looks
from kazarchive.importing.formats.docx.styles import Styles
from kazarchive.importing.formats.docx.words import REFERENCES, Reference, has_mark, identity
from kazarchive.importing.office import lists
from kazarchive.importing.office.notes import Beside

BEGIN, END = "\ufdd0", "\ufdd1"
"""Around the signs that `convert.py` replaces: characters that no text has (Unicode, 23.7)."""

_SIGNS = re.compile(f"[{BEGIN}{END}]")
_WRAPPERS = [
    f"{W}{name}"
    for name in (
        "bdo customXml dir fldSimple ins moveTo ruby rubyBase sdt sdtContent smartTag".split()
    )
]
"""Elements of which only the content counts; mammoth knows some of them only."""
_SETTINGS = [f"{W}{name}" for name in "customXmlPr rt rubyPr sdtEndPr sdtPr smartTagPr".split()]


class Image(Struct, frozen=True):
    """An image in the text."""

    target: str
    """The name of its part, or its address."""
    is_external: bool
    alt: str


class Prepared(Beside):
    """What was taken out of the trees of a document."""

    images: list[Image] = field(default_factory=list)


def prepare(
    part: Part, styles: Styles, numbering: Numbering, notes: Collection[Reference], to: Prepared
) -> None:
    """Change the tree of a part in place. `notes`: those that the document has."""
    _Tree(part, styles, numbering, to).prepare(notes)


class _Tree:
    def __init__(self, part: Part, styles: Styles, numbering: Numbering, to: Prepared) -> None:
        self.root, self.relationships, self.to = part.root, part.relationships, to
        self.styles, self.numbering, self.looks = styles, numbering, Looks(styles)

    def prepare(self, notes: Collection[Reference]) -> None:
        for text in self.root.iter(f"{W}t"):
            text.text = _SIGNS.sub("", text.text or "")
        self.choose()
        self.count()
        etree.strip_elements(self.root, *_SETTINGS, f"{M}oMathParaPr", with_tail=False)
        etree.strip_tags(self.root, *_WRAPPERS, f"{M}oMathPara")
        self.free_text_boxes()
        for paragraph in list(self.root.iter(f"{W}p")):
            self.paragraph(paragraph)
        self.drop_bookmarks()
        for link in self.root.iter(f"{W}hyperlink"):
            if link.get(f"{R}id", "") not in self.relationships:
                link.attrib.pop(f"{R}id", "")
        for reference in list(self.root.iter(*REFERENCES)):
            if identity(reference) not in notes:
                self.to.counts["missing note"] += 1
                _remove(reference)

    def choose(self) -> None:
        """Of the alternatives for different programs, keep the one with a text, or else the one for
        older programs, whose image most can show."""
        for each in list(self.root.iter(f"{MC}AlternateContent")):
            choices = [*each.iter(f"{MC}Choice"), *each.iter(f"{MC}Fallback")]
            written = (
                one for one in choices if next(one.iter(f"{W}txbxContent"), None) is not None
            )
            chosen = next(written, choices[-1] if choices else None)
            for other in choices:
                if other is not chosen:
                    _remove(other)
        etree.strip_tags(self.root, f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback")

    def count(self) -> None:
        counts = self.to.counts
        for name, what in (("ins", "insertion"), ("del", "deletion"), ("moveTo", "move")):
            counts[what] += sum(1 for _ in self.root.iter(f"{W}{name}"))
        counts["comment"] += sum(1 for _ in self.root.iter(f"{W}commentReference"))
        for name, what in _LOST.items():
            counts[what] += sum(1 for _ in self.root.iter(f"{{*}}{name}"))

    def free_text_boxes(self) -> None:
        """Put the paragraphs of a text box after the paragraph to which it belongs."""
        last: dict[etree._Element, etree._Element] = {}
        for box in list(self.root.iter(f"{W}txbxContent")):
            anchor = next(box.iterancestors(f"{W}p"), None)
            if anchor is None:
                continue
            place = last.get(anchor, anchor)
            for block in list(box):
                place.addnext(block)
                place = block
            last[anchor] = place
            _remove(box)

    # --- paragraphs -----------------------------------------------------------------------------

    def paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        if len(paragraph) == (properties is not None):  # nothing beside them
            self.numbering.item(properties)
            _remove(paragraph)
            return
        role = self.styles.role(properties)
        if role == "contents":
            for tab in list(paragraph.iter(f"{W}tab")):
                _replace(tab, " ")
            self.to.contents.append(_text(paragraph))
            _remove(paragraph)
            return
        for formula in list(paragraph.iter(f"{M}oMath")):
            _replace(formula, linear(formula))
            self.to.counts["formula"] += 1
        self.runs(paragraph, properties, role)
        item = self.numbering.item(properties)
        first = ""
        if not _text(paragraph).strip():
            item = None
        if item and role[:1] == "h":
            first = f"{item.label} "
        elif item and item.kind:
            first = f"{BEGIN}L{lists.mark(item.level, item.kind, item.number)}{END}"
        elif item:
            first = f"{item.label} "
            self.to.counts["number"] += 1
        deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        self.set_properties(paragraph, role, deleted)
        if first:
            paragraph.insert(1, _run(first))

    def set_properties(self, paragraph: etree._Element, role: str, deleted: bool) -> None:
        """Replace the properties by the ones that `convert.py` has a rule for."""
        for each in paragraph.findall(f"{W}pPr"):
            paragraph.remove(each)
        properties = etree.Element(f"{W}pPr")
        if role:
            etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", role)
        if deleted:
            etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}del")
        paragraph.insert(0, properties)

    def runs(self, paragraph: etree._Element, properties: etree._Element | None, role: str) -> None:
        """Mark the runs of a paragraph, and join those that look the same."""
        last: etree._Element | None = None
        look = Look(False)
        for run in list(paragraph.iter(f"{W}r")):
            before, look = look, self.looks.of(run, properties, role)
            if look.is_hidden:
                self.to.hidden.append(_text(run))
                _remove(run)
                continue
            self.content(run)
            is_note = next(run.iter(*REFERENCES), None) is not None
            runs.mark(run, Look(False) if is_note else look)
            before_it = run.getprevious() if look == before else None
            if before_it is not None and before_it is last and runs.join(before_it, run):
                _remove(run)
            else:
                last = run

    def content(self, run: etree._Element) -> None:
        """Replace what is in a run beside text."""
        for each in list(run):
            if each.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                _replace(each, "".join(self.images(each)))
            elif each.tag == f"{W}cr":
                each.tag = f"{W}br"
            elif each.tag == f"{W}commentReference" or (each.tag == f"{W}t" and has_mark(run)):
                run.remove(each)

    def images(self, shown: etree._Element) -> Iterator[str]:
        """The signs of the images in a drawing."""
        alt = _alt(shown)
        for blip in shown.iter(f"{A}blip", f"{V}imagedata"):
            ids = (blip.get(f"{R}{name}", "") for name in ("embed", "id", "link"))
            said = next((self.relationships[one] for one in ids if one in self.relationships), None)
            self.to.counts["missing image"] += said is None
            if said is not None:
                yield f"{BEGIN}I{len(self.to.images)}{END}"
                self.to.images.append(Image(said.target, said.is_external, alt))

    def drop_bookmarks(self) -> None:
        """Remove the bookmarks to which nothing leads."""
        used = {each.get(f"{W}anchor") for each in self.root.iter(f"{W}hyperlink")}
        written = "".join(each.text or "" for each in self.root.iter(f"{W}instrText"))
        used |= set(re.findall(r'\\l\s+"?([^"\s]+)', written))
        for each in list(self.root.iter(f"{W}bookmarkStart")):
            inside = next(each.iterancestors(f"{W}hyperlink"), None)
            if each.get(f"{W}name") not in used or inside is not None:
                _remove(each)


_LOST = {
    "altChunk": "embedded document",
    "chart": "chart",
    "relIds": "diagram",
    "OLEObject": "object",
    "subDoc": "embedded document",
}
"""Local names of what an article cannot show → what it is."""


def _alt(shown: etree._Element) -> str:
    """The description of an image; not its title, which Word makes of the file's name."""
    for each in shown.iter():
        said = each.get("descr") or (each.get("alt") if isinstance(each.tag, str) else "")
        if said and said.strip():
            return " ".join(said.split())
    return ""


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{M}t"))


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    return run


def _remove(element: etree._Element) -> None:
    """Remove an element; the text that follows it in XML is white space."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _replace(element: etree._Element, text: str) -> None:
    """Put a text in the place of an element."""
    parent = element.getparent()
    assert parent is not None
    run = _run(text)
    parent.replace(element, run[0] if parent.tag == f"{W}r" else run)
