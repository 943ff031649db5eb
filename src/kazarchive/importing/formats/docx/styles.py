"""The styles of a document → what a paragraph is, and how its text looks."""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from kazarchive.importing.formats.docx.package import W
from kazarchive.importing.office import roles


class Style(Struct, frozen=True):
    """One style, without what it inherits."""

    name: str
    based_on: str
    paragraph: etree._Element | None
    run: etree._Element | None


class Styles:
    """All styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for each in root.iter(f"{W}style") if root is not None else ():
            self._styles.setdefault(each.get(f"{W}styleId", ""), _style(each))
        self._roles: dict[str, str] = {}
        self._marks: dict[tuple[str, str], bool | None] = {}

    def chain(self, style: str) -> Iterator[Style]:
        """A style and those on which it is based, from the nearest on."""
        seen = set[str]()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].based_on

    def role(self, properties: etree._Element | None) -> str:
        """What a paragraph is, as in office/roles.py."""
        if heading := roles.heading(value(properties, "outlineLvl")):
            return heading
        style = value(properties, "pStyle")
        if style not in self._roles:
            self._roles[style] = next(filter(None, map(_role, self.chain(style))), "")
        return self._roles[style]

    def numbering(self, style: str) -> tuple[str, str]:
        """(number of a list, level) that a style gives to its paragraphs."""
        for each in self.chain(style):
            said = each.paragraph.find(f"{W}numPr") if each.paragraph is not None else None
            if said is not None:
                return value(said, "numId"), value(said, "ilvl")
        return "", ""

    def has(self, mark: str, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Whether a text has a mark such as `b`: by its own properties, by its style, or by that of
        its paragraph."""
        said = _toggle(run, mark)
        for style in (value(run, "rStyle"), value(paragraph, "pStyle")):
            if said is None and style:
                said = self._styled(mark, style)
        return bool(said)

    def _styled(self, mark: str, style: str) -> bool | None:
        key = (mark, style)
        if key not in self._marks:
            toggles = (_toggle(each.run, mark) for each in self.chain(style))
            self._marks[key] = next((said for said in toggles if said is not None), None)
        return self._marks[key]


def value(properties: etree._Element | None, name: str) -> str:
    """The value of a property; empty if there is none."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def _toggle(properties: etree._Element | None, mark: str) -> bool | None:
    found = properties.find(f"{W}{mark}") if properties is not None else None
    if found is None:
        return None
    return found.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def _style(element: etree._Element) -> Style:
    return Style(
        value(element, "name"),
        value(element, "basedOn"),
        element.find(f"{W}pPr"),
        element.find(f"{W}rPr"),
    )


def _role(style: Style) -> str:
    return roles.role(style.name) or roles.heading(value(style.paragraph, "outlineLvl"))
