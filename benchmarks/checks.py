"""Whether several outputs hold the same archive: the same addresses, titles, links and edits."""

import itertools
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generate import LIST
from sides import Side

SAMPLE = 200
"""Articles whose pages are opened, and that are looked for in the listings."""

LARGEST_RATIO = 1.5
"""Of the median sizes of article pages, another program's to that of the first side: more would be
another amount of work. Smaller ones are in the others' favour."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of articles that `generate` writes."""

    path: str
    address: str
    title: str
    linked: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A text that a page has to have after an edit."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Output:
    """What one side has made."""

    articles: int
    """Pages at the addresses of articles."""
    others: tuple[Path, ...]
    """All other HTML pages."""
    files: int
    """That are not HTML."""
    size: int
    """Of all, in bytes."""
    article_size: int
    """The median of the article pages, in bytes."""


def listed(folder: Path) -> Iterator[Listed]:
    with open(folder / LIST, encoding="utf-8") as lines:
        for line in lines:
            yield Listed(*line.rstrip("\n").split("\t"))


def evenly_spread(folder: Path, articles: int, count: int) -> list[Listed]:
    """Some articles, from all over the list."""
    step = max(1, articles // (count + 1))
    return list(itertools.islice(listed(folder), step, None, step))[:count]


def output(side: Side, folder: Path) -> Output:
    wanted = {str(_page(side, one.address)) for one in listed(folder)}
    sizes, others, files, total = [], [], 0, 0
    for place, _, names in os.walk(side.output):
        for name in names:
            path = os.path.join(place, name)
            size = os.path.getsize(path)
            total += size
            if path in wanted:
                sizes.append(size)
            elif name.endswith(".html"):
                others.append(Path(path))
            else:
                files += 1
    return Output(len(sizes), tuple(others), files, total, int(median(sizes or [0])))


def faults(
    outputs: Mapping[Side, Output],
    folder: Path,
    expected: Mapping[Side, Sequence[Expected]],
    edited: Sequence[Listed],
) -> list[str]:
    """What one output lacks, or has too much of, for a fair comparison."""
    every, paths = list(listed(folder)), {article.path for article in edited}
    sample = [one for one in every[:: max(1, len(every) // SAMPLE)] if one.path not in paths]
    found = []
    for side, made in outputs.items():
        found += [
            f"{side.name}: the page {one.address} lacks `{one.text}`"
            for one in expected[side]
            if one.text not in _html(side, one.address)
        ]
        if made.articles < len(every):
            found.append(f"{side.name} has {made.articles} of {len(every)} articles")
        found += _differences(side, made, sample)
    return found + _sizes(outputs)


def _differences(side: Side, made: Output, sample: Sequence[Listed]) -> Iterator[str]:
    pages = [(one, _html(side, one.address)) for one in sample]
    shown: set[str] = set()
    for page in made.others:
        shown |= _linked(page)
    lacking = {
        "no title": [one for one, html in pages if one.title not in html],
        "no link": [one for one, html in pages if one.linked and _slug(one.linked) not in html],
        "no listing": [one for one in sample if _slug(one.address) not in shown],
    }
    for what, articles in lacking.items():
        if articles:
            count = f"{len(articles)} of {len(sample)}"
            yield f"{side.name}: {what} for {count}, as {articles[0].address}"


def _linked(page: Path) -> set[str]:
    return set(re.findall(r'/[\w-]+/"', page.read_text(encoding="utf-8")))


def _slug(address: str) -> str:
    """A link may be written from the root or relative to its page, but it ends with the slug."""
    return f'/{address.rstrip("/").rpartition("/")[2]}/"'


def _sizes(outputs: Mapping[Side, Output]) -> list[str]:
    sizes = [made.article_size for made in outputs.values()]
    if max(sizes) <= LARGEST_RATIO * sizes[0]:
        return []
    shown = [f"{side.name} {made.article_size:,} bytes" for side, made in outputs.items()]
    return [f"the median sizes of article pages are far apart: {', '.join(shown)}"]


def _html(side: Side, address: str) -> str:
    page = _page(side, address)
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def _page(side: Side, address: str) -> Path:
    return side.output / address[1:] / "index.html"
