"""Fingerprints of everything besides the sources that affects a page: the configuration, this
program and its libraries."""

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
    """Changes with the version of this program, of a library that affects pages, or of Python."""
    versions = [f"{name} {version}" for name, version in library_versions().items()]
    own = sorted(_modules())
    parts = [__version__, f"{sys.version_info[:2]}", zlib.ZLIB_RUNTIME_VERSION, *versions, *own]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def library_versions() -> dict[str, str]:
    return {name: _version(name) for name in LIBRARIES}


@cache
def _installed() -> dict[str, str]:
    """Name → version of installed libraries, from the names of their metadata folders
    (`jinja2-3.1.6.dist-info`). `importlib.metadata` took a tenth of a build with nothing to do."""
    installed: dict[str, str] = {}
    for place in sys.path:
        for entry in os.listdir(place) if os.path.isdir(place) else ():
            name, hyphen, version = entry.removesuffix(".dist-info").partition("-")
            if hyphen and entry.endswith(".dist-info"):
                installed.setdefault(name.lower(), version)
    return installed


def _version(name: str) -> str:
    if version := _installed().get(name.replace("-", "_")):
        return version
    from importlib import metadata  # it was installed in another way

    return metadata.version(name)


def _modules() -> Iterator[str]:
    """Name, size and modification time of every module of this program."""
    for folder, _, names in os.walk(Path(__file__).parent.parent):
        for name in names:
            if name.endswith((".py", ".sql")):
                status = os.stat(f"{folder}/{name}")
                yield f"{name} {status.st_size} {status.st_mtime_ns}"


def reading(site: Site) -> str:
    """Changes with everything that affects how an article file is read."""
    parts = (
        site.articles,
        site.pages.folder,
        site.authors.folder,
        site.markdown,
        site.taxonomies,
        site.languages,
        site.timezone,
        site.search.enabled,
        site.feeds.rss,
        site.images,
        heic_decoder(site),
    )
    return hashlib.sha256(f"{program()}{parts!r}".encode()).hexdigest()


def heic_decoder(site: Site) -> str:
    """The version of the HEIC decoder, an extra without which HEIC files are refused; empty if it
    is not installed or not used. Image files are examined with the articles that show them."""
    used = site.images.enabled and heic.is_installed()
    return _version("pillow-heif") if used else ""


def converting(site: Site) -> str:
    """Changes with everything besides its text that affects how an article's Markdown is
    converted."""
    return hashlib.sha256(f"{program()}{site.markdown!r}".encode()).hexdigest()


def showing(site: Site) -> str:
    """Changes with everything besides the sources that affects a page."""
    return hashlib.sha256(f"{program()}{options.fingerprint(site)}".encode()).hexdigest()
