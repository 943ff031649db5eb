"""Every address of the site, in both directions: no other module composes or parses an address.

The two functions of a direction are next to each other: `listing` and `cell`, `archive_feed` and
`archive_feed_month`, `timeline` and `timeline_facet`. The first language has no prefix, each other
one has its code as prefix.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from msgspec import Struct

from kazarchive.rules import slugs, urls
from kazarchive.values import SERIES, Address, Cell, Facet, Period

LONGEST_SEGMENT = 255
"""Bytes: the longest file name on common file systems."""

LONGEST_ADDRESS = 1000
"""Bytes. Encoded and with a host, an address stays below the 2,048 characters of sitemaps.org."""

_PERIOD = r"(?P<period>\d{4}(?:/\d\d(?:/\d\d)?)?)"


class Addresses(Struct, frozen=True):
    """The addresses of one site."""

    languages: tuple[str, ...]
    taxonomies: tuple[str, ...]
    permalink: str
    articles: bool = True
    """Whether the site has articles, and with them feeds, search and days."""
    rss: bool = False  # whether it has feeds in RSS too

    def prefix(self, lang: str) -> str:
        """The prefix of the addresses of a language: `` or `/ru`."""
        return "" if lang == self.languages[0] else f"/{lang}"

    def article(
        self, lang: str, day: date, slug: str, folder: str = "", categories: str = ""
    ) -> Address:
        """The address of an article by the pattern of the site. `folder`, `categories`: segments
        joined by `/`, for patterns that contain them."""
        year, month, number = day.isoformat().split("-")
        address = self.prefix(lang) + self.permalink.format(
            year=year, month=month, day=number, slug=slug, folder=folder, categories=categories
        )
        return address.replace("//", "/")

    def home(self, lang: str) -> Address:
        return self.prefix(lang) + "/"

    def page(self, lang: str, slug: str) -> Address:
        """The address of a standalone page."""
        return f"{self.prefix(lang)}/{slug}/"

    def page_named(self, lang: str, name: str) -> Address:
        """The address of a standalone page. `name`: its file name without language and ending; an
        index or a README is a front page, as on hosts of code."""
        is_index = name.lower() in ("index", "readme")
        return self.home(lang) if is_index else self.page(lang, slugs.slug(name, lang))

    def about(self, lang: str) -> Address:
        """The page about the archive, which links to the other standalone pages."""
        return self.page(lang, "about")

    def taxonomy(self, lang: str, name: str) -> Address:
        return f"{self.prefix(lang)}/{name}/"

    def listing(self, cell: Cell) -> Address:
        """The page of a cell; for all of the archive, it is the front page."""
        facet, period = cell.facet, cell.period.replace("-", "/")
        term = f"/{facet.taxonomy}/{facet.slug}" if facet.taxonomy else ""
        return f"{self.prefix(facet.lang)}{term}/{period}/".replace("//", "/")

    def cell(self, address: Address) -> Cell | None:
        """The cell whose listing has this address."""
        lang, rest = self.split(address)
        archive = re.fullmatch(f"/{_PERIOD}/", rest)
        if archive:
            return Cell(Facet(lang), archive["period"].replace("/", "-"))
        term = re.fullmatch(rf"/(?P<taxonomy>[^/]+)/(?P<slug>[^/]+)/(?:{_PERIOD}/)?", rest)
        if term and term["taxonomy"] in self.taxonomies:
            period = (term["period"] or "").replace("/", "-")
            return Cell(Facet(lang, term["taxonomy"], term["slug"]), period)
        return None

    def timeline(self, facet: Facet) -> Address:
        return self.listing(Cell(facet)) + "timeline/"

    def timeline_facet(self, address: Address) -> Facet | None:
        """The term whose timeline has this address."""
        if not address.endswith("/timeline/"):
            return None
        cell = self.cell(address.removesuffix("timeline/"))
        return cell.facet if cell and cell.facet.taxonomy and not cell.period else None

    def series(self, facet: Facet) -> Address:
        """The page of a series."""
        return f"{self.prefix(facet.lang)}/{SERIES}/{facet.slug}/"

    def series_facet(self, address: Address) -> Facet | None:
        """The series whose page has this address; none if a taxonomy has the name."""
        lang, rest = self.split(address)
        match = re.fullmatch(rf"/{SERIES}/([^/]+)/", rest)
        return Facet(lang, SERIES, match[1]) if match and SERIES not in self.taxonomies else None

    def on_this_day(self, lang: str, day: Period = "") -> Address:
        """The page of a day in all years, such as `-01-05`; without a day, the calendar of them."""
        return f"{self.prefix(lang)}/on-this-day/" + (f"{day[1:]}/" if day else "")

    def day_of_years(self, address: Address) -> tuple[str, Period] | None:
        """The language and the day of a page of `on_this_day`; the day is empty for the
        calendar."""
        lang, rest = self.split(address)
        match = re.fullmatch(r"/on-this-day/(?:(\d\d-\d\d)/)?", rest)
        return (lang, f"-{match[1]}" if match[1] else "") if match else None

    def archive(self, lang: str) -> Address:
        """The page of all years and months."""
        return f"{self.prefix(lang)}/archive/"

    def split(self, address: Address) -> tuple[str, Address]:
        """The language of an address, and the address without the language's prefix."""
        for lang in self.languages[1:]:
            if address.startswith(f"/{lang}/"):
                return lang, address[len(lang) + 1 :]
        return self.languages[0], address

    def feed(self, facet: Facet) -> Address:
        return self.listing(Cell(facet)) + "feed.xml"

    def feed_facet(self, address: Address) -> Facet | None:
        """The facet whose feed has this address."""
        if not address.endswith("/feed.xml"):
            return None
        folder = address.removesuffix("feed.xml")
        lang, rest = self.split(folder)
        if rest == "/":
            return Facet(lang)
        cell = self.cell(folder)
        return cell.facet if cell and cell.facet.taxonomy and not cell.period else None

    def rss_feed(self, facet: Facet) -> Address:
        return self.listing(Cell(facet)) + "rss.xml"

    def rss_feed_facet(self, address: Address) -> Facet | None:
        """The facet whose RSS feed has this address."""
        found = self.rss and address.endswith("/rss.xml")
        return self.feed_facet(address[:-7] + "feed.xml") if found else None

    def json_feed(self, lang: str) -> Address:
        return f"{self.prefix(lang)}/feed.json"

    def feed_list(self, lang: str) -> Address:
        return f"{self.prefix(lang)}/feeds/"

    def manifest(self, lang: str) -> Address:
        return f"{self.prefix(lang)}/manifest.webmanifest"

    def not_found(self, lang: str) -> Address:
        return self.prefix(lang) + NOT_FOUND

    def archive_feed(self, lang: str, month: Period) -> Address:
        return f"{self.prefix(lang)}/feed/{month}.xml"

    def archive_feed_month(self, address: Address) -> tuple[str, Period] | None:
        """The language and the month of an archive document."""
        lang, rest = self.split(address)
        match = re.fullmatch(r"/feed/(\d{4}-\d\d)\.xml", rest)
        return (lang, match[1]) if match else None

    def sitemap(self, part: str) -> Address:
        """A part of the sitemap. `part`: `pages`, a month, or a month and a number."""
        return f"/sitemap/{part}.xml"

    def sitemap_part(self, address: Address) -> str | None:
        match = re.fullmatch(r"/sitemap/(pages|\d{4}-\d\d(?:-(?:[2-9]|[1-9]\d+))?)\.xml", address)
        return match[1] if match else None

    def search(self, lang: str) -> Address:
        return f"{self.prefix(lang)}/search/"

    def segment_part(self, lang: str, period: Period, part: str, number: int) -> Address:
        """A file of a segment of the search index. `part`: `words` or `articles`."""
        return f"/search/{lang}/{period}/{part}-{number}.bin"

    def in_segment(self, address: Address) -> tuple[str, Period, str, int] | None:
        """The language, period, part and number of a segment's file."""
        pattern = r"/search/([\w-]+)/(\d{4}(?:-\d\d){0,2})/(words|articles)-(\d+)\.bin"
        match = re.fullmatch(pattern, address)
        if not match or match[1] not in self.languages:
            return None
        return match[1], match[2], match[3], int(match[4])

    def kind(self, address: Address) -> str | None:
        """The kind of page that is, or could be, at one of the site's own addresses; None for an
        address that an author chooses. No two kinds share a form."""
        _, rest = self.split(address)
        if address.startswith("/static/"):
            return "static"
        if original(address):
            return "media"
        fixed = _KINDS.get(rest) or _KINDS_OF_SITE.get(address)
        if not self.articles:
            return "sitemap" if self.sitemap_part(address) else fixed
        if fixed := fixed or _KINDS_OF_ARTICLES.get(rest):
            return fixed
        if rest.startswith("/search/"):
            return "search"
        if address.startswith("/sitemap/"):
            return "sitemap"
        if self.day_of_years(address):
            return "onthisday"
        if self.timeline_facet(address):
            return "timeline"
        if self.series_facet(address):
            return "series"
        feed = self.feed_facet(address) or self.rss_feed_facet(address)
        if feed or self.archive_feed_month(address):
            return "feed"
        if rest.strip("/") in self.taxonomies:
            return "taxonomy"
        return "listing" if self.cell(address) else None


