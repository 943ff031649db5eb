"""The lists of pages in a web archive."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from kazarchive.importing.captures.index import Index
from kazarchive.importing.formats.wacz.page_list import ListedPage, PageList
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place

LIST = """{"format": "json-pages-1.0", "id": "pages"}
{"url": "https://a.example/a", "title": "Мәтін", "ts": "2022-01-05T10:00:00Z", "text": "…"}
{"url": "https://a.example/b", "title": "https://a.example/b"}

{"url": "https://a.example/c", "title": null}
"""


def test_an_address_has_its_title(tmp_path: Path) -> None:
    fault, titles = read(tmp_path, LIST)
    assert fault == ""
    assert titles == ["Мәтін", "", "", None]


def test_lines_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    broken = '{"url": 1}\nno line\n[]\n{"url"\n'
    fault, titles = read(tmp_path, broken + LIST)
    assert fault == "lines of its lists of pages cannot be read: 4"
    assert titles[0] == "Мәтін"


def test_a_bomb_is_not_read(tmp_path: Path) -> None:
    fault, titles = read(tmp_path, LIST + " " * 30_000_000)
    assert "compressed more than 200-fold" in fault
    assert titles[0] == "Мәтін"


def read(folder: Path, text: str) -> tuple[str, list[str | None]]:
    raw = io.BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as made:
        made.writestr("pages/pages.jsonl", text)
        made.writestr("pages/other.txt", "no list")
    path = folder / "a.wacz"
    path.write_bytes(raw.getvalue())
    with (
        ZipFiles(path, Place("a.wacz")) as files,
        Index(folder / "index", ListedPage) as index,
    ):
        pages = PageList(index)
        fault = pages.add(files)
        return fault, [pages.title(f"https://a.example/{name}") for name in "abcd"]
