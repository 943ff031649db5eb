"""A folder of Zola: `zola.toml`, or `config.toml` with `base_url`, and `content/`."""

import re
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

NAMES = ("zola.toml", "config.toml")
TOP = "content"
_BASE_URL = re.compile(r"^\s*base_url\s*=", re.MULTILINE)
_SHORTCODE = re.compile(rb"\{\{ *\w+\(|\{% *\w+\(")
SLUGS = {"on": "ASCII file name", "safe": "file name", "off": "file name"}


def recognised(folder: Path) -> str | None:
    file = configurations.first(folder, NAMES)
    if file is None or not (folder / TOP).is_dir():
        return None
    named = file.name == "zola.toml" or _BASE_URL.search(file.read_text("utf-8", "replace"))
    return file.name if named else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = read(folder)
    tables = config.get("languages")
    first = survey.language(config.get("default_language"))
    languages = [first, *(str(code) for code in tables or ())]
    slugify = config.get("slugify")
    modes = slugify if isinstance(slugify, dict) else {"paths": slugify or "on"}
    url = config.get("base_url")
    articles: dict[str, Option] = {
        "folder": TOP,
        "permalink": "/{folder}/{slug}/",
        "slugs": SLUGS.get(str(modes.get("paths", "on")), "ASCII file name"),
        "rename": {"path": "permalink", "description": "summary"},
        "summary_until": "<!-- more -->",
        "unknown_fields": "keep",
    }
    losses = []
    if modes.get("paths_keep_dates"):
        losses.append("the dates of file names in addresses")
    return Adoption(
        survey.site(folder, config.get("title"), url, languages, None),
        articles,
        survey.taxonomies(taxonomies(config)),
        survey.pages(folder),
        {"links": "zola"},
        survey.output(folder),
        (*survey.url_loss(url), *losses, *survey.unread(folder, TOP), *_losses(folder)),
    )


def read(folder: Path) -> dict[str, Any]:
    """The configuration. Raises ProblemsFound (K0852)."""
    return configurations.of(folder, NAMES)


def taxonomies(config: dict[str, Any]) -> list[str]:
    given = config.get("taxonomies")
    tables = given if isinstance(given, list) else []
    return [str(table["name"]) for table in tables if isinstance(table, dict) and "name" in table]


def _losses(folder: Path) -> list[str]:
    losses = survey.statics(folder, "static")
    texts = survey.count(folder, TOP, _SHORTCODE)
    if texts:
        losses.append(f"shortcodes appear as written; texts with them: {texts}")
    return losses