SEGMENTS = "/search/segments.json"
SITEMAP_INDEX = "/sitemap.xml"
NEWS_SITEMAP = "/sitemap/news.xml"
ROBOTS = "/robots.txt"
COLOURS = "/colours.css"
NOT_FOUND = "/404.html"
"""In the first language; every host supports this one."""
HOSTING = {"headers": "/_headers", "nginx": "/nginx.conf", "caddy": "/Caddyfile"}
"""Name in the configuration → the file that is written for a web server."""

_KINDS = {
    "/": "front",
    "/about/": "undated",
    "/manifest.webmanifest": "manifest",
    NOT_FOUND: "notfound",
}
"""Addresses that every language has → kind of page."""
_KINDS_OF_ARTICLES = {
    "/feed.xml": "feed",
    "/feed.json": "feed",
    "/feeds/": "feedlist",
    "/archive/": "archive",
}
"""Further addresses of a site with articles."""

_KINDS_OF_SITE = {
    SITEMAP_INDEX: "sitemap",
    NEWS_SITEMAP: "news",
    ROBOTS: "robots",
    COLOURS: "colours",
    **dict.fromkeys(HOSTING.values(), "hosting"),
}


def file(address: Address) -> str:
    """The file of an address, relative to the output folder."""
    return (address + "index.html" if address.endswith("/") else address)[1:]


