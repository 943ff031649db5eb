"""The package of an EPUB file (EPUB 3.3, and OPF 2.0.1) → what the book is, and its chapters."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from kazarchive.importing.formats.source import Source
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Problem, ProblemsFound

LARGEST_XML = 8_000_000
"""Bytes of a file that describes the book."""

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Algorithms that only obfuscate fonts (EPUB 3.3, 4.4)."""
_LOCKS = {
    "META-INF/license.lcpl": "Readium LCP",
    "META-INF/sinf.xml": "Apple FairPlay",
    "META-INF/rights.xml": "Adobe ADEPT",
}
_AUTHOR_ROLES = ("", "aut", "author")


class Item(Struct, frozen=True):
    """A file that the spine names."""

    path: str
    """In the zip file."""
    kind: str
    """Its media type."""
    properties: str = ""
    """Such as `nav`."""
    linear: bool = True
    """Whether it belongs to the reading order."""
    use: str = ""
    """By the guide of EPUB 2, such as `cover`, `toc`, `title-page`."""


class Book(Struct, frozen=True):
    """What the package says."""

    title: str = ""
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """The date of publication first; dates of changes are not among them."""
    lang: str = ""
    id: str = ""
    spine: tuple[Item, ...] = ()
    contents: tuple[str, ...] = ()
    """The paths of the tables of contents: that of EPUB 3, that of EPUB 2."""
    encrypted: Mapping[str, str] = {}
    """Path → with what it is encrypted."""


def book(files: ZipFiles, source: Source) -> Book:
    """Raises ProblemsFound (K0880, and those of ZipFiles)."""
    path = _package(files, source)
    root = xml(files, path, source)
    manifest = {item.get("id", ""): item for item in every(root, "item")}
    home = posixpath.dirname(path)
    uses = {
        resolved(home, each.get("href") or "")[0]: (each.get("type") or "").lower()
        for each in every(root, "reference")
    }
    return Book(
        title=_first(root, "title"),
        authors=tuple(_authors(root)),
        dates=tuple(_dates(root)),
        lang=_first(root, "language"),
        id=_id(root),
        spine=tuple(_spine(root, manifest, home, uses)),
        contents=tuple(_contents(root, manifest, home)),
        encrypted=_encrypted(files, source),
    )


def fault(source: Source, reason: str, what: str = "this book") -> ProblemsFound:
    return ProblemsFound([Problem("K0880", source.place(), {"what": what, "reason": reason})])


def xml(files: ZipFiles, path: str, source: Source) -> etree._Element:
    """The tree of a file; what is not well-formed in it is left out. Raises ProblemsFound."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(files.read(path, LARGEST_XML), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise fault(source, f"`{path}` is not XML: {error}") from None
    if root is None:
        raise fault(source, f"`{path}` is empty")
    return root


def every(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a local name, whatever their namespace."""
    yield from root.iter(f"{{*}}{name}")


def resolved(folder: str, href: str) -> tuple[str, str]:
    """The path in the zip file, and the fragment, of a reference from a file in a folder."""
    path, _, fragment = href.strip().partition("#")
    return posixpath.normpath(posixpath.join(folder, unquote(path))), unquote(fragment)


def _package(files: ZipFiles, source: Source) -> str:
    if _CONTAINER in files:
        for file in every(xml(files, _CONTAINER, source), "rootfile"):
            path = posixpath.normpath(unquote(file.get("full-path") or ""))
            if path in files:
                return path
    found = next((name for name in files.names if name.lower().endswith(".opf")), None)
    if found is None:
        raise fault(source, "it has no package file (.opf)")
    return found


def text_of(element: etree._Element) -> str:
    """The text of an element, on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _first(root: etree._Element, name: str) -> str:
    return next(filter(None, map(text_of, every(root, name))), "")


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute of a local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _authors(root: etree._Element) -> Iterator[str]:
    """The creators that are authors: translators and others have roles."""
    roles = {
        (each.get("refines") or "").lstrip("#"): text_of(each)
        for each in every(root, "meta")
        if each.get("property") == "role"
    }
    for creator in every(root, "creator"):
        role = _attribute(creator, "role") or roles.get(creator.get("id") or "", "")
        if role.lower() in _AUTHOR_ROLES and (name := text_of(creator)):
            yield name


def _dates(root: etree._Element) -> Iterator[str]:
    found = [(_attribute(each, "event").lower(), text_of(each)) for each in every(root, "date")]
    for events in (("publication", "original-publication"), ("",)):
        yield from (date for event, date in found if event in events and date)


def _id(root: etree._Element) -> str:
    """The identifier that the package names, or else the first."""
    wanted = root.get("unique-identifier")
    found = list(every(root, "identifier"))
    chosen = next((each for each in found if each.get("id") == wanted), None)
    chosen = chosen if chosen is not None else next(iter(found), None)
    return text_of(chosen) if chosen is not None else ""


def _spine(
    root: etree._Element, manifest: Mapping[str, etree._Element], home: str, uses: Mapping[str, str]
) -> Iterator[Item]:
    seen = set[str]()
    for reference in every(root, "itemref"):
        item = manifest.get(reference.get("idref") or "")
        if item is None:
            continue
        path, _ = resolved(home, item.get("href") or "")
        if path not in seen:
            seen.add(path)
            yield Item(
                path,
                (item.get("media-type") or "").lower(),
                item.get("properties") or "",
                (reference.get("linear") or "").lower() != "no",
                uses.get(path, ""),
            )


def _contents(
    root: etree._Element, manifest: Mapping[str, etree._Element], home: str
) -> Iterator[str]:
    spine = next(every(root, "spine"), None)
    named = manifest.get(spine.get("toc") or "") if spine is not None else None
    for item in (*manifest.values(), *([named] if named is not None else [])):
        is_nav = "nav" in (item.get("properties") or "").split()
        if is_nav or item is named or item.get("media-type") == "application/x-dtbncx+xml":
            yield resolved(home, item.get("href") or "")[0]


def _encrypted(files: ZipFiles, source: Source) -> Mapping[str, str]:
    if "META-INF/encryption.xml" not in files:
        return {}
    lock = next((name for path, name in _LOCKS.items() if path in files), "")
    found = {}
    for data in every(xml(files, "META-INF/encryption.xml", source), "EncryptedData"):
        method = next(every(data, "EncryptionMethod"), None)
        algorithm = (method.get("Algorithm") or "") if method is not None else ""
        reference = next(every(data, "CipherReference"), None)
        if algorithm not in _FONTS and reference is not None:
            path = posixpath.normpath(unquote(reference.get("URI") or ""))
            found[path] = lock or re.split(r"[#/]", algorithm)[-1] or "an unknown algorithm"
    return found


def is_page(item: Item) -> bool:
    """Whether an item is a text, and not an image of a comic."""
    return item.kind in _PAGES or item.path.lower().endswith((".xhtml", ".html", ".htm"))
