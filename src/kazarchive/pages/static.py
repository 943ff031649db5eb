"""The theme's static files; a site's own `static/` shadows them file by file."""

from collections.abc import Iterator, Sequence

from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Copy

BUNDLED = "theme:"


class StaticFiles(Kind):
    name = "static"

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        found = catalogue.files("static")
        yield from sorted({f"/{path.removeprefix(BUNDLED)}" for path in found})

    def touched_by_file(self, path: str, catalogue: Catalogue) -> Iterator[Address]:
        name = path.removeprefix(BUNDLED)
        if name.startswith("static/"):
            yield f"/{name}"

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Copy]:
        wanted = [address for address in addresses if address.startswith("/static/")]
        paths = {address: (address[1:], f"{BUNDLED}{address[1:]}") for address in wanted}
        found = catalogue.files_among(path for both in paths.values() for path in both)
        for address in wanted:
            for path in paths[address]:
                if path in found:
                    yield Copy(address, path, found[path])
                    break
