"""Texts of Hexo: posts and pages below `source/`."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.expansion import Html, Shown, Written
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Mark
from kazarchive.importing.formats.generator.parsed import Parsed
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.generators import hexo, survey
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.importing.shortcodes import Call
from kazarchive.rules import filenames

_SIGNS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")


class Hexo(Rules):
    forms = (marks.nunjucks,)
    teasers = ("<!-- more -->",)

    def __init__(self, folder: Path, plan: Adoption, timezone: str) -> None:
        super().__init__(folder, plan, timezone)
        self.config: Mapping[str, Any] = hexo.read(folder)
        self.top = self.tops[0]
        self.source = posixpath.dirname(self.top)
        self.statics: Sequence[str] = (self.source,)

    def language(self) -> str:
        given = self.config.get("language")
        return str((given[0] if given else "") if isinstance(given, list) else given or "")

    def texts(self) -> Iterator[tuple[str, bool]]:
        for name in survey.files(self.folder, self.source):
            path = f"{self.source}/{name}"
            if path.startswith(f"{self.top}/"):
                yield path, False
            elif not any(part[0] == "_" for part in name.split("/")) and name.endswith(
                survey.MARKDOWN
            ):
                yield path, True

    def is_text(self, path: str, read: Parsed) -> bool:
        return bool(read.fields) and (path.startswith(f"{self.top}/") or "title" in read.fields)

    # --- where a text was ----------------------------------------------------------------------

    def addresses(self, text: Text) -> list[str]:
        former = text.texts("alias", "aliases", "redirect_from")
        if given := text.text("permalink"):
            return [f"/{given.lstrip('/')}", *former]
        if text.date is None and not text.path.startswith(f"{self.top}/"):
            path = posixpath.splitext(text.path[len(self.source) + 1 :])[0]
            own = f"/{path.removesuffix('index')}" if path.endswith("index") else f"/{path}.html"
            return [own, *former]
        pattern = str(self.config.get("permalink") or hexo.USUAL)
        own = self._filled(pattern, text)
        if text.moment:
            # A machine in UTC gives another day to times before the offset of the site.
            other = self._filled(pattern, text, in_utc=True)
            former += [other] * (other != own)
        return [own, *former] if not re.search(r":[a-z]", own) else []

    def _filled(self, pattern: str, text: Text, *, in_utc: bool = False) -> str:
        below = posixpath.splitext(text.path[len(self.top) + 1 :])[0]
        folder = posixpath.dirname(below)
        title = posixpath.join(folder, text.stem) if self.site.articles.dates_from_names else below
        categories = dict(text.terms).get("categories", ())
        values = {
            "title": title,
            "name": posixpath.basename(title),
            "post_title": _slug(text.title),
            "category": "/".join(map(_plain, categories)) or "uncategorized",
            "lang": text.lang or self.languages[0],
            "id": text.text("id"),
        }
        if moment := text.moment:
            moment = moment.astimezone(UTC) if in_utc else moment
            values |= {
                "year": f"{moment:%Y}",
                "month": f"{moment:%m}",
                "i_month": f"{moment.month}",
                "day": f"{moment:%d}",
                "i_day": f"{moment.day}",
                "hour": f"{moment:%H}",
                "minute": f"{moment:%M}",
                "second": f"{moment:%S}",
                "timestamp": f"{int(moment.timestamp())}",
            }
        filled = re.sub(r":([a-z_]+)", lambda token: values.get(token[1], token[0]), pattern)
        filled = "/" + filled.lstrip("/")
        return filled if filled.endswith(("/", ".html")) else f"{filled}/"

    def names(self, text: Text) -> Iterator[str]:
        below = posixpath.splitext(text.path[len(self.top) + 1 :])[0]
        yield below
        yield posixpath.join(posixpath.dirname(below), text.stem)

    def beside(self, text: Text) -> Sequence[str]:
        return (posixpath.splitext(text.path)[0], self.source)

    # --- how a text is written -----------------------------------------------------------------

    def value(self, expression: str, text: Text) -> str | None:
        name = expression.removeprefix("page.")
        return text.text(name.lower()) or None if name.isidentifier() else None

    def shown(self, mark: Mark, call: Call, text: Text, index: Index) -> Shown:
        words = list(call.positional)
        if call.name in ("post_link", "post_path") and words:
            url = index.named(words[0]) or index.text(f"{self.top}/{words[0]}")
            if url is None:
                return None
            title = " ".join(word for word in words[1:] if word not in ("true", "false"))
            if call.name == "post_path":
                return Written(url)
            return Written(f"[{_escaped(title or words[0])}]({url})")
        if call.name in ("asset_path", "asset_img", "asset_link") and words:
            at = next((n for n, word in enumerate(words) if re.search(r"\.\w{2,4}$", word)), 0)
            rest = [word for word in words[at + 1 :] if not re.fullmatch(r"\d+", word)]
            alt = _escaped(" ".join(rest))
            if call.name == "asset_path":
                return Written(words[at])
            sign = "!" if call.name == "asset_img" else ""
            return Written(f"{sign}[{alt or _escaped(words[at]) * (not sign)}]({words[at]})")
        if call.name == "link" and words:
            at = next((n for n, word in enumerate(words) if "://" in word), 0)
            shown = " ".join(words[:at]) or words[at]
            return Html(f'<a href="{words[at]}">{shown}</a>')
        return None


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", text.strip("\"'"))


def _plain(name: str) -> str:
    return _SIGNS.sub("-", name).strip("-")


def _slug(title: str) -> str:
    return _plain(title).lower() or filenames.kept(title, "")
