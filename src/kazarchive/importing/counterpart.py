"""`new --translation-of`: an article → the skeleton of its translation, beside it.

The name of the file makes the two translations of each other. What readers of both languages share
is carried over: the date, the terms, the lead image. What has to be translated stands behind a `#`
where it belongs.
"""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from kazarchive.config.options import Site
from kazarchive.fields import (
    DATE,
    IMAGE,
    KICKER,
    LANG,
    LICENSE,
    SUBTITLE,
    SUMMARY,
    TITLE,
    TRANSLATION_KEY,
    TYPE,
    Field,
)
from kazarchive.importing import skeleton
from kazarchive.importing.article_file import quoted, quoted_list
from kazarchive.reading import files, frontmatter, naming, tables
from kazarchive.reading.filename import FileName
from kazarchive.reading.source import Value
from kazarchive.rules import text

SHARED: tuple[Field, ...] = (TYPE, LICENSE, TRANSLATION_KEY)
TRANSLATED: tuple[Field, ...] = (KICKER, SUBTITLE, SUMMARY)


class Original:
    """An article that is to be translated. Raises ProblemsFound if it cannot be read."""

    def __init__(self, root: Path, site: Site, path: str) -> None:
        """`path`: relative to the root."""
        source = frontmatter.decode(files.read(root / path, path), path)
        named = naming.fields(frontmatter.parse(source), site)
        self.root, self.site, self.path = root, site, path
        self.fields: Mapping[str, Value] = named.values
        self.name = FileName.of(path, site)
        written = self.text(LANG) or site.languages[0]
        of_name = self.name.lang if LANG.name not in named.given else None
        self.lang = of_name or written

    def missing(self) -> tuple[str, ...]:
        """The languages of the site that have no translation beside the article."""
        others = [lang for lang in self.site.languages if lang != self.lang]
        return tuple(lang for lang in others if not self.existing(lang))

    def existing(self, lang: str) -> str | None:
        """The file of a translation that is there."""
        paths = [self.translation(lang)]
        if lang == self.site.languages[0]:
            paths.append(self.translation(lang, suffixed=False))
        return next((path for path in paths if (self.root / path).exists()), None)

    def translation(self, lang: str, suffixed: bool = True) -> str:
        """The path of a translation: the language stands where it does in that of the original."""
        folder, base = posixpath.split(self.path)
        stem, ending = posixpath.splitext(base)
        before, _, last = stem.rpartition(".")
        stem = before if before and last in self.site.languages else stem
        if self.site.articles.languages_by == "folder" and stem == posixpath.splitext(base)[0]:
            return posixpath.join(self._folder(folder, lang), base)
        return posixpath.join(folder, f"{stem}.{lang}{ending}" if suffixed else f"{stem}{ending}")

    def _folder(self, folder: str, lang: str) -> str:
        """A folder of articles, for another language: below the article folder."""
        parts = folder.split("/")
        for number, part in enumerate(parts):
            if part in self.site.languages:
                return "/".join([*parts[:number], lang, *parts[number + 1 :]])
        top = next((one for one in self.site.articles.folders if f"{folder}/".startswith(one)), "")
        return posixpath.join(top, lang, folder[len(top) :].strip("/")).rstrip("/")

    def text(self, field: Field) -> str:
        value = self.fields.get(field.name)
        return text.clean_prose(value.text or "") if value else ""


def write(original: Original, lang: str, title: str | None) -> str:
    """Write the translation and return its path, relative to the root. `title`: None to leave it to
    be written. Raises ProblemsFound (K0802) if the file exists."""
    path = original.existing(lang) or original.translation(lang)
    skeleton.create(original.root, path, _lines(original, path, title))
    return path


def _lines(original: Original, path: str, title: str | None) -> Iterator[str]:
    yield f"title: {quoted(title)}" if title else f"title: # {original.text(TITLE)}"
    if written := original.text(DATE):
        yield f"date: {written}"
    for field in SHARED:
        if written := original.text(field):
            yield f"{field.name}: {quoted(written)}"
    for taxonomy in original.site.taxonomy_names:
        if names := _names(original.fields.get(taxonomy)):
            yield f"{taxonomy}: {quoted_list(names)}"
    yield from _image(original, posixpath.dirname(path))
    for field in TRANSLATED:
        if written := original.text(field):
            yield f"# {field.name}: {written}"


def _names(value: Value | None) -> list[str]:
    """The terms of a taxonomy."""
    if value is None:
        return []
    named = [value] if value.text else [name for _, name in tables.named(value) if name]
    return [name for each in named if (name := text.clean(each.text or ""))]


def _image(original: Original, folder: str) -> Iterator[str]:
    """The lead image; the words about it are to be translated."""
    value = original.fields.get(IMAGE.name)
    if value is None or value.is_empty:
        return
    parts = tables.parts(IMAGE, value.fields).own if value.fields else {"src": value}
    texts = {name: text.clean_prose(part.text or "") for name, part in parts.items()}
    if not (src := texts.get("src")):
        return
    yield f"{IMAGE.name}:"
    yield f"  src: {quoted(_from(folder, src, posixpath.dirname(original.path)))}"
    for name in ("alt", "caption"):
        if words := texts.get(name):
            yield f"  {name}: # {words}"
    if credit := texts.get("credit"):
        yield f"  credit: {quoted(credit)}"


def _from(folder: str, src: str, original: str) -> str:
    """A path from the folder of the original, from the folder of the translation."""
    if folder == original or src.startswith("/") or "://" in src:
        return src
    return posixpath.relpath(posixpath.join(original, src), folder)
