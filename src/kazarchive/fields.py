"""The fields of an article with a meaning: what each holds, in the words for who writes it.

The one table of them. `reading/article.py` reads by it, each kind of field in its own way, and
`schemas.py` tells editors of it. Besides these, every taxonomy is a field of `Terms`.
"""

from collections.abc import Mapping

from msgspec import Struct


class Field(Struct, frozen=True):
    """A kind of field is a class, so that none can be read as one of another kind."""

    name: str
    about: str


class Text(Field, frozen=True):
    """One text, taken as written: `NO` and `007` too."""


class Title(Text, frozen=True):
    """A text that may not be missing."""


class Language(Text, frozen=True):
    """One of the site's languages."""


class Slug(Text, frozen=True):
    """The last part of an address (rules/slugs.py)."""


class Url(Text, frozen=True):
    """A full URL of the web."""


class Date(Field, frozen=True):
    """A day or a moment (rules/dates.py)."""


class Flag(Field, frozen=True):
    """`true` or `false`."""


class Texts(Field, frozen=True):
    """A text or a list of texts."""


class Terms(Texts, frozen=True):
    """Those of one taxonomy."""


class Aliases(Texts, frozen=True):
    """Addresses of this site."""


class Table(Field, frozen=True):
    """Parts, each a text; or a text alone, which stands for one of them."""

    parts: tuple[Text, ...]
    also: tuple[tuple[str, str], ...] = ()
    """What other generators call some of them: (as written, as known here)."""

    @property
    def part_names(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts)


TITLE = Title("title", "The headline.")
DATE = Date("date", "The day or the moment of publication. Without it, the file's name tells it.")
UPDATED = Date("updated", "When the text was last changed.")
LANG = Language("lang", "One of the site's languages. Without it, the file's suffix tells it.")
SLUG = Slug("slug", "The last part of the address. Without it, it is made of the file's name.")
SUMMARY = Text("summary", "Plain text for listings. Without it, the first paragraph is cut.")
IMAGE = Table(
    "image",
    "The picture of the article: its `src` alone, or a table.",
    (
        Text("src", "A file beside the article, an address of this site, or a URL."),
        Text("alt", "What it shows, for who cannot see it."),
        Text("caption", "What stands below it."),
        Text("credit", "Whose it is."),
    ),
    also=(("path", "src"), ("url", "src")),
)
SOURCE = Table(
    "source",
    "Where the text came from, shown below the article: a name or a URL alone, or a table.",
    (
        Text("name", "Of the publication."),
        Url("url", "Of the text there."),
        Text("author", "Who wrote it there."),
        Text("published", "When it came out there."),
        Text("retrieved", "When it was taken from there."),
        Text("file", "The document that was imported."),
        Text("sha256", "Of that document."),
    ),
)
TRANSLATION_KEY = Text(
    "translation_key", "The same in all translations of one article, where their names differ."
)
ALIASES = Aliases("aliases", "Former addresses, which lead to the article.")
DRAFT = Flag("draft", "Whether the article is not published yet.")
LICENSE = Text("license", "A text or a URL.")

FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        TITLE,
        DATE,
        UPDATED,
        LANG,
        SLUG,
        SUMMARY,
        IMAGE,
        SOURCE,
        TRANSLATION_KEY,
        ALIASES,
        DRAFT,
        LICENSE,
    )
}


def terms(taxonomy: str) -> Terms:
    return Terms(taxonomy, f"Terms of `{taxonomy}`: a text is one term, a list several.")
