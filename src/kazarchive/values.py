"""The vocabulary of kazarchive: the frozen values that its stages pass to each other.

A value is valid once it exists. None means absent, never "not yet filled".
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

from kazarchive.fields import NO_FIELDS, OwnFields
from kazarchive.fields import SeriesPart as SeriesPart
from kazarchive.live_report import LiveReport

Address = str
"""The address of a page: absolute from the site's root, in Unicode form NFC, not percent-encoded,
without the base path: `/2022/01/05/lpg-price-cap/`, `/ru/feed.xml`."""


BYLINE, SECTION = "authors", "section"
"""The taxonomies of authors and of sections; all others say what articles are about."""


class Term(Struct, frozen=True):
    """One term of a taxonomy, as one article writes it."""

    taxonomy: str
    """The taxonomy's name, which is also its first address segment: `tags`, `authors`."""
    slug: str
    name: str


SERIES = "series"
"""The field of a series; also the first segment of the addresses of series."""


OUTSIDE = ("https://", "http://")
"""What the URL of an image starts with that is shown although it is not a file of the project."""


class Image(Struct, frozen=True):
    """An article's lead image."""

    src: str
    """As written: an address in the site, a path beside the article, or a full URL."""
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    in_text: bool = False
    """Whether it is the first image of the text, which lists and cards show too."""


class Picture(Struct, frozen=True):
    """What is known of an image file, whichever article shows it."""

    source: str
    """The file's path, as in `SourceFile.path`."""
    width: int
    """Pixels, as `height`: of the upright image at the file's own address."""
    height: int
    sizes: tuple[tuple[int, int], ...] = ()
    """(step, width in pixels) of each size; empty for a file that is published unchanged."""
    formats: tuple[str, ...] = ()
    """The formats of each size: `avif`, `webp`."""
    alt: str | None = None
    """From the metadata of the file, as `caption` and `credit`."""
    caption: str | None = None
    credit: str | None = None
    decoder: str = ""
    """The version of its decoder, if that is not Pillow alone."""


class Origin(Struct, frozen=True):
    """Where an article's text came from (`source` in the front matter)."""

    name: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    retrieved: str | None = None
    file: str | None = None
    sha256: str | None = None
    kind: str | None = None
    """The format of the imported document, if it was not plain text."""
    id: str | None = None
    """What identifies the imported document in the system that it comes from."""


class Link(Struct, frozen=True):
    """A link or an image of an article's body that points into the project."""

    kind: str
    """`article`, `media`, `static`, `address`, `outside`; `companion`: shown if it exists."""
    written: str
    """The URL in the rendered body, by which the page resolves it."""
    target: str
    """The path of the source file that it names; for `static` and `address` links the address."""
    fragment: str
    line: int


class Entry(Struct, frozen=True):
    """All that other pages may show of an article: equal entries look the same on other pages."""

    path: str
    """The path of the source file, relative to the project's root, with `/`."""
    address: Address
    lang: str
    title: str
    published: datetime
    """Aware, in the archive's time zone. Its date is the day under which the article is listed."""
    timed: bool
    """Whether the author wrote a time of day."""
    updated: datetime | None
    summary: str
    terms: tuple[Term, ...]
    """The terms of all taxonomies, in the order written."""
    image: Image | None
    image_address: Address | None
    """The address of the lead image, if it is a file of this project."""
    group: str
    """The key that translations of one article share."""
    aliases: tuple[Address, ...] = ()
    media: tuple[tuple[Address, str], ...] = ()
    """(address, source path) of every media file published beside the article."""
    kicker: str | None = None
    type: str = ""
    """`opinion` and so on, as in the field `type`; empty for news."""
    title_html: str = ""
    """The title as safe HTML, if it has emphasis."""
    series: SeriesPart | None = None
    live: str = ""
    """Of a live report: `ongoing` or `ended`."""
    fields: OwnFields = NO_FIELDS
    indexed: bool = True
    pinned: int | None = None
    """Until when the front page shows it first, in seconds since 1970-01-01 UTC."""
    lead: bool = False
    picture: Picture | None = None
    """What is known of the lead image, if it is a file of this project that has sizes."""

    @property
    def pictured(self) -> bool:
        """Whether the lead image can be shown."""
        outside = self.image and self.image.src.startswith(OUTSIDE)
        return bool(self.image_address or outside)

    @property
    def day(self) -> date:
        return self.published.date()

    @property
    def instant(self) -> int:
        """Seconds since 1970-01-01 UTC."""
        return int(self.published.timestamp())

    @property
    def modified(self) -> datetime:
        """When the content last changed, according to its author."""
        return self.updated or self.published

    @property
    def serial(self) -> "Facet | None":
        """Its series."""
        return Facet(self.lang, SERIES, self.series.slug) if self.series else None

    def of(self, taxonomy: str) -> tuple[Term, ...]:
        """The terms of one taxonomy."""
        return tuple(term for term in self.terms if term.taxonomy == taxonomy)

    @property
    def byline(self) -> str:
        """The names of the authors, separated by commas."""
        return ", ".join([term.name for term in self.of(BYLINE)])

    @property
    def section(self) -> Term | None:
        """The part of the newspaper to which it belongs."""
        return next((term for term in self.terms if term.taxonomy == SECTION), None)

    @property
    def subjects(self) -> tuple[Term, ...]:
        """The terms that say what this article is about."""
        return tuple(term for term in self.terms if term.taxonomy not in (BYLINE, SECTION))


