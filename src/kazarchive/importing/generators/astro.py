"""A folder of Astro: `astro.config.*`, which is read and never run, and `src/content/`."""

import re
from collections.abc import Mapping
from pathlib import Path

from kazarchive.importing.generators import configurations, survey
from kazarchive.importing.generators.adoption import Adoption, Option

NAMES = tuple(f"astro.config{ending}" for ending in (".mjs", ".js", ".ts", ".cjs", ".mts"))
CONTENT = "src/content"
_STRING = r"""\s*:\s*["'`]([^"'`$\n]*)["'`]"""
_COLLECTION = re.compile(r"""\bget(?:Collection|Entry)\(\s*["'`]([\w-]+)["'`]""")
_HAS_DATE = re.compile(
    rb"^(?:date|pub_?date|published_?(?:date|at)?|publish_?date|pub_?date_?time)[ \t]*:[ \t]*\S",
    re.MULTILINE | re.IGNORECASE,
)
_COMPONENT = re.compile(rb"^import\s|<[A-Z]\w*", re.MULTILINE)
DATES = ("pubDate", "publishDate", "publishedDate", "published_date", "pubDatetime", "publishedAt")
UPDATES = ("updatedDate", "modDatetime", "updatedAt", "lastmod", "updated_date")


def recognised(folder: Path) -> str | None:
    name = configurations.first(folder, NAMES)
    return name.name if name else None


def adoption(folder: Path) -> Adoption:
    """Raises ProblemsFound (K0852)."""
    config = text(folder)
    tops = [f"{CONTENT}/{name}" for name in collections(folder)]
    top = tops[0] if tops else f"{CONTENT}/posts"
    bases = routes(folder)
    url = url_of(config)
    first = survey.language(string(config, "defaultLocale"))
    codes = re.findall(r"""["'`]([A-Za-z-]{2,8})["'`]""", _list(config, "locales"))
    languages = list(dict.fromkeys([first, *map(survey.tag, codes)]))
    articles: dict[str, Option] = {"folder": top}
    if tops[1:]:
        articles["other_folders"] = tops[1:]
    if any((folder / top / lang).is_dir() for lang in languages):
        articles["languages_by"] = "folder"
    articles |= {
        "permalink": _pattern(top, bases),
        "slugs": "lower-case file name",
        "dates_from_names": False,
        "rename": {
            **dict.fromkeys(DATES, "date"),
            **dict.fromkeys(UPDATES, "updated"),
            "category": "categories",
            "author": "authors",
            "description": "summary",
            "excerpt": "summary",
        },
        "unknown_fields": "keep",
    }
    patterns = {each: _pattern(each, bases) for each in tops}
    losses = [
        f"the addresses of {each}/, which no page names: here they are {patterns[each]}"
        for each in tops
        if each.rpartition("/")[2] not in bases
    ]
    pattern = _pattern(top, bases)
    if different := {each: other for each, other in patterns.items() if other != pattern}:
        articles["permalinks"] = different
    return Adoption(
        survey.site(folder, None, url, languages, None),
        articles,
        ("categories",),
        survey.pages(folder),
        output=survey.output(folder),
        losses=(
            "the title of the site, which is in components: set `title`",
            *survey.url_loss(url),
            *losses,
            *(loss for each in tops for loss in survey.unread(folder, each)),
            *survey.statics(folder, "public"),
            *_losses(folder, tops),
        ),
    )


def _pattern(top: str, bases: Mapping[str, str]) -> str:
    name = top.rpartition("/")[2]
    return f"/{bases.get(name, name)}/{{folder}}/{{slug}}/".replace("//", "/")


def text(folder: Path) -> str:
    """The configuration."""
    file = configurations.first(folder, NAMES)
    return file.read_text("utf-8", "replace") if file else ""


def string(config: str, name: str) -> str:
    """A string of the configuration, if it is a literal."""
    found = re.search(rf"\b{name}[\"']?{_STRING}", config)
    return found[1] if found else ""


def url_of(config: str) -> str:
    """The URL of the site with its base."""
    site, base = string(config, "site"), string(config, "base").strip("/")
    return f"{site.rstrip('/')}/{base}" if site and base else site


def _list(config: str, name: str) -> str:
    found = re.search(rf"\b{name}[\"']?\s*:\s*\[([^\]]*)\]", config)
    return found[1] if found else ""


def collections(folder: Path) -> list[str]:
    """The collections that have texts with a date, the largest first."""
    counts: dict[str, int] = {}
    for name in survey.files(folder, CONTENT):
        collection, slash, _ = name.partition("/")
        if slash and name.endswith((*survey.MARKDOWN, ".mdx")):
            head = (folder / CONTENT / name).read_bytes()[:4_000]
            counts[collection] = counts.get(collection, 0) + bool(_HAS_DATE.search(head))
    named = sorted(counts, key=lambda name: -counts[name])
    return [name for name in named if counts[name]]


def routes(folder: Path) -> Mapping[str, str]:
    """Collection → the folder of its addresses: that of the page `[...slug].astro` that names
    it."""
    found: dict[str, str] = {}
    for name in survey.files(folder, "src/pages"):
        above, _, file = name.rpartition("/")
        if re.fullmatch(r"\[(?:\.\.\.)?\w+\]\.astro", file) and "[" not in above:
            page = (folder / "src/pages" / name).read_text("utf-8", "replace")
            for collection in _COLLECTION.findall(page):
                found.setdefault(collection, above)
    return found


def _losses(folder: Path, tops: list[str]) -> list[str]:
    texts = sum(survey.count(folder, top, _COMPONENT) for top in tops)
    return [f"components appear as written; texts with them: {texts}"] if texts else []
