"""A file of the spine → a document, or the remark that it is no chapter."""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from lxml.html import HtmlElement

from kazarchive.importing import encodings, fragments, moments, second_reading
from kazarchive.importing.document import Document, MediaFile, Note, Origin
from kazarchive.importing.formats.epub import notes
from kazarchive.importing.formats.epub.book import Book, Item, resolved
from kazarchive.importing.formats.epub.chapter import (
    FRONT,
    LARGEST,
    NOTES,
    Chapter,
    chapter,
    heading,
    references,
    with_images,
    without_page_breaks,
)
from kazarchive.importing.formats.source import Source
from kazarchive.importing.second_reading import Change
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.rules import languages
from kazarchive.rules import text as texts

_FRONT_USES = frozenset("cover toc title-page titlepage".split())
_FRONT_NAME = re.compile(r"(?:cover(?:page)?|title_?page|titul|toc|nav|contents)\d*", re.IGNORECASE)
_LONGEST_FRONT = 600
"""Letters of a file that its name makes a title page."""
_FEW_LETTERS = 40
"""So few letters do not tell a language."""
_MOST_MEDIA = 100_000_000
"""Bytes of the images of a chapter."""


class Reader:
    """Reads the chapters of one book."""

    def __init__(
        self,
        files: ZipFiles,
        book: Book,
        labels: Mapping[str, str],
        source: Source,
        digest: str,
    ) -> None:
        """`digest`: SHA-256 of the file."""
        self._files, self._book, self._labels, self._source = files, book, labels, source
        self._digest = digest
        self._spine = frozenset(item.path for item in book.spine)
        self._gathered = set[str]()
        """Files whose notes are in chapters."""
        self.left_out: list[str] = []
        """Files that are no chapters."""

    def chapter(self, item: Item) -> Iterator[Document | Problem]:
        """Raises ProblemsFound, as ZipFiles does."""
        if item.path not in self._files:
            yield self._problem(item, "it is missing")
            return
        raw = self._files.read(item.path, LARGEST)
        try:
            read = chapter(raw)
        except encodings.NotRecognised:
            yield self._problem(item, "its encoding is not recognised")
            return
        if front := self._front(item, read):
            self.left_out.append(f"{front}: `{item.path}`")
        else:
            yield self._document(item, raw, read)

    def _problem(self, item: Item, reason: str) -> Problem:
        values = {"what": f"`{item.path}` in this book", "reason": reason}
        return Problem("K0880", self._source.place(), values)

    def _front(self, item: Item, read: Chapter) -> str:
        """What a file is that is no chapter; empty for a chapter."""
        text = texts.plain(read.text)
        if "nav" in item.properties.split():
            return "the table of contents"
        if read.types & NOTES and item.path in self._gathered:
            return "notes, which are in the chapters"
        if not item.linear:
            return "a file that is not in the order of reading"
        if read.types & FRONT or item.use in _FRONT_USES:
            return "a cover, title page or table of contents"
        stem = posixpath.splitext(posixpath.basename(item.path))[0]
        if _FRONT_NAME.fullmatch(stem) and len(text) < _LONGEST_FRONT:
            return "a cover, title page or table of contents"
        has_image = next(read.tree.iter("img", "image"), None) is not None
        return "" if text or has_image else "an empty page"

    def _document(self, item: Item, raw: bytes, read: Chapter) -> Document:
        tree, found = read.tree, list[Note]()
        links = list(tree.iter("a"))
        gathered = notes.gather(tree, item.path, self._tree)
        self._gathered |= gathered.paths
        second = notes.words(read, links, gathered)
        changes = [Change(number) for number in without_page_breaks(tree)]
        first = heading(tree)
        title = " ".join(first.text_content().split()) if first is not None else ""
        if first is not None:
            changes.insert(0, Change(title))
            first.drop_tree()
        elif label := self._title(item, read):
            found.append(Note("guessed", "the title is that of the table of contents or the file"))
            title = label
        with_images(tree)
        media = list(self._media(tree, item, found))
        found += self._linked(tree, item)
        date, date_notes = self._date()
        lang, lang_notes = self._language(read)
        path = quote(item.path)
        return Document(
            title=title,
            html=fragments.inside(tree),
            source_text=second_reading.changed(second, changes),
            sha256=hashlib.sha256(raw).hexdigest(),
            original=raw,
            origin=Origin(
                "epub",
                f"{self._book.id or f'sha256:{self._digest}'}#{path}",
                name=texts.clean_prose(self._book.title) or None,
            ),
            lang=lang,
            date=date,
            authors=tuple(map(texts.clean, self._book.authors)),
            media=tuple(media),
            addresses=(self._address(item.path),),
            notes=(*found, *date_notes, *lang_notes),
        )

    def _title(self, item: Item, read: Chapter) -> str:
        """The title of a chapter without a heading."""
        if label := self._labels.get(item.path):
            return label
        is_own = read.head and read.head not in (self._book.title, posixpath.basename(item.path))
        return read.head if is_own else ""

    def _address(self, path: str) -> str:
        """By which chapters link to each other; it leads nowhere else."""
        return f"epub://{self._digest[:32]}/{quote(path)}"

    def _tree(self, path: str) -> HtmlElement | None:
        """Another file of the book."""
        try:
            return chapter(self._files.read(path, LARGEST)).tree
        except (KeyError, ProblemsFound, encodings.NotRecognised):
            return None

    # --- links and images -----------------------------------------------------------------------

    def _linked(self, tree: HtmlElement, item: Item) -> Iterator[Note]:
        """Let links to other chapters lead to their articles; others lose their address."""
        lost = 0
        for link, target, _ in references(tree, item.path):
            if target == item.path:
                link.set("href", f"#{(link.get('href') or '').partition('#')[2]}")
            elif target in self._spine:
                link.set("href", self._address(target))
            else:
                lost += 1
                link.drop_tag()
        if lost:
            yield Note("lost", f"links to files that are no chapters: {lost:,}")

    def _media(self, tree: HtmlElement, item: Item, found: list[Note]) -> Iterator[MediaFile]:
        room, files = _MOST_MEDIA, dict[str, MediaFile]()
        for image in list(tree.iter("img")):
            path, _ = resolved(posixpath.dirname(item.path), image.get("src") or "")
            if path not in files:
                try:
                    content = self._files.read(path)
                except (KeyError, ProblemsFound):
                    content = None
                if content is None or len(content) > room:
                    why = "the book lacks it" if content is None else "the chapter has too many"
                    found.append(Note("lost", f"the image {path}: {why}"))
                    image.drop_tree()
                    continue
                room -= len(content)
                files[path] = MediaFile(f"image:{path}", posixpath.basename(path), content)
            image.set("src", files[path].address)
        for element in list(tree.iter("audio", "video")):
            found.append(Note("lost", f"an element {element.tag}"))
        yield from files.values()

    # --- what is known of the book --------------------------------------------------------------

    def _date(self) -> tuple[str | None, tuple[Note, ...]]:
        for written in self._book.dates:
            found = moments.moment(written, self._source.timezone)
            if found.date:
                return found.date, (Note("guessed", "the date is that of the book"),)
        if self._book.dates:
            return None, (
                Note("lost", f"the date of the book, `{self._book.dates[0]}`, is no day"),
            )
        return None, ()

    def _language(self, read: Chapter) -> tuple[str | None, tuple[Note, ...]]:
        """The language of the file, or of the book, unless the letters tell another."""
        said = read.lang or self._book.lang
        text, known = texts.plain(read.text), ("en", "kk", "ru")
        primary = re.split("[-_]", said.lower())[0]
        if primary not in known or sum(map(str.isalpha, text)) < _FEW_LETTERS:
            return said or None, ()
        letters = languages.detect(text, known)
        if letters == primary:
            return said, ()
        return None, (Note("guessed", f"it says `{said}`, but the letters are `{letters}`"),)
