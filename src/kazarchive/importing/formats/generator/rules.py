"""What differs between generators: which files are texts, where each text was, how links and marks
are written. Each generator has a subclass of Rules.
"""

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kazarchive.config import reader
from kazarchive.importing.formats.generator.expansion import Shown
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Form, Mark
from kazarchive.importing.formats.generator.parsed import ENDINGS, Kind, Parsed
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import adoption, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.importing.shortcodes import Call
from kazarchive.reading.source import Value

OTHERS = {
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".org": "Org",
    ".textile": "Textile",
    ".ipynb": "notebooks of Jupyter",
}
"""Ending of a text that is refused → its format."""


class Rules:
    """The rules of one folder. The values here are those of most generators."""

    zone = ""
    """IANA name of the zone of times without an offset, if the configuration names none."""
    statics: Sequence[str] = ()
    """Folders whose files are at the root of the site."""
    forms: Sequence[Form] = ()
    """The forms of the marks in its texts."""
    teasers: Sequence[str] = ("<!--more-->",)
    """Marks that end a summary."""
    is_kramdown = False
    """Whether texts have the marks of kramdown; otherwise only ids of headings are left out."""

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        """`timezone`: that of the archive."""
        self.folder, self.plan = folder, plan
        site = reader.read(adoption.written(plan, ""))
        if "timezone" not in plan.site:
            site = replace(site, timezone=self.zone or timezone)
        self.tops = site.articles.folders
        self.languages = site.languages
        self.site = replace(
            site,
            articles=replace(site.articles, defaults=()),
            markdown=replace(site.markdown, links="plain"),
        )
        given = str(plan.site.get("base_url") or "")
        self.url = "" if given == "https://example.org/" else site.base_url

    def file(self, path: str) -> Path | None:
        """A file of the folder; links do not lead out of it."""
        home, real = os.path.realpath(self.folder), os.path.realpath(self.folder / path)
        inside = real.startswith(f"{home}{os.sep}") and os.path.isfile(real)
        return Path(real) if inside else None

    # --- which files ---------------------------------------------------------------------------

    def texts(self) -> Iterator[tuple[str, bool]]:
        """The paths of the texts, and whether each is a page: it needs no date."""
        for top in self.tops:
            for name in survey.files(self.folder, top):
                yield f"{top}/{name}", False

    def kind(self, path: str) -> Kind | None:
        """The form of a text by its name; None if it is no text."""
        return ENDINGS.get(posixpath.splitext(path)[1].lower())

    def is_text(self, path: str, read: Parsed) -> bool:
        """Whether a file of this kind is a text of the site: it has front matter."""
        return bool(read.fields)

    def fields(self, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """The fields of a text as the generator reads them."""
        return own

    def group(self, text: Text) -> str:
        """What the translations of a text have in common."""
        return text.group

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """The fields that a text gets from its folder or from the configuration."""
        return {}

    def person(self, name: str) -> str:
        """The name of an author whom texts name by a key."""
        return name

    def language(self) -> str:
        """The language of texts that name none, if the configuration says it; otherwise empty."""
        return ""

    # --- where a text was ----------------------------------------------------------------------

    def addresses(self, text: Text) -> list[str]:
        """The addresses of a text from the root of the site, its own first, without a `/` before
        them; empty if it had none."""
        raise NotImplementedError

    def names(self, text: Text) -> Iterator[str]:
        """The names by which links mean a text, besides its path."""
        yield text.stem

    def beside(self, text: Text) -> Sequence[str]:
        """Further folders for files with a relative address."""
        return ()

    # --- how a text is written -----------------------------------------------------------------

    def forms_of(self, text: Text) -> Sequence[Form]:
        """The forms of the marks in a text, one after the other."""
        return self.forms

    def link(self, address: str, text: Text, index: Index) -> str | None:
        """The URL or the path that a link in the generator's own form means."""
        return None

    def shown(self, mark: Mark, call: Call, text: Text, index: Index) -> Shown:
        """What a mark shows that only this generator has."""
        return None

    def value(self, expression: str, text: Text) -> str | None:
        """What `{{ expression }}` shows."""
        return None


def data(value: Any) -> Value:
    """A value of a configuration as one of a text."""
    if isinstance(value, dict):
        return Value(0, 1, 1, fields={str(name): data(each) for name, each in value.items()})
    if isinstance(value, list):
        return Value(0, 1, 1, items=tuple(map(data, value)))
    if isinstance(value, bool):
        return Value(0, 1, 1, text=str(value).lower(), plain=True)
    return Value(0, 1, 1, text="" if value is None else str(value), plain=True)
