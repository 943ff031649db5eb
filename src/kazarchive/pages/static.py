"""The theme's static files; a site's own `static/` shadows them file by file."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Copy
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change, FileChange
from kazarchive.pages.kind import Kind
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.values import Address

SEARCH_SCRIPT = f"{BUNDLED}static/search.js"
PLAY_SCRIPT = f"{BUNDLED}static/play.js"
MATOMO_SCRIPT = f"{BUNDLED}static/matomo.js"
COMMENTS_SCRIPT = f"{BUNDLED}static/comments.js"


class StaticFiles(Kind):
    name = "static"

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        paths = (path for path in catalogue.files("static") if self._wanted(path))
        yield from sorted({f"/{path.removeprefix(BUNDLED)}" for path in paths})

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if isinstance(change, FileChange):
            name = change.path.removeprefix(BUNDLED)
            if name.startswith("static/"):
                yield f"/{name}"

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Copy]:
        paths = {
            address: [*filter(self._wanted, (address[1:], BUNDLED + address[1:]))]
            for address in addresses
            if address.startswith("/static/")
        }
        digests = catalogue.files_among(path for both in paths.values() for path in both)
        for address, both in paths.items():
            if path := next((path for path in both if path in digests), None):
                yield Copy(address, path, digests[path])

    def _wanted(self, path: str) -> bool:
        """Bundled scripts for what the site does not have are not published."""
        snippets = self.site.snippets
        wanted = {
            SEARCH_SCRIPT: self.site.search.enabled,
            PLAY_SCRIPT: bool(self.site.embeds.play),
            MATOMO_SCRIPT: bool(snippets.matomo),
            COMMENTS_SCRIPT: bool(snippets.giscus or snippets.isso),
        }
        return wanted.get(path, True)
