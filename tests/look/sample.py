"""The repository's own archive, published, and an address of every kind of page in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archives import NOW
from kazarchive.answers import Page
from kazarchive.build import build, prepared
from kazarchive.config import reader
from kazarchive.options import Options

ROOT = Path(__file__).parents[2]
YEARS = 86_400 * 365 * 5
LEFT_AT_ONCE = "alias.html"
"""The template of pages that lead elsewhere before anybody has looked at them."""


@dataclass(frozen=True, slots=True)
class Sample:
    folder: Path
    kinds: Mapping[str, Mapping[str, str]]
    """What a page is → its language → the address of the largest such page."""

    def file(self, address: str) -> Path:
        return self.folder / (address[1:] + ("index.html" if address.endswith("/") else ""))

    def one_of_each(self, turn: int = 0) -> Iterator[tuple[str, str, str]]:
        """(kind, language, address): every kind once, each in the next language."""
        for n, (kind, found) in enumerate(self.kinds.items(), turn):
            lang = sorted(found)[n % len(found)]
            yield kind, lang, found[lang]

    def all(self) -> Iterator[tuple[str, str, str]]:
        for kind, found in self.kinds.items():
            for lang, address in found.items():
                yield kind, lang, address

    def some(self, whole: bool) -> Iterator[tuple[str, str, str]]:
        return self.all() if whole else self.one_of_each()


def published(folder: Path) -> Sample:
    output = folder / "public"
    options = Options(output, folder / "state", "public", NOW + YEARS, jobs=1)
    site = reader.load(ROOT)
    build(ROOT, site, options, lambda *_: None)
    found: dict[str, dict[str, tuple[int, str]]] = {}
    sample = Sample(output, {})
    with prepared(ROOT, site, options, lambda *_: None) as ready:
        for kind in ready.renderer.kinds.values():
            for page in kind.pages(tuple(kind.addresses(ready.catalogue)), ready.catalogue):
                if not isinstance(page, Page) or not page.template.endswith(".html"):
                    continue
                if page.template == LEFT_AT_ONCE:
                    continue
                size = sample.file(page.address).stat().st_size
                largest = found.setdefault(_shape(page), {})
                largest[page.lang] = max(largest.get(page.lang, (0, "")), (size, page.address))
    kinds = {
        kind: {lang: address for lang, (_, address) in sizes.items()}
        for kind, sizes in found.items()
    }
    return replace(sample, kinds=kinds)


def _shape(page: Page) -> str:
    """`article`, `listing of tags`, `listing by month`: what a page's template makes of it."""
    name = page.template.removesuffix(".html")
    facet, period = page.context.get("facet"), page.context.get("period")
    if getattr(facet, "taxonomy", None):
        name += f" of {facet.taxonomy}"  # type: ignore[union-attr]
    if isinstance(period, str) and period:
        name += {4: " by year", 7: " by month", 10: " by day"}[len(period)]
    return name
