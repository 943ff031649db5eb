"""Texts of Jekyll: posts, the documents of collections, and pages."""

import fnmatch
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.expansion import Shown, Written
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Mark
from kazarchive.importing.formats.generator.parsed import Parsed
from kazarchive.importing.formats.generator.rules import Rules, data
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import configurations, jekyll, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.importing.shortcodes import Call
from kazarchive.reading.source import Value
from kazarchive.rules import filenames

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_DATED = re.compile(r"(\d{2,4}-\d\d?-\d\d?)-(.+)\.\w+")
_SHORT = re.compile(r"(\d\d-\d\d?-\d\d?)-.+")
"""A name whose year has two digits."""
_FILTERED = re.compile(r"[\"']([^\"']*)[\"']\s*(?:\|\s*(?:relative_url|absolute_url|prepend:.*))?")


class Jekyll(Rules):
    forms = (marks.liquid,)
    statics: Sequence[str] = ("",)
    is_kramdown = True

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        file = configurations.first(folder, jekyll.NAMES)
        self.config: Mapping[str, Any] = configurations.read(file) if file else {}
        given = self.config.get("collections")
        tables = given if isinstance(given, dict) else {}
        self.collections = {
            str(name): options if isinstance(options := tables.get(name), dict) else {}
            for name in given or ()
            if name != "posts"
        }
        if separator := str(self.config.get("excerpt_separator") or "").strip():
            self.teasers = (separator,)
        self.authors = self._people()

    def _people(self) -> Mapping[str, str]:
        """Key of an author in `_data/authors.yml` → the name."""
        file = self.file("_data/authors.yml")
        people = configurations.read(file) if file else {}
        return {
            key: str(person["name"])
            for key, person in people.items()
            if isinstance(person, dict) and person.get("name")
        }

    def person(self, name: str) -> str:
        return self.authors.get(name, name)

    def language(self) -> str:
        return str(self.config.get("lang") or self.config.get("locale") or "")

    # --- which files ---------------------------------------------------------------------------

    def texts(self) -> Iterator[tuple[str, bool]]:
        for path, is_page in super().texts():
            yield path, is_page
        for name, options in self.collections.items():
            if options.get("output"):
                top = posixpath.join(str(self.config.get("collections_dir") or ""), f"_{name}")
                yield from ((f"{top}/{each}", False) for each in survey.files(self.folder, top))
        for name in survey.files(self.folder, "_drafts"):
            yield f"_drafts/{name}", False
        left_out = self.config.get("exclude")
        patterns = [str(each).rstrip("/") for each in left_out or ()]
        for path in survey.files(self.folder, "."):
            hidden = any(part[0] in "_#~" for part in path.split("/"))
            excluded = any(
                fnmatch.fnmatch(path, each) or path.startswith(f"{each}/") for each in patterns
            )
            if not hidden and not excluded and path.endswith((*survey.MARKDOWN, ".html")):
                yield path, True

    def is_text(self, path: str, read: Parsed) -> bool:
        """A dated name makes a post; other files need front matter."""
        if path.startswith("_drafts/"):
            return True
        if "_posts/" in f"/{path}":
            return _DATED.fullmatch(posixpath.basename(path)) is not None
        if path.endswith(".html") and not self._collection(path):
            return "title" in read.fields and "pagination" not in read.fields
        return bool(read.fields)

    def _collection(self, path: str) -> str | None:
        below = path.removeprefix(f"{self.config.get('collections_dir') or ''}/")
        name = below.partition("/")[0]
        return name[1:] if name[:1] == "_" and name[1:] in self.collections else None

    def inherited(self, path: str, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values of `defaults` whose scope contains the text; a longer path counts more."""
        collection = self._collection(path)
        kind = collection or ("posts" if "_posts/" in f"/{path}" else "pages")
        found: dict[str, Value] = {}
        if path.startswith("_drafts/"):
            found["draft"] = data(True)
        short = _SHORT.fullmatch(posixpath.basename(path)) if kind == "posts" else None
        if short and "date" not in own:
            found["date"] = data(f"20{short[1]}")
        for scope, of, values in sorted(
            jekyll.scopes(dict(self.config)), key=lambda each: len(each[0])
        ):
            within = not scope or path == scope or path.startswith(f"{scope}/")
            if of in ("", kind) and (within or fnmatch.fnmatch(path, scope)):
                found |= {name: data(value) for name, value in values.items()}
        return found

    # --- where a text was ----------------------------------------------------------------------

    def addresses(self, text: Text) -> list[str]:
        former = text.texts("redirect_from", "alias", "aliases")
        given = text.text("permalink")
        collection = self._collection(text.path)
        is_post = "_posts/" in f"/{text.path}"
        if text.path.startswith("_drafts/"):
            return []
        if given:
            own = self._filled(given, text, is_pattern=True)
            page = [] if own.endswith(("/", ".html", ".htm")) else [f"{own}.html"]
            return [own, *page, *former]
        if is_post:
            style = jekyll.style_of_posts(dict(self.config))
            return [self._filled(STYLES.get(style, style), text), *former]
        if collection:
            pattern = self.collections[collection].get("permalink") or self._of_collection()
            filled = str(pattern).replace(":collection", collection)
            return [self._filled(STYLES.get(filled, filled), text), *former]
        return [self._of_page(text), *former]

    def _of_collection(self) -> str:
        return "/:collection/:path" + self._ending()

    def _ending(self) -> str:
        style = str(self.config.get("permalink") or "date")
        return "/" if style == "pretty" or style.endswith("/") else ":output_ext"

    def _of_page(self, text: Text) -> str:
        folder, name = posixpath.split(posixpath.splitext(text.path)[0])
        path = folder if name == "index" else posixpath.join(folder, name)
        if name == "index":
            return f"/{path}/".replace("//", "/")
        return f"/{path}/" if self._ending() == "/" else f"/{path}.html"

    def _filled(self, pattern: str, text: Text, *, is_pattern: bool = False) -> str:
        name = posixpath.basename(text.path)
        dated = _DATED.fullmatch(name)
        stem = dated[2] if dated else posixpath.splitext(name)[0]
        collection = self._collection(text.path)
        below = posixpath.splitext(text.path)[0]
        if collection:
            below = below.partition(f"_{collection}/")[2]
        slug = text.text("slug") or stem
        values = {
            "title": filenames.kept(slug if not collection else stem, ""),
            "slug": filenames.kept(slug, "").lower(),
            "name": filenames.kept(stem, "").lower(),
            "path": below,
            "categories": self._categories(text),
            "output_ext": ".html",
            "collection": collection or "",
        }
        if moment := text.moment:
            year, week, weekday = moment.isocalendar()
            values |= {
                "year": f"{moment:%Y}",
                "month": f"{moment:%m}",
                "day": f"{moment:%d}",
                "hour": f"{moment:%H}",
                "minute": f"{moment:%M}",
                "second": f"{moment:%S}",
                "i_month": f"{moment.month}",
                "i_day": f"{moment.day}",
                "short_year": f"{moment:%y}",
                "short_month": f"{moment:%b}",
                "long_month": f"{moment:%B}",
                "y_day": f"{moment:%j}",
                "week": f"{week:02}",
                "w_year": f"{year}",
                "w_day": f"{weekday}",
                "short_day": f"{moment:%a}",
                "long_day": f"{moment:%A}",
            }
        filled = re.sub(r":([a-z_]+)", lambda token: values.get(token[1], token[0]), pattern)
        if not is_pattern and not posixpath.splitext(filled)[1] and not filled.endswith("/"):
            filled += ".html"
        return re.sub(r"/{2,}", "/", filled)

    def _categories(self, text: Text) -> str:
        parts = text.path.split("/")
        above = parts[: parts.index("_posts")] if "_posts" in parts else []
        named = list(above)
        one, several = text.data.get("category"), text.data.get("categories")
        named += [one] if isinstance(one, str) else text.texts("category")
        named += several.split() if isinstance(several, str) else text.texts("categories")
        slugs = (filenames.kept(str(each).lower(), "") for each in named if each)
        return "/".join(dict.fromkeys(slugs))

    def names(self, text: Text) -> Iterator[str]:
        """`{% post_url %}` names a post by its file name, perhaps with the folder below _posts."""
        below = text.path.partition("_posts/")[2]
        if below:
            yield posixpath.splitext(below)[0]
            yield posixpath.splitext(posixpath.basename(below))[0]

    # --- how a text is written -----------------------------------------------------------------

    def shown(self, mark: Mark, call: Call, text: Text, index: Index) -> Shown:
        if call.name in ("post_url", "link") and mark.said.strip():
            path = re.sub(r"\{\{.*?\}\}", "", mark.said).strip().strip("\"'")
            url = index.named(path) if call.name == "post_url" else index.text(path.lstrip("/"))
            if url is None and call.name == "link" and index.file(path.lstrip("/")):
                return Written(f"/{path.lstrip('/')}")
            return Written(url) if url else None
        return None

    def value(self, expression: str, text: Text) -> str | None:
        name = re.sub(
            r"\s*\|\s*(?:relative_url|absolute_url|escape|xml_escape|strip)\b", "", expression
        )
        if name in ("site.baseurl", "site.url", "relative", "baseurl"):
            return ""
        if found := _FILTERED.fullmatch(expression.strip()):
            return found[1]
        if page := re.fullmatch(r"page\.([\w-]+)", name):
            return text.text(page[1].lower()) or None
        if site := re.fullmatch(r"site\.([\w-]+)", name):
            value = self.config.get(site[1])
            return (
                str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
            )
        return None
