"""The neutral form of a document of any format, before it is an article.

A reader of a format makes these values, and knows neither the archive nor the readers of other
formats; the import makes articles of them, and knows no format.
"""

import re
from html import unescape
from typing import Literal

from msgspec import Struct

from kazarchive.problems import Problem

_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(
    r"<(?!/?(?:a|abbr|b|bdi|bdo|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b)"
    r"[^<>]*>"
)
"""A tag between two words; the others can stand inside one."""


class Picture(Struct, frozen=True):
    """The main image of a document."""

    address: str = ""
    """As in the document; empty if only the credit is known."""
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


class MediaFile(Struct, frozen=True):
    """A file that the body or the main image names."""

    address: str
    """As it stands in the body, in a `src` or an `href`."""
    name: str
    """Its path below the folder of media files, such as `2022/01/map.jpg`, or its file name."""
    content: bytes | None = None
    """If the document contains it; otherwise it is looked for in the folder of media files."""
    path: str | None = None
    """Of the file on this machine, if it belongs to the source and stands beside it, or if the
    reader has taken it out of the source; its reader has seen that it is inside the folder of the
    source, or in the folder that the import gives to readers."""


class Note(Struct, frozen=True):
    """Something about one document that its editor should know."""

    kind: Literal["recognised", "guessed", "changed", "left out", "lost"]
    """`left out`: text that is not part of the article; `lost`: what an article has no form for."""
    text: str
    """One line; of what is left out, the text itself."""


class Comment(Struct, frozen=True, omit_defaults=True):
    """What a reader wrote below a document, as it was published."""

    id: str
    author: str = ""
    date: str = ""
    """As in the document, with its offset from UTC if that is known."""
    text: str = ""
    """As in the document, mostly with some HTML; it is not sanitised."""
    answers: str = ""
    """The id of another comment."""
    url: str = ""
    """The page of the author."""


class Origin(Struct, frozen=True):
    """Where a document comes from. The fields are those of `source` in the front matter."""

    kind: str = ""
    """Name of the format; empty for plain text."""
    id: str | None = None
    """What identifies the document in its system, whatever becomes of its address."""
    url: str | None = None
    """Its address on the web."""
    name: str | None = None
    """The publication."""
    author: str | None = None
    retrieved: str | None = None


class Document(Struct, frozen=True, kw_only=True):
    """All that is known of one foreign text."""

    title: str
    paragraphs: tuple[str, ...] = ()
    """The text, if it is plain; each on one line."""
    html: str = ""
    """The text otherwise: a fragment of HTML, not sanitised."""
    markdown: str = ""
    """The text in Markdown, if it is Markdown in its source; `html` is then the same text as HTML,
    by another engine than that of a build."""
    source_text: str = ""
    """The text again, by another reader than that of `html`: its blocks are parted by lines. The
    proof compares the article with it; without it, with `html`."""
    extracted: bool = False
    """Taken out of a page of a site: what recurs in other pages of it is no part of the text."""
    sha256: str = ""
    """Of the original; empty if the original is the whole file."""
    original: bytes | None = None
    """The document as its source has it, if it is a part of a file."""
    file: str = ""
    """Its path below the source, if the source is a folder."""
    line: int = 0
    """Where it begins in its file, counted from 1; 0 if the file has no lines."""
    part: str = ""
    """Its name in its file, such as an address in a web capture, if that has several."""
    origin: Origin = Origin()
    lang: str | None = None
    """As the source says: a language tag, or None."""
    lang_hint: str | None = None
    """A language that its address seems to name; it counts if the archive has it."""
    date: str | None = None
    """Of publication, in a form that an article may have."""
    updated: str | None = None
    authors: tuple[str, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(taxonomy, names), such as `("categories", ("Economy",))`."""
    summary: str | None = None
    picture: Picture | None = None
    media: tuple[MediaFile, ...] = ()
    draft: bool = False
    """It was not public."""
    incomplete: bool = False
    """The source has only a part of the text, such as a teaser."""
    version: tuple[str, ...] = ()
    """What orders the versions of one document in several files; the newest is the greatest."""
    page: bool = False
    """A page without a date, such as `About us`."""
    slug: str | None = None
    """Its name in its former address."""
    addresses: tuple[str, ...] = ()
    """Former URLs, the newest first."""
    translation: str | None = None
    """Documents with the same value are translations of each other."""
    comments: tuple[Comment, ...] = ()
    """The published ones, in the order of the source."""
    encoding: str = ""
    """Of a plain text, and what was repaired; empty for plain UTF-8."""
    notes: tuple[Note, ...] = ()
    warnings: tuple[Problem, ...] = ()
    """What is uncertain, with its place."""

    @property
    def plain(self) -> str:
        """The words of the text without markup."""
        if not self.html:
            return "\n".join(self.paragraphs)
        return unescape(_TAG.sub("", _BLOCK.sub(" ", self.html)))

    @property
    def text(self) -> str:
        """The headline and the plain paragraphs, one per line."""
        return "\n".join((self.title, *self.paragraphs))

    @property
    def credit(self) -> str | None:
        """Of the main image."""
        return self.picture.credit if self.picture else None

    @property
    def left_out(self) -> tuple[str, ...]:
        """Texts that are not part of the article: boilerplate and appeals."""
        return tuple(note.text for note in self.notes if note.kind == "left out")
