"""The styles of a document → what a paragraph is, and how its text looks (OpenDocument 1.3,
part 3, 16)."""

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec.structs import replace

from kazarchive.importing.formats.odt.names import FO, STYLE, TEXT
from kazarchive.importing.office import roles
from kazarchive.importing.office.looks import Look


class Styles:
    """All styles of a document."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        for root in roots:
            for each in root.iter(f"{STYLE}style"):
                key = each.get(f"{STYLE}family", ""), each.get(f"{STYLE}name", "")
                self._styles.setdefault(key, each)

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style and its parents, from the nearest on."""
        seen = set[str]()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(f"{STYLE}parent-style-name", "")

    def role(self, element: etree._Element) -> str:
        """What a paragraph is, as in office/roles.py."""
        own = element.get(f"{TEXT}style-name", "")
        names = (
            style.get(f"{STYLE}display-name", "") or style.get(f"{STYLE}name", "")
            for style in self._chain("paragraph", own)
        )
        for name in (own, *names):
            if role := roles.role(name.replace("_20_", " ").replace("_", " ")):
                return role
        return ""

    def list_style(self, element: etree._Element) -> str:
        """The style of the list to which a paragraph belongs by its own style."""
        for style in self._chain("paragraph", element.get(f"{TEXT}style-name", "")):
            if (name := style.get(f"{STYLE}list-style-name")) is not None:
                return name
        return ""

    def look(self, family: str, name: str, around: Look) -> Look:
        """The look of a text in a style, inside of a text with another look."""
        for style in reversed([*self._chain(family, name)]):
            for said in style.iter(f"{STYLE}text-properties"):
                around = _changed(around, said)
        return around


def _changed(look: Look, said: etree._Element) -> Look:
    weight, posture = said.get(f"{FO}font-weight"), said.get(f"{FO}font-style")
    if weight is not None:
        look = replace(look, bold=weight == "bold" or weight in ("600", "700", "800", "900"))
    if posture is not None:
        look = replace(look, italic=posture in ("italic", "oblique"))
    struck = said.get(f"{STYLE}text-line-through-style") or said.get(
        f"{STYLE}text-line-through-type"
    )
    if struck is not None:
        look = replace(look, struck=struck != "none")
    if (position := said.get(f"{STYLE}text-position")) is not None:
        look = replace(look, raised=_raised(position))
    if (display := said.get(f"{TEXT}display")) is not None:
        look = replace(look, hidden=display == "none")
    return look


def _raised(position: str) -> str:
    """`super 58%`, `-33% 58%`"""
    first = position.split(" ")[0]
    if first in ("super", "sub"):
        return {"super": "sup", "sub": "sub"}[first]
    if first.startswith("-"):
        return "sub"
    return "sup" if first.rstrip("%").strip("0.") else ""
