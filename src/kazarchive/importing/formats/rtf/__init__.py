"""Documents in Rich Text Format (.rtf), by a reader of our own: no library that was tried keeps
notes and reads the code pages of fonts."""

import os
from collections.abc import Iterator

from kazarchive.importing import fragments
from kazarchive.importing.code_pages import CODE_PAGES, recognised
from kazarchive.importing.document import Document, Note
from kazarchive.importing.formats.rtf.reader import Reader, TooDeep
from kazarchive.importing.formats.rtf.words import Words
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.office import head, notes
from kazarchive.importing.office.images import Images
from kazarchive.importing.office.values import Written
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.rules import misread

LARGEST = 64_000_000
"""Bytes of a file. Images are written in figures, and often twice."""
_FEW = 20
"""So few letters do not tell a code page."""
_ASCII = bytes(range(128))


def documents(source: Source) -> Iterator[Document | Problem]:
    """The one document of a file. Raises ProblemsFound (K0103, K0871, and those of reading a
    file)."""
    yield from whole(_documents(source), source.place())


def _documents(source: Source) -> Iterator[Document | Problem]:
    with files.opened(source.path, source.display_path) as opened:
        if opened.seek(0, os.SEEK_END) > LARGEST:
            raise _problem(f"it has more than {LARGEST:,} bytes", source)
        opened.seek(0)
        raw = opened.read()
    images = Images(source.stem)
    reader = Reader(raw, images)
    try:
        html = reader.html()
        doubts = list[Note]()
        if codec := _other_codec(reader, doubts):
            images = Images(source.stem)
            reader = Reader(raw, images, codec)
            html = reader.html()
    except TooDeep as deep:
        line = raw.count(b"\n", 0, deep.args[0]) + 1
        raise _problem("its groups are nested more than 500 deep", source, line) from None
    words = Words(raw, reader.fonts, reader.styles, reader.codec).lines()
    if misread.repaired(words) is not None:
        repair = str.maketrans(misread.DAMAGED, misread.MEANT)
        html, words = html.translate(repair), words.translate(repair)
        doubts.append(Note("changed", "Kazakh letters that were damaged are repaired"))
    said = notes.notes(reader.beside, reader.running)
    tree, _ = fragments.parsed(html)
    written = Written(tree, words, tuple(images.media), (*doubts, *said, *images.notes))
    yield head.document("rtf", written, reader.info.properties, source)


def _other_codec(reader: Reader, doubts: list[Note]) -> str | None:
    """The code page in which the letters make words, if it is not the one that the file names:
    programs name that of the computer and not that of the text."""
    sample = bytes(reader.sample)
    if len(sample.translate(None, _ASCII)) < _FEW:
        return None
    reading = recognised(sample)
    if reading is None or (codec := CODE_PAGES[reading.name]) == reader.codec:
        return None
    names = {codec: name for name, codec in CODE_PAGES.items()}
    said = names.get(reader.codec, reader.codec)
    text = f"the file says `{said}`, but its letters are those of `{reading.name}`"
    doubts.append(Note("guessed", text))
    return codec


def _problem(reason: str, source: Source, line: int = 0) -> ProblemsFound:
    return ProblemsFound([Problem("K0871", source.place(line), {"reason": reason})])
