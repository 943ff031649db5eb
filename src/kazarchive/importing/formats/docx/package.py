"""A .docx file → its parts. In an Open Packaging file (ECMA-376, part 2), relationships say what a
part is, not names."""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from kazarchive.importing.office import parts
from kazarchive.importing.office.values import Properties
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place, Problem, ProblemsFound

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
}
"""The namespaces of the strict form (ECMA-376, part 1) → those of the transitional form."""


class Relationship(Struct, frozen=True):
    """What a part says of another part, or of an address."""

    kind: str
    """The last word of its type, such as `image`."""
    target: str
    """The name of the part, or the address."""
    is_external: bool


class Part(Struct, frozen=True):
    """A part with text, and what it refers to."""

    name: str
    """`document`, `footnotes` or `endnotes`"""
    root: etree._Element
    relationships: Mapping[str, Relationship]


class Package:
    """The parts of one file. Raises ProblemsFound (K0871, and what ZipFiles raises)."""

    def __init__(self, files: ZipFiles, place: Place) -> None:
        self.files, self._place = files, place
        main = self._related("", "officeDocument")
        if main is None:
            main = "word/document.xml"
        if main not in files:
            reason = "it has no part with a text, as documents of Word have"
            raise ProblemsFound([Problem("K0871", place, {"reason": reason})])
        self.main = main

    def tree(self, kind: str) -> etree._Element | None:
        """The part of a kind, such as `styles`."""
        name = self.name(kind)
        return self._parsed(name) if name else None

    def texts(self) -> Iterator[Part]:
        """The parts with text: the document and its notes."""
        yield Part("document", self._parsed(self.main), self.relationships(self.main))
        for kind in ("footnotes", "endnotes"):
            if name := self.name(kind):
                yield Part(kind, self._parsed(name), self.relationships(name))

    def name(self, kind: str) -> str | None:
        """The name of a part of a kind."""
        return self._related(self.main, kind)

    def running(self) -> Iterator[str]:
        """The texts of headers and footers of pages."""
        related = self.relationships(self.main).values()
        names = {each.target for each in related if each.kind in ("header", "footer")}
        for name in sorted(names & set(self.files.names)):
            paragraphs = self._parsed(name).iter(f"{W}p")
            lines = ("".join(t.text or "" for t in line.iter(f"{W}t")) for line in paragraphs)
            yield " ".join(" ".join(lines).split())

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of a part, by their ids; of the file itself for an empty name."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.files:
            return {}
        return {
            each.get("Id", ""): _relationship(each, folder)
            for each in self._parsed(path).iter("{*}Relationship")
        }

    def properties(self) -> Properties:
        core = self._related("", "core-properties")
        if core is None:
            return Properties()
        said = {
            etree.QName(each).localname: (each.text or "").strip() for each in self._parsed(core)
        }
        return Properties(
            title=said.get("title", ""),
            author=said.get("creator", ""),
            created=said.get("created", ""),
            changed=said.get("modified", ""),
            language=said.get("language", "") or self._language(),
            keywords=said.get("keywords", ""),
        )

    def _language(self) -> str:
        styles = self.tree("styles")
        defaults = styles.find(f"{W}docDefaults") if styles is not None else None
        langs = defaults.iter(f"{W}lang") if defaults is not None else iter(())
        return next((each.get(f"{W}val", "") for each in langs), "")

    def _related(self, part: str, kind: str) -> str | None:
        related = self.relationships(part).values()
        targets = (each.target for each in related if each.kind == kind and not each.is_external)
        return next((target for target in targets if target in self.files), None)

    def _parsed(self, name: str) -> etree._Element:
        raw = self.files.read(name, parts.LARGEST)
        if b"purl.oclc.org" in raw:
            for strict, transitional in _STRICT.items():
                raw = raw.replace(strict, transitional)
        return parts.parsed(raw, name, self._place)


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    kind = element.get("Type", "").rpartition("/")[2]
    if element.get("TargetMode") == "External":
        return Relationship(kind, target, True)
    return Relationship(kind, _path(target, folder), False)


def _path(target: str, folder: str) -> str:
    """The name of a part, to which relationships are relative."""
    return posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
