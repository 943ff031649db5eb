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
        if stem == "index":  # the folder of an article and its media has the name
            stem = posixpath.basename(posixpath.dirname(path))
        dated = dates.from_name(stem) if site.articles.dates_from_names else None
        if dated:
            return cls(dated[1], stem, lang, dated[0], suffix)
        return cls(stem, stem, lang, None, suffix)
