"""The options of a site and their defaults, one frozen value for each section of kazarchive.toml.

Every value is hashable, so that a worker process can cache what it makes for a site.
`config/reader.py` makes them from the file. The docstrings of fields are shown in the JSON Schema.
"""

import hashlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from kazarchive.config.content import (
    DEFAULT_TAXONOMIES,
    ArticleOptions,
    AuthorOptions,
    MarkdownOptions,
    PageOptions,
    Pairs,
    Param,
    Taxonomy,
    in_language,
)
from kazarchive.config.front_options import FrontOptions
from kazarchive.rules import snippets
from kazarchive.rules.addresses import Addresses

FILE_NAME = "kazarchive.toml"

STATE_FOLDER = ".kazarchive"
"""The name of the state folder, which is beside that file."""


RESERVED_NAMES = frozenset(
    "static feed feeds sitemap search on-this-day archive about data pages index".split()
)
"""First address segments that no taxonomy may have."""

DEFAULT_LANGUAGES = ("en",)


class ListingOptions(Struct, frozen=True):
    """[listing]"""

    page_size: int = 100
    """A listing with more articles shows this many of the newest and links to its parts."""
    front: int = 20
    """How many articles a front page shows."""
    days: str = "auto"
    """Whether each day has a page: `auto` (if the month is split), `true` or `false`."""
    on_this_day: bool = True
    """Whether each day of the year has a page with its articles of all years."""
    timeline: int = 10
    """A subject with at least this many articles has a timeline; 0 for none."""


class FeedOptions(Struct, frozen=True):
    """[feeds]"""

    entries: int = 50
    """Entries in the feed of a language, with full content."""
    term_entries: int = 20
    """Entries in the feed of a term, with summaries."""
    rss: bool = False
    """Whether there are feeds in RSS 2.0 too, for services that read no other."""
    tag_year: int = 2000
    """Part of every entry's permanent id (RFC 4151): a year in which you owned the host name."""


class SearchOptions(Struct, frozen=True):
    """[search]"""

    enabled: bool = False
    """Whether the site has a search page, and an index that the build writes."""
    segment_size: int = 1_000
    """A year with more articles in a language is indexed by month, such a month by day."""


class ImageOptions(Struct, frozen=True):
    """[images]"""

    enabled: bool = True
    """Whether photographs are published in several sizes; otherwise every file is published
    unchanged."""
    widths: tuple[int, ...] = (480, 800, 1200, 1600)
    """Widths in pixels, the smallest first; no image is enlarged."""
    formats: tuple[str, ...] = ("avif", "webp")
    """Formats of the sizes besides the file's own format, the best first."""
    quality: int = 80
    """Quality of JPEG; WebP and AVIF use values that look the same."""


class ThemeOptions(Struct, frozen=True):
    """[theme]"""

    keys: bool = True
    """Whether there are single-key shortcuts: `/` search, `n` and `p` later and earlier, `?`
    help."""
    accent: str | None = None
    """The colour of links on white, `#1a2b3c`; None for that of the theme."""
    accent_dark: str | None = None
    """The colour of links on dark paper; None for one made from `accent`."""
    logo: str | None = None
    """An image in `static/` in place of the title at the top of each page."""
    logo_dark: str | None = None
    """The same for dark colours."""
    footer: Pairs = ()
    """A line at the end of each page."""
    links: Pairs = ()
    """(name, URL) of pages elsewhere, such as a channel, at the end of each page."""


class MenuItem(Struct, frozen=True):
    """A link at the top of each page."""

    kind: str
    """A word or a key of `config/menu.py`, or `taxonomy`."""
    target: str = ""
    """The name of the taxonomy or page, `tags/fuel`, the year or the URL."""
    labels: Pairs = ()
    """Empty for the label of the theme."""

    def label(self, lang: str) -> str | None:
        """The text of the link; empty for that of the theme, None in a language without one."""
        labels = dict(self.labels)
        return (labels.get(lang) or labels.get("")) if labels else ""


class MenuOptions(Struct, frozen=True):
    """[menu]"""

    items: tuple[MenuItem, ...] = ()
    """Empty for the front page, taxonomies, `[pages] menu`, the archive and search."""


class NewsOptions(Struct, frozen=True):
    """[news]"""

    publication: Pairs = ()
    """The publication's name in news services: (language, name). Without it there is no news
    sitemap."""

    def name(self, lang: str) -> str:
        """The publication's name in a language, or the first name."""
        return in_language(self.publication, lang) or self.publication[0][1]


class EmbedOptions(Struct, frozen=True):
    """[embeds]"""

    play: tuple[str, ...] = ()
    """Sites whose videos and sounds a card can play when a reader asks for it."""


class SnippetOptions(Struct, frozen=True):
    """[snippets]"""

    plausible: Pairs = ()
    """Plausible counts visits: `host` of the service, `domain` of this site there."""
    goatcounter: Pairs = ()
    """GoatCounter counts visits: `host`."""
    umami: Pairs = ()
    """Umami counts visits: `host`, and `website`, the id of this site there."""
    matomo: Pairs = ()
    """Matomo counts visits, without cookies: `host`, and `site`, the number of this site there."""
    giscus: Pairs = ()
    """Comments in the discussions of a repository: `repo`, `repo_id`, `category`, `category_id`."""
    isso: Pairs = ()
    """Comments of an Isso of your own: `host`."""

    def chosen(self, comments: bool) -> Iterator[tuple[snippets.Service, Pairs]]:
        """The services that are set up: those of comments, or the others."""
        for name, service in snippets.SERVICES.items():
            if service.comments == comments and (given := getattr(self, name)):
                yield service, given


