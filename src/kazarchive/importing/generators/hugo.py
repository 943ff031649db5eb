"""A folder of Hugo: `hugo.toml`, in several places and formats, and `content/`."""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

_NAMES = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_BY_FILE = {":contentbasename", ":filename", ":slugorcontentbasename", ":slugorfilename"}
_BY_TITLE = {":title", ":slug"}
_TOKENS = {":year": "{year}", ":month": "{month}", ":day": "{day}", ":sections": "{folder}"}


def recognised(folder: Path) -> str | None:
    file = configurations.first(folder, _NAMES)
    if file is None or not (folder / "content").is_dir():
        return None
    name = file.relative_to(folder).as_posix()
    if file.stem == "hugo" or "/" in name or (folder / "archetypes").is_dir():
        return name
    return name if re.search(r"(?i)base_?url", file.read_text("utf-8", "replace")) else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = _config(folder)
    top = posixpath.normpath(str(config.get("contentdir") or "content"))
    languages, losses = _languages(config, top)
    pattern, slugs, lost = _permalink(folder, top, config)
    articles: dict[str, Option] = {"folder": top}
    if any((folder / top / lang).is_dir() for lang in languages):
        articles["languages_by"] = "folder"
    named = config.get("taxonomies")
    taxonomies = named.values() if isinstance(named, dict) else ("tags", "categories")
    articles |= {
        "permalink": pattern,
        "slugs": slugs,
        "dates_from_names": ":filename" in str(config.get("frontmatter")),
        "rename": {
            "url": "permalink",
            "lastmod": "updated",
            "publishDate": "date",
            "translationKey": "translation_key",
            "author": "authors",
            "description": "summary",
        },
        "unknown_fields": "keep",
    }
    url = config.get("baseurl")
    return Adoption(
        survey.site(folder, config.get("title"), url, languages, config.get("timezone")),
        articles,
        survey.taxonomies(map(str, taxonomies)),
        markdown={"links": "hugo"},
        pages=survey.pages(folder),
        output=survey.output(folder),
        losses=(*survey.url_loss(url), *losses, *lost, *_losses(folder, top)),
    )


def _config(folder: Path) -> dict[str, Any]:
    """The configuration; of `config/_default/`, with the files of its parts."""
    file = configurations.first(folder, _NAMES)
    assert file, "the folder is recognised"
    config: dict[str, Any] = configurations.lowered(configurations.read(file))
    for part in ("languages", "permalinks", "taxonomies"):
        names = tuple(f"{part}.{ending}" for ending in ("toml", "yaml", "yml", "json"))
        if "/" in file.relative_to(folder).as_posix() and (
            found := configurations.first(file.parent, names)
        ):
            config[part] = configurations.lowered(configurations.read(found))
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


def _permalink(folder: Path, top: str, config: Mapping[str, Any]) -> tuple[str, str, list[str]]:
    """The pattern of addresses, how slugs are made, and what is lost."""
    ending = ".html" if config.get("uglyurls") else "/"
    usual = f"/{{folder}}/{{slug}}{ending}"
    given = config.get("permalinks")
    given = given if isinstance(given, dict) else {}
    by_section = given.get("page", given)
    sections = Counter(name.split("/")[0] for name in survey.files(folder, top) if "/" in name)
    counted = {each: sections.get(each, 0) for each in by_section if each in sections}
    if not counted or max(counted.values()) < max(sections.values()):
        losses = [f"the addresses of the section {name}: {by_section[name]}" for name in counted]
        return usual, "lower-case file name", losses
    most = max(counted, key=lambda name: counted[name])
    pattern, slugs = _pattern(str(by_section[most]), most)
    others = [name for name in sections if by_section.get(name) != by_section[most]]
    losses = [f"the addresses of the section {name}: here they are {pattern}" for name in others]
    if not pattern:
        loss = f"the addresses of the section {most}: {by_section[most]}"
        return usual, "lower-case file name", [loss]
    return pattern, slugs, losses


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


def _losses(folder: Path, top: str) -> list[str]:
    losses = survey.unread(folder, top)
    if (folder / "static").is_dir():
        losses.append("the addresses of the files in static/: /x.png is here /static/x.png")
    losses += survey.assets(folder, ("assets",))
    codes = (name for name in survey.files(folder, top) if name.endswith(survey.MARKDOWN))
    texts = sum(b"{{<" in text or b"{{%" in text for text in _texts(folder / top, codes))
    if texts:
        losses.append(f"shortcodes other than links appear as written; texts with them: {texts}")
    return losses


def _texts(folder: Path, names: Any) -> Any:
    return ((folder / name).read_bytes() for name in names)
