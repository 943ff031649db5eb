"""The HTML of a document → Markdown in which links lead to articles and images stand beside it."""

import posixpath
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from kazarchive.importing import counts, fragments, markdown, proof, second_reader
from kazarchive.importing.document import Document, MediaFile, Note
from kazarchive.importing.media import MediaFiles, is_media
from kazarchive.importing.naming import Names
from kazarchive.rules import urls


class Converted(NamedTuple):
    """The text of an article, and what became of its links and media."""

    markdown: str
    notes: tuple[Note, ...]
    linked: frozenset[str]
    """The paths of the articles to which it links."""


MOST_RUNS, MOST_WORDS = 20, 30
"""What is named of the differences between a document and its article."""

LINKING = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src"}
"""Element → the attribute with the address of a page or a file."""


def tree(document: Document) -> HtmlElement:
    """The body of a document, below one `div`."""
    return fragments.parsed(document.html)[0]


def converted(document: Document, path: str, names: Names, media: MediaFiles) -> Converted:
    """The Markdown of a document whose article will be at `path`. Writes its media files.

    Raises ProblemsFound (K0302, K0702).
    """
    body = tree(document)
    links = _Links(document, path, names, media)
    for element in body.iter(*LINKING):
        attribute = LINKING[element.tag]
        if address := element.get(attribute):
            element.set(attribute, links.target(address, image=element.tag != "a"))
    return Converted(markdown.body(body), tuple(links.notes), frozenset(links.articles))


def proved(document: Document, article: str) -> tuple[float, tuple[Note, ...]]:
    """The share of the words of a document that its article has, and what differs.

    `article`: the HTML of the article's text.
    """
    before = second_reader.tree(document.html)
    after, _ = fragments.parsed(article)
    words = proof.tokens(document.source_text) or proof.words(before)
    compared = proof.compare(words, proof.words(after))
    notes = [_run("lost", run) for run in compared.lost[:MOST_RUNS]]
    notes += [_run("changed", run) for run in compared.added[:MOST_RUNS]]
    for text, lost in counts.differences(counts.counts(before), counts.counts(after)):
        notes.append(Note("lost" if lost else "changed", text))
    return compared.kept, tuple(notes)


def _run(kind: Literal["lost", "changed"], run: proof.Run) -> Note:
    """Words that only one side has, and where."""
    words, after = (" ".join(each) for each in (run.words[:MOST_WORDS], run.after))
    more = " …" if len(run.words) > MOST_WORDS else ""
    what = "words" if kind == "lost" else "new words"
    where = f" after “{after}”" if after else " at the beginning"
    return Note(kind, f"{what}{where}: “{words}{more}”")


class _Links:
    """Rewrites the addresses of one document."""

    def __init__(self, document: Document, path: str, names: Names, media: MediaFiles) -> None:
        self._base = document.origin.url or ""
        self._files = {file.address: file for file in document.media}
        self._path, self._names, self._media = path, names, media
        self.notes: list[Note] = []
        self.articles: set[str] = set()

    def target(self, address: str, *, image: bool) -> str:
        """An address as the article has it."""
        if address.startswith("#"):
            return address
        whole = urls.joined(self._base, address)
        plain, _, fragment = whole.partition("#")
        if not image and (article := self._names.at(plain)):
            self.articles.add(article)
            target = _relative(article, self._path)
            return urls.encoded(target) + (f"#{fragment}" if fragment else "")
        if image or address in self._files or is_media(plain):
            file = self._files.get(address) or MediaFile(whole, posixpath.basename(plain))
            if beside := self._media.beside(file, self._path):
                return urls.encoded(beside)
            if image:
                self.notes.append(Note("lost", f"the file {whole} is not there"))
        return whole


def _relative(target: str, path: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path))
