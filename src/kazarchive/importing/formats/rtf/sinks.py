"""Where the texts and control words of a group go if they are no part of the document."""

from typing import Protocol

from msgspec import Struct

from kazarchive.importing.formats.rtf import fonts
from kazarchive.importing.office import roles
from kazarchive.importing.office.values import Properties


class Sink(Protocol):
    def word(self, word: str, number: int | None) -> None: ...

    def text(self, text: str) -> None: ...


class Nothing:
    """What is passed over."""

    def word(self, word: str, number: int | None) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class Buffer:
    """A text that is used as a whole."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def word(self, word: str, number: int | None) -> None:
        if word in ("par", "line", "cell", "row"):
            self._parts.append(" ")

    def text(self, text: str) -> None:
        self._parts.append(text)

    @property
    def whole(self) -> str:
        return fonts.whole("".join(self._parts))


class Font(Struct):
    codec: str | None = None
    """None for that of the file."""
    name: str = ""


class Fonts:
    """The table of fonts."""

    def __init__(self) -> None:
        self.fonts: dict[int, Font] = {}
        self._number, self._charset = 0, 0
        self._code_page: int | None = None
        self._name = ""

    def word(self, word: str, number: int | None) -> None:
        if word == "f":
            self._number, self._charset, self._code_page = number or 0, 0, None
            self._name = ""
        elif word == "fcharset":
            self._charset = number or 0
        elif word == "cpg":
            self._code_page = number

    def text(self, text: str) -> None:
        name, end, _ = text.partition(";")
        self._name += name
        if end:
            name = self._name.strip()
            codec = fonts.of_font(self._charset, self._code_page, name)
            self.fonts[self._number] = Font(codec, name)


class Style(Struct, frozen=True):
    name: str = ""
    outline: str = ""
    """Level of a heading, from 0."""


class Styles:
    """The table of styles."""

    def __init__(self) -> None:
        self.styles: dict[int, Style] = {}
        self._number, self._outline, self._name = 0, "", ""

    def word(self, word: str, number: int | None) -> None:
        if word == "s":
            self._number = number or 0
        elif word in ("cs", "ds", "ts"):
            self._number = -1
        elif word == "outlinelevel":
            self._outline = str(number or 0)

    def text(self, text: str) -> None:
        name, end, _ = text.partition(";")
        self._name += name
        if end:
            if self._number >= 0:
                self.styles.setdefault(self._number, Style(self._name.strip(), self._outline))
            self._number, self._outline, self._name = 0, "", ""

    def role(self, number: int, outline: str) -> str:
        """What a paragraph with a style and a level is, as in office/roles.py."""
        style = self.styles.get(number, Style())
        return roles.heading(outline or style.outline) or roles.role(style.name)


class Moment:
    """A date in the properties of the file: `\\yr2022\\mo1\\dy5\\hr10\\min30`."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def word(self, word: str, number: int | None) -> None:
        self._numbers[word] = number or 0

    def text(self, text: str) -> None:
        pass

    @property
    def iso(self) -> str:
        year, month, day, hour, minute = (
            self._numbers.get(name, 0) for name in ("yr", "mo", "dy", "hr", "min")
        )
        return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}" if year else ""


class Info(Nothing):
    """The properties of the file."""

    def __init__(self) -> None:
        names = ("title", "author", "keywords")
        self._texts = {name: Buffer() for name in names}
        self._moments = {name: Moment() for name in ("creatim", "revtim")}

    def field(self, name: str) -> Sink:
        """Where the text of a property goes. It may come twice, the second time in Unicode."""
        if name in self._texts:
            self._texts[name] = Buffer()
            return self._texts[name]
        if name in ("ud", "upr"):
            return self
        return self._moments.get(name, NOTHING)

    @property
    def properties(self) -> Properties:
        return Properties(
            title=self._texts["title"].whole.strip(),
            author=self._texts["author"].whole.strip(),
            created=self._moments["creatim"].iso,
            changed=self._moments["revtim"].iso,
            keywords=self._texts["keywords"].whole.strip(),
        )


class Picture:
    """An image: hexadecimal digits, or bytes."""

    def __init__(self) -> None:
        self._digits = bytearray()
        self.binary = b""

    def word(self, word: str, number: int | None) -> None:
        pass

    def text(self, text: str) -> None:
        pass

    def digits(self, raw: bytes) -> None:
        self._digits += raw

    @property
    def content(self) -> bytes:
        digits = self._digits.decode("latin-1")
        try:
            return self.binary or bytes.fromhex(digits)
        except ValueError:  # one digit too many, or one that is none
            return b""


NOTHING = Nothing()
