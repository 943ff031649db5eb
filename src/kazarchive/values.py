"""The vocabulary of kazarchive: the frozen values that its stages hand to each other.

A value is valid once it exists. `None` means absent, never "not yet filled".
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

Address = str
"""Where a page stands in the site: absolute from the site's root, NFC, not percent-encoded,
without the base path: `/2022/01/05/lpg-price-cap/`, `/ru/feed.xml`."""


BYLINE = "authors"
"""The taxonomy of who wrote an article, not of what it is about."""


class Term(Struct, frozen=True):
    """One term of a taxonomy, as one article writes it."""

    taxonomy: str
    """The taxonomy's name, which is also its first address segment: `tags`, `authors`."""
    slug: str
    name: str


OUTSIDE = ("https://", "http://")
"""How an image begins that is shown although it is no file of the project."""


class Image(Struct, frozen=True):
    """An article's lead image."""

    src: str
    """As written: an address in the site, a path beside the article, or a full URL."""
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


class Picture(Struct, frozen=True):
    """What is known of an image file that pages show, whichever article shows it."""

    source: str
    """The file's path, as in `SourceFile.path`."""
    width: int
    """Pixels, as `height` is: of what stands at the image's own address, upright."""
    height: int
    sizes: tuple[tuple[int, int], ...] = ()
    """(step, width in pixels) of each size that is made of it; none of a file that is published as
    it is."""
    formats: tuple[str, ...] = ()
    """In which each size stands: `avif`, `webp`."""
    alt: str | None = None
    """What the file says of itself, as `caption` and `credit` are."""
    caption: str | None = None
    credit: str | None = None
    decoder: str = ""
    """The versions of what reads it, where it is not Pillow alone that does."""


class Origin(Struct, frozen=True):
    """Where an article's text came from (the front matter's `source`)."""

    name: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    retrieved: str | None = None
    file: str | None = None
    sha256: str | None = None


class Link(Struct, frozen=True):
    """A link or an image of an article's body that points into the project."""

    kind: str
    """`article`, `media`, `static`, `address` or `outside`."""
    written: str
    """The URL as it stands in the rendered body; the key by which the page resolves it."""
    target: str
    """The source file it names, relative to the project's root; of `static` and `address` links
    the address."""
    fragment: str
    line: int


class Entry(Struct, frozen=True):
    """All that other pages may show of an article. Equal entries look equal everywhere else."""

    path: str
    """Of the source file, relative to the project's root, with `/`."""
    address: Address
    lang: str
    title: str
    published: datetime
    """Aware, in the archive's time zone: its date is the day under which the article is listed."""
    timed: bool
    """Whether the author wrote a time of day."""
    updated: datetime | None
    summary: str
    terms: tuple[Term, ...]
    """Of all taxonomies, in the order written."""
    image: Image | None
    image_address: Address | None
    """Where the lead image is published, when it is a file of this project."""
    group: str
    """Translations of each other share it."""
    aliases: tuple[Address, ...] = ()
    media: tuple[tuple[Address, str], ...] = ()
    """(address, source path) of every media file published beside the article."""
    picture: Picture | None = None
    """What is known of the lead image, if it is a file of this project that sizes are made of."""

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
        """When the content last changed, as far as its author says."""
        return self.updated or self.published

    def of(self, taxonomy: str) -> tuple[Term, ...]:
        """This article's terms in one taxonomy."""
        return tuple(term for term in self.terms if term.taxonomy == taxonomy)

    @property
    def byline(self) -> str:
        """Its authors, as a list shows them."""
        return ", ".join([term.name for term in self.of(BYLINE)])

    @property
    def subjects(self) -> tuple[Term, ...]:
        """The terms that say what this article is about."""
        return tuple(term for term in self.terms if term.taxonomy != BYLINE)


class Article(Struct, frozen=True):
    """One article file, read and valid, all but its body."""

    entry: Entry
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    draft: bool = False
    source: Origin | None = None
    license: str | None = None
    words: int = 0
    """Of its text, as it is written."""
    standfirst: bool = False
    """Whether its summary was written, and not cut out of the text."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Front matter that kazarchive has no meaning for, kept for templates."""
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    """The ids of the body that a fragment may name."""


