"""A folder of Eleventy: `eleventy.config.js` or `.eleventy.js`, which is read and never run."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

NAMES = tuple(
    f"{name}{ending}"
    for name in (".eleventy", "eleventy.config")
    for ending in (".js", ".cjs", ".mjs", ".ts")
)
_INPUT = re.compile(r"""\binput["']?\s*:\s*["'`]([^"'`$]+)["'`]""")
_PERMALINK = re.compile(r"""\bpermalink["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\S[^\n]*))""")
_DATED = re.compile(r"\d{4}-\d\d-\d\d-")
_HAS_DATE = re.compile(rb"^date[ \t]*:[ \t]*\S", re.MULTILINE)
_TEMPLATES = re.compile(rb"\{\{|\{%")

_FILLED = (
    (r"\{\{\s*page\.fileSlug\s*(?:\|\s*(?:slug|slugify)\s*)?\}\}", "{slug}"),
    (r"\{\{\s*title\s*\|\s*(?:slug|slugify)\s*\}\}", "{title}"),
    (r"\{\{\s*page\.date\s*\|\s*date:\s*[\"'][^\"']*[\"']\s*\}\}", "{date}"),
)
_DATE_PARTS = {"%Y": "{year}", "%m": "{month}", "%d": "{day}"}


def recognised(folder: Path) -> str | None:
    name = configurations.first(folder, NAMES)
    return name.name if name else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = _text(configurations.first(folder, NAMES))
    root = input_folder(config)
    tops = _tops(folder, root)
    top = tops[0] if tops else (f"{root}/posts" if root != "." else "posts")
    pattern, slugs, losses = _permalink(folder, root, top)
    named = survey.named_languages(folder, tops)
    languages = survey.languages(None, named)
    articles: dict[str, Option] = {"folder": top}
    if tops[1:]:
        articles["other_folders"] = tops[1:]
    articles |= {
        "permalink": pattern,
        "slugs": slugs,
        "rename": {
            "category": "categories",
            "author": "authors",
            "excerpt": "summary",
            "description": "summary",
        },
        "unknown_fields": "keep",
    }
    patterns = dict[str, str]()
    for each in tops[1:]:
        other, way, lost = _permalink(folder, root, each)
        losses += lost
        if other != pattern:
            patterns[each] = other
        if way != slugs:
            losses.append(f"the addresses of the texts in {each}/: slugs are made in another way")
    if patterns:
        articles["permalinks"] = patterns
    return Adoption(
        survey.site(folder, None, None, languages, None),
        articles,
        ("categories",),
        survey.pages(folder),
        output=survey.output(folder),
        losses=(
            "the title of the site, which is in data files: set `title`",
            *survey.url_loss(None),
            *losses,
            *(loss for each in tops for loss in survey.unread(folder, each)),
            *_losses(folder, tops),
        ),
    )


def _text(file: Path | None) -> str:
    return file.read_text("utf-8", "replace") if file else ""


def input_folder(config: str) -> str:
    """The folder of the sources."""
    found = _INPUT.search(config)
    return (found[1].strip("./") if found else "") or "."


def _tops(folder: Path, root: str) -> list[str]:
    """The first folders below the root that have texts with a date, the largest first."""
    counts: Counter[str] = Counter()
    for name in survey.texts(folder, root):
        top, slash, rest = name.partition("/")
        if not slash or (top.startswith("_") and top != "_posts") or top in ("pages", "static"):
            continue
        is_dated = _DATED.match(rest.rpartition("/")[2]) or _HAS_DATE.search(
            (folder / root / name).read_bytes()[:4_000]
        )
        counts[top] += bool(is_dated)
    return [top if root == "." else f"{root}/{top}" for top, n in counts.most_common() if n]


def data_of(folder: Path, top: str) -> tuple[Mapping[str, Any], str]:
    """The data that all texts of a folder share, and the file that a script would have to make.

    Only JSON is read; of JavaScript, only a `permalink` that is a string.
    """
    name = top.rpartition("/")[2]
    for ending in (".11tydata.json", ".json"):
        file = folder / top / f"{name}{ending}"
        if file.is_file():
            try:
                data = json.loads(file.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            return (data if isinstance(data, dict) else {}), ""
    for ending in (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"):
        file = folder / top / f"{name}{ending}"
        if file.is_file():
            found = _PERMALINK.search(_text(file))
            given = (found[1] or found[2]) if found else None
            data = {"permalink": given} if given else {}
            return data, file.name if found and not given else ""
    return {}, ""


def _permalink(folder: Path, root: str, top: str) -> tuple[str, str, list[str]]:
    """The pattern of addresses, how slugs are made, and what is lost."""
    data, script = data_of(folder, top)
    below = top if root == "." else top.removeprefix(f"{root}/")
    names = [name.rpartition("/")[2] for name in survey.texts(folder, top)]
    dated = sum(_DATED.match(name) is not None for name in names) * 2 > len(names)
    slug = "{year}-{month}-{day}-{slug}" if dated else "{slug}"
    usual = f"/{below}/{{folder}}/{slug}/"
    if script:
        loss = f"the addresses of the texts in {top}/, which a function in {script} makes"
        return usual, "file name", [f"{loss}: here they are {usual}"]
    given = data.get("permalink")
    if not isinstance(given, str):
        return usual, "file name", []
    pattern = filled(given)
    if not pattern:
        loss = f"the addresses of the texts in {top}/, by `permalink: {given}`"
        return usual, "file name", [f"{loss}: here they are {usual}"]
    by_title = "{title}" in pattern
    losses = ["slugs of titles with letters other than Latin: they have another rule"] * by_title
    return pattern.replace("{title}", "{slug}"), "ASCII title" if by_title else "file name", losses


def filled(permalink: str) -> str:
    """A `permalink` as a pattern, with `{title}` for a slug of it; empty if that is impossible."""
    pattern = permalink
    for written, own in _FILLED:
        if own == "{date}":
            pattern = re.sub(written, _dated, pattern)
        else:
            pattern = re.sub(written, own, pattern)
    pattern = "/" + pattern.strip().lstrip("/").removesuffix("index.html")
    if not pattern.endswith(("/", ".html", ".htm")):
        return ""
    left = re.sub(r"\{(?:slug|title|year|month|day)\}", "", pattern)
    has_slug = ("{slug}" in pattern) + ("{title}" in pattern) == 1
    return pattern if has_slug and not set("{}%|") & set(left) else ""


def _dated(found: re.Match[str]) -> str:
    form = re.search(r"[\"']([^\"']*)[\"']", found[0])
    return re.sub(
        "%[A-Za-z]", lambda part: _DATE_PARTS.get(part[0], part[0]), form[1] if form else ""
    )


def _losses(folder: Path, tops: list[str]) -> list[str]:
    losses = survey.assets(folder, ("assets", "images", "img", "public"))
    texts = sum(survey.count(folder, top, _TEMPLATES) for top in tops)
    if texts:
        losses.append(f"templates in texts appear as written; texts with them: {texts}")
    return losses
