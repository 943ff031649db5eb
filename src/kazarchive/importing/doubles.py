"""Which new documents have nearly the same text as an article, or as another new document."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kazarchive.importing.document import Document
from kazarchive.importing.duplicates import Likeness, NearDuplicates, Sketch, sketch
from kazarchive.problems import ProblemsFound
from kazarchive.reading import files, forms, frontmatter
from kazarchive.rules import text


class Text(NamedTuple):
    """What is known of a text beside its words."""

    title: str
    date: str


class Doubles:
    """The texts of some articles, and of the new documents so far."""

    def __init__(self, root: Path, articles: Iterable[str]) -> None:
        self._near = NearDuplicates()
        self._texts: dict[str, Text] = {}
        for path in articles:
            self._read(root, path)

    def _read(self, root: Path, path: str) -> None:
        """Add an article; what is wrong with its file is for `build` to say."""
        try:
            source = frontmatter.decode(files.read(forms.real(root / path), path), path)
            front = frontmatter.parse(source)
        except ProblemsFound:
            return
        self._near.add(path, sketch(front.body))
        values = (front.fields.get(name) for name in ("title", "date"))
        title, date = (value.text if value else None for value in values)
        self._texts[path] = Text(_folded(title), _day(date))

    def alike(self, document: Document) -> tuple[Likeness, ...]:
        """The texts that are like a new document."""
        return tuple(self._near.like(_sketch(document)))

    def add(self, path: str, document: Document) -> None:
        """Add a new document whose article is at `path`."""
        self._near.add(path, _sketch(document))
        self._texts[path] = _text(document)

    def is_same(self, document: Document, other: str) -> bool:
        """Whether a text that is like a document has its title or its day too."""
        one, two = _text(document), self._texts[other]
        return one.title == two.title or one.date == two.date != ""


def _sketch(document: Document) -> Sketch:
    return sketch("\n".join(document.paragraphs) or document.html)


def _text(document: Document) -> Text:
    return Text(_folded(document.title), _day(document.date))


def _folded(title: str | None) -> str:
    return text.clean(title or "").casefold()


def _day(date: str | None) -> str:
    return (date or "")[:10]
