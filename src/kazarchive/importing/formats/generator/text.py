"""One text of a generator's folder, with all that its front matter says."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from kazarchive.importing.document import Note, Picture
from kazarchive.importing.formats.generator.parsed import Kind


class Text(Struct, frozen=True):
    """A text, before its body is rewritten."""

    path: str
    """Below the folder of the generator."""
    kind: Kind
    body: str
    line: int
    """The line of the file at which the body begins."""
    data: Mapping[str, object]
    """All fields, those of the folder too, by their names in small letters."""
    title: str
    stem: str
    """The file name without ending, language and date; of an `index`, its folder's."""
    folder: str
    """The folder of the file, without that of a language; of an `index`, the one above."""
    lang: str | None = None
    """As the file or its folder says."""
    moment: datetime | None = None
    """Of publication, in the zone of the site; None for a page without a date."""
    date: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    summary: str | None = None
    picture: Picture | None = None
    draft: bool = False
    group: str = ""
    """What its translations have in common."""
    notes: tuple[Note, ...] = ()

    def text(self, *names: str) -> str:
        """The first of some fields that is a text or a number; otherwise empty."""
        for name in names:
            value = self.data.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
        return ""

    def texts(self, *names: str) -> list[str]:
        """The texts of some fields, each a text or a list."""
        found = list[str]()
        for name in names:
            value = self.data.get(name)
            items = value if isinstance(value, list) else [value]
            found += [str(item) for item in items if isinstance(item, str | int) and str(item)]
        return found
