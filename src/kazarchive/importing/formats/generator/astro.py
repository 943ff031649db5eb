"""Texts of Astro: the collections in `src/content/`, and Markdown in `src/pages/`."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Form
from kazarchive.importing.formats.generator.parsed import Parsed
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import astro, survey
from kazarchive.importing.generators.adoption import Adoption

_TEXTS = (*survey.MARKDOWN, ".mdx")


class Astro(Rules):
    zone = "UTC"
    statics: Sequence[str] = ("public",)

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        self.routes = astro.routes(folder)
        self.prefixes_first = "prefixDefaultLocale: true" in astro.text(folder)

    def language(self) -> str:
        return astro.string(astro.text(self.folder), "defaultLocale")

    def texts(self) -> Iterator[tuple[str, bool]]:
        for top in (astro.CONTENT, "src/pages"):
            for name in survey.files(self.folder, top):
                if name.endswith(_TEXTS) and not any(part[0] == "_" for part in name.split("/")):
                    yield f"{top}/{name}", False

    def is_text(self, path: str, read: Parsed) -> bool:
        return "title" in read.fields or path.startswith("src/pages/")

    def addresses(self, text: Text) -> list[str]:
        if text.path.startswith("src/pages/"):
            path = posixpath.splitext(text.path.removeprefix("src/pages/"))[0]
            own = f"/{path.removesuffix('index')}/".replace("//", "/")
            return [own, *text.texts("aliases", "redirect_from")]
        below = posixpath.splitext(text.path.removeprefix(f"{astro.CONTENT}/"))[0]
        collection, _, name = below.partition("/")
        base = self.routes.get(collection, collection)
        slug = text.text("slug").strip("/")
        parts = [_slug(part) for part in name.removesuffix("/index").split("/")]
        lang = parts[0] if parts[1:] and parts[0] in self.languages else ""
        if lang:
            parts = parts[1:]
        prefix = lang if lang != self.languages[0] or self.prefixes_first else ""
        path = slug or "/".join(parts)
        own = "/".join(part for part in ("", prefix, base, path, "") if part or part == "")
        return [re.sub(r"/{2,}", "/", f"/{own}"), *text.texts("aliases", "redirect_from")]

    def forms_of(self, text: Text) -> Sequence[Form]:
        return (marks.mdx,) if text.path.endswith(".mdx") else ()

    def link(self, address: str, text: Text, index: Index) -> str | None:
        """`@/` and `~/` are `src/`."""
        for mark in ("@/", "~/"):
            if address.startswith(mark):
                return posixpath.relpath(f"src/{address[2:]}", posixpath.dirname(text.path))
        return None


def _slug(part: str) -> str:
    """As github-slugger: letters of any script, digits, `-` and `_`; blanks are hyphens."""
    return re.sub(r"[^\w\- ]", "", part.lower()).replace(" ", "-")