class NewsletterOptions(Struct, frozen=True):
    """[newsletter]"""

    action: str | None = None
    """The URL to which the form sends an address; without it there is no form."""
    field: str = "email"
    """The name under which it sends the address."""
    label: Pairs = ()
    """The text before the field."""


class HostingOptions(Struct, frozen=True):
    """[hosting]"""

    files: tuple[str, ...] = ()
    """Which files to write for the web server: `headers`, `nginx`, `caddy`."""


class OutputOptions(Struct, frozen=True):
    """[output]"""

    folder: str = "public"
    """The folder of the published site, relative to the project's root."""


class ImportOptions(Struct, frozen=True):
    """[import]"""

    boilerplate: tuple[str, ...] = ()
    """Regular expressions of paragraphs that `import` leaves out, besides the built-in ones."""
    shortcodes: Pairs = ()
    """(name of a shortcode, HTML in its place), besides the built-in ones; `{name}` is an argument,
    `{0}` the first without a name, `{inner}` the text inside."""
    originals: str = ""
    """The folder in which the originals of imported articles are kept; empty if they are not."""


class ServeOptions(Struct, frozen=True):
    """[serve]"""

    hosts: tuple[str, ...] = ()
    """Host names that the preview accepts, besides those of this machine."""


class Site(Struct, frozen=True):
    """All options of kazarchive.toml."""

    titles: Pairs
    """The archive's name, or one for each language."""
    base_url: str
    """The URL of the site: `http` or `https`, with or without a path. Ends with `/`."""
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    """Language codes. The pages of the first are at the root, those of others below their code."""
    timezone: str = "UTC"
    """IANA name; decides the day of an article, and applies to times without an offset."""
    articles: ArticleOptions = field(default_factory=ArticleOptions)
    pages: PageOptions = field(default_factory=PageOptions)
    authors: AuthorOptions = field(default_factory=AuthorOptions)
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    taxonomies: tuple[Taxonomy, ...] = DEFAULT_TAXONOMIES
    listing: ListingOptions = field(default_factory=ListingOptions)
    feeds: FeedOptions = field(default_factory=FeedOptions)
    search: SearchOptions = field(default_factory=SearchOptions)
    images: ImageOptions = field(default_factory=ImageOptions)
    theme: ThemeOptions = field(default_factory=ThemeOptions)
    params: tuple[tuple[str, Param], ...] = ()
    """Values for the templates of the site, as `site.params`: texts, numbers, `true`, `false`,
    dates, lists, tables, and texts by language."""
    menu_items: MenuOptions = field(default_factory=MenuOptions)
    front: FrontOptions = field(default_factory=FrontOptions)
    news: NewsOptions = field(default_factory=NewsOptions)
    embeds: EmbedOptions = field(default_factory=EmbedOptions)
    snippets: SnippetOptions = field(default_factory=SnippetOptions)
    newsletter: NewsletterOptions = field(default_factory=NewsletterOptions)
    hosting: HostingOptions = field(default_factory=HostingOptions)
    output: OutputOptions = field(default_factory=OutputOptions)
    imports: ImportOptions = field(default_factory=ImportOptions)
    serve: ServeOptions = field(default_factory=ServeOptions)

    @property
    def source_folders(self) -> tuple[str, ...]:
        """The folders of the sources, relative to the project's root; `.` is the root without its
        subfolders."""
        articles = self.articles.folders if self.articles.enabled else ()
        authors = (self.authors.folder,) if self.articles.enabled else ()
        return (*articles, self.pages.folder, *authors, "static", "templates", "root")

    @property
    def base_path(self) -> str:
        """The path of `base_url` without the last `/`; empty at the root of a host."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def addresses(self) -> Addresses:
        articles = self.articles
        return Addresses(
            self.languages,
            self.taxonomy_names,
            articles.permalink,
            articles.enabled,
            self.feeds.rss,
        )

    @property
    def taxonomy_names(self) -> tuple[str, ...]:
        return tuple(taxonomy.name for taxonomy in self.taxonomies)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names of the front matter fields that this site adds."""
        layout = ("layout",) if self.articles.layouts else ()
        return (*self.taxonomy_names, *layout, *(each.name for each in self.articles.fields))

    def title(self, lang: str) -> str:
        """The archive's name in a language, or the first name."""
        return in_language(self.titles, lang) or self.titles[0][1]

    def menu(self, lang: str) -> Iterator[tuple[str, str]]:
        """(name of a page, label) of the links in the menu of a language. A label given for some
        languages does not appear in others."""
        for name, labels in self.pages.menu:
            if label := MenuItem("page", name, labels).label(lang):
                yield name, label

    def taxonomy(self, name: str) -> Taxonomy:
        return next(taxonomy for taxonomy in self.taxonomies if taxonomy.name == name)


def without_articles(site: Site) -> Site:
    """A site with only pages: without everything that lists articles or leads through them."""
    lists = ("taxonomy", "term", "terms", "year")
    items = tuple(item for item in site.menu_items.items if item.kind not in lists)
    return replace(
        site,
        taxonomies=(),
        listing=replace(site.listing, on_this_day=False),
        search=SearchOptions(),
        news=NewsOptions(),
        menu_items=MenuOptions(items),
        theme=replace(site.theme, keys=False),
    )


def fingerprint(site: Site) -> str:
    """Changes with every option that can affect a page."""
    relevant = replace(site, imports=ImportOptions(), output=OutputOptions(), serve=ServeOptions())
    return hashlib.sha256(repr(relevant).encode()).hexdigest()
