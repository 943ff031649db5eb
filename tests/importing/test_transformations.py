"""Documents of `transformations/`: what is imported, and the article that comes of it.

A case is a title, a document and the result, with a line `.` after each. The title can end with
options in brackets: `name` of the file, `in` which encoding it is written, options of the import,
and `then`, the date of a second import. `<<0xFF>>` is a byte. `WRITE_CASES=1 pytest -n0
tests/importing/test_transformations.py` writes what comes out now, to be read.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from archives import Archive
from errors.golden import content
from importing.documents import one
from kazarchive.importing.report import ImportRow

FOLDER = Path(__file__).with_name("transformations")
WRITING = os.environ.get("WRITE_CASES") == "1"


class Case(NamedTuple):
    file: Path
    title: str
    document: str
    result: str

    @property
    def options(self) -> dict[str, str]:
        brackets = re.search(r"\[(.*)\]$", self.title)
        return dict(re.findall(r"(\w+): ([^;]+)", brackets[1])) if brackets else {}


def cases(file: Path) -> list[Case]:
    parts = re.split(r"^\.\n", file.read_text("utf-8"), flags=re.MULTILINE)
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [Case(file, title.strip(), *rest) for title, *rest in triples]


ALL = [case for file in sorted(FOLDER.glob("*.txt")) for case in cases(file)]


@pytest.mark.parametrize("case", ALL, ids=[f"{case.file.stem}: {case.title}" for case in ALL])
def test_a_document_becomes_the_article_that_its_case_shows(
    trilingual: Archive, case: Case
) -> None:
    result = imported(trilingual, case)
    if WRITING:
        before = f"{case.title}\n.\n{case.document}.\n"
        text = case.file.read_text("utf-8")
        assert f"{before}{case.result}." in text
        case.file.write_text(text.replace(f"{before}{case.result}.", f"{before}{result}."), "utf-8")
    else:
        assert result == case.result


def imported(archive: Archive, case: Case) -> str:
    options = case.options
    name, codec, then = (options.pop(key, "") for key in ("name", "in", "then"))
    raw = case.document.encode(codec) if codec else content(case.document)
    name = name or "news.txt"
    first = told(archive, one(archive, raw, name=name, **options))
    return first + told(archive, one(archive, raw, name=name, date=then)) if then else first


def told(archive: Archive, row: ImportRow) -> str:
    lines = [f"{row.outcome} {row.article or ''}".rstrip()]
    if row.recognised and row.recognised.encoding:
        lines.append(f"encoding: {row.recognised.encoding}")
    for problem in filter(None, (row.problem, *row.warnings)):
        place = problem.place
        lines.append(f"{problem.code} at {place.line}:{place.column}: {problem.message}")
    lines += [f"left out: {text}" for text in row.left_out]
    if row.article is None:
        return "\n".join([*lines, ""])
    article = (archive.root / row.article).read_text("utf-8")
    return "\n".join([*lines, re.sub(r"[0-9a-f]{64}", "…", article)])
