"""Which addresses belong to the site itself, so that no article, alias or page can claim them."""

from kazarchive.rules import addresses
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Address


def owner(address: Address, at: Addresses) -> str | None:
    """Which part of the site itself has, or could have, an address; for a message."""
    if addresses.original(address):
        return "a size of an image"
    folded = addresses.key(address).removesuffix("index.html")
    _, rest = at.split(folded)
    first = rest.split("/")[1]
    if rest == "/" or (rest == f"/{first}/" and first in map(addresses.key, at.languages)):
        return "a front page"
    cell = at.cell(folded)
    if at.articles and cell and not cell.facet.taxonomy:
        return "a listing by date"
    if at.articles and rest == "/archive/":
        return "the page of all years"
    if at.articles and at.series_facet(folded):
        return "a series"
    if at.articles and at.rss and first == "rss.xml":
        return "a feed"
    if first in at.taxonomies:
        return "a taxonomy's pages"
    return FIXED.get(first) or (OF_ARTICLES.get(first) if at.articles else None)


FIXED = {
    "static": "the static files",
    "about": "the page about the archive",
    "manifest.webmanifest": "the web manifest",
    "sitemap": "the sitemap",
    "sitemap.xml": "the sitemap",
    "robots.txt": "robots.txt",
    "colours.css": "the colours of the site",
    "_headers": "a file for the web server",
    "nginx.conf": "a file for the web server",
    "caddyfile": "a file for the web server",
    "404.html": "the page for missing addresses",
    "index.html": "a front page",
}
"""First segments that belong to the site itself in every language → their owner, for a message."""
OF_ARTICLES = {
    "feed": "the feeds",
    "feed.xml": "a feed",
    "feed.json": "a feed",
    "feeds": "the page of the feeds",
    "search": "the search page",
    "on-this-day": "the days of all years",
}
"""Further segments of a site with articles."""
