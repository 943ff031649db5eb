"""The tables of contents of a book → the title of each file."""

from collections.abc import Iterator, Mapping
from posixpath import dirname

from lxml import etree

from kazarchive.importing.formats.epub.book import Book, every, resolved, text_of, xml
from kazarchive.importing.formats.source import Source
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import ProblemsFound


def labels(files: ZipFiles, book: Book, source: Source) -> Mapping[str, str]:
    """Path → the first title that leads to the file."""
    found: dict[str, str] = {}
    for path in book.contents:
        try:
            root = xml(files, path, source)
        except (KeyError, ProblemsFound):
            continue
        for href, label in (*_of_ncx(root), *_of_nav(root)):
            if label:
                found.setdefault(resolved(dirname(path), href)[0], label)
    return found


def _of_ncx(root: etree._Element) -> Iterator[tuple[str, str]]:
    """EPUB 2: `navPoint` with `navLabel` and `content`."""
    for point in every(root, "navPoint"):
        label = next((each for each in point if etree.QName(each).localname == "navLabel"), None)
        content = next((each for each in point if etree.QName(each).localname == "content"), None)
        if label is not None and content is not None:
            yield content.get("src") or "", text_of(label)


def _of_nav(root: etree._Element) -> Iterator[tuple[str, str]]:
    """EPUB 3: links in the `nav` of the type `toc`."""
    for nav in every(root, "nav"):
        kinds = [value for name, value in nav.attrib.items() if str(name).endswith("}type")]
        if not kinds or "toc" in str(kinds[0]).split():
            for link in every(nav, "a"):
                yield link.get("href") or "", text_of(link)
