"""What is in a folder, and what the configurations of several generators say in the same way."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kazarchive.config import checks
from kazarchive.config.checks import Wrong
from kazarchive.importing.generators.adoption import Option

LANGUAGES = frozenset("kk ru en ky uz uk tt tr de fr es it pt zh ja ar".split())
"""Folders with these names are folders of languages."""

BUILT = frozenset("public _site output node_modules vendor cache venv resources".split())
"""Folders that contain no sources."""

MARKDOWN = (".md", ".markdown")


def site(
    folder: Path, title: Any, url: Any, languages: Iterable[str], timezone: Any
) -> dict[str, Option]:
    """The keys above all sections."""
    kept: dict[str, Option] = {"title": title if _is_text(title) else folder.resolve().name}
    kept["base_url"] = _valid(checks.base_url, url) or "https://example.org/"
    kept["languages"] = list(dict.fromkeys(languages)) or ["en"]
    if zone := _valid(checks.timezone, timezone):
        kept["timezone"] = zone
    return kept


def url_loss(url: Any) -> list[str]:
    """That the URL of the site is not known."""
    if _valid(checks.base_url, url):
        return []
    return ["the URL of the site is not in its configuration: set `base_url`"]


def language(code: Any, otherwise: str = "en") -> str:
    """The language of `ru`, `ru-RU` or `ru_RU`."""
    short = str(code or "").lower().replace("_", "-").partition("-")[0]
    return short if len(short) in (2, 3) and short.isalpha() else otherwise


def output(folder: Path) -> dict[str, Option]:
    """A folder for the site that the other generator does not use."""
    return {} if not (folder / "public").exists() else {"folder": "public-kazarchive"}


def pages(folder: Path) -> dict[str, Option]:
    """A folder for standalone pages that the other generator does not use."""
    return {} if not (folder / "pages").exists() else {"folder": "pages-kazarchive"}


def files(folder: Path, top: str) -> Iterator[str]:
    """The files below `folder / top`, as paths relative to it, in order, without hidden ones."""
    for path, folders, names in os.walk(folder / top):
        folders[:] = sorted(name for name in folders if name[0] not in "." and name not in BUILT)
        below = os.path.relpath(path, folder / top).replace(os.sep, "/")
        for name in sorted(names):
            if name[0] != ".":
                yield name if below == "." else f"{below}/{name}"


def taxonomies(names: Iterable[str]) -> tuple[str, ...]:
    """The taxonomies that kazarchive does not have by itself and can have."""
    return tuple(
        name
        for name in dict.fromkeys(names)
        if name not in ("tags", "authors") and name.isascii() and name.islower()
    )


def unread(folder: Path, top: str) -> list[str]:
    """How many texts are in formats other than Markdown."""
    endings = [Path(name).suffix for name in files(folder, top)]
    counts = {each: endings.count(each) for each in OTHER_FORMATS if each in endings}
    return [f"the texts in another format, `*{each}`: {count}" for each, count in counts.items()]


OTHER_FORMATS = (".rst", ".html", ".htm", ".org", ".adoc", ".asciidoc", ".textile", ".ipynb")


def assets(folder: Path, names: Iterable[str]) -> list[str]:
    """Folders of images and files that are published elsewhere."""
    return [
        f"the files of {name}/, which only articles beside it can show: move them to static/, and"
        f" change their addresses from /{name}/ to /static/"
        for name in names
        if (folder / name).is_dir()
    ]


def _valid(check: Any, value: Any) -> Any:
    try:
        return check(value)
    except Wrong:
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