def inside(address: Address) -> bool:
    """Whether the file of an address is inside the output folder; the address is not trusted."""
    segments = address.split("/")
    return (
        segments[0] == ""
        and len(segments) > 1
        and not {"..", "."} & {*segments}
        and ("\0" not in address and "\\" not in address and not address.startswith("//"))
    )


def key(address: Address) -> str:
    """Equal for addresses that a file system may not distinguish, by case or Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())


def folder(address: Address) -> Address:
    """The address of the folder of a page, in which the files beside it are."""
    return address[: address.rfind("/") + 1]


def size(address: Address, step: int, format: str) -> Address:
    """One of the sizes of an image, beside it: `/a/photo.jpg` → `/a/photo.jpg.800.avif`. Neither an
    image of the same name in another format nor a file of an author can have this address."""
    return f"{address}.{step}.{format}"


def original(address: Address) -> tuple[Address, int, str] | None:
    """The address of the image, the step and the format, for an address of `size`."""
    match = _SIZE.fullmatch(address)
    return (match[1], int(match[2]), match[3]) if match else None


_SIZE = re.compile(r"(.*\.(?:jpe?g|png|webp|gif|avif))\.([1-9]\d{1,3})\.(avif|webp)", re.I | re.S)


@lru_cache(maxsize=8_192)
def url(address: Address) -> str:
    """An address percent-encoded (RFC 3986), for an attribute."""
    return quote(address, safe=f"/{urls.SAFE}")


def day_anchor(day: date) -> str:
    """The id of a day on its month's page."""
    return f"d{day:%d}"


def alias(written: str) -> Address:
    """The address of an alias as an author writes it: a file if every web server serves its ending
    as HTML. Any other name, even `.php` or `v2.0`, becomes a folder with a page, because a file of
    unknown type would be downloaded and not shown."""
    address = urls.decoded(written.strip())
    address = address.removesuffix("index.html") if address.endswith("/index.html") else address
    return address if address.endswith("/") or address.lower().endswith(HTML) else address + "/"


HTML = (".html", ".htm")
"""The endings that all web servers serve as HTML."""


def fault(address: Address) -> str | None:
    """Why an alias cannot be published; None if it can."""
    if not address.startswith("/"):
        return "it does not begin with `/`"
    if "//" in address:
        return "it holds `//`"
    for segment in address.strip("/").split("/"):
        reason = slugs.fault(segment)
        if reason and address != "/":
            return reason
    return None


def shortened(address: Address, most: int = 80) -> str:
    """An address cut to `most` characters, for a message."""
    return address if len(address) < most else f"{address[:most]}…"


def too_long(address: Address) -> bool:
    """Whether an address or one of its segments exceeds its limit."""
    segments = address.encode().split(b"/")
    return len(b"/".join(segments)) > LONGEST_ADDRESS or max(map(len, segments)) > LONGEST_SEGMENT
