"""The numbers of paragraphs, which Word counts while it shows them (ECMA-376, part 1, 17.9)."""

import re
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct, field

from kazarchive.importing.formats.docx.package import W
from kazarchive.importing.formats.docx.styles import Styles, value
from kazarchive.importing.office import numbers

_FORMATS = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "russianLower": "а",
    "russianUpper": "А",
}
"""Formats of numbers → those of office/numbers.py."""
_KINDS = frozenset("1aAiI")
"""Those that HTML has too."""
_SIMPLE = re.compile(r"\(?%\d[.):]?\)?\s*")
"""The text of a number that is only this number."""
_LEVELS = 9


class Item(Struct, frozen=True):
    """The number of a paragraph."""

    level: int
    kind: str
    """As in office/lists.py; empty if a list of HTML cannot have such a number."""
    number: int
    label: str
    """As it is shown."""


class _Level(Struct, frozen=True):
    start: int
    format: str
    text: str
    is_legal: bool
    """Whether the numbers of the levels around it are figures."""


class _Counter(Struct):
    """The numbers of one list, which several lists may share."""

    levels: Mapping[int, _Level]
    numbers: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document, which must be asked in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, etree._Element] = {}
        self._forms: dict[str, etree._Element] = {}
        for each in root if root is not None else ():
            if each.tag == f"{W}num":
                self._lists.setdefault(each.get(f"{W}numId", ""), each)
            elif each.tag == f"{W}abstractNum":
                self._forms.setdefault(each.get(f"{W}abstractNumId", ""), each)
        self._counters: dict[str, _Counter] = {}
        self._begun: set[tuple[str, int]] = set()

    def item(self, properties: etree._Element | None) -> Item | None:
        """The number of a paragraph with these properties, if it has one."""
        if properties is None:
            return None
        number, level = self._place(properties)
        form = self._form(number)
        if form is None:
            return None
        identity = form.get(f"{W}abstractNumId", "")
        if identity not in self._counters:
            self._counters[identity] = _Counter(_levels(form))
        counter = self._counters[identity]
        if level not in counter.levels:
            return None
        self._count(counter, number, level)
        return _item(counter, level)

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = value(properties, "pStyle")
        by_style, level = self._styles.numbering(style)
        number = value(own, "numId") or by_style
        form = self._form(number)
        linked = (
            each.get(f"{W}ilvl", "")
            for each in (form if form is not None else ())
            if style and value(each, "pStyle") == style
        )
        level = value(own, "ilvl") or next(linked, "") or level
        return number, min(int(level), _LEVELS - 1) if level.isdecimal() else 0

    def _form(self, number: str) -> etree._Element | None:
        """The form of a list, perhaps that of a style."""
        for _ in range(3):
            chosen = self._lists.get(number)
            form = self._forms.get(value(chosen, "abstractNumId"))
            link = value(form, "numStyleLink")
            if not link:
                return form
            number, _level = self._styles.numbering(link)
        return None

    def _count(self, counter: _Counter, number: str, level: int) -> None:
        restart = self._restart(number, level)
        if restart is not None and (number, level) not in self._begun:
            counter.numbers[level] = restart
        elif level in counter.numbers:
            counter.numbers[level] += 1
        else:
            counter.numbers[level] = counter.levels[level].start
        self._begun.add((number, level))
        for other in range(_LEVELS):
            if other < level and other in counter.levels:
                counter.numbers.setdefault(other, counter.levels[other].start)
            elif other > level:
                counter.numbers.pop(other, None)

    def _restart(self, number: str, level: int) -> int | None:
        for each in self._lists.get(number, ()):
            if each.get(f"{W}ilvl") == str(level):
                start = value(each, "startOverride")
                return min(int(start), numbers.MOST) if start.isdecimal() else None
        return None


def _levels(element: etree._Element) -> Mapping[int, _Level]:
    levels = {}
    for number, each in enumerate(element.findall(f"{W}lvl")):
        level, start = each.get(f"{W}ilvl", str(number)), value(each, "start")
        levels[int(level) if level.isdecimal() else number] = _Level(
            min(int(start), numbers.MOST) if start.isdecimal() else 0,
            _FORMATS.get(form := value(each, "numFmt") or "decimal", form),
            value(each, "lvlText"),
            each.find(f"{W}isLgl") is not None,
        )
    return levels


def _item(counter: _Counter, level: int) -> Item | None:
    form = counter.levels[level]
    number = counter.numbers[level]
    if form.format == "bullet":
        return Item(level, "-", 0, "")
    if form.format == "none" or not form.text.strip():
        return None

    def shown(found: re.Match[str]) -> str:
        other = int(found[1]) - 1
        said = counter.levels.get(other)
        if said is None or other not in counter.numbers:
            return ""
        legal = form.is_legal and other < level
        return numbers.shown(counter.numbers[other], "1" if legal else said.format)

    label = re.sub(r"%(\d)", shown, form.text).strip()
    is_simple = _SIMPLE.fullmatch(form.text) and f"%{level + 1}" in form.text
    kind = form.format if is_simple and form.format in _KINDS else ""
    return Item(level, kind, number, label)
