"""Web captures with a list of their pages (WACZ 1.1.1): zip files with WARC files in them.

What the list of files says is compared with the files; what differs is said, and read all the same.
Zip files inside are not opened.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kazarchive.importing.captures.collection import Collection
from kazarchive.importing.captures.index import Index
from kazarchive.importing.captures.parts import Part
from kazarchive.importing.captures.reader import Listed, Reader
from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.formats.wacz import package
from kazarchive.importing.formats.wacz.page_list import ListedPage, PageList
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place, Problem, ProblemsFound

_ARCHIVE = re.compile(r"archive/.+\.w?arc(?:\.gz)?")


def documents(source: Source) -> Iterator[Document | Problem]:
    """The pages of a capture. Raises ProblemsFound (K0301, K0303, K0304, K0867)."""
    assert source.scratch, "an import gives its readers a folder"
    folder = source.scratch / "wacz"
    paths = tuple(source.siblings) or (source.path,)
    number = paths.index(source.path)
    archives = [_archives(path, folder / str(each)) for each, path in enumerate(paths)]
    first = sum(len(each.parts) for each in archives[:number])
    own = range(first, first + len(archives[number].parts))
    with (
        ZipFiles(source.path, source.place()) as files,
        Index(folder / str(number) / "pages", ListedPage) as index,
        Collection(folder / "captures", [p for each in archives for p in each.parts]) as captures,
    ):
        captures.scan()
        reader, pages = Reader(captures, "wacz", source, folder / "media"), PageList(index)
        faults = [*package.differences(files), pages.add(files)]
        listed, fault = _listed(reader, own, pages)
        for reason in filter(None, (*faults, fault)):
            yield Problem("K0887", source.place(), {"reason": reason})
        for problem in archives[number].problems:
            yield Problem(problem.code, source.place(), problem.values)
        yield from reader.documents(own, listed)


def _listed(reader: Reader, own: Sequence[int], pages: PageList) -> tuple[Listed | None, str]:
    """The list of pages, unless it lacks most of them: some programs list only the first page. Why
    it does not count is the end of a sentence."""
    count = named = 0
    for url in reader.pages(own):
        count += 1
        named += pages.title(url) is not None
    if not named:
        return None, ""
    if named * 2 < count:
        return None, f"its list has {named:,} of {count:,} pages; all are read"
    return pages.title, ""


class _Archives(NamedTuple):
    """The files of records in a web archive, and why others cannot be read."""

    parts: list[Part]
    problems: list[Problem]


def _archives(path: Path, folder: Path) -> _Archives:
    """Members that are compressed again are written into a folder. One that cannot be opened at all
    has none."""
    archives = _Archives([], [])
    place = Place(path.name)
    with suppress(ProblemsFound), ZipFiles(path, place) as files:
        for number, name in enumerate(filter(_ARCHIVE.fullmatch, files.names)):
            try:
                archives.parts.append(_part(files, name, path, folder / str(number)))
            except ProblemsFound as error:
                archives.problems.append(error.problems[0])
    return archives


def _part(files: ZipFiles, name: str, path: Path, inflated: Path) -> Part:
    """Raises ProblemsFound (K0868, K0869, K0870)."""
    if place := files.stored(name):
        return Part(path, path.name, *place)
    if not inflated.is_file():
        inflated.parent.mkdir(parents=True, exist_ok=True)
        begun = inflated.with_suffix(".new")
        with files.opened(name) as member, begun.open("wb") as target:
            shutil.copyfileobj(member, target)
        begun.replace(inflated)
    return Part(inflated, path.name)
