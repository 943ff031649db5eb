"""Texts of Pelican: articles and pages in Markdown, reStructuredText and HTML."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Form
from kazarchive.importing.formats.generator.parsed import Parsed
from kazarchive.importing.formats.generator.rules import Rules, data
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import pelican, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.reading.source import Value
from kazarchive.rules import filenames

_OWN = re.compile(r"[{|](filename|static|attach|index|tag|category|author)[|}](.*)", re.DOTALL)
_LISTED = ("tags", "keywords", "authors", "author")
_LISTS = {"tag": "tag/{}.html", "category": "category/{}.html", "author": "author/{}.html"}


class Pelican(Rules):
    teasers = ("<!-- PELICAN_END_SUMMARY -->",)

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        self.config: Mapping[str, Any] = pelican.read(folder)
        self.top = self.tops[0]
        given = self.config.get("PAGE_PATHS", ["pages"])
        self.pages = [str(each) for each in given] if isinstance(given, list) else ["pages"]
        extra = self.config.get("STATIC_PATHS")
        self.statics: Sequence[str] = (
            self.top,
            *(posixpath.join(self.top, posixpath.dirname(str(each))) for each in extra or ()),
        )

    def language(self) -> str:
        return str(self.config.get("DEFAULT_LANG") or "")

    def texts(self) -> Iterator[tuple[str, bool]]:
        left_out = self.config.get("ARTICLE_EXCLUDES")
        excluded = [str(each) for each in left_out] if isinstance(left_out, list) else []
        for name in survey.files(self.folder, self.top):
            if not any(name.startswith(f"{each}/") for each in excluded):
                yield f"{self.top}/{name}", any(name.startswith(f"{each}/") for each in self.pages)

    def is_text(self, path: str, read: Parsed) -> bool:
        return "title" in {name.lower() for name in read.fields}

    def fields(self, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """Lists with a semicolon are divided there, others at commas."""
        divided = dict(own)
        for name, value in own.items():
            if name.lower() in _LISTED and value.text and ";" in value.text:
                parts = [part.strip() for part in value.text.split(";")]
                divided[name] = data([part for part in parts if part])
        return divided

    def group(self, text: Text) -> str:
        return self.slug(text)

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """The category of the folder, the author and other defaults of the configuration."""
        found = dict[str, Value]()
        names = {name.lower() for name in own}
        below = posixpath.dirname(path[len(self.top) + 1 :])
        if "category" not in names:
            folder = (
                posixpath.basename(below) if self.config.get("USE_FOLDER_AS_CATEGORY", True) else ""
            )
            category = folder or self.config.get("DEFAULT_CATEGORY")
            if category:
                found["category"] = data(str(category))
        if not names & {"author", "authors"} and isinstance(self.config.get("AUTHOR"), str):
            found["author"] = data(self.config["AUTHOR"])
        given = self.config.get("DEFAULT_METADATA")
        if isinstance(given, dict):
            found |= {name: data(each) for name, each in given.items() if name.lower() not in names}
        return found

    # --- where a text was ----------------------------------------------------------------------

    def addresses(self, text: Text) -> list[str]:
        slug = self.slug(text)
        first = str(self.config.get("DEFAULT_LANG") or "en")
        lang = text.lang or first
        is_page = text.date is None
        kind = "PAGE" if is_page else "ARTICLE"
        if given := text.text("save_as") or text.text("url"):
            return [_address(given), *text.texts("aliases", "redirect_from")]
        usual = "pages/{slug}" if is_page else "{slug}"
        middle, ending = ("", "") if lang == first else ("_LANG", "-{lang}")
        pattern = self.config.get(f"{kind}{middle}_SAVE_AS") or self.config.get(
            f"{kind}{middle}_URL"
        )
        written = str(pattern or f"{usual}{ending}.html")
        if text.text("status").lower() == "draft" and kind == "ARTICLE":
            written = f"drafts/{slug}.html"
        return [
            _address(self._filled(written, text, slug, lang)),
            *text.texts("aliases", "redirect_from"),
        ]

    def slug(self, text: Text) -> str:
        if given := text.text("slug"):
            return given
        if self.config.get("SLUGIFY_SOURCE") == "basename":
            return filenames.latin(text.stem, "")
        return filenames.latin(text.title, "")

    def _filled(self, pattern: str, text: Text, slug: str, lang: str) -> str:
        category = dict(text.terms).get("categories", ("",))
        below = posixpath.dirname(text.path[len(self.top) + 1 :])
        values = {
            "slug": slug,
            "lang": lang,
            "category": filenames.latin(category[0], "") if category[0] else "misc",
            "author": filenames.latin(text.authors[0], "") if text.authors else "",
            "path_no_ext": posixpath.splitext(text.path[len(self.top) + 1 :])[0],
            "base_path": below,
        }

        def value(token: re.Match[str]) -> str:
            if token[1] == "date" and text.moment:
                return format(text.moment, token[2] or "%Y-%m-%d")
            return values.get(token[1], token[0])

        return re.sub(r"\{(\w+)(?::([^}]*))?\}", value, pattern)

    def names(self, text: Text) -> Iterator[str]:
        yield text.path[len(self.top) + 1 :]

    def beside(self, text: Text) -> Sequence[str]:
        return (self.top,)

    # --- how a text is written -----------------------------------------------------------------

    def forms_of(self, text: Text) -> Sequence[Form]:
        """Liquid only with the plugin that reads it."""
        plugins = str(self.config.get("PLUGINS"))
        return (marks.liquid,) if "liquid" in plugins and text.kind == "markdown" else ()

    def link(self, address: str, text: Text, index: Index) -> str | None:
        found = _OWN.match(address)
        if found is None:
            return None
        kind, path = found[1], found[2]
        if kind == "index":
            return index.home
        if kind in _LISTS:
            return "/" + _LISTS[kind].format(filenames.latin(path, ""))
        plain, mark, fragment = unquote(path).partition("#")
        folder = "" if plain.startswith("/") else posixpath.dirname(text.path[len(self.top) + 1 :])
        full = posixpath.normpath(posixpath.join(self.top, folder, plain.lstrip("/")))
        if url := index.text(full):
            return url + mark + fragment
        return "/" + full[len(self.top) + 1 :] + mark + fragment


def _address(written: str) -> str:
    path = written.lstrip("/").removesuffix("index.html")
    return f"/{path}"
