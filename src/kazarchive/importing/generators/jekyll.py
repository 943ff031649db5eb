"""A folder of Jekyll: `_config.yml` and `_posts`."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

NAMES = ("_config.yml", "_config.yaml", "_config.toml")
_DATE = "/:categories/:year/:month/:day/:title:output_ext"
_STYLES = {
    "date": _DATE,
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
}
_TOKENS = {":categories": "{categories}", ":title": "{slug}", ":output_ext": ".html"}
_TOKENS |= {":slug": "{slug}", ":year": "{year}", ":month": "{month}", ":day": "{day}"}
_KRAMDOWN = {
    "tables of contents, `* TOC {:toc}`,": re.compile(rb"^\{:\s*toc\b", re.MULTILINE),
    "formulas, `$$ … $$`,": re.compile(rb"\$\$[^$]+\$\$"),
    "definition lists, `: text`,": re.compile(rb"^\S[^\n]*\n(?:\n)?: {1,3}\S", re.MULTILINE),
}
_MARKS = re.compile(rb"^\{:|\{: ?[.#\w]", re.MULTILINE)


def recognised(folder: Path) -> str | None:
    name = configurations.first(folder, NAMES)
    if name is None or (folder / "source" / "_posts").is_dir():  # Hexo has the same file
        return None
    posts = (folder / "_posts").is_dir() or (folder / "_layouts").is_dir()
    return name.name if posts or [*_post_folders(folder)] else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = configurations.of(folder, NAMES)
    posts = [*_post_folders(folder)] or ["_posts"]
    pattern, losses = permalink(style_of_posts(config))
    url = f"{config.get('url') or ''}{config.get('baseurl') or ''}"
    first = survey.language(config.get("lang") or config.get("locale"))
    named = survey.named_languages(folder, posts)
    languages = list(dict.fromkeys([first, *_languages(folder, posts, config), *named]))
    articles: dict[str, Option] = {"folder": posts[0]}
    if posts[1:]:
        articles["other_folders"] = posts[1:]
    if set(languages) & {part for top in posts for part in top.split("/")} or any(
        (folder / posts[0] / lang).is_dir() for lang in languages
    ):
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
    shared, hidden = _defaults(config, posts)
    if shared:
        articles["defaults"] = shared
    if hidden:
        articles["exclude"] = hidden
    if separator := str(config.get("excerpt_separator") or "").strip():
        articles["summary_until"] = separator
    return Adoption(
        survey.site(folder, config.get("title"), url, languages, config.get("timezone")),
        articles,
        ("categories",),
        survey.pages(folder),
        _markdown(folder, posts),
        survey.output(folder),
        (
            *survey.url_loss(url),
            *losses,
            *survey.prefixes(languages),
            *(f"the posts in {each}, which `defaults` hides" for each in hidden),
            *_losses(folder, posts, config),
        ),
    )


def style_of_posts(config: dict[str, Any]) -> str:
    """Their own permalink as a collection, or that of the site."""
    collections = config.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    own = posts.get("permalink") if isinstance(posts, dict) else None
    return str(own or config.get("permalink") or "date")


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


def scopes(config: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path, type, values) of each entry of `defaults`."""
    given = config.get("defaults")
    for entry in given if isinstance(given, list) else ():
        values, scope = entry.get("values"), entry.get("scope") or {}
        if isinstance(values, dict):
            path = str(scope.get("path") or "").strip("/")
            yield ("" if path == "." else path), str(scope.get("type") or ""), values


def _defaults(config: dict[str, Any], posts: list[str]) -> tuple[dict[str, str], list[str]]:
    """The values that all posts share, and the patterns of posts that are hidden."""
    shared: dict[str, str] = {}
    hidden = list[str]()
    for path, kind, values in scopes(config):
        if kind not in ("", "posts"):
            continue
        below = next((path[len(top) + 1 :] for top in posts if path.startswith(f"{top}/")), None)
        if values.get("published") is False and below:
            hidden.append(f"{below}/**")
        if path in ("", *posts[:1]) and len(posts) == 1:
            texts = {name: each for name, each in values.items() if name in _SHARED}
            shared |= {name: str(each) for name, each in texts.items() if str(each).strip()}
    return shared, hidden


_SHARED = ("author", "category", "lang")
"""Fields that `defaults` can give to all posts."""


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
    if collections := config.get("collections"):
        losses.append(f"the collections of _config.yml, {', '.join(map(str, collections))}")
    if any(kind not in ("", "posts") or path for path, kind, _ in scopes(config)):
        losses.append("the `defaults` of _config.yml for some paths")
    for what, mark in _KRAMDOWN.items():
        if count := sum(survey.count(folder, top, mark) for top in posts):
            losses.append(f"{what} of kramdown; texts with them: {count}")
    return [*losses, "Liquid other than links: `{{ … }}` and `{% … %}` appear as they are written"]


def _is_page(name: str) -> bool:
    hidden = any(part.startswith("_") for part in name.split("/"))
    return name.endswith(survey.MARKDOWN) and not hidden and name.lower() != "readme.md"
