"""What is in a folder, and what the configurations of several generators say in the same way."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kazarchive.config import checks, places
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
    kept["base_url"] = _valid(places.base_url, url) or "https://example.org/"
    kept["languages"] = list(dict.fromkeys(languages)) or ["en"]
    if zone := _valid(checks.timezone, timezone):
        kept["timezone"] = zone
    return kept


def url_loss(url: Any) -> list[str]:
    """That the URL of the site is not known."""
    if _valid(places.base_url, url):
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


def texts(folder: Path, top: str) -> Iterator[str]:
    """The Markdown files below `folder / top`, as `files`."""
    return (name for name in files(folder, top) if name.endswith(MARKDOWN))


def count(folder: Path, top: str, pattern: re.Pattern[bytes]) -> int:
    """How many Markdown files have something."""
    return sum(
        pattern.search((folder / top / name).read_bytes()) is not None
        for name in texts(folder, top)
    )


_DATE = re.compile(
    rb"^[\"']?(?:publish|pub)?date[\"']?[ \t]*[:=][ \t]*\S", re.IGNORECASE | re.MULTILINE
)


def dated(folder: Path, top: str) -> Iterator[str]:
    """The Markdown files whose front matter has a date."""
    for name in texts(folder, top):
        with (folder / top / name).open("rb") as file:
            if _DATE.search(file.read(4_000)):
                yield name


_LANG = re.compile(
    rb"^:?lang(?:uage)?[ \t]*[:=][ \t]*[\"']?([A-Za-z]{2,3}(?:[_-]\w{2,8})?)\b", re.I | re.M
)


def named_languages(folder: Path, tops: Iterable[str]) -> list[str]:
    """The languages that the front matter of Markdown files names."""
    found: set[str] = set()
    for top in tops:
        for name in texts(folder, top):
            with (folder / top / name).open("rb") as file:
                found |= {tag(code.decode()) for code in _LANG.findall(file.read(4_000))}
    return sorted(found)


def tag(code: str) -> str:
    """`zh-cn` for `zh_CN`, as a language of a site is written."""
    return code.replace("_", "-").lower()


def languages(given: Any, others: Iterable[str] = ()) -> list[str]:
    """The languages of a site: those that its configuration names, the first one first, and
    others."""
    named = [str(code) for code in given] if isinstance(given, list) else [given]
    first = language(named[0] if named else None)
    known = [language(code, "") for code in named]
    return list(dict.fromkeys(filter(None, [first, *known, *others])))


def prefixes(languages: Sequence[str]) -> list[str]:
    """That addresses of languages other than the first begin with the language here."""
    if not languages[1:]:
        return []
    return ["the addresses of other languages than the first: here they begin with the language"]


def others(names: Sequence[str], where: str) -> list[str]:
    """That some Markdown files are not where articles are."""
    return [f"Markdown files {where}: {len(names)}, such as {names[0]}"] if names else []


def unread(folder: Path, top: str) -> list[str]:
    """How many texts are in formats other than Markdown."""
    endings = [Path(name).suffix for name in files(folder, top)]
    counts = {each: endings.count(each) for each in OTHER_FORMATS if each in endings}
    return [
        f"the texts in another format, `*{each}`: {count}"
        + (" (`kazarchive import FOLDER` in a new archive reads them)" if each in IMPORTED else "")
        for each, count in counts.items()
    ]


OTHER_FORMATS = tuple(
    ".rst .html .htm .mdx .org .adoc .asciidoc .textile .ipynb .njk .liquid".split()
)


IMPORTED = frozenset({".rst", ".html", ".htm", ".mdx"})
"""Those of them that `import` reads."""


def statics(folder: Path, name: str) -> list[str]:
    """A folder of files that the other generator publishes at the root of its site."""
    if not (folder / name).is_dir():
        return []
    return [f"the addresses of the files in {name}/: /x.png is here /static/x.png"]


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
