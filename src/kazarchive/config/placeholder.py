"""The address that stands in kazarchive.toml until an editor writes the site's own."""

import re
from pathlib import Path

from kazarchive.config import text
from kazarchive.config.options import FILE_NAME, Site
from kazarchive.problems import Place, Problem

BASE_URL = "https://your-site.example/"

_LINE = re.compile(r"^[ \t]*base_url[^\n]*", re.MULTILINE)


def problems(root: Path, site: Site) -> tuple[Problem, ...]:
    """A warning while the address is the placeholder (K0609)."""
    if site.base_url != BASE_URL:
        return ()
    written = text.read(root)
    line = _LINE.search(written)
    begin = written.find(BASE_URL[:-1], line.start()) if line else -1
    if line is None or not line.start() <= begin < line.end():
        return (Problem("K0609", Place(FILE_NAME)),)
    number, column = written.count("\n", 0, begin) + 1, begin - line.start() + 1
    width = len(BASE_URL) - (not written.startswith(BASE_URL, begin))
    place = Place(FILE_NAME, number, column, width, line[0].rstrip("\r"))
    return (Problem("K0609", place),)
