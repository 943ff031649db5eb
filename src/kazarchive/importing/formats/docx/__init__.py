"""Documents of Word (.docx): a text in XML, in a zip file (ECMA-376).

mammoth makes HTML of it. Before that, `prepare.py` changes what mammoth does not read; beside it,
`words.py` reads the words again for the proof.
"""

from collections.abc import Iterator
from itertools import chain

from kazarchive.importing.document import Document
from kazarchive.importing.formats.docx import convert, words
from kazarchive.importing.formats.docx.numbering import Numbering
from kazarchive.importing.formats.docx.package import Package
from kazarchive.importing.formats.docx.prepare import Image, Prepared, prepare
from kazarchive.importing.formats.docx.styles import Styles
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.office import head, notes
from kazarchive.importing.office.images import Images
from kazarchive.importing.office.values import Written
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files

MOST = 160_000_000
"""Bytes of all parts of a document."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The beginning of a compound file [MS-CFB], such as an old or an encrypted document."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def documents(source: Source) -> Iterator[Document | Problem]:
    """The one document of a file. Raises ProblemsFound (K0103, K0867 to K0872, and those of reading
    a file)."""
    _check_form(source)
    with ZipFiles(source.path, source.place(), MOST) as opened:
        package = Package(opened, source.place())
        yield from whole(_documents(package, source), source.place())


def _check_form(source: Source) -> None:
    """Raises ProblemsFound (K0870, K0872) for documents that are no zip file."""
    with files.opened(source.path, source.display_path) as opened:
        start = opened.read(1 << 20)
    if start.startswith(_OLE):
        if _ENCRYPTED in start:
            raise ProblemsFound([Problem("K0870", source.place(), {"what": "this document"})])
        raise ProblemsFound([Problem("K0872", source.place())])


def _documents(package: Package, source: Source) -> Iterator[Document | Problem]:
    written = _written(package, source)
    yield head.document("docx", written, package.properties(), source)


def _written(package: Package, source: Source) -> Written:
    """Raises ProblemsFound (K0868 to K0871)."""
    styles = Styles(package.tree("styles"))
    numbered = package.tree("numbering")
    read = list(package.texts())
    beneath = words.notes(read)
    texts = words.words(read[0].root, beneath, styles, Numbering(numbered, styles))
    prepared, numbering = Prepared(), Numbering(numbered, styles)
    for part in read:
        prepare(part, styles, numbering, beneath, prepared)
    images = Images(source.stem)
    shown = [_image(each, images, package) for each in prepared.images]
    body = convert.converted(read, shown, source.place())
    said = chain(notes.notes(prepared, package.running()), images.notes, package.files.notes)
    return Written(body, texts, tuple(images.media), tuple(said))


def _image(image: Image, images: Images, package: Package) -> str:
    if image.is_external:
        return images.linked(image.target, image.alt)
    if image.target not in package.files:
        return images.missing(image.target)
    return images.html(image.target, image.alt, lambda: package.files.read(image.target))