Period = str
"""A span of the calendar: `` (all time), `2022`, `2022-01` or `2022-01-05`; or `-01-05`, one day of
all years."""


class Facet(Struct, frozen=True):
    """One way into a language's archive: all of it, or one term of one taxonomy."""

    lang: str
    taxonomy: str = ""
    """Empty, as `slug` is: the whole archive."""
    slug: str = ""

    @property
    def is_subject(self) -> bool:
        """Whether its term says what articles are about, and not who wrote them."""
        return self.taxonomy not in ("", BYLINE)


class Cell(Struct, frozen=True):
    """A field of the grid facet × period, which one listing page shows."""

    facet: Facet
    period: Period = ""


class Count(Struct, frozen=True):
    """A cell's address and how many articles it holds, as a page links to it."""

    period: Period
    address: Address
    n: int


class TaxonomyLink(Struct, frozen=True):
    """A taxonomy as a page of one language shows it."""

    name: str
    label: str
    address: Address


class TermCount(Struct, frozen=True):
    """A term as its taxonomy's index lists it; `name` is its commonest spelling."""

    name: str
    address: Address
    n: int


class Body(Struct, frozen=True):
    """An article's text, to be read from its file and rendered when its page is written."""

    path: str
    digest: str
    """Of the file when it was read into the catalogue; another now means it changed meanwhile."""
    lang: str
    links: Mapping[str, tuple[Address, str] | None]
    """Of each link written in the body the address and what follows it, its query and fragment
    with their marks, encoded; `None`: no such page."""
    spooled: tuple[str, int, int] | None = None
    """Where this build keeps the body rendered while reading: file, start, size in bytes."""
    absolute: bool = False
    """Whether links are written as full URLs (feeds) or from the site's root (pages)."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """What is known of the images shown in the body, by the URL as written."""
    led: bool = False
    """Whether the page shows a lead image before the body."""


class Undated(Struct, frozen=True):
    """A page without a date, such as the one about the site."""

    path: str
    """Of the source file, relative to the project's root, with `/`."""
    address: Address
    lang: str
    title: str
    order: int
    """Its place among those of its language."""
    name: str
    """Of the file, without its language: translations of each other share it."""
    summary: str
    """Its first paragraph, cut where it is long."""
    digest: str


class UndatedLink(Struct, frozen=True):
    """A page without a date, as other pages show it."""

    title: str
    address: Address
    summary: str


class Alternate(Struct, frozen=True):
    """The same page in one language."""

    lang: str
    address: Address


class Page(Struct, frozen=True):
    """A template and all that it may show."""

    address: Address
    template: str
    lang: str
    alternates: tuple[Alternate, ...] = ()
    """Every language version, this one included; empty where there are no others to name."""
    canonical: Address | None = None
    """Where it is not the page's own address."""
    indexed: bool = True
    about: str | None = None
    """The source file the page is made from, to be named when its template fails."""
    context: Mapping[str, Any] = field(default_factory=dict)

    def version(self, lang: str) -> Address | None:
        """Where this page stands in a language, if it does."""
        return next((one.address for one in self.alternates if one.lang == lang), None)


class Copy(Struct, frozen=True):
    """A file that is published as it is."""

    address: Address
    source: str
    """The file's path, as in `SourceFile.path`."""
    digest: str


class Resized(Struct, frozen=True):
    """An image made of a media file: upright, in sRGB, without what the camera noted."""

    address: Address
    source: str
    """The file's path, as in `SourceFile.path`."""
    digest: str
    """Of that file."""
    picture: Picture
    name: str
    """Which of the images made of it: `800.avif`, or `whole` in the file's own format."""


class Packed(Struct, frozen=True):
    """A file that is made for scripts, and not of a template."""

    address: Address
    content: bytes


Answer = Page | Copy | Resized | Packed
"""What stands at an address."""


class Citations(Struct, frozen=True):
    """How an article is cited."""

    authors: tuple[str, ...]
    """As the article writes them."""
    apa: tuple[str, str, str]
    """Before the title of the publication, the title, after it."""
    gost: str
    files: tuple["CitationFile", ...]


class CitationFile(Struct, frozen=True):
    format: str
    name: str
    """Under which it is saved."""
    url: str
    """Its whole content, as a `data:` URL."""


class TermLink(Struct, frozen=True):
    name: str
    address: Address
