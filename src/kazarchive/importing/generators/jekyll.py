"""A folder of Jekyll: `_config.yml` and `_posts`."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

_NAMES = ("_config.yml", "_config.yaml", "_config.toml")
_DATE = "/:categories/:year/:month/:day/:title:output_ext"
_STYLES = {
    "date": _DATE,
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
}
_TOKENS = {":categories": "{categories}", ":title": "{slug}", ":output_ext": ".html"}
_TOKENS |= {":slug": "{slug}", ":year": "{year}", ":month": "{month}", ":day": "{day}"}
_MARKS = re.compile(rb"^\{:|\{: ?[.#\w]", re.MULTILINE)


def recognised(folder: Path) -> str | None:
    name = configurations.first(folder, _NAMES)
    if (folder / "source" / "_posts").is_dir():  # Hexo has the same file
        return None
    if name or (folder / "_posts").is_dir():
        posts = (folder / "_posts").is_dir() or (folder / "_layouts").is_dir()
        return (name.name if name else "_posts") if posts or [*_post_folders(folder)] else None
    return None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    file = configurations.first(folder, _NAMES)
    config = configurations.read(file) if file else {}
    posts = [*_post_folders(folder)] or ["_posts"]
    pattern, losses = permalink(config.get("permalink", "date"))
    url = f"{config.get('url') or ''}{config.get('baseurl') or ''}"
    first = survey.language(config.get("lang") or config.get("locale"))
    languages = [first, *_languages(folder, posts, config)]
    articles: dict[str, Option] = {"folder": posts[0]}
    if posts[1:]:
        articles["other_folders"] = posts[1:]
    if len(set(languages)) > 1:
        articles["languages_by"] = "folder"
    articles |= {
        "permalink": pattern,
        "slugs": "file name",
        "rename": {
            "category": "categories",
            "author": "authors",
            "excerpt": "summary",
            "description": "summary",
            "last_modified_at": "updated",
            "redirect_from": "aliases",
        },
        "separators": {"categories": " ", "tags": " "},
        "unknown_fields": "keep",
    }
    return Adoption(
        survey.site(folder, config.get("title"), url, languages, config.get("timezone")),
        articles,
        ("categories",),
        survey.pages(folder),
        _markdown(folder, posts),
        survey.output(folder),
        (*survey.url_loss(url), *losses, *_losses(folder, posts, config)),
    )


def permalink(style: Any) -> tuple[str, list[str]]:
    """The pattern of a style or of a pattern of Jekyll, and what it loses."""
    written = _STYLES.get(str(style), str(style))
    pattern = re.sub(r":[a-z_]+", lambda token: _TOKENS.get(token[0], token[0]), written)
    if not pattern.endswith(("/", ".html", ".htm")):
        pattern += ".html"
    if ":" in pattern or "{slug}" not in pattern or not pattern.startswith("/"):
        usual, _ = permalink("date")
        return usual, [f"the addresses of posts, by `permalink: {style}`: here they are {usual}"]
    return pattern, []


def _post_folders(folder: Path) -> Iterator[str]:
    found = {posixpath.dirname(name) for name in survey.files(folder, ".") if "_posts/" in name}
    parts = [path.split("/") for path in found]
    tops = {"/".join(each[: each.index("_posts") + 1]) for each in parts if "_posts" in each}
    yield from sorted(tops, key=lambda top: (top.count("/"), top))


def _languages(folder: Path, posts: list[str], config: dict[str, Any]) -> Iterator[str]:
    named = config.get("languages")
    given = {str(code) for code in named} if isinstance(named, list) else set()
    below = {name.split("/")[0] for name in survey.files(folder, posts[0]) if "/" in name}
    above = {top.split("/")[-2] for top in posts if "/" in top}
    yield from sorted((below | above) & (survey.LANGUAGES | given))


def _markdown(folder: Path, posts: list[str]) -> dict[str, Option]:
    """Python-Markdown if posts have the marks of kramdown, `{: .class #id}`."""
    for top in posts:
        for name in survey.files(folder, top):
            if name.endswith(survey.MARKDOWN) and _MARKS.search((folder / top / name).read_bytes()):
                return {
                    "engine": "python-markdown",
                    "extensions": ["attr_list", "def_list"],
                    "links": "jekyll",
                }
    return {"links": "jekyll"}


def _losses(folder: Path, posts: list[str], config: dict[str, Any]) -> list[str]:
    losses = [loss for top in posts for loss in survey.unread(folder, top)]
    losses += survey.assets(folder, ("assets", "images", "img", "files", "uploads"))
    pages = [name for name in survey.files(folder, ".") if _is_page(name)]
    if pages:
        losses.append(f"Markdown files outside of _posts: {len(pages)}, such as {pages[0]}")
    if config.get("collections"):
        losses.append("the collections of _config.yml: only posts are articles")
    if config.get("defaults"):
        losses.append("the `defaults` of _config.yml: see `defaults` under [articles]")
    return [*losses, "Liquid other than links: `{{ … }}` and `{% … %}` appear as they are written"]


def _is_page(name: str) -> bool:
    hidden = any(part.startswith("_") for part in name.split("/"))
    return name.endswith(survey.MARKDOWN) and not hidden and name.lower() != "readme.md"
