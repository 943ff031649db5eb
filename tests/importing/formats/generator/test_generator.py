"""A folder of another generator → its documents: every file in cases/ is a folder and what is
expected.

`WRITE_CASES=1 pytest tests/importing/formats/generator` rewrites what is expected; review the diff.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archives import Archive
from importing.documents import run
from kazarchive.importing.document import Document
from kazarchive.importing.formats import generator, of_folder
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
FIELDS = "date updated lang lang_hint authors terms summary picture draft page slug".split()
NOW = 1_700_000_000
"""14 November 2023"""


def folder_of(case: str, folder: Path) -> str:
    """Write the files of a case; what is expected of them."""
    before, *parts = re.split(r"^=== (.+)\n", case, flags=re.MULTILINE)
    assert before.strip(), "a case begins with what it is about"
    expected = ""
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        if name == "expected":
            expected = text
        else:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return expected


def source(folder: Path) -> Source:
    format = of_folder(folder)
    assert format
    return Source(
        folder,
        folder.name,
        "Asia/Almaty",
        format=format.name,
        base_url="https://archive.example/",
        now=NOW,
        shortcodes=(("badge", "<b>{0}</b>"),),
    )


def documents(folder: Path) -> list[Document | Problem]:
    return list(generator.documents(source(folder)))


def described(each: Document | Problem, root: Path) -> Iterator[str]:
    if isinstance(each, Problem):
        yield f"{each.code} {each.place.path}:{each.place.line}: {each.message}"
        return
    yield f"# {each.title}"
    yield f"{each.file} = {each.origin.url}"
    for address in each.addresses:
        yield f"was {address}"
    for name in FIELDS:
        if value := getattr(each, name):
            yield f"{name}: {value}"
    yield f"translation: {each.translation}"
    for file in each.media:
        yield f"file: {file.address} = {Path(file.path or '').relative_to(root).as_posix()}"
    yield each.markdown or each.html
    for note in each.notes:
        yield f"- {note.kind}: {note.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_folder_becomes_its_documents(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    folder = tmp_path / "blog"
    folder.mkdir()
    expected = folder_of(text, folder)
    lines = (line for each in documents(folder) for line in (*described(each, folder), ""))
    found = "\n".join(lines)
    if os.environ.get("WRITE_CASES"):
        inputs = text.split("=== expected\n")[0]
        case.write_text(f"{inputs}=== expected\n{found}", "utf-8")
    else:
        assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_document_becomes_an_article_with_all_its_words(case: Path, archive: Archive) -> None:
    folder_of(case.read_text("utf-8"), archive.root / "blog")
    rows = run(archive, "blog", now=NOW)
    assert rows
    for row in rows:
        if row.outcome in ("refused", "skipped"):
            continue
        assert row.outcome in ("written", "draft"), row
        assert row.kept == 1.0, row.notes
    again = run(archive, "blog", now=NOW)
    assert {row.outcome for row in again} <= {"unchanged", "refused", "skipped"}
