"""The name of an article file → slug, language and date."""

import posixpath
import re

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.rules import dates, urls


class FileName(Struct, frozen=True):
    """`2022-01-05-lpg.ru.md` → lpg, ru, 2022-01-05."""

    stem: str
    """Without the ending, the language and the date."""
    dated: str
    """The stem with the date, which translations share."""
    folder: str
    """The folder of the file, without that of a language, which translations share."""
    lang: str | None
    date: str | None
    suffix: str | None = None
    """Letters in the place of a language that the site does not have."""

    @classmethod
    def of(cls, path: str, site: Site) -> "FileName":
        stem, lang, suffix = posixpath.splitext(posixpath.basename(path))[0], None, None
        stem = urls.decoded(stem)
        before, dot, ending = stem.rpartition(".")
        if dot and before and ending in site.languages:
            stem, lang = before, ending
        elif dot and before and re.fullmatch(r"[a-z]{2}(-[A-Za-z]{2,4})?", ending):
            suffix = ending
        folder = posixpath.dirname(path)
        if site.articles.languages_by == "folder":
            folder, of_folder = without_language(folder, site)
            lang = lang or of_folder
        if stem == "index":  # the folder of an article and its media has the name
            stem = posixpath.basename(posixpath.dirname(path))
        dated = dates.from_name(stem) if site.articles.dates_from_names else None
        if dated:
            return cls(dated[1], stem, folder, lang, dated[0], suffix)
        return cls(stem, stem, folder, lang, None, suffix)


def without_language(folder: str, site: Site) -> tuple[str, str | None]:
    """A folder without its first part that is a language of the site, and the language."""
    parts = folder.split("/")
    for number, part in enumerate(parts):
        if part in site.languages:
            return "/".join(parts[:number] + parts[number + 1 :]), part
    return folder, None
