"""What a source file is, by its path."""

import re

from kazarchive.config.options import Site
from kazarchive.reading import scan
from kazarchive.reading.theme_files import BUNDLED

PAGE = re.compile(r"[^/_][^/]*\.(md|markdown)")
"""The files that are pages, in their folder."""


class Kinds:
    """Path → kind of a site's source file: `article`, `page`, `person`, `media`, `static`,
    `template`, `root` or `other`.

    A file whose name starts with `_` is not an article: other generators use such names for
    metadata of a folder (`_index.md`).
    """

    def __init__(self, site: Site) -> None:
        folders = site.articles.folders if site.articles.enabled else ()
        self._folders = tuple(f"{folder}/" for folder in folders)
        self._articles = scan.pattern(site.articles.include)
        self._excluded = scan.pattern(site.articles.exclude)
        self._authors = f"{site.authors.folder}/" if site.articles.enabled else None
        self._pages = "" if site.pages.folder == "." else site.pages.folder + "/"

    def __call__(self, path: str) -> str:
        name = path.removeprefix(BUNDLED)
        if path.startswith(self._folders):
            folder = next(folder for folder in self._folders if path.startswith(folder))
            below = path[len(folder) :]
            if not self._articles.fullmatch(below) or self._excluded.fullmatch(below):
                return "media"
            return "other" if path.rpartition("/")[2].startswith("_") else "article"
        if self._authors and path.startswith(self._authors):
            return "person" if PAGE.fullmatch(path, len(self._authors)) else "media"
        if name.startswith(("static/", "templates/")):
            return "static" if name.startswith("static/") else "template"
        if path.startswith(f"{scan.ROOT}/"):
            return "root"
        if not path.startswith(self._pages):
            return "other"
        return "page" if PAGE.fullmatch(path, len(self._pages)) else "other"
