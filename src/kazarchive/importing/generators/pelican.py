"""A folder of Pelican: `pelicanconf.py`, which is read and never run."""

import re
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

_NAME = "pelicanconf.py"
_TOKENS = {"{date:%Y}": "{year}", "{date:%m}": "{month}", "{date:%d}": "{day}"}
_LANG = re.compile(rb"^:?lang:[ \t]*([A-Za-z_-]+)", re.IGNORECASE | re.MULTILINE)


def recognised(folder: Path) -> str | None:
    return _NAME if (folder / _NAME).is_file() else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = read(folder)
    top = str(config.get("PATH") or "content").strip("/") or "content"
    if top == ".":
        top = "content"
    url = config.get("SITEURL")
    pattern, losses = _permalink(config)
    first = survey.language(config.get("DEFAULT_LANG"))
    languages = [first, *_languages(folder, top)]
    by_file = config.get("SLUGIFY_SOURCE") == "basename"
    pages = config.get("PAGE_PATHS", ["pages"])
    articles: dict[str, Option] = {
        "folder": top,
        "exclude": [f"{page}/**" for page in pages] if isinstance(pages, list) else ["pages/**"],
        "permalink": pattern,
        "slugs": "Latin file name" if by_file else "Latin title",
        "rename": {
            "category": "categories",
            "keywords": "tags",
            "author": "authors",
            "modified": "updated",
        },
        "separators": dict.fromkeys(("tags", "keywords", "authors", "author"), ","),
        "unknown_fields": "keep",
    }
    return Adoption(
        survey.site(folder, config.get("SITENAME"), url, languages, config.get("TIMEZONE")),
        articles,
        ("categories",),
        markdown={"links": "pelican"},
        pages=survey.pages(folder),
        output=survey.output(folder),
        losses=(
            *survey.url_loss(url),
            *losses,
            *(
                ["the addresses of translations: here they begin with the language"]
                * bool(languages[1:])
            ),
            *survey.unread(folder, top),
        ),
    )


def read(folder: Path) -> dict[str, Any]:
    """The configuration; what only that for publishing says, such as the URL. Raises ProblemsFound
    (K0852)."""
    config = configurations.read(folder / _NAME)
    published = folder / "publishconf.py"
    if not config.get("SITEURL") and published.is_file():
        config["SITEURL"] = configurations.read(published).get("SITEURL")
    return config


def _permalink(config: dict[str, object]) -> tuple[str, list[str]]:
    written = str(config.get("ARTICLE_SAVE_AS") or config.get("ARTICLE_URL") or "{slug}.html")
    pattern = "/" + written.lstrip("/").removesuffix("index.html")
    for token, own in _TOKENS.items():
        pattern = pattern.replace(token, own)
    left = re.sub(r"\{(?:slug|year|month|day)\}", "", pattern)
    if "{" in left or "{slug}" not in pattern or not pattern.endswith(("/", ".html", ".htm")):
        return "/{slug}.html", [f"the addresses {written}: here they are /{{slug}}.html"]
    return pattern, []


def _languages(folder: Path, top: str) -> list[str]:
    """The languages that articles name."""
    found: set[str] = set()
    for name in survey.files(folder, top):
        if name.endswith(survey.MARKDOWN):
            head = (folder / top / name).read_bytes()[:4_000]
            found |= {survey.language(code.decode()) for code in _LANG.findall(head)}
    return sorted(found)
