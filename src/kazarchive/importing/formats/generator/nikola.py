"""Texts of Nikola: posts and pages by the patterns of `conf.py`, in several formats."""

import fnmatch
import glob
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.expansion import Html, Shown, Written
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Form, Mark
from kazarchive.importing.formats.generator.parsed import Kind, Parsed, metadata
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import configurations, nikola, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.importing.shortcodes import Call
from kazarchive.problems import ProblemsFound
from kazarchive.reading.source import Value
from kazarchive.rules import filenames

_COMPILERS: Mapping[str, Kind] = {"rest": "rest", "markdown": "markdown", "html": "html"}
_USUAL = {".txt": "rest", ".rst": "rest", ".md": "markdown", ".html": "html", ".htm": "html"}


class Nikola(Rules):
    zone = "UTC"
    statics: Sequence[str] = ("files", "", "output")
    teasers = ("<!-- TEASER_END -->", "<!-- END_TEASER -->", "<!-- more -->")

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        self.config: Mapping[str, Any] = configurations.read(folder / nikola.NAME)
        self.patterns = [*self._patterns("POSTS", False), *self._patterns("PAGES", True)]
        given = self.config.get("REDIRECTIONS")
        pairs = given if isinstance(given, list | tuple) else ()
        self.redirections = [
            (str(pair[0]), str(pair[1]))
            for pair in pairs
            if isinstance(pair, list | tuple) and pair[1:]
        ]
        self.compilers = self._compilers()

    def _patterns(self, name: str, is_page: bool) -> Iterator[tuple[str, str, bool]]:
        """(pattern, folder of the addresses, whether it is one of pages)."""
        given = self.config.get(name)
        for entry in given if isinstance(given, list | tuple) else ():
            if isinstance(entry, list | tuple) and len(entry) > 1 and isinstance(entry[1], str):
                yield str(entry[0]), entry[1].strip("/"), is_page

    def _compilers(self) -> Mapping[str, str]:
        given = self.config.get("COMPILERS")
        found = dict(_USUAL)
        for name, endings in (given if isinstance(given, dict) else {}).items():
            for ending in endings if isinstance(endings, list | tuple) else ():
                found[str(ending)] = str(name)
        return found

    def language(self) -> str:
        """Nikola has no Kazakh, so that texts in it stand under another language."""
        return ""

    # --- which files ---------------------------------------------------------------------------

    def texts(self) -> Iterator[tuple[str, bool]]:
        seen = set[str]()
        for pattern, _, is_page in self.patterns:
            top, wanted = str(PurePosixPath(pattern).parent), PurePosixPath(pattern).name
            for name in survey.files(self.folder, top):
                path = f"{top}/{name}"
                if path not in seen and fnmatch.fnmatch(posixpath.basename(name), wanted):
                    seen.add(path)
                    yield path, is_page

    def kind(self, path: str) -> Kind | None:
        compiler = self.compilers.get(posixpath.splitext(path)[1])
        return _COMPILERS.get(compiler or "")

    def is_text(self, path: str, read: Parsed) -> bool:
        return "title" in read.fields or bool(self._meta(path))

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        return self._meta(path)

    def _meta(self, path: str) -> Mapping[str, Value]:
        """The fields in the file `x.meta` beside `x.md`; of a translation, `x.ru.meta` too."""
        stem = posixpath.splitext(path)[0]
        bare, lang = self._without_language(stem)
        for name in dict.fromkeys((f"{stem}.meta", f"{bare}.{lang}.meta", f"{bare}.meta")):
            file = self.file(name)
            if file:
                try:
                    return metadata(file.read_bytes(), name)
                except (OSError, ProblemsFound):
                    return {}
        return {}

    def _without_language(self, stem: str) -> tuple[str, str]:
        before, _, suffix = stem.rpartition(".")
        return (before, suffix) if before and suffix in self.languages else (stem, "")

    # --- where a text was ----------------------------------------------------------------------

    def addresses(self, text: Text) -> list[str]:
        pattern, to, is_page = next(
            each
            for each in self.patterns
            if text.path.startswith(f"{PurePosixPath(each[0]).parent}/")
            and fnmatch.fnmatch(posixpath.basename(text.path), PurePosixPath(each[0]).name)
        )
        top = str(PurePosixPath(pattern).parent)
        folder = posixpath.dirname(text.path[len(top) + 1 :])
        stem, _ = self._without_language(posixpath.splitext(text.path)[0])
        slug = text.text("slug") or self.slug(posixpath.basename(stem))
        own_lang = text.lang if text.lang in self.languages else self.languages[0]
        found = [
            self._at(own_lang, to, folder, slug, text, is_page=is_page),
            *(
                self._at(lang, to, folder, slug, text, is_page=is_page)
                for lang in self._shown_in(stem, own_lang)
            ),
        ]
        bare = found[0].lstrip("/")
        former = [
            f"/{old}"
            for old, new in self.redirections
            if new.lstrip("/").removesuffix("index.html") == bare
        ]
        return [*found, *former]

    def _at(self, lang: str, to: str, folder: str, slug: str, text: Text, *, is_page: bool) -> str:
        prefix = "" if lang == self.languages[0] else self._translation(lang)
        path = "/".join(part for part in (prefix, to, folder, slug) if part)
        pretty = text.data.get("pretty_url", self.config.get("PRETTY_URLS", True))
        if is_page and slug == "index":
            return f"/{path.removesuffix('index')}"
        return f"/{path}.html" if str(pretty).lower() == "false" else f"/{path}/"

    def _shown_in(self, stem: str, own: str) -> list[str]:
        """The other languages in which a text stands that has no translation in them."""
        if own != self.languages[0] or self.config.get("SHOW_UNTRANSLATED_POSTS") is False:
            return []
        there = self.folder / stem
        return [
            lang
            for lang in self.languages[1:]
            if not any(there.parent.glob(f"{glob.escape(there.name)}.{lang}.*"))
        ]

    def slug(self, stem: str) -> str:
        return filenames.latin(stem, "")

    def _translation(self, lang: str) -> str:
        given = self.config.get("TRANSLATIONS")
        value = given.get(lang) if isinstance(given, dict) else None
        return str(value or lang).strip("./")

    def names(self, text: Text) -> Iterator[str]:
        yield text.text("slug") or self.slug(text.stem)

    # --- how a text is written -----------------------------------------------------------------

    def forms_of(self, text: Text) -> Sequence[Form]:
        return () if text.kind == "rest" else (marks.nikola,)

    def link(self, address: str, text: Text, index: Index) -> str | None:
        found = re.match(r"link://(\w+)/([^?#]*)(.*)", address, re.DOTALL)
        if found is None:
            return None
        kind, name, tail = found[1], found[2], found[3]
        if kind == "slug":
            return (index.named(unquote(name)) or f"/{name}/") + tail
        if kind == "filename":
            return (index.text(unquote(name)) or f"/{name}") + tail
        if kind == "root":
            return index.home
        lists = {"tag": "categories", "category": "categories"}
        return f"/{lists.get(kind, kind)}/{filenames.latin(name, '')}{tail}"

    def shown(self, mark: Mark, call: Call, text: Text, index: Index) -> Shown:
        if call.name == "doc" and (name := call.inner or next(iter(call.positional), "")):
            url = index.named(re.sub(r"^.*<|>$", "", name))
            words = re.sub(r"\s*<.*>$", "", name)
            return Html(f'<a href="{url}">{words}</a>') if url else None
        if call.name == "emoji" and call.positional:
            return Written(f":{call.positional[0]}:")
        return None
