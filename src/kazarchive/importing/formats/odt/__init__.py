"""Documents of LibreOffice and OpenOffice: .odt, a zip file with XML, and .fodt, the same in one
XML file (OpenDocument 1.3).
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from kazarchive.importing import fragments
from kazarchive.importing.document import Document
from kazarchive.importing.formats.odt import content, pictures, words
from kazarchive.importing.formats.odt.names import DC, FO, MANIFEST, META, OFFICE, STYLE, TEXT
from kazarchive.importing.formats.odt.numbering import Lists
from kazarchive.importing.formats.odt.styles import Styles
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.office import head, notes, parts
from kazarchive.importing.office.images import Images
from kazarchive.importing.office.values import Properties, Written
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files

MOST = 160_000_000
"""Bytes of all parts of a document."""
_PARTS = ("content.xml", "styles.xml", "meta.xml")


def documents(source: Source) -> Iterator[Document | Problem]:
    """The one document of a file. Raises ProblemsFound (K0103, K0867 to K0871, and those of reading
    a file)."""
    with files.opened(source.path, source.display_path) as opened:
        is_zip = opened.read(2) == b"PK"
    if not is_zip:
        roots = [parts.parsed(source.read(), source.path.name, source.place())]
        yield from whole(_documents(roots, None, source), source.place())
        return
    with ZipFiles(source.path, source.place(), MOST) as members:
        yield from whole(_documents(_roots(members, source), members, source), source.place())


def _roots(members: ZipFiles, source: Source) -> Sequence[etree._Element]:
    """The XML files of a document. Raises ProblemsFound."""
    place = source.place()
    manifest = "META-INF/manifest.xml"
    if manifest in members:
        listed = parts.parsed(members.read(manifest, parts.LARGEST), manifest, place)
        if next(listed.iter(f"{MANIFEST}encryption-data"), None) is not None:
            raise ProblemsFound([Problem("K0870", place, {"what": "this document"})])
    present = (name for name in _PARTS if name in members)
    return [parts.parsed(members.read(name, parts.LARGEST), name, place) for name in present]


def _documents(
    roots: Sequence[etree._Element], members: ZipFiles | None, source: Source
) -> Iterator[Document | Problem]:
    bodies = (body for root in roots for body in root.iterfind(f"{OFFICE}body/{OFFICE}text"))
    body = next(bodies, None)
    if body is None:
        reason = "it has no text, as documents of LibreOffice Writer have"
        raise ProblemsFound([Problem("K0871", source.place(), {"reason": reason})])
    styles, images = Styles(roots), Images(source.stem)
    found = content.Found()
    shown = pictures.Pictures(members, images, found.counts, source.place()).html
    blocks = content.html(body, styles, Lists(roots), shown, found)
    said = notes.notes(found, _running(roots))
    more = members.notes if members else ()
    written = Written(
        fragments.parsed(blocks)[0],
        words.words(body, styles, found.labels),
        tuple(images.media),
        (*said, *images.notes, *more),
    )
    yield head.document("odt", written, _properties(roots), source)


def _running(roots: Sequence[etree._Element]) -> Iterator[str]:
    """The texts of headers and footers of pages."""
    for root in roots:
        for each in root.iter(f"{STYLE}header", f"{STYLE}footer"):
            lines = (
                "".join(map(str, line.itertext())) for line in each.iter(f"{TEXT}p", f"{TEXT}h")
            )
            yield " ".join(" ".join(lines).split())


def _properties(roots: Sequence[etree._Element]) -> Properties:
    said = [each for root in roots for each in root.iter(f"{OFFICE}meta")]

    def first(*names: str) -> str:
        texts = (meta.findtext(name) for name in names for meta in said)
        return next((text.strip() for text in texts if text and text.strip()), "")

    keywords = (each.text or "" for meta in said for each in meta.iter(f"{META}keyword"))
    return Properties(
        title=first(f"{DC}title"),
        author=first(f"{META}initial-creator", f"{DC}creator"),
        created=first(f"{META}creation-date"),
        changed=first(f"{DC}date"),
        language=first(f"{DC}language") or _language(roots),
        keywords=", ".join(keywords),
    )


def _language(roots: Sequence[etree._Element]) -> str:
    defaults = (each for root in roots for each in root.iter(f"{STYLE}default-style"))
    said = (text.get(f"{FO}language", "") for each in defaults for text in each)
    return next((tag for tag in said if tag not in ("", "none", "zxx")), "")
