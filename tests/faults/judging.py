"""What must hold of a site whose build was attacked, and of the next build."""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from archives import NOW, difference, tree
from faults.sites import Versions
from kazarchive import build
from kazarchive.cli import exits
from kazarchive.config import reader
from kazarchive.options import Options, Report
from kazarchive.output.folder import INTERNAL, STAGING
from kazarchive.state import checksums, database
from kazarchive.state.folder import NAME, OWNER
from processes import Outcome

SITE = "https://archive.example/base/"

LEFT = {
    database.NAME,
    checksums.FILE,
    f"{database.NAME}-wal",
    f"{database.NAME}-shm",
    "lock",
    OWNER,
}
"""What a build that has ended may leave in the state folder."""


def whole(root: Path, versions: Versions) -> int:
    """Every file is the old or the new one, none of both versions is missing, and no link leads
    nowhere. Returns how many files are new already."""
    site = published(root)
    for name, content in site.items():
        assert content in (versions.old.get(name), versions.new.get(name)), f"{name} is torn"
    missing = (versions.old.keys() & versions.new.keys()) - site.keys()
    assert not missing, missing
    assert not dangling(site, versions)
    return sum(content != versions.old.get(name) for name, content in site.items())


def published(root: Path) -> dict[str, bytes]:
    """The files of the site; folders made for files to come are none."""
    return {name: one for name, one in tree(root / "public").items() if not name.endswith("/")}


def dangling(site: dict[str, bytes], versions: Versions) -> set[tuple[str, str]]:
    """(file, missing file) of every link that leads nowhere, on pages that both versions have and
    on all that can be reached from them. A page that nothing links to yet or any more may link
    to another such page: of two new pages that link to each other one must come first."""
    seen = versions.old.keys() & versions.new.keys() & site.keys()
    waiting, found = list(seen), set()
    seen = set(seen)
    while waiting:
        name = waiting.pop()
        for target in links(name, site[name]):
            if target not in site:
                found.add((name, target))
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


@lru_cache(maxsize=2048)
def links(name: str, content: bytes) -> frozenset[str]:
    """The files of this site that a page, feed or sitemap names."""
    if not name.endswith((".html", ".xml", ".json", ".txt")):
        return frozenset()
    text = content.decode("utf-8")
    written = re.findall(r"""(?:href|src)="([^"]*)"|<loc>([^<]*)<|"url": *"([^"]*)\"""", text)
    here = urljoin(SITE, name.removesuffix("index.html"))
    urls = {urljoin(here, html.unescape("".join(one))) for one in written}
    paths = {unquote(urlsplit(url).path) for url in urls if url.startswith(SITE)}
    files = {path.removeprefix(urlsplit(SITE).path) for path in paths}
    return frozenset(file + "index.html" if file[-1:] in ("", "/") else file for file in files)


def mended(root: Path, versions: Versions) -> None:
    """The next build, told nothing, makes what a clean one makes, and leaves nothing else."""
    rebuilt(root)
    site = tree(root / "public")
    assert not difference(site, versions.new)
    assert not (root / "public" / STAGING).exists()
    assert {one.name for one in (root / "public").iterdir() if one.name[0] == "."} == INTERNAL
    assert {one.name for one in (root / NAME).iterdir()} <= LEFT


def rebuilt(root: Path) -> Report:
    """A build in this process."""
    site = reader.load(root)
    options = Options(root / "public", root / NAME, "public", NOW)
    return build.build(root, site, options, lambda *_: None)


def told(done: Outcome, reasons: Sequence[str]) -> None:
    """One problem of the disk, with its path and its reason, and no traceback."""
    assert (done.code, done.out) == (exits.DISK, ""), done
    head, place, mending = done.err.rstrip().splitlines()
    assert head in [f"error[K0702]: cannot write: {reason}" for reason in reasons]
    assert place.startswith((" --> public/", " --> .kazarchive"))
    assert mending.startswith("  = help: ")


def spread(positions: Sequence[int], times: int) -> list[int]:
    """So many of them, evenly, the first and the last among them."""
    return [positions[n * (len(positions) - 1) // max(1, times - 1)] for n in range(times)]
