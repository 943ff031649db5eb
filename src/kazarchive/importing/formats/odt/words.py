"""All words of a document, straight from its XML: the second reading, with which the article is
compared. It has nothing of `content.py` but the numbers of paragraphs, which are not in the XML."""

from collections.abc import Mapping

from lxml import etree

from kazarchive.importing.formats.odt.names import CONTENTS, DRAW, OFFICE, SVG, TABLE, TEXT
from kazarchive.importing.formats.odt.repeats import times
from kazarchive.importing.formats.odt.styles import Styles
from kazarchive.importing.office.looks import Look

_SKIPPED = CONTENTS | {
    f"{TEXT}hidden-paragraph",
    f"{TEXT}hidden-text",
    f"{TEXT}note-citation",
    f"{TEXT}ruby-text",
    f"{TEXT}script",
    f"{TEXT}tracked-changes",
    f"{OFFICE}annotation",
    f"{OFFICE}binary-data",
    f"{OFFICE}forms",
    f"{TABLE}covered-table-cell",
    f"{DRAW}object",
    f"{SVG}desc",
    f"{SVG}title",
}
_LINES = (f"{TEXT}p", f"{TEXT}h")
_SPACES = (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break")


def words(body: etree._Element, styles: Styles, labels: Mapping[etree._Element, str]) -> str:
    """The text of a document and then of its notes, a line for each paragraph. `labels`: the
    numbers that are shown before paragraphs."""
    reader = _Reader(styles, labels)
    reader.blocks(body)
    for note in reader.notes:  # a note can have none
        reader.blocks(note)
    return "\n".join(reader.lines)


class _Reader:
    def __init__(self, styles: Styles, labels: Mapping[etree._Element, str]) -> None:
        self.styles, self.labels = styles, labels
        self.lines: list[str] = []
        self.notes: list[etree._Element] = []
        self.boxes: list[etree._Element] = []

    def blocks(self, element: etree._Element) -> None:
        for child in element:
            if child.tag in _LINES:
                self.line(child)
            elif child.tag not in _SKIPPED and child.get(f"{TEXT}display") != "none":
                for _ in range(times(child)):
                    self.blocks(child)

    def line(self, element: etree._Element) -> None:
        outer, self.boxes = self.boxes, []
        name = element.get(f"{TEXT}style-name", "")
        look = self.styles.look("paragraph", name, Look())
        text = "".join(self.parts(element, look))
        label = self.labels.get(element, "")
        self.lines.append(f"{label} {text}" if label and text.strip() else text)
        for box in self.boxes:
            self.blocks(box)
        self.boxes = outer

    def parts(self, element: etree._Element, look: Look) -> list[str]:
        parts = ["" if look.hidden else element.text or ""]
        for child in element:
            if child.tag in _SPACES:
                parts.append(" ")
            elif child.tag == f"{TEXT}note":
                self.notes += child.iterfind(f"{TEXT}note-body")
            elif child.tag in _SKIPPED:
                pass
            elif child.tag == f"{DRAW}frame" or next(child.iterchildren(*_LINES), None) is not None:
                self.boxes.append(child)
            else:
                is_span = child.tag == f"{TEXT}span"
                name = child.get(f"{TEXT}style-name", "")
                parts += self.parts(
                    child, self.styles.look("text", name, look) if is_span else look
                )
            parts.append("" if look.hidden else child.tail or "")
        return parts
