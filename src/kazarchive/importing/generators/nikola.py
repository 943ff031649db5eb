"""A folder of Nikola: a `conf.py` that assigns POSTS or PAGES, which is read and never run."""

import re
from pathlib import Path, PurePosixPath
from typing import Any

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

NAME = "conf.py"
_ASSIGNED = re.compile(rb"^(POSTS|PAGES)\s*=", re.MULTILINE)


def recognised(folder: Path) -> str | None:
    file = folder / NAME
    return NAME if file.is_file() and _ASSIGNED.search(file.read_bytes()) else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = configurations.read(folder / NAME)
    tops = _folders(config.get("POSTS"))
    top = next(iter(tops), "posts")
    ending = "/" if config.get("PRETTY_URLS", True) else ".html"
    destination = tops.get(top, "posts").strip("/")
    first = survey.language(config.get("DEFAULT_LANG"))
    translated = config.get("TRANSLATIONS")
    languages = [first, *(translated if isinstance(translated, dict) else ())]
    patterns = {
        each: f"/{to.strip('/')}/{{folder}}/{{slug}}{ending}".replace("//", "/")
        for each, to in tops.items()
    }
    pattern = patterns.pop(top, f"/{destination}/{{folder}}/{{slug}}{ending}")
    articles: dict[str, Option] = {
        "folder": top,
        "permalink": pattern,
        "slugs": "Latin file name",
        "dates_from_names": False,
        "rename": {
            "category": "categories",
            "author": "authors",
            "description": "summary",
            "previewimage": "image",
        },
        "separators": {"tags": ",", "author": ","},
        "summary_until": "<!-- TEASER_END -->",
        "unknown_fields": "keep",
    }
    others = [each for each in tops if each != top]
    if others:
        articles["other_folders"] = others
    if different := {each: other for each, other in patterns.items() if other != pattern}:
        articles["permalinks"] = different
    url = config.get("SITE_URL")
    return Adoption(
        survey.site(folder, config.get("BLOG_TITLE"), url, languages, config.get("TIMEZONE")),
        articles,
        ("categories",),
        pages=survey.pages(folder),
        output=survey.output(folder),
        losses=(*survey.url_loss(url), *_losses(folder, top, config)),
    )


def _losses(folder: Path, top: str, config: dict[str, Any]) -> list[str]:
    metadata = sum(name.endswith(".meta") for name in survey.files(folder, top))
    redirections = config.get("REDIRECTIONS")
    count = len(redirections) if isinstance(redirections, list | tuple) else 0
    by_import = "`kazarchive import FOLDER` in a new archive reads them"
    return [
        *survey.unread(folder, top),
        *(
            [f"titles and dates in files of their own, `*.meta`: {metadata} ({by_import})"]
            * bool(metadata)
        ),
        *([f"REDIRECTIONS of conf.py: {count} ({by_import})"] * bool(count)),
        *survey.assets(folder, ("images", "files", "galleries")),
        "shortcodes, and links such as link://slug/x: they appear as they are written",
    ]


def _folders(posts: Any) -> dict[str, str]:
    """The folder of each pattern for Markdown → the folder of its addresses."""
    folders: dict[str, str] = {}
    for entry in posts if isinstance(posts, tuple | list) else ():
        if isinstance(entry, tuple | list) and len(entry) > 1 and str(entry[0]).endswith(".md"):
            folders.setdefault(PurePosixPath(str(entry[0])).parent.as_posix(), str(entry[1]))
    return folders
