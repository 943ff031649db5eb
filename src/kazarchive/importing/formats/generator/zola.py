"""Texts of Zola: `content/`, in languages by suffix."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.rules import Rules, data
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import zola
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.reading.source import Value
from kazarchive.rules import filenames


class Zola(Rules):
    forms = (marks.tera,)
    zone = "UTC"
    statics: Sequence[str] = ("static", zola.TOP)
    teasers = ("<!-- more -->",)

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        self.config: Mapping[str, Any] = zola.read(folder)
        given = self.config.get("slugify")
        modes = given if isinstance(given, dict) else {"paths": given}
        self.mode = str(modes.get("paths") or "on")
        self.keeps_dates = bool(modes.get("paths_keep_dates"))

    def language(self) -> str:
        return str(self.config.get("default_language") or "")

    def texts(self) -> Iterator[tuple[str, bool]]:
        for path, is_page in super().texts():
            if not posixpath.basename(path).startswith("_index."):
                yield path, is_page

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """A text that is not rendered was not public."""
        render = own.get("render")
        return {"draft": data(True)} if render is not None and render.data is False else {}

    def addresses(self, text: Text) -> list[str]:
        lang = text.lang if text.lang in self.languages else self.languages[0]
        prefix = "" if lang == self.languages[0] else f"/{lang}"
        if path := text.text("path").strip("/"):
            own = f"{prefix}/{path}/"
        else:
            stem = text.stem
            if self.keeps_dates:
                stem = self._whole(text)
            folder = text.folder[len(zola.TOP) + 1 :]
            made = [
                self._slug(part) for part in (*folder.split("/"), text.text("slug") or stem) if part
            ]
            own = "/".join([prefix, *made, ""])
        return [own, *(f"/{alias.lstrip('/')}" for alias in text.texts("aliases"))]

    def _whole(self, text: Text) -> str:
        """The file name with its date."""
        name = posixpath.splitext(posixpath.basename(text.path))[0]
        name = posixpath.basename(posixpath.dirname(text.path)) if name == "index" else name
        return re.sub(rf"\.(?:{'|'.join(self.languages)})$", "", name)

    def _slug(self, part: str) -> str:
        if self.mode == "on":
            return filenames.ascii(part, "")
        if self.mode == "safe":
            return re.sub(
                r"\s", "_", re.sub(r"[<>:/|?*#\\()\[\]\n\t]", "", part.strip().rstrip("."))
            )
        return part

    def names(self, text: Text) -> Iterator[str]:
        yield text.path[len(zola.TOP) + 1 :]

    def link(self, address: str, text: Text, index: Index) -> str | None:
        if not address.startswith("@/"):
            return None
        path, mark, fragment = address[2:].partition("#")
        url = index.text(f"{zola.TOP}/{path}")
        return url + mark + fragment if url else f"/{posixpath.splitext(path)[0]}/"
