"""Texts of Eleventy: Markdown and HTML below its input folder."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.parsed import Parsed
from kazarchive.importing.formats.generator.rules import Rules, data
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import configurations, eleventy, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.reading.source import Value
from kazarchive.rules import filenames


class Eleventy(Rules):
    forms = (marks.nunjucks,)
    zone = "UTC"
    teasers = ("<!-- excerpt -->", "<!-- more -->")

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        file = configurations.first(folder, eleventy.NAMES)
        config = file.read_text("utf-8", "replace") if file else ""
        self.root = eleventy.input_folder(config)
        self.statics: Sequence[str] = (self.root, "", "public", "static")

    def texts(self) -> Iterator[tuple[str, bool]]:
        for name in survey.files(self.folder, self.root):
            parts = name.split("/")
            hidden = any(part[0] == "_" and part not in ("_posts", "_drafts") for part in parts)
            if not hidden and not name.lower().endswith("readme.md"):
                path = posixpath.normpath(posixpath.join(self.root, name))
                yield path, False

    def is_text(self, path: str, read: Parsed) -> bool:
        """A text with a title; pages of lists have a `pagination`."""
        return "title" in read.fields and "pagination" not in read.fields

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """The data of the folders above, the nearest first, and of the file beside the text."""
        found: dict[str, Value] = {}
        stem = posixpath.splitext(path)[0]
        for ending in (".11tydata.json", ".json"):
            file = self.file(f"{stem}{ending}")
            if file:
                found |= {name: data(value) for name, value in _json(file).items()}
                break
        folder = posixpath.dirname(path)
        while folder:
            values, _ = eleventy.data_of(self.folder, folder)
            found = {**{name: data(value) for name, value in values.items()}, **found}
            folder = posixpath.dirname(folder)
        permalink = own.get("permalink")
        if permalink is not None and permalink.data is False:
            found["draft"] = data(True)
        tags = found.get("tags")
        if tags and "tags" in own:  # they are joined
            found.pop("tags")
        return found

    def addresses(self, text: Text) -> list[str]:
        given = text.data.get("permalink")
        if given is False:
            return []
        own = self._filled(str(given), text) if isinstance(given, str) and given else ""
        if not own:
            path = posixpath.splitext(text.path)[0]
            path = path[len(self.root) + 1 :] if self.root != "." else path
            own = f"/{path.removesuffix('index')}/".replace("//", "/")
        return [own, *text.texts("redirect_from", "redirects", "aliases")]

    def _filled(self, pattern: str, text: Text) -> str:
        """The address of a template, or nothing if it has something that is not known."""

        def value(found: re.Match[str]) -> str:
            name, *filters = (part.strip() for part in found[1].split("|"))
            if name in ("page.fileSlug", "fileSlug"):
                said = text.stem
            elif name == "page.filePathStem":
                said = posixpath.splitext(text.path)[0][len(self.root) * (self.root != ".") :]
            elif name == "page.date" and text.moment and filters:
                form = re.search(r"[\"']([^\"']+)[\"']", filters.pop(0))
                said = format(text.moment, form[1]) if form and "%" in form[1] else "\ue000"
            elif name in ("title", "slug", "lang", "category"):
                said = text.title if name == "title" else text.text(name)
            else:
                return "\ue000"
            for each in filters:
                if each in ("slug", "slugify"):
                    said = filenames.ascii(said.replace("&", " and "), "")
                elif each not in ("url", "string"):
                    return "\ue000"
            return said

        filled = re.sub(r"\{\{-?\s*(.*?)\s*-?\}\}", value, pattern)
        if "\ue000" in filled or "{%" in filled:
            return ""
        return "/" + filled.lstrip("/").removesuffix("index.html")

    def value(self, expression: str, text: Text) -> str | None:
        if re.fullmatch(r"[A-Za-z_]\w*", expression):
            return text.text(expression.lower()) or None
        found = re.fullmatch(r"[\"']([^\"']*)[\"']\s*\|\s*url", expression)
        return found[1] if found else None


def _json(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
