"""Whether two outputs hold the same archive: the same addresses, titles, links and edits."""

import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generate import LIST
from sides import Side

SAMPLE = 200
"""Articles whose pages are opened."""

LARGEST_RATIO = 1.5
"""Of the median sizes of article pages: more would be another amount of work."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of articles that `generate` writes."""

    path: str
    address: str
    title: str
    linked: str


def added(turn: int) -> str:
    """The paragraph that a round adds to a body."""
    return f"Edited in round {turn}."


def retitled(article: Listed, turn: int) -> str:
    return f"{article.title} {turn}"


def listed(folder: Path) -> Iterator[Listed]:
    with open(folder / LIST, encoding="utf-8") as lines:
        for line in lines:
            yield Listed(*line.rstrip("\n").split("\t"))


def evenly_spread(folder: Path, articles: int, count: int) -> list[Listed]:
    """Some articles, from all over the list."""
    step = max(1, articles // (count + 1))
    return list(itertools.islice(listed(folder), step, None, step))[:count]


def faults(both: Sequence[Side], folder: Path, edited: Sequence[Listed]) -> list[str]:
    """What one output lacks, or has too much of, for a fair comparison."""
    paths = {article.path for article in edited}
    every = list(listed(folder))
    sample = [one for one in every[:: max(1, len(every) // SAMPLE)] if one.path not in paths]
    found = [*_edits(both, edited)]
    for side in both:
        missing = [one.address for one in every if not _page(side, one.address).is_file()]
        if missing:
            found.append(f"{side.name} has no page at {len(missing)} addresses, as {missing[0]}")
            continue
        found += _differences(side, sample)
    return found or [*_sizes(both, folder)]


def _differences(side: Side, sample: Sequence[Listed]) -> Iterator[str]:
    pages = [(one, _page(side, one.address).read_text(encoding="utf-8")) for one in sample]
    lacking = {
        "title": [one for one, html in pages if one.title not in html],
        "link": [one for one, html in pages if one.linked and _link_end(one) not in html],
    }
    for what, articles in lacking.items():
        if articles:
            shown = f"{len(articles)} of {len(sample)} pages, as {articles[0].address}"
            yield f"{side.name}: the {what} is missing from {shown}"


def _link_end(article: Listed) -> str:
    """A link may be written from the root or relative to its page, but it ends with the slug."""
    slug = article.linked.rstrip("/").rpartition("/")[2]
    return f'/{slug}/"'


def _edits(both: Sequence[Side], edited: Sequence[Listed]) -> Iterator[str]:
    for side, (turn, article) in itertools.product(both, enumerate(edited, 1)):
        page = _page(side, article.address)
        html = page.read_text(encoding="utf-8") if page.is_file() else ""
        for edit in (added(turn), retitled(article, turn)):
            if edit not in html:
                yield f"{side.name}: the page {article.address} lacks `{edit}`"


def _sizes(both: Sequence[Side], folder: Path) -> Iterator[str]:
    sizes = [_article_size(side, folder) for side in both]
    if max(sizes) > LARGEST_RATIO * min(sizes):
        shown = ", ".join(
            f"{side.name} {size:,} bytes" for side, size in zip(both, sizes, strict=True)
        )
        yield f"the median sizes of article pages are far apart: {shown}"


def contents(both: Sequence[Side], folder: Path) -> Iterator[str]:
    """The lines of a Markdown table: what stands in each output after the last build."""
    yield "| output | article pages | other HTML pages | other files | median article page | all |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for side in both:
        articles = sum(_page(side, one.address).is_file() for one in listed(folder))
        files = [path for path in side.output.rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        size = sum(os.path.getsize(path) for path in files) / 1e6
        yield (
            f"| {side.name} | {articles:,} | {pages - articles:,} | {len(files) - pages:,} "
            f"| {_article_size(side, folder):,} bytes | {size:.0f} MB |"
        )


def _article_size(side: Side, folder: Path) -> int:
    """The median, in bytes."""
    pages = (_page(side, article.address) for article in listed(folder))
    return int(median([page.stat().st_size for page in pages if page.is_file()] or [0]))


def _page(side: Side, address: str) -> Path:
    return side.output / address[1:] / "index.html"
