"""What a site's owner may choose, and the defaults: one frozen options value for each subject.

Every value is hashable, so that a worker process can keep what it makes of a site.
`config/reader.py` makes them of kazarchive.toml.
"""

import hashlib
from collections.abc import Iterator
from gettext import NullTranslations
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from kazarchive.rules.addresses import Addresses

FILE_NAME = "kazarchive.toml"

STATE_FOLDER = ".kazarchive"
"""Beside that file."""

Pairs = tuple[tuple[str, str], ...]
"""A small table of texts, hashable. The text of the empty language serves all."""

RESERVED_NAMES = frozenset(
    "static feed feeds sitemap search on-this-day about data pages index".split()
)
"""First address segments that no taxonomy may take."""

DEFAULT_LANGUAGES = ("en",)


class ArticleOptions(Struct, frozen=True):
    """[articles]"""

    enabled: bool = True
    """Whether there are articles; else the site is made of its pages without a date alone."""
    folder: str = "articles"
    """Holds the article files and the media beside them; relative to the project's root."""
    include: tuple[str, ...] = ("**/*.md", "**/*.markdown")
    """Which of its files are articles; the others are media."""
    permalink: str = "/{year}/{month}/{day}/{slug}/"
    """The address of an article, with `{year} {month} {day} {slug}`."""
    slugs: str = "transliterated"
    """How the slug of an article that gives none is made of its file's name: `transliterated`,
    `file name` (as Jekyll does) or `lower-case file name` (as Hugo does)."""
    dates_from_names: bool = True
    """Whether `2010-03-13-title.md` has a date and the slug `title`."""
    rename: Pairs = ()
    """Front matter fields under another name: (as written, as known here)."""
    unknown_fields: str = "warn"
    """`error`, `warn` (once a field, with a count) or `keep`."""
    defaults: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """Fields for articles that do not give them."""


class PageOptions(Struct, frozen=True):
    """[pages]"""

    folder: str = "pages"
    """Holds the pages without a date; `.` is the folder of kazarchive.toml itself."""
    contents: int = 0
    """A page with at least so many sections has a table of contents; with 0 none has."""
    menu: tuple[tuple[str, Pairs], ...] = ()
    """Pages to which every page leads, in this order: (the file's name, what the link says)."""


class MarkdownOptions(Struct, frozen=True):
    """[markdown]"""

    engine: str = "commonmark"
    """`commonmark` or `python-markdown`."""
    extensions: tuple[str, ...] = ()
    """Python-Markdown's own names; tables, footnotes and fenced code are always there."""
    html: str = "sanitize"
    """Raw HTML in articles: `escape` shows it as text, `sanitize` keeps what is harmless,
    `trust` keeps all."""


class Taxonomy(Struct, frozen=True):
    """One line of [taxonomies]: a front matter field whose values have listings of their own."""

    name: str
    labels: Pairs = ()
    """The heading, or one for each language."""
    slugs: Pairs = ()
    """Slugs for names whose own would collide: (name, slug)."""

    def label(self, lang: str, translations: NullTranslations) -> str:
        """The heading in a language: one of `labels`, or the name with a capital, translated."""
        if self.labels:
            return in_language(self.labels, lang) or self.name.capitalize()
        return translations.pgettext("taxonomy", self.name.capitalize())


class ListingOptions(Struct, frozen=True):
    """[listing]"""

    page_size: int = 100
    """A listing with more articles shows this many of the newest and links to its parts."""
    front: int = 20
    """How many articles a front page shows."""
    days: str = "auto"
    """A page for each day: `auto` (where the month is split), `true` or `false`."""
    on_this_day: bool = True
    """Whether each day of the year has a page with its articles of all years."""
    timeline: int = 10
    """A subject with at least so many articles has a timeline; with 0 none has."""


class FeedOptions(Struct, frozen=True):
    """[feeds]"""

    entries: int = 50
    """Of a language's feed, with full content."""
    term_entries: int = 20
    """Of a term's feed, with summaries."""
    tag_year: int = 2000
    """Part of every entry's permanent id (RFC 4151): a year in which the host was yours."""


class SearchOptions(Struct, frozen=True):
    """[search]"""

    enabled: bool = False
    """Whether the site has a search page, and an index that the build writes."""
    segment_size: int = 1_000
    """A year with more articles of a language is indexed by months, such a month by days."""


class ImageOptions(Struct, frozen=True):
    """[images]"""

    enabled: bool = True
    """Whether photographs are published in several sizes; else every file as it is."""
    widths: tuple[int, ...] = (480, 800, 1200, 1600)
    """Pixels, from the smallest; nothing is made larger than it is."""
    formats: tuple[str, ...] = ("avif", "webp")
    """In which the sizes stand besides the file's own format, the best first."""
    quality: int = 80
    """Of JPEG and WebP; AVIF looks the same at three quarters of it."""


