"""A source of one format, imported: what the cases of a format say is compared with this.

A case is a document: a title, `=== NAME` with the source, whose `<<0xFF>>` are bytes, and
`=== expected` with the articles and what the report says.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from archives import TRILINGUAL, Archive
from importing.documents import run
from kazarchive.importing.report import ImportRow


def content(text: str) -> bytes:
    """The text with its `<<…>>` as bytes."""
    parts = re.split(r"<<(0x[0-9A-F]{2}(?: 0x[0-9A-F]{2})*)>>", text)
    plain = [part.encode() for part in parts]
    plain[1::2] = [bytes(int(byte, 16) for byte in part.split()) for part in parts[1::2]]
    return b"".join(plain)


def check(case: Path, folder: Path, made: Callable[[str], bytes] = content) -> None:
    """Import the source of a case and compare; `WRITE_CASES=1` writes what comes instead. `made`:
    the file that the source of the case describes."""
    before, rest = case.read_text("utf-8").split("=== ", 1)
    name, rest = rest.split("\n", 1)
    source, expected = rest.split("=== expected\n")
    archive = Archive(folder / "archive")
    archive.configure(TRILINGUAL)
    archive.write(f"seeds/{name}", made(source))
    found = told(archive)
    if os.environ.get("WRITE_CASES"):
        case.write_text(f"{before}=== {name}\n{source}=== expected\n{found}", "utf-8")
    else:
        assert found == expected


def told(archive: Archive) -> str:
    """The report of an import of `seeds`, and its articles with the files beside them."""
    rows = run(archive)
    folder = archive.root / "articles"
    files = sorted(file for file in folder.rglob("*") if file.suffix not in ("", ".md"))
    lines = [line for row in rows for line in (*_row(row, archive), "")]
    return "\n".join((*lines, *(f"{file.name}: {file.stat().st_size} bytes" for file in files), ""))


def _row(row: ImportRow, archive: Archive) -> Iterator[str]:
    kept = "" if row.kept is None else f", {row.kept:.2%} of its words"
    yield f"{row.outcome} {row.document}{kept}"
    if row.article:
        written = (archive.root / row.article).read_text("utf-8")
        yield re.sub(r"\n  (?:sha256|file): .*", "", written)
    for note in row.notes:
        yield f"- {note.kind}: {note.text}"
    for problem in (row.problem, *row.warnings):
        if problem:
            yield f"{problem.severity}[{problem.code}]: {problem.message}"
