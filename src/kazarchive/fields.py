"""The table of an article's fields, with a description of each for authors.

`reading/article.py` reads by it, each kind of field in its own way, and `schemas.py` describes it
to editors. Besides these, every taxonomy is a field of kind `Terms`."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Field(Struct, frozen=True):
    """A field. Each kind of field is a class, so that none can be read as another kind."""

    name: str
    about: str


class Text(Field, frozen=True):
    """One string, as written: `NO` and `007` too."""


class Title(Text, frozen=True):
    """A string that must not be missing."""


class Language(Text, frozen=True):
    """One of the site's languages."""


class Slug(Text, frozen=True):
    """The last part of an address (`rules/slugs.py`)."""


class Choice(Text, frozen=True):
    """One of some words. Other words mean nothing here, since other generators have their own."""

    choices: tuple[str, ...]


class Url(Text, frozen=True):
    """A full URL of the web."""


class Date(Field, frozen=True):
    """A day, or a day with a time (`rules/dates.py`)."""


class Pin(Date, frozen=True):
    """A day, a day with a time, or `true` or `false`."""


class Flag(Field, frozen=True):
    """`true` or `false`."""


class Switch(Field, frozen=True):
    """`true` or `false`. Other values mean nothing here, since other generators have their own."""

    usual: bool
    """Its value without the field."""


class Texts(Field, frozen=True):
    """A string or a list of strings."""


class Terms(Texts, frozen=True):
    """The terms of one taxonomy."""


class Aliases(Texts, frozen=True):
    """Addresses of this site."""


class Table(Field, frozen=True):
    """A table of strings, or one string, which is one of its parts."""

    parts: tuple[Text, ...]
    also: tuple[tuple[str, str], ...] = ()
    """Names of parts in other generators: (as written, name of the part)."""

    @property
    def part_names(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts)


class TableOrList(Table, frozen=True):
    """A table, or a list of which only the first counts."""


class TableOfType(Table, frozen=True):
    """A table that only articles of one `type` have; in others, it means nothing."""


TITLE = Title("title", "The headline.")
DATE = Date("date", "The day or time of publication. Without it, the file name gives the day.")
UPDATED = Date("updated", "When the text was last changed.")
LANG = Language("lang", "One of the site's languages. Without it, the file's suffix gives it.")
SLUG = Slug("slug", "The last part of the address. Without it, the file name gives it.")
PERMALINK = Text(
    "permalink", "The whole address. Without it, the site's pattern, the date and the slug give it."
)
KICKER = Text("kicker", "A word or two above the headline, on the article and in lists.")
SUBTITLE = Text("subtitle", "A line below the headline.")
TYPE = Choice(
    "type",
    "What kind of article it is: readers and search engines are told.",
    ("news", "opinion", "analysis", "interview", "live", "obituary", "advertisement"),
)
LIVE = TableOfType(
    "live",
    "How a live report (`type: live`) goes: `ended`, or a table.",
    (
        Choice(
            "order",
            "Which entry is first. Without it, the newest.",
            ("newest", "oldest"),
        ),
        Choice("ended", "Whether there will be no more entries.", ("true", "false")),
    ),
)
SUMMARY = Text("summary", "Plain text for listings. Without it, the first paragraph is shortened.")
IMAGE = Table(
    "image",
    "The lead image: its `src` alone, or a table.",
    (
        Text("src", "A file beside the article, an address of this site, or a URL."),
        Text("alt", "What it shows, for readers who cannot see it."),
        Text("caption", "The text below it."),
        Text("credit", "Who made it or owns it."),
    ),
    also=(("path", "src"), ("url", "src")),
)
SOURCE = Table(
    "source",
    "Where the text came from, shown below the article: a name or a URL alone, or a table.",
    (
        Text("name", "The name of the publication."),
        Url("url", "The URL of the text there."),
        Text("author", "Who wrote it there."),
        Text("published", "When it was published there."),
        Text("retrieved", "When it was copied from there."),
        Text("file", "The document that was imported."),
        Text("sha256", "The SHA-256 of that document."),
        Text("kind", "The format of that document, if it was not plain text."),
        Text("id", "What identifies that document in the system that it comes from."),
    ),
)
SERIES = TableOrList(
    "series",
    "The series of which the article is a part: its name alone, or a table.",
    (
        Text("name", "The same in all parts."),
        Text("part", "The place of this part in the order of reading: 1, 2 …"),
    ),
    also=(("title", "name"), ("number", "part")),
)
TRANSLATION_KEY = Text(
    "translation_key", "The same in all translations of an article, if their file names differ."
)
ALIASES = Aliases("aliases", "Former addresses, which redirect to the article.")
INDEX = Switch("index", "Whether search engines and the search of the site know the article.", True)
PINNED = Pin(
    "pinned", "Shown first on the front page: `true`, or the last day or moment on which it is."
)
LEAD = Switch("lead", "Whether it leads the front page; the newest of several does.", False)
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
        PERMALINK,
        KICKER,
        SUBTITLE,
        TYPE,
        LIVE,
        SUMMARY,
        IMAGE,
        SOURCE,
        SERIES,
        TRANSLATION_KEY,
        ALIASES,
        INDEX,
        PINNED,
        LEAD,
        DRAFT,
        LICENSE,
    )
}


def terms(taxonomy: str) -> Terms:
    """The field of a taxonomy."""
    return Terms(taxonomy, f"Terms of `{taxonomy}`: one string, or a list of several.")


class OwnFields(Struct, frozen=True):
    """The fields that a site has declared and an article has: in templates, one that it lacks is an
    empty text, so that nothing has to be asked before."""

    _values: tuple[tuple[str, Any], ...] = ()
    """(name, value): a text, a number, a date or time, or a tuple of texts."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # other libraries ask for such
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        return dict(self._values).get(name, "")

    def __bool__(self) -> bool:
        return bool(self._values)


NO_FIELDS = OwnFields()


class SeriesPart(Struct, frozen=True):
    """The series of which an article is a part, as the article writes it."""

    slug: str
    name: str
    part: int | None = None
    """Its place in the order of reading; without it, the date is its place."""