class ThemeOptions(Struct, frozen=True):
    """[theme]"""

    keys: bool = True
    """Whether single keys do something: `/` search, `n` and `p` later and earlier, `?` help."""


class NewsOptions(Struct, frozen=True):
    """[news]"""

    publication: Pairs = ()
    """The publication's name as news services know it: (language, name). Without it there is no
    news sitemap."""

    def name(self, lang: str) -> str:
        return in_language(self.publication, lang) or self.publication[0][1]


class HostingOptions(Struct, frozen=True):
    """[hosting]"""

    files: tuple[str, ...] = ()
    """Of `headers`, `nginx`, `caddy`: what to write for the web server."""


class OutputOptions(Struct, frozen=True):
    """[output]"""

    folder: str = "public"
    """Where the site is written; relative to the project's root."""


class ImportOptions(Struct, frozen=True):
    """[import]"""

    boilerplate: tuple[str, ...] = ()
    """Regular expressions of paragraphs that `import` leaves out, besides those it knows."""


class ServeOptions(Struct, frozen=True):
    """[serve]"""

    hosts: tuple[str, ...] = ()
    """Host names under which the preview answers, besides those of this machine."""


class Site(Struct, frozen=True):
    """The whole of kazarchive.toml."""

    titles: Pairs
    """The archive's name, or one for each language."""
    base_url: str
    """Where the site will stand: `http` or `https`, with or without a path. Ends with `/`."""
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    """The first is the default: its pages stand at the root, those of others below their code."""
    timezone: str = "UTC"
    """IANA name; decides the day of an article and the zone of a naive time."""
    articles: ArticleOptions = field(default_factory=ArticleOptions)
    pages: PageOptions = field(default_factory=PageOptions)
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    taxonomies: tuple[Taxonomy, ...] = (Taxonomy("tags"), Taxonomy("authors"))
    listing: ListingOptions = field(default_factory=ListingOptions)
    feeds: FeedOptions = field(default_factory=FeedOptions)
    search: SearchOptions = field(default_factory=SearchOptions)
    images: ImageOptions = field(default_factory=ImageOptions)
    theme: ThemeOptions = field(default_factory=ThemeOptions)
    news: NewsOptions = field(default_factory=NewsOptions)
    hosting: HostingOptions = field(default_factory=HostingOptions)
    output: OutputOptions = field(default_factory=OutputOptions)
    imports: ImportOptions = field(default_factory=ImportOptions)
    serve: ServeOptions = field(default_factory=ServeOptions)

    @property
    def source_folders(self) -> tuple[str, ...]:
        """Relative to the project's root; `.` is that itself, without what lies below."""
        articles = (self.articles.folder,) if self.articles.enabled else ()
        return (*articles, self.pages.folder, "static", "templates")

    @property
    def base_path(self) -> str:
        """The path of `base_url` without the last `/`; empty at a host's root."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def addresses(self) -> Addresses:
        articles = self.articles
        return Addresses(self.languages, self.taxonomy_names, articles.permalink, articles.enabled)

    @property
    def taxonomy_names(self) -> tuple[str, ...]:
        return tuple(taxonomy.name for taxonomy in self.taxonomies)

    def title(self, lang: str) -> str:
        return in_language(self.titles, lang) or self.titles[0][1]

    def menu(self, lang: str) -> Iterator[tuple[str, str]]:
        """(name of a page, label) of the links in the menu of a language. A label that stands for
        some languages alone stands in no other."""
        for name, labels in self.pages.menu:
            label = dict(labels).get(lang) or dict(labels).get("")
            if label:
                yield name, label

    def taxonomy(self, name: str) -> Taxonomy:
        return next(taxonomy for taxonomy in self.taxonomies if taxonomy.name == name)


def without_articles(site: Site) -> Site:
    """A site of pages alone: nothing that lists articles or leads through them."""
    return replace(
        site,
        taxonomies=(),
        listing=replace(site.listing, on_this_day=False),
        search=SearchOptions(),
        news=NewsOptions(),
        theme=replace(site.theme, keys=False),
    )


def in_language(pairs: Pairs, lang: str) -> str | None:
    """The text for a language, or the one that serves all, or the English one."""
    table = dict(pairs)
    return table.get(lang) or table.get("") or table.get("en")


def fingerprint(site: Site) -> str:
    """Changes when any choice that can show in a page does."""
    shown = replace(site, imports=ImportOptions(), output=OutputOptions(), serve=ServeOptions())
    return hashlib.sha256(repr(shown).encode()).hexdigest()
