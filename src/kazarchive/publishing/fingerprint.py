"""What, besides the sources, a page is made of: the configuration, this program, its libraries."""

import hashlib
import sys
from importlib import metadata
from pathlib import Path

from kazarchive import __version__, config
from kazarchive.config import Site

LIBRARIES = (
    "babel jinja2 markdown markupsafe nh3 pyromark python-slugify pyyaml text-unidecode"
    " tzdata".split()
)


def program() -> str:
    """Another for another version of this program, of a library that shows, or of Python."""
    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    own = [f"{path.name} {_signs(path)}" for path in sorted(_modules())]
    parts = [__version__, f"{sys.version_info[:2]}", *versions, *own]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _modules() -> list[Path]:
    package = Path(__file__).parent.parent
    return [*package.rglob("*.py"), *package.rglob("*.sql")]


def _signs(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def reading(site: Site) -> str:
    """Of all that decides what an article file means."""
    parts = (site.articles, site.markdown, site.taxonomies, site.languages, site.timezone)
    return hashlib.sha256(f"{program()}{parts!r}".encode()).hexdigest()


def showing(site: Site) -> str:
    """Of all that shows in a page."""
    return hashlib.sha256(f"{program()}{config.fingerprint(site)}".encode()).hexdigest()
