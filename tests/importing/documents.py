"""Documents imported in this process, and the articles that came of them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.report import ImportRequest, ImportRow
from kazarchive.importing.run import import_documents
from kazarchive.reading import article as articles
from kazarchive.reading import frontmatter
from kazarchive.values import Article

TWO = "Headline\n\nFirst.\n\nSecond.\n"

Terms = Sequence[tuple[str, str, str]]


def run(
    archive: Archive, *paths: str | Path, terms: Terms = (), **request: Any
) -> tuple[ImportRow, ...]:
    """Import paths relative to the root (all of `seeds/` if none is named)."""
    chosen = [archive.root / path for path in paths or ("seeds",)]
    site = reader.load(archive.root)
    return tuple(import_documents(archive.root, site, chosen, ImportRequest(**request), terms))


def one(
    archive: Archive, document: str | bytes, /, name: str = "x.txt", **request: Any
) -> ImportRow:
    """Import one document."""
    archive.write(f"seeds/{name}", document)
    (row,) = run(archive, f"seeds/{name}", **request)
    return row


def read(archive: Archive, row: ImportRow) -> Article:
    """The article of a row, as a build reads it."""
    assert row.article, row
    raw = (archive.root / row.article).read_bytes()
    reading = articles.read(raw, row.article, reader.load(archive.root))
    assert reading.article, reading.problems
    return reading.article


def body(archive: Archive, row: ImportRow) -> str:
    assert row.article, row
    raw = (archive.root / row.article).read_bytes()
    return frontmatter.body(frontmatter.decode(raw, row.article)).strip("\n")


def sources(archive: Archive) -> dict[str, bytes]:
    folder = archive.root / "articles"
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


RU = "Заголовок статьи\n\nЭто текст на русском языке.\n"
KK = "Мақаланың тақырыбы\n\nБұл қазақ тіліндегі мәтін.\n"


def keys(rows: Sequence[ImportRow]) -> dict[str, str | None]:
    return {row.document: row.recognised.translation_key for row in rows if row.recognised}
