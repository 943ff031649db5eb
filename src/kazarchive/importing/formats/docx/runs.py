"""The runs of a paragraph → fewer runs, which have only the marks that an article has a form for.

Word begins a new run for each change of the keyboard and each correction.
"""

from lxml import etree
from msgspec import Struct

from kazarchive.importing.formats.docx.package import W
from kazarchive.importing.formats.docx.styles import Styles, value


class Look(Struct, frozen=True):
    """How a run looks."""

    is_hidden: bool
    marks: tuple[str, ...] = ()
    """Names of properties that are on."""
    raised: str = ""
    """`superscript`, `subscript` or nothing."""


class Looks:
    """The looks of the runs of a document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str, ...], Look] = {}

    def of(self, run: etree._Element, paragraph: etree._Element | None, role: str) -> Look:
        """The look of a run in a paragraph with these properties. What is a heading or a quotation
        by its style needs no marks by it."""
        properties = run.find(f"{W}rPr")
        said = properties if properties is not None else ()
        key = (
            value(paragraph, "pStyle"),
            role,
            *(f"{each.tag} {each.get(f'{W}val')}" for each in said),
        )
        if key not in self._known:
            self._known[key] = self._look(properties, paragraph, role)
        return self._known[key]

    def _look(
        self, run: etree._Element | None, paragraph: etree._Element | None, role: str
    ) -> Look:
        styles, around = self._styles, None if role else paragraph
        marks = (("b", "b"), ("i", "i"), ("strike", "strike"), ("dstrike", "strike"))
        on = (mark for name, mark in marks if styles.has(name, run, around))
        chain = styles.chain(value(run, "rStyle"))
        raised = (value(each.run, "vertAlign") for each in chain)
        return Look(
            styles.has("vanish", run, paragraph),
            tuple(dict.fromkeys(on)),
            value(run, "vertAlign") or next(filter(None, raised), ""),
        )


def mark(run: etree._Element, look: Look) -> None:
    """Replace the properties of a run."""
    for each in run.findall(f"{W}rPr"):
        run.remove(each)
    if look.marks or look.raised:
        properties = etree.Element(f"{W}rPr")
        for name in look.marks:
            etree.SubElement(properties, f"{W}{name}")
        if look.raised:
            etree.SubElement(properties, f"{W}vertAlign").set(f"{W}val", look.raised)
        run.insert(0, properties)


def join(first: etree._Element, second: etree._Element) -> bool:
    """Add the text of a run to the one before it, which looks the same; false if a run has more
    than text."""
    texts = [each for each in second if each.tag != f"{W}rPr"]
    last = first[-1] if len(first) else None
    if last is None or last.tag != f"{W}t" or any(each.tag != f"{W}t" for each in texts):
        return False
    last.text = (last.text or "") + "".join(each.text or "" for each in texts)
    return True
