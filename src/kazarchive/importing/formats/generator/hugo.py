"""Texts of Hugo: `content/`, in languages by suffix or folder, with page bundles."""

import fnmatch
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.expansion import Shown, Written
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Mark
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import hugo, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.importing.shortcodes import Call
from kazarchive.problems import ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import Value
from kazarchive.rules import filenames

_FALLBACKS = ("publishdate", "pubdate", "published", "lastmod", "modified")


class Hugo(Rules):
    forms = (marks.go,)
    zone = "UTC"

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        self.config: Mapping[str, Any] = hugo.read(folder)
        self.top = self.tops[0]
        self.statics: Sequence[str] = ("static", "assets", self.top)
        self.folders = self._folders()
        self.sections = self._sections()

    def _folders(self) -> Mapping[str, str]:
        """Language → the folder of its texts."""
        tables = self.config.get("languages")
        found: dict[str, str] = {}
        for code, table in (tables if isinstance(tables, dict) else {}).items():
            given = table.get("contentdir") if isinstance(table, dict) else None
            if given:
                found[str(code)] = posixpath.normpath(str(given))
        return found

    def language(self) -> str:
        names = ("defaultcontentlanguage", "languagecode", "locale")
        return next((str(self.config[name]) for name in names if self.config.get(name)), "")

    def texts(self) -> Iterator[tuple[str, bool]]:
        roots = dict.fromkeys([*self.folders.values(), self.top])
        seen = set[str]()
        for root in roots:
            for name in survey.files(self.folder, root):
                path = f"{root}/{name}"
                if path not in seen and not posixpath.basename(name).startswith("_index."):
                    seen.add(path)
                    if not self._is_resource(path):
                        yield path, False

    def _is_resource(self, path: str) -> bool:
        """Whether a text is a resource of a bundle: it is below the folder of an `index.md`."""
        folder, name = posixpath.split(path)
        while folder and folder != ".":
            if folder in self._bundles and not (
                name.startswith("index.") and folder == posixpath.dirname(path)
            ):
                return True
            folder = posixpath.dirname(folder)
        return False

    @property
    def _bundles(self) -> set[str]:
        if not hasattr(self, "_found_bundles"):
            roots = dict.fromkeys([*self.folders.values(), self.top])
            self._found_bundles = {
                posixpath.dirname(f"{root}/{name}")
                for root in roots
                for name in survey.files(self.folder, root)
                if re.fullmatch(
                    r"index(?:\.[\w-]+)?\.(?:md|markdown|html)", posixpath.basename(name)
                )
                and "/" in name
            }
        return self._found_bundles

    def _place(self, path: str) -> tuple[str, str | None]:
        """The path below the folder of its language, and the language of that folder."""
        best = max(
            ((root, code) for code, root in self.folders.items() if path.startswith(f"{root}/")),
            key=lambda each: len(each[0]),
            default=(self.top, None),
        )
        return path[len(best[0]) + 1 :], best[1]

    def lang_of(self, text: Text) -> str:
        suffix = posixpath.splitext(posixpath.splitext(text.path)[0])[1][1:]
        if suffix in self.languages:
            return suffix
        return self._place(text.path)[1] or self.languages[0]

    # --- what a section gives to its texts -----------------------------------------------------

    def _sections(self) -> Mapping[str, tuple[Mapping[str, Value], ...]]:
        """Folder → the values of `cascade` in its `_index.md`."""
        found: dict[str, tuple[Mapping[str, Value], ...]] = {}
        for root in dict.fromkeys([*self.folders.values(), self.top]):
            for name in survey.texts(self.folder, root):
                if posixpath.basename(name).startswith("_index."):
                    folder = posixpath.dirname(f"{root}/{name}")
                    found[folder] = (
                        *found.get(folder, ()),
                        *hugo.cascades(self._front(f"{root}/{name}")),
                    )
        return found

    def _front(self, path: str) -> FrontMatter:
        try:
            file = self.file(path)
            raw = file.read_bytes() if file else b""
            return frontmatter.parse(frontmatter.decode(raw, path))
        except (OSError, ProblemsFound):
            return hugo.EMPTY

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values of `cascade` of all sections above, the nearest first; and a date that stands
        under another name."""
        found: dict[str, Value] = {}
        folder = posixpath.dirname(path)
        while folder and folder != ".":
            for values in self.sections.get(folder, ()):
                if self._targets(values, path):
                    names = {
                        name: value
                        for name, value in values.items()
                        if name.lower() not in ("_target", "target")
                    }
                    found = {**names, **found}
            folder = posixpath.dirname(folder)
        given = {name.lower(): value for name, value in own.items()}
        if given.get("date") is None or given["date"].is_empty:
            other = next(
                (given[name] for name in _FALLBACKS if name in given and given[name].text), None
            )
            if other and re.match(r"\d{4}-", other.text or ""):
                found["date"] = other
        return found

    def _targets(self, values: Mapping[str, Value], path: str) -> bool:
        target = values.get("_target") or values.get("target")
        fields = (target.fields if target else None) or {}
        pattern = fields.get("path")
        if pattern and pattern.text:
            below = "/" + self._place(path)[0]
            plain = posixpath.splitext(below)[0]
            given = pattern.text.replace("{", "").replace("}", "").replace("**", "*")
            if not any(fnmatch.fnmatch(each, given) for each in (below, plain)):
                return False
        lang = fields.get("lang")
        return not lang or not lang.text or (self._place(path)[1] or self.languages[0]) == lang.text

    # --- where a text was ----------------------------------------------------------------------

    def addresses(self, text: Text) -> list[str]:
        lang = self.lang_of(text)
        own = self._own(text, lang)
        above = posixpath.dirname(own.rstrip("/"))
        former = list[str]()
        for alias in text.texts("aliases"):
            if alias.startswith("/"):
                former.append(self._prefix(lang) + alias)
            else:
                end = "/" if alias.endswith("/") else ""
                former.append(posixpath.normpath(posixpath.join(above, alias)) + end)
        return [own, *former]

    def _prefix(self, lang: str) -> str:
        first = self.languages[0]
        always = self.config.get("defaultcontentlanguageinsubdir")
        return f"/{lang}" if lang != first or (always and self.languages) else ""

    def _own(self, text: Text, lang: str) -> str:
        if url := text.text("url"):
            if url.startswith("/"):
                full = (
                    url if self.folders or lang == self.languages[0] else self._prefix(lang) + url
                )
            else:
                full = f"{self._prefix(lang)}/{url}"
            return (
                full
                if full.endswith("/") or posixpath.splitext(full)[1] in (".html", ".htm")
                else f"{full}/"
            )
        below, _ = self._place(text.path)
        folder, name = posixpath.split(below)
        if name.startswith("index."):
            folder = posixpath.dirname(folder)
        section = folder.partition("/")[0]
        given = self.config.get("permalinks")
        given = given if isinstance(given, dict) else {}
        pattern = given.get("page", given).get(section.lower() or "/")
        slug = text.text("slug")
        stem = filenames.title(slug, "") if slug else filenames.lower(text.stem, "")
        ending = ".html" if hugo.is_ugly(self.config, section) else "/"
        if isinstance(pattern, str):
            path = self._filled(pattern, text, folder)
        else:
            made = [filenames.lower(part, "") for part in folder.split("/") if part]
            path = "/" + "/".join([*made, stem])
        path = re.sub(r"/{2,}", "/", self._prefix(lang) + path)
        return path if path.endswith(".html") else f"{path.rstrip('/')}{ending}"

    def _filled(self, pattern: str, text: Text, folder: str) -> str:
        parts = [
            part for n, part in enumerate(folder.split("/")) if part and self._is_section(folder, n)
        ]
        slug = text.text("slug")
        title = filenames.title(text.title, "")
        base = filenames.lower(text.stem, "")
        values = {
            "section": parts[0] if parts else "",
            "sections": "/".join(parts),
            "title": title,
            "slug": filenames.title(slug, "") if slug else title,
            "filename": base,
            "contentbasename": base,
            "slugorfilename": filenames.title(slug, "") if slug else base,
            "slugorcontentbasename": filenames.title(slug, "") if slug else base,
        }
        if moment := _own_moment(text):
            values |= {
                "year": f"{moment:%Y}",
                "month": f"{moment:%m}",
                "monthname": f"{moment:%B}".lower(),
                "day": f"{moment:%d}",
                "weekday": f"{moment.isoweekday() % 7}",
                "weekdayname": f"{moment:%A}".lower(),
                "yearday": f"{moment.timetuple().tm_yday}",
                "2006": f"{moment:%Y}",
                "01": f"{moment:%m}",
                "02": f"{moment:%d}",
            }

        def value(token: re.Match[str]) -> str:
            if token[2]:
                return "/".join(_slice(parts, token[2]))
            return values.get(token[1], token[0])

        return "/" + re.sub(r":(\w+)(?:\[([^\]]*)\])?", value, pattern).lstrip("/")

    def _is_section(self, folder: str, number: int) -> bool:
        """The first folder is a section; deeper ones are if they have an `_index.md`."""
        if number == 0:
            return True
        path = "/".join(folder.split("/")[: number + 1])
        return any((self.folder / self.top / path).glob("_index*.*"))

    def names(self, text: Text) -> Iterator[str]:
        below, _ = self._place(text.path)
        yield below
        yield posixpath.splitext(below)[0]
        yield posixpath.basename(below)
        yield text.stem
        if posixpath.basename(below).startswith("index."):
            yield posixpath.dirname(below)

    def beside(self, text: Text) -> Sequence[str]:
        return (self.top, *self.folders.values())

    # --- how a text is written -----------------------------------------------------------------

    def shown(self, mark: Mark, call: Call, text: Text, index: Index) -> Shown:
        if call.name in ("ref", "relref"):
            path = call["path"] or next(iter(call.positional), "")
            plain, hash_, fragment = path.partition("#")
            if not plain:
                return Written(path)
            here = posixpath.join(posixpath.dirname(text.path), plain)
            url = index.text(here) or index.named(plain) or index.address(plain)
            return Written(url + hash_ + fragment) if url else None
        if call.name == "param" and (call.positional or call["name"]):
            value = text.text((call["name"] or call.positional[0]).lower())
            return Written(value) if value else None
        return None


def _own_moment(text: Text) -> datetime | None:
    """The moment in the zone that the date itself has, or else in that of the site."""
    try:
        own = datetime.fromisoformat(text.text("date"))
    except ValueError:
        return text.moment
    return own if own.tzinfo else text.moment


def _slice(parts: list[str], written: str) -> list[str]:
    begin, colon, end = written.partition(":")
    if not colon:
        at = -1 if begin == "last" else int(begin or 0)
        return parts[at : at + 1 or None]
    first = int(begin or 0)
    last = len(parts) if end in ("", "last") else int(end)
    return parts[first:last]
