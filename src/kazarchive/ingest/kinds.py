"""What a source file is, by its path."""

import re

from kazarchive.config.options import Site
from kazarchive.reading import scan
from kazarchive.reading.theme_files import BUNDLED

PAGES = "pages"
"""The folder of the pages without a date."""


class Kinds:
    """Of one site: `article`, `page`, `media`, `static`, `template` or `other`.

    A file whose name starts with `_` is not an article: other generators use such names for
    metadata of a folder (`_index.md`).
    """

    def __init__(self, site: Site) -> None:
        self._folder = site.articles.folder + "/"
        self._articles = scan.pattern(site.articles.include)

    def __call__(self, path: str) -> str:
        name = path.removeprefix(BUNDLED)
        if path.startswith(self._folder):
            if not self._articles.fullmatch(path, len(self._folder)):
                return "media"
            return "other" if path.rpartition("/")[2].startswith("_") else "article"
        if path.startswith(f"{PAGES}/"):
            return "page" if re.fullmatch(r"[^/_][^/]*\.(md|markdown)", path[6:]) else "other"
        return "static" if name.startswith("static/") else "template"
