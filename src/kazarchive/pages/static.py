"""The theme's static files; a site's own `static/` shadows them file by file."""

from collections.abc import Iterator, Sequence

from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Copy

BUNDLED = "theme:"
SEARCH_SCRIPT = "/static/search.js"


class StaticFiles(Kind):
    name = "static"

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from self._files(catalogue)

    def touched_by_file(self, path: str, catalogue: Catalogue) -> Iterator[Address]:
        name = path.removeprefix(BUNDLED)
        if name.startswith("static/"):
            yield f"/{name}"

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Copy]:
        files = self._files(catalogue)
        yield from (files[address] for address in addresses if address in files)

    def _files(self, catalogue: Catalogue) -> dict[Address, Copy]:
        found = catalogue.files("static")
        files = {
            f"/{path.removeprefix(BUNDLED)}": path for path in found if path.startswith(BUNDLED)
        }
        if not self.site.search.enabled:
            files.pop(SEARCH_SCRIPT, None)
        files |= {f"/{path}": path for path in found if not path.startswith(BUNDLED)}
        return {
            address: Copy(address, path, found[path]) for address, path in sorted(files.items())
        }