class Article(Struct, frozen=True):
    """A valid article, without its body."""

    entry: Entry
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    draft: bool = False
    source: Origin | None = None
    license: str | None = None
    words: int = 0
    """The number of words of its text, as written."""
    standfirst: bool = False
    """Whether its author wrote the summary; otherwise it is cut from the text."""
    subtitle: str | None = None
    live: LiveReport | None = None
    """If it is a live report with entries."""
    layout: str | None = None
    """The template of the site that shows it, by its name in `templates/layouts/`."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The front matter that means nothing to kazarchive, for templates; without one, a name is an
    empty text there."""
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    """The ids of the body that a fragment may name."""


Period = str
"""`` (all time), `2022`, `2022-01` or `2022-01-05`; or `-01-05`, one day in all years."""


class Facet(Struct, frozen=True):
    """A set of articles of one language: all of them, or those with one term."""

    lang: str
    taxonomy: str = ""
    """Empty, as `slug`, for all articles."""
    slug: str = ""

    @property
    def is_subject(self) -> bool:
        """Whether it is a term that says what articles are about."""
        return self.taxonomy not in ("", BYLINE)


class Cell(Struct, frozen=True):
    """A cell of the grid facet × period, which has one listing page."""

    facet: Facet
    period: Period = ""


class Count(Struct, frozen=True):
    """A link to a cell's page, with the number of its articles."""

    period: Period
    address: Address
    n: int


class TaxonomyLink(Struct, frozen=True):
    """A link to the index of a taxonomy."""

    name: str
    label: str
    address: Address


class Body(Struct, frozen=True):
    """The text of an article or page, which is rendered when its page is."""

    path: str
    digest: str
    """SHA-256 of the file when it was read; if it is another now, the file has changed."""
    lang: str
    links: Mapping[str, tuple[Address, str] | None]
    """URL as written in the body → (address, encoded query and fragment with their marks); None if
    there is no such page."""
    spooled: tuple[str, int, int] | None = None
    """Where this build keeps the body rendered while reading: file, start, size in bytes."""
    absolute: bool = False
    """Whether links are full URLs (in feeds); otherwise they start at the site's root."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """URL as written in the body → what is known of the image."""
    led: bool = False
    """Whether the page shows a lead image before the body."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """URL as written → size in bytes, of its videos, sounds and documents that exist."""
    live: LiveReport | None = None
    """The entries, if it is that of a live report."""
    address: Address = ""
    """Of the page of a live report."""
    among: bool = False
    """Whether a page shows it among other bodies: its own page has the targets of its links."""


class Undated(Struct, frozen=True):
    """A page without a date, such as the one about the site."""

    path: str
    """The path of the source file, relative to the project's root, with `/`."""
    address: Address
    lang: str
    title: str
    order: int
    """Its position among the pages of its language."""
    name: str
    """The name of the file without its language, which translations share."""
    summary: str
    """The first paragraph, shortened."""
    digest: str
    aliases: tuple[Address, ...] = ()
    """Its former addresses."""
    layout: str | None = None
    """As `Article.layout`."""
    indexed: bool = True


class Person(Struct, frozen=True):
    """An author as the archive presents them in one language (a file of `authors/`)."""

    path: str
    """The path of the source file, relative to the project's root, with `/`."""
    digest: str
    lang: str
    name: str
    slugs: tuple[str, ...]
    """Of the terms of `authors` that mean this person; the first is that of `name`."""
    summary: str
    """The first paragraph of the biography, shortened."""
    has_body: bool = False
    """Whether there is a biography."""
    role: str | None = None
    email: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    """(label, URL)."""
    photo: Address | None = None
    """Where the photograph is published, if it exists."""
    media: tuple[tuple[Address, str], ...] = ()
    """(address, source path) of every file published beside the page of the author."""

    @property
    def facts(self) -> tuple[object, ...]:
        """What articles tell of their author."""
        return self.lang, self.slugs, self.role, self.links, self.photo


class UndatedLink(Struct, frozen=True):
    """A link to a page without a date, with its summary."""

    title: str
    address: Address
    summary: str
