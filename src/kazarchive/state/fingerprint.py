"""What, besides the sources, a page is made of: the configuration, this program, its libraries."""

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kazarchive import __version__
from kazarchive.config import options
from kazarchive.config.options import Site
from kazarchive.reading import heic

LIBRARIES = (
    "babel jinja2 markdown markupsafe nh3 pillow pygments pyromark pystemmer python-slugify pyyaml"
    " text-unidecode tzdata".split()
)


@cache
def program() -> str:
    """Another for another version of this program, of a library that shows, or of Python."""
    versions = [f"{name} {version}" for name, version in library_versions().items()]
    own = sorted(_modules())
    parts = [__version__, f"{sys.version_info[:2]}", zlib.ZLIB_RUNTIME_VERSION, *versions, *own]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def library_versions() -> dict[str, str]:
    return {name: _version(name) for name in LIBRARIES}


@cache
def _installed() -> dict[str, str]:
    """The libraries' versions, as their installers name the folders beside them
    (`jinja2-3.1.6.dist-info`): to read them from there takes a tenth of a build without work."""
    installed: dict[str, str] = {}
    for place in sys.path:
        for entry in os.listdir(place) if os.path.isdir(place) else ():
            name, hyphen, version = entry.removesuffix(".dist-info").partition("-")
            if hyphen and entry.endswith(".dist-info"):
                installed.setdefault(name.lower(), version)
    return installed


def _version(name: str) -> str:
    if found := _installed().get(name.replace("-", "_")):
        return found
    from importlib import metadata  # it was installed in another way

    return metadata.version(name)


def _modules() -> Iterator[str]:
    """Of every module of ours its name, size and time."""
    for folder, _, names in os.walk(Path(__file__).parent.parent):
        for name in names:
            if name.endswith((".py", ".sql")):
                status = os.stat(f"{folder}/{name}")
                yield f"{name} {status.st_size} {status.st_mtime_ns}"


def reading(site: Site) -> str:
    """Of all that decides what an article file means."""
    parts = (
        site.articles,
        site.pages.folder,
        site.markdown,
        site.taxonomies,
        site.languages,
        site.timezone,
        site.search.enabled,
        site.images,
        heic_decoder(site),
    )
    return hashlib.sha256(f"{program()}{parts!r}".encode()).hexdigest()


def heic_decoder(site: Site) -> str:
    """An extra, without which HEIC is refused: what it is decides of the image files alone, and
    these are read with the articles that show them."""
    there = site.images.enabled and heic.is_installed()
    return _version("pillow-heif") if there else ""


def converting(site: Site) -> str:
    """Of all that decides, besides its text, what an article's Markdown becomes."""
    return hashlib.sha256(f"{program()}{site.markdown!r}".encode()).hexdigest()


def showing(site: Site) -> str:
    """Of all that shows in a page."""
    return hashlib.sha256(f"{program()}{options.fingerprint(site)}".encode()).hexdigest()
