"""A folder of Hugo: `hugo.toml`, in several places and formats, and `content/`."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option
from kazarchive.problems import ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import SourceText, Value
from kazarchive.reading.verdicts import Verdict
from kazarchive.reading.visibility import in_field

_NAMES = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_BY_FILE = {":contentbasename", ":filename", ":slugorcontentbasename", ":slugorfilename"}
_BY_TITLE = {":title", ":slug"}
_SHORTCODE = re.compile(rb"\{\{[<%](?!\s*(?:ref|relref)\b)")
_TOKENS = {":year": "{year}", ":month": "{month}", ":day": "{day}", ":sections": "{folder}"}


def recognised(folder: Path) -> str | None:
    file = configurations.first(folder, _NAMES)
    if file is None or not (folder / "content").is_dir():
        return None
    name = file.relative_to(folder).as_posix()
    if file.stem == "hugo" or "/" in name or (folder / "archetypes").is_dir():
        return name
    return name if re.search(r"(?i)\bbaseurl\b", file.read_text("utf-8", "replace")) else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = read(folder)
    top = posixpath.normpath(str(config.get("contentdir") or "content"))
    languages, losses = _languages(config, top)
    at = _addresses(folder, top, config, languages)
    articles: dict[str, Option] = {"folder": top}
    if any((folder / top / lang).is_dir() for lang in languages):
        articles["languages_by"] = "folder"
    named = config.get("taxonomies")
    taxonomies = named.values() if isinstance(named, dict) else ("tags", "categories")
    articles |= {
        "permalink": at.pattern,
        "slugs": at.slugs,
        "dates_from_names": ":filename" in str(config.get("frontmatter")),
        "rename": {
            "url": "permalink",
            "lastmod": "updated",
            "publishDate": "date",
            "pubdate": "date",
            "modified": "updated",
            "translationKey": "translation_key",
            "author": "authors",
            "description": "summary",
            "excerpt": "summary",
        },
        "summary_until": "<!--more-->",
        "unknown_fields": "keep",
    }
    if at.others:
        articles["permalinks"] = at.others
    hidden = _hidden(folder, top)
    if hidden:
        articles["exclude"] = hidden
    url = config.get("baseurl")
    return Adoption(
        survey.site(folder, config.get("title"), url, languages, config.get("timezone")),
        articles,
        survey.taxonomies(map(str, taxonomies)),
        markdown={"links": "hugo"},
        pages=survey.pages(folder),
        output=survey.output(folder),
        losses=(
            *survey.url_loss(url),
            *losses,
            *at.losses,
            *(f"the articles in {top}/{each}, which `cascade` hides" for each in hidden),
            *_losses(folder, top),
        ),
    )


def read(folder: Path) -> dict[str, Any]:
    """The configuration; of `config/_default/`, with the files of its parts. Raises ProblemsFound
    (K0852)."""
    file = configurations.first(folder, _NAMES)
    assert file, "the folder is recognised"
    config: dict[str, Any] = configurations.lowered(configurations.read(file))
    for part in ("languages", "permalinks", "taxonomies"):
        names = tuple(f"{part}.{ending}" for ending in ("toml", "yaml", "yml", "json"))
        if "/" in file.relative_to(folder).as_posix() and (
            found := configurations.first(file.parent, names)
        ):
            config[part] = configurations.lowered(configurations.read(found))
    for each in sorted(file.parent.glob("languages.*.*")):
        if each.suffix[1:] in ("toml", "yaml", "yml", "json"):
            table = configurations.lowered(configurations.read(each))
            config.setdefault("languages", {})[each.name.split(".")[1]] = table
    return config


def _languages(config: Mapping[str, Any], top: str) -> tuple[list[str], list[str]]:
    """The languages, the default one first, and what is lost of them."""
    tables = config.get("languages")
    tables = tables if isinstance(tables, dict) else {}
    first = str(config.get("defaultcontentlanguage") or "en").lower()
    if not tables:
        first = survey.language(config.get("languagecode") or config.get("locale"), first)
    losses = []
    for code, table in tables.items():
        content = table.get("contentdir") if isinstance(table, dict) else None
        if content and posixpath.normpath(str(content)) not in (top, f"{top}/{code}"):
            losses.append(f"the articles in {content}/: only folders in {top}/ are read")
    if config.get("defaultcontentlanguageinsubdir"):
        losses.append(f"`/{first}/` before the addresses of the default language")
    return [first, *(str(code) for code in tables if code != first)], losses


def is_ugly(config: Mapping[str, Any], section: str) -> bool:
    """Whether the addresses of a section end in `.html`."""
    given = config.get("uglyurls")
    return bool(given.get(section.lower()) if isinstance(given, dict) else given)


def _section(name: str, languages: list[str]) -> str:
    """The first folder of a text, besides that of a language."""
    parts = name.split("/")[:-1]
    return next((part for part in parts if part not in languages), "")


class _Addresses(NamedTuple):
    pattern: str
    others: dict[str, str]
    """Folder of a section → its pattern, if it is another one."""
    slugs: str
    losses: list[str]


def _addresses(
    folder: Path, top: str, config: Mapping[str, Any], languages: list[str]
) -> _Addresses:
    """The patterns of the largest section and of the others, and how slugs are made."""
    sections = Counter(_section(name, languages) for name in survey.dated(folder, top))
    given = config.get("permalinks")
    given = given if isinstance(given, dict) else {}
    by_section = given.get("page", given)
    patterns, ways, losses = {}, Counter[str](), []
    for name in sorted(sections, key=lambda name: (-sections[name], name)):
        ending = ".html" if is_ugly(config, name) else "/"
        pattern, way = f"/{{folder}}/{{slug}}{ending}", "lower-case file name"
        if written := by_section.get(name.lower()):
            made = _pattern(str(written), name)
            if made[0]:
                pattern, way = f"{made[0].removesuffix('/')}{ending}", made[1]
            else:
                losses.append(f"the addresses of the section {name}: {written}")
        patterns[name] = pattern
        ways[way] += sections[name]
        if way != ways.most_common(1)[0][0]:
            losses.append(f"the addresses of the section {name}: slugs are made in another way")
    first = next(iter(patterns.values()), "/{folder}/{slug}/")
    slugs = ways.most_common(1)[0][0] if ways else "lower-case file name"
    others = {f"{top}/{name}": each for name, each in patterns.items() if name and each != first}
    return _Addresses(first, others, slugs, losses)


def _pattern(written: str, section: str) -> tuple[str, str]:
    """A pattern of Hugo in that of kazarchive, or nothing, and how slugs are made."""
    tokens = set(re.findall(r":[a-z]+", written))
    named = tokens & (_BY_FILE | _BY_TITLE)
    table = _TOKENS | {":section": section} | dict.fromkeys(named, "{slug}")
    if len(named) != 1 or tokens - table.keys():
        return "", ""
    pattern = re.sub(r":[a-z]+", lambda token: table[token[0]], written.rstrip("/"))
    pattern = "/" + pattern.lstrip("/") + ("" if pattern.endswith(".html") else "/")
    return pattern, "title" if named & _BY_TITLE else "lower-case file name"


def cascades(front: FrontMatter) -> Iterator[Mapping[str, Value]]:
    """What the descendants of a section get from the `cascade` of its `_index.md`."""
    fields = {name.lower(): value for name, value in front.fields.items()}
    given = fields.get("cascade")
    if given:
        yield from (each.fields for each in given.items or (given,) if each.fields)


def _hidden(folder: Path, top: str) -> list[str]:
    """The patterns of sections whose `cascade` hides all their articles."""
    return [
        f"{posixpath.dirname(name)}/**"
        for name in survey.texts(folder, top)
        if posixpath.basename(name).startswith("_index.") and "/" in name
        for values in cascades(_front(folder / top / name))
        if not values.keys() & {"_target", "target"} and is_hiding(values)
    ]


def is_hiding(values: Mapping[str, Value]) -> bool:
    """Whether fields certainly hide an article."""
    findings = (each for name, value in values.items() for each in in_field(name, value))
    draft = values.get("draft")
    return any(each.verdict is Verdict.HIDDEN for each in findings) or (
        draft is not None and draft.data is True
    )


def _front(file: Path) -> FrontMatter:
    try:
        return frontmatter.parse(frontmatter.decode(file.read_bytes(), file.name))
    except ProblemsFound:
        return EMPTY


EMPTY = FrontMatter(SourceText("", ""), {}, "", 1)
"""Of a file that cannot be read."""


def _losses(folder: Path, top: str) -> list[str]:
    losses = survey.unread(folder, top)
    losses += survey.statics(folder, "static")
    losses += survey.assets(folder, ("assets",))
    texts = survey.count(folder, top, _SHORTCODE)
    if texts:
        losses.append(f"shortcodes other than links appear as written; texts with them: {texts}")
    return losses
