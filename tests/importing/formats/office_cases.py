"""Cases of office documents: the parts of a file, and what its article is.

A case is a document. Its lines of `=== NAME` begin the parts; the lines before the first say what
it is about, and the last part is `expected`.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from kazarchive.importing import body, markdown, proof
from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem, ProblemsFound

FIELDS = "title date authors terms lang_hint picture".split()


def divided(case: str) -> tuple[str, dict[str, str]]:
    """(the lines before the parts, the parts by their names)"""
    before, *parts = re.split(r"^=== ", case, flags=re.MULTILINE)
    named = (part.partition("\n") for part in parts)
    return before, {name: text for name, _, text in named}


def packed(members: Mapping[str, Any]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            made.writestr(name, content, stored)
    return raw.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as made:
        return {name: made.read(name) for name in made.namelist()}


def png(size: int = 1) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">2I5B", size, size, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * size) * size)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


EMF = bytes(40) + b" EMF" + bytes(60)
IMAGES = {"png": png(), "emf": EMF}


def read(reader: ModuleType, folder: Path, name: str, raw: bytes) -> list[Document | Problem]:
    """What a reader makes of a file; what it raises is the last of it."""
    path = folder / name
    path.write_bytes(raw)
    source = Source(path, name, "Asia/Almaty", record=name, stem=path.stem)
    try:
        return list(reader.documents(source))
    except ProblemsFound as found:
        return list(found.problems)


def one(reader: ModuleType, folder: Path, name: str, raw: bytes) -> Document:
    (document,) = read(reader, folder, name, raw)
    assert isinstance(document, Document), document
    return document


def told(found: Iterable[Document | Problem]) -> Iterator[str]:
    """The article of a document, and what the report says; for tests to compare."""
    for each in found:
        if isinstance(each, Problem):
            yield f"{each.code} {each.place.path}:{each.place.line}: {each.message}"
            continue
        for name in FIELDS:
            if value := getattr(each, name):
                yield f"{name}: {value}"
        yield "---"
        yield markdown.body(body.tree(each))
        yield "---"
        for note in each.notes:
            yield f"- {note.kind}: {note.text}"
        for warning in each.warnings:
            yield f"! {warning.code} {warning.message}"
        yield from differences(each)


def differences(document: Document) -> Iterator[str]:
    """The words that only one of the two readings of a document has."""
    compared = proof.compare(proof.tokens(document.source_text), proof.words(body.tree(document)))
    yield from (f"lost words: {' '.join(run.words)}" for run in compared.lost)
    yield from (f"new words: {' '.join(run.words)}" for run in compared.added)
