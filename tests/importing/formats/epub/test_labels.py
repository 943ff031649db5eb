"""The titles in the tables of contents."""

from pathlib import Path

from importing.formats.epub import epubs
from kazarchive.importing.formats.epub.book import book
from kazarchive.importing.formats.epub.labels import labels
from kazarchive.importing.formats.source import Source
from kazarchive.importing.zip_files import ZipFiles

NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Бірінші
 тарау</text></navLabel><content src="a%20b.xhtml"/>
<navPoint><navLabel><text>Inner</text></navLabel><content src="a%20b.xhtml#x"/></navPoint>
</navPoint>
<navPoint><navLabel><text/></navLabel><content src="c.xhtml"/></navPoint><navPoint/>
</navMap></ncx>"""
NAV = epubs.page(
    '<nav epub:type="landmarks"><a href="a%20b.xhtml">Start</a></nav>'
    '<nav epub:type="toc"><ol><li><a href="c.xhtml#y">Үшінші <i>тарау</i></a></li></ol></nav>'
)


def read(folder: Path, pages: dict[str, str | bytes]) -> dict[str, str]:
    path = folder / "a.epub"
    path.write_bytes(epubs.book(pages))
    source = Source(path, "a.epub", "UTC")
    with ZipFiles(path, source.place()) as files:
        return dict(labels(files, book(files, source), source))


def test_the_first_title_of_a_file_counts(tmp_path: Path) -> None:
    assert read(tmp_path, {"toc.ncx": NCX, "nav.xhtml": NAV}) == {
        "OEBPS/a b.xhtml": "Бірінші тарау",
        "OEBPS/c.xhtml": "Үшінші тарау",
    }


def test_a_broken_table_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, {"toc.ncx": "", "nav.xhtml": "x"}) == {}
