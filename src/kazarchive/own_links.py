"""The links that a site itself writes, in its templates and its configuration → the addresses to
which they lead.

Only what is written as a whole is known: `href="/about/"`, `"/static/logo.svg" | url`, an item of
`[menu]`. What an expression makes is a link of the data, which is checked elsewhere.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kazarchive.config.options import MenuItem, Site
from kazarchive.problems import Place, ProblemsFound
from kazarchive.reading import files
from kazarchive.rules import urls
from kazarchive.values import Address, Cell, Facet

CONFIGURATION = "kazarchive.toml"

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LITERAL = re.compile(r"""(?:href|src)\s*=\s*(["'])([^"'{}<>\s]+)\1""")
_FILTERED = re.compile(r"""(["'])(/[^"'{}\s]*)\1\s*\|\s*(?:url|absolute)\b""")


NO_PAGES = frozenset({".po", ".txt"})
"""Endings of templates that are no pages: server files name parts of addresses."""


class OwnLink(NamedTuple):
    """A link to an address of the site."""

    address: Address
    place: Place


def links(site: Site, root: Path) -> Iterator[OwnLink]:
    """All of a site, with their first places."""
    yield from _of_configuration(site, root)
    folder = root / "templates"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.suffix not in NO_PAGES:
            yield from _of_template(site, root, path.relative_to(root).as_posix())


def _of_template(site: Site, root: Path, path: str) -> Iterator[OwnLink]:
    try:
        text = files.read(root / path, path).decode("utf-8", "replace")
    except ProblemsFound:
        return  # a build reports it
    told: set[Address] = set()
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        found = [(match, _address(site, match[2])) for match in _LITERAL.finditer(line)]
        found += [(match, _decoded(match[2])) for match in _FILTERED.finditer(line)]
        for match, address in found:
            if address and address not in told:
                told.add(address)
                start, end = match.span(2)
                yield OwnLink(address, Place(path, number, start + 1, end - start, line))


def _address(site: Site, url: str) -> Address | None:
    """The address of a URL as a page shows it, with the base path; None for one of elsewhere."""
    base = site.base_url.rstrip("/")
    if url.startswith(("http://", "https://")):
        if not f"{url}/".startswith(f"{base}/"):
            return None
        return _decoded(url[len(base) :] or "/")
    if not url.startswith("/") or url.startswith("//"):
        return None
    path = site.base_path
    if path and not f"{url}/".startswith(f"{path}/"):
        return None
    return _decoded(url[len(path) :] or "/")


def _decoded(url: str) -> Address:
    return urls.decoded(urls.apart(url)[0]) or "/"


def _of_configuration(site: Site, root: Path) -> Iterator[OwnLink]:
    lines = _lines(root)
    for item in site.menu_items.items:
        for lang in site.languages:
            address = _of_item(site, item, lang) if item.label(lang) is not None else None
            if address:
                yield OwnLink(address, _written(lines, item.target))
    for _, url in site.theme.links:
        if address := _address(site, url):
            yield OwnLink(address, _written(lines, url))


def _of_item(site: Site, item: MenuItem, lang: str) -> Address | None:
    """The address of an item that may lead nowhere; pages are checked by each build (K0215)."""
    taxonomy, _, slug = item.target.partition("/")
    if item.kind == "term":
        return site.addresses.listing(Cell(Facet(lang, taxonomy, slug)))
    if item.kind == "year":
        return site.addresses.listing(Cell(Facet(lang), item.target))
    return _address(site, item.target) if item.kind == "url" else None


def _lines(root: Path) -> list[str]:
    try:
        return files.read(root / CONFIGURATION, CONFIGURATION).decode("utf-8").split("\n")
    except (ProblemsFound, UnicodeDecodeError):
        return []


def _written(lines: list[str], target: str) -> Place:
    """The first place of a value in the configuration."""
    quoted = re.compile(
        rf"(?<![\w.-])(?:{re.escape(json.dumps(target, ensure_ascii=False))}|"
        rf"'{re.escape(target)}'|{re.escape(target)}(?![\w.-]))"
    )
    for number, line in enumerate(lines, 1):
        if match := quoted.search(line):
            return Place(CONFIGURATION, number, match.start() + 1, len(match[0]), line)
    return Place(CONFIGURATION)
