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
    """What is known of a text."""

    title: str
    """Without letter case."""
    day: str
    sketch: Sketch


class Doubles:
    """The texts of some articles, and of the new documents so far."""

    def __init__(self, root: Path, articles: Iterable[str]) -> None:
        self._near = NearDuplicates()
        self._texts: dict[str, tuple[str, str]] = {}
        """Path → title and day."""
        for path in articles:
            self._read(root, path)

    def _read(self, root: Path, path: str) -> None:
        """Add an article; what is wrong with its file is for `build` to say."""
        try:
            source = frontmatter.decode(files.read(forms.real(root / path), path), path)
            front = frontmatter.parse(source)
        except ProblemsFound:
            return
        values = (front.fields.get(name) for name in ("title", "date"))
        title, date = (value.text if value else None for value in values)
        self.add(path, Text(_folded(title), _day(date), sketch(front.body)))

    @staticmethod
    def text(document: Document) -> Text:
        """What is known of the text of a new document."""
        words = "\n".join(document.paragraphs) or document.html
        return Text(_folded(document.title), _day(document.date), sketch(words))

    def alike(self, text: Text) -> tuple[Likeness, ...]:
        """The texts that are like a new one."""
        return tuple(self._near.like(text.sketch))

    def add(self, path: str, text: Text) -> None:
        """Add the text of the article at `path`."""
        self._near.add(path, text.sketch)
        self._texts[path] = text.title, text.day

    def is_same(self, text: Text, other: str) -> bool:
        """Whether a text that is like another has its title or its day too."""
        title, day = self._texts[other]
        return text.title == title or text.day == day != ""


def _folded(title: str | None) -> str:
    return text.clean(title or "").casefold()


def _day(date: str | None) -> str:
    return (date or "")[:10]
