"""A folder of Hexo: `_config.yml` and `source/_posts`."""

import re
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

NAMES = ("_config.yml", "_config.yaml")
USUAL = ":year/:month/:day/:title/"
_TOKENS = {":year": "{year}", ":month": "{month}", ":day": "{day}", ":name": "{slug}"}
_DATED = re.compile(r":year.:month.:day.:title")
_TAG = re.compile(rb"\{%-? *(?!raw\b|endraw\b|post_link\b|asset_img\b|asset_path\b|asset_link\b)\w")


def recognised(folder: Path) -> str | None:
    name = configurations.first(folder, NAMES)
    return name.name if name and (folder / "source" / "_posts").is_dir() else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = read(folder)
    top = f"{str(config.get('source_dir') or 'source').strip('/')}/_posts"
    pattern, losses = _permalink(folder, top, config.get("permalink"))
    url = url_of(config)
    languages = survey.languages(config.get("language"), survey.named_languages(folder, [top]))
    articles: dict[str, Option] = {
        "folder": top,
        "permalink": pattern,
        "slugs": "file name",
        "dates_from_names": has_dated_names(config),
        "rename": {
            "category": "categories",
            "author": "authors",
            "excerpt": "summary",
            "description": "summary",
        },
        "summary_until": "<!-- more -->",
        "unknown_fields": "keep",
    }
    if any((folder / top / lang).is_dir() for lang in languages):
        articles["languages_by"] = "folder"
    return Adoption(
        survey.site(folder, config.get("title"), url, languages, config.get("timezone")),
        articles,
        ("categories",),
        survey.pages(folder),
        {"links": "hexo"},
        survey.output(folder),
        (
            *survey.url_loss(url),
            *losses,
            *survey.prefixes(languages),
            *survey.unread(folder, top),
            *_losses(folder, top),
        ),
    )


def read(folder: Path) -> dict[str, Any]:
    """The configuration. Raises ProblemsFound (K0852)."""
    return configurations.of(folder, NAMES)


def url_of(config: dict[str, Any]) -> str:
    """The URL of the site: `root` is the part of it after the host."""
    url, root = str(config.get("url") or ""), str(config.get("root") or "/").strip("/")
    return url if not root or url.rstrip("/").endswith(f"/{root}") else f"{url.rstrip('/')}/{root}"


def has_dated_names(config: dict[str, Any]) -> bool:
    """Whether a date at the beginning of a file name is not part of its slug."""
    return bool(_DATED.match(str(config.get("new_post_name") or "")))


def _permalink(folder: Path, top: str, given: Any) -> tuple[str, list[str]]:
    written = str(given or USUAL).strip("/") + ("" if str(given).endswith(".html") else "/")
    has_folders = any("/" in name for name in survey.texts(folder, top))
    table = _TOKENS | {":title": "{folder}/{slug}" if has_folders else "{slug}"}
    pattern = "/" + re.sub(r":[a-z_]+", lambda token: table.get(token[0], token[0]), written)
    if ":" in pattern or "{slug}" not in pattern:
        usual, _ = _permalink(folder, top, USUAL)
        return usual, [f"the addresses of posts, by `permalink: {given}`: here they are {usual}"]
    return pattern, []


def _losses(folder: Path, top: str) -> list[str]:
    source = folder / top.rpartition("/")[0]
    names = [name for name in survey.texts(folder, top.rpartition("/")[0]) if name[0] != "_"]
    pages = [f"{source.name}/{name}" for name in names if not name.startswith("_")]
    losses = survey.others(pages, f"outside of {top}")
    tags = survey.count(folder, top, _TAG)
    if tags:
        losses.append(
            f"tags other than links and images appear as written; texts with them: {tags}"
        )
    return losses
