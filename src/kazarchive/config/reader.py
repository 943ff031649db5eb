"""kazarchive.toml → Site, or every fault of it at once.

The tables at the end of this file are the whole list of keys.
"""

import itertools
import json
import pkgutil
import posixpath
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kazarchive.config import text as config_text
from kazarchive.config.options import (
    DEFAULT_LANGUAGES,
    FILE_NAME,
    RESERVED_NAMES,
    ArticleOptions,
    FeedOptions,
    HostingOptions,
    ImageOptions,
    ImportOptions,
    ListingOptions,
    MarkdownOptions,
    NewsOptions,
    OutputOptions,
    Pairs,
    SearchOptions,
    ServeOptions,
    Site,
    Taxonomy,
    ThemeOptions,
)
from kazarchive.fields import FIELDS
from kazarchive.problems import Place, Problem, ProblemsFound, is_visible, suggestion


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds kazarchive.toml. Raises ProblemsFound (K0605)."""
    found = root_above(start)
    if found is None:
        raise ProblemsFound([Problem("K0605", Place(str(start)))])
    return found


def root_above(start: Path) -> Path | None:
    folders = (start, *start.parents)
    return next((folder for folder in folders if config_text.stands(folder)), None)


def load(root: Path) -> Site:
    """Read a project's configuration. Raises ProblemsFound with all its faults."""
    text = config_text.read(root)
    try:
        document = tomllib.loads(text)
    except ValueError as error:
        raise ProblemsFound([_syntax_problem(text, error)]) from None
    except RecursionError:
        values = {"reason": "it is nested too deeply"}
        raise ProblemsFound([Problem("K0601", Place(FILE_NAME), values)]) from None
    return _Reader(text).site(document)


def _syntax_problem(text: str, error: ValueError) -> Problem:
    if not isinstance(error, tomllib.TOMLDecodeError):  # Python's own limit
        values = {"reason": "a number has too many digits"}
        return Problem("K0601", Place(FILE_NAME), values)
    where = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if where is None:
        reason = str(error).removesuffix(" (at end of document)")
        return Problem("K0601", Place(FILE_NAME), {"reason": reason})
    line, column = int(where[1]), int(where[2])
    lines = text.replace("\r\n", "\n").split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    place = Place(FILE_NAME, line, column, text=shown)
    return Problem("K0601", place, {"reason": str(error)[: where.start()]})


class Wrong(Exception):
    """A value that a key cannot have: what it must be, and an example. Of a list or a table the
    part that is at fault, where one is."""

    def __init__(self, wanted: str, hint: str, part: object = None) -> None:
        self.wanted, self.hint, self.part = wanted, hint, part


Schema = Mapping[str, Any]
"""A JSON Schema (2020-12)."""


class Key(NamedTuple):
    check: Callable[[Any], Any]
    schema: Schema
    """What an editor can see of the check: it lets pass all that the check does, and more."""
    field: str | None = None
    """The field of the options value, where it has another name than the key."""
    choices: Callable[[], Sequence[str]] | None = None
    """All values, where these are many and must be looked up."""


TAXONOMY = r"[a-z][a-z0-9_-]*"


class _Reader:
    """Checks a parsed document against the tables of keys, collecting every fault."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.problems: list[Problem] = []

    def site(self, document: dict[str, Any]) -> Site:
        values = self.table("", document, ROOT_KEYS)
        for name in ("title", "base_url"):
            if name not in document:
                hint = f"add a line such as `{EXAMPLES[name]}`"
                place = Place(FILE_NAME, 1, 1, text=self.lines[0] if self.lines else "")
                self.problems.append(Problem("K0604", place, {"key": name, "hint": hint}))
        if "languages" in values or "languages" not in document:
            self.languages_agree(document, values)
        if self.problems:
            raise ProblemsFound(self.problems)
        return Site(**values)

    def table(
        self, section: str, given: Mapping[str, Any], keys: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The options of one section; a nested mapping of keys is a section of its own."""
        values: dict[str, Any] = {}
        for name, value in given.items():
            known = keys.get(name)
            if known is None:
                self.unknown(section, name, keys)
            elif isinstance(known, Section):
                self.section(name, value, known, values)
            else:
                self.value(section, name, value, known, values)
        return values

    def section(self, name: str, value: Any, known: "Section", values: dict[str, Any]) -> None:
        if not isinstance(value, dict):
            self.wrong("", name, value, Wrong("a table", f"write [{name}] on a line of its own"))
        elif known.options is Taxonomy:
            values["taxonomies"] = self.taxonomies(value)
        else:
            values[known.field] = known.options(**self.table(name, value, known.keys))

    def value(self, section: str, name: str, value: Any, key: Key, values: dict[str, Any]) -> None:
        try:
            values[key.field or name] = key.check(value)
        except Wrong as wrong:
            self.wrong(section, name, value, wrong)

    def taxonomies(self, given: Mapping[str, Any]) -> tuple[Taxonomy, ...]:
        found = {name: Taxonomy(name) for name in ("tags", "authors")}
        for name, table in given.items():
            if not re.fullmatch(TAXONOMY, name) or name in {*RESERVED_NAMES, *FIELDS}:
                wanted = "named with small Latin letters, and not as a field or a part of the site"
                wrong = Wrong(wanted, "for example [taxonomies] regions")
                self.wrong("taxonomies", name, name, wrong)
            elif not isinstance(table, dict):
                self.wrong("taxonomies", name, table, Wrong("a table", f"{name} = {{ label = … }}"))
            else:
                found[name] = Taxonomy(name, **self.table("taxonomies", table, TAXONOMY_KEYS))
        return tuple(found.values())

    def languages_agree(self, document: dict[str, Any], values: dict[str, Any]) -> None:
        """What other keys say of languages must agree with `languages`."""
        languages = values.get("languages", DEFAULT_LANGUAGES)
        titles = document.get("title")
        for lang in titles if isinstance(titles, dict) else ():
            if lang not in languages:
                self.unknown("", lang, dict.fromkeys(languages))
        hint = "the languages are " + ", ".join(f"`{lang}`" for lang in languages)
        lang = dict(values.get("articles", ArticleOptions()).defaults).get("lang", languages[0])
        if lang not in languages:
            self.wrong("articles", "lang", lang, Wrong("a language of this site", hint))
        for taxonomy in values.get("taxonomies", ()):
            if taxonomy.name in languages:
                wrong = Wrong("named otherwise than a language of this site", hint)
                self.wrong("taxonomies", taxonomy.name, taxonomy.name, wrong)

    def unknown(self, section: str, name: str, keys: Mapping[str, Any]) -> None:
        values = {
            "key": name,
            "suggestion": suggestion(name, keys),
            "known": ", ".join(sorted(keys)),
        }
        self.problems.append(Problem("K0602", self.place(section, name), values))

    def wrong(self, section: str, name: str, value: Any, wrong: Wrong) -> None:
        values = {
            "key": name,
            "found": _shown(value),
            "wanted": wrong.wanted,
            "hint": wrong.hint,
        }
        place = self.place(section, name)
        if wrong.part is not None:
            kind = "a table" if isinstance(value, dict) else "a list"
            values["found"] = f"{kind} with {_shown(wrong.part)} in it"
            place = self.place_within(place, wrong.part)
        self.problems.append(Problem("K0603", place, values))

    def place_within(self, whole: Place, part: object) -> Place:
        """Where a part of a value stands, from the line of its key on; else the key itself."""
        written = json.dumps(part, ensure_ascii=False, default=str)
        forms = [re.escape(one) for one in (written, f"'{part}'")]
        wanted = re.compile(rf"(?<![\w.\"'-])(?:{'|'.join(forms)})(?![\w.\"'-])")
        if not whole.line:
            return whole
        for number in range(whole.line, len(self.lines) + 1):
            line = self.lines[number - 1]
            start = whole.column + whole.width - 1 if number == whole.line else 0
            if number > whole.line and re.match(r"\s*(\[[\w.-]+\]|[\w-]+\s*=\s)", line):
                break
            if found := wanted.search(line, start):
                return Place(FILE_NAME, number, found.start() + 1, len(found[0]), line)
        return whole

    def place(self, section: str, name: str) -> Place:
        """Where a key stands: tomllib tells no places, so its first mention is looked for."""
        here, mention = "", re.compile(rf"(?<![\w-])[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
        for number, line in enumerate(self.lines, 1):
            header = re.match(r"\s*\[+\s*([\w.-]+)", line)
            here = header[1].split(".")[0] if header else here
            found = mention.search(line)
            if found and (here == section or (header and not section)):
                return Place(FILE_NAME, number, found.start() + 1, len(name), line)
        return Place(FILE_NAME)


def _shown(value: Any) -> str:
    """For `… is {shown}`."""
    if isinstance(value, dict):
        return "a table"
    if not isinstance(value, list | bool):
        return f"`{value}`"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{shown}`" if len(shown) < LONGEST_SHOWN else "a list"


LONGEST_SHOWN = 60


# --- checks: a value as tomllib gives it → the value as options hold it -------------------------


def _text(value: Any) -> str:
    if not _is_text(value):
        raise Wrong("a text", "put it in quotes")
    return str(value)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("`true` or `false`", "without quotes")
    return value


TERM_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


def _slugs(value: Any) -> Pairs:
    pairs = _pairs(value)
    for name, slug in pairs:
        if not re.fullmatch(TERM_SLUG, slug) or len(slug) > 120:
            wanted = "a table of slugs: small Latin letters and digits, joined by `-`"
            raise Wrong(wanted, f'for example {{ "{name}" = "cpp" }}', slug)
    return pairs


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Wrong("a list of texts", 'for example ["one", "two"]')
    for one in value:
        if not isinstance(one, str):
            raise Wrong("a list of texts", f'put it in quotes, "{one}"', one)
    return tuple(value)


def _globs(value: Any) -> tuple[str, ...]:
    globs = _texts(value)
    if not globs:
        raise Wrong("a list of one or more patterns", 'for example ["**/*.md"]')
    return globs


def _pairs(value: Any) -> Pairs:
    if not isinstance(value, dict):
        raise Wrong("a table of texts", 'for example { author = "authors" }')
    for name, one in value.items():
        if not isinstance(one, str):
            raise Wrong("a table of texts", f'for example {{ {name} = "authors" }}', one)
    return tuple(value.items())


def _rename(value: Any) -> Pairs:
    pairs = _pairs(value)
    for name in itertools.chain.from_iterable(pairs):
        _check_field(name)
    return pairs


def _check_field(name: str) -> None:
    """A field's name that only looks like another would rename or hide nothing."""
    plain = "".join(letter for letter in name if is_visible(letter)).strip()
    if plain != name or not name:
        hint = f'write "{plain}"' if plain else 'for example { author = "authors" }'
        raise Wrong("a table of names of fields that can be seen", hint, name)


def _extensions(value: Any) -> tuple[str, ...]:
    names = _texts(value)
    for name in names:
        if name.removeprefix("markdown.extensions.") not in EXTENSIONS:
            near = suggestion(name, EXTENSIONS).lstrip("; ")
            known = ", ".join(sorted(EXTENSIONS))
            wanted = "a list of Python-Markdown's own extensions"
            raise Wrong(wanted, near or f"these are {known}", name)
    return names


EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list extra fenced_code footnotes legacy_attrs legacy_em"
    " md_in_html nl2br sane_lists smarty tables toc wikilinks".split()
)
"""Those of Python-Markdown that do not need another package or read a file's head themselves."""


def _labels(value: Any) -> Pairs:
    if isinstance(value, str):
        return (("", _text(value)),)
    wanted = "a text, or a table with a text for each language"
    hint = 'for example { en = "Archive", ru = "Архив", kk = "Мұрағат" }'
    if not value or not isinstance(value, dict):
        raise Wrong(wanted, hint)
    for one in value.values():
        if not _is_text(one):
            raise Wrong(wanted, hint, one)
    return tuple(value.items())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _defaults(value: Any) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    wanted = "a table of texts and lists of texts"
    if not isinstance(value, dict):
        raise Wrong(wanted, 'for example { lang = "en" }')
    for name, one in value.items():
        _check_field(name)
        for part in one if isinstance(one, list) else (one,):
            if not isinstance(part, str) or not (isinstance(one, list) or part.strip()):
                shown = str(part).lower() if isinstance(part, bool) else part
                hint = f'write {name} = "{shown}"' if part else 'for example { lang = "en" }'
                raise Wrong(wanted, hint, part)
    return tuple((name, tuple(v) if isinstance(v, list) else v) for name, v in value.items())


def _hosting(value: Any) -> tuple[str, ...]:
    wanted = "a list of `headers`, `nginx` and `caddy`, each at most once"
    return _few(value, ("headers", "nginx", "caddy"), wanted, 'for example ["nginx"]')


def _few(value: Any, allowed: Sequence[str], wanted: str, hint: str) -> tuple[str, ...]:
    """A list of some of few words, none of them twice."""
    names = _texts(value)
    for number, name in enumerate(names):
        if name in names[:number]:
            raise Wrong(wanted, "leave the second out", name)
        if name not in allowed:
            near = suggestion(name, allowed).lstrip("; ")
            raise Wrong(wanted, near or hint, name)
    return names


WIDEST = 4_000
"""Pixels of an image: wider than any page shows one."""


def _widths(value: Any) -> tuple[int, ...]:
    wrong = Wrong(
        f"a list of one to eight widths from 16 to {WIDEST:,} pixels, from the smallest",
        "for example [480, 800, 1200, 1600]",
    )
    if not isinstance(value, list) or not 1 <= len(value) <= 8:
        raise wrong
    for number, width in enumerate(value):
        if not isinstance(width, int) or isinstance(width, bool) or not 16 <= width <= WIDEST:
            raise Wrong(wrong.wanted, wrong.hint, width)
        if number and width <= value[number - 1]:
            raise Wrong(wrong.wanted, f"write {width} before what is wider, and once", width)
    return tuple(value)


def _formats(value: Any) -> tuple[str, ...]:
    wanted = "a list of `avif` and `webp`, each at most once"
    return _few(value, ("avif", "webp"), wanted, 'for example ["webp"]')


def _hosts(value: Any) -> tuple[str, ...]:
    names = _texts(value)
    for name in names:
        if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", name):
            wanted = "names of hosts in small letters, without a port"
            raise Wrong(wanted, 'for example ["editor.example"]', name)
    return names


def _whole(least: int, most: int) -> Key:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Wrong(f"a whole number from {least:,} to {most:,}", "without quotes")
        return value

    return Key(check, {"type": "integer", "minimum": least, "maximum": most})


def _choice(*allowed: str) -> Key:
    def check(value: Any) -> str:
        if value not in allowed:
            near = suggestion(str(value), allowed).lstrip("; ")
            raise Wrong(
                " or ".join(f"`{one}`" for one in allowed), near or "see docs/configuration.md"
            )
        return str(value)

    return Key(check, {"enum": list(allowed)})


DAYS = _choice("auto", "true", "false")


def _days(value: Any) -> str:
    return str(DAYS.check(str(value).lower() if isinstance(value, bool) else value))


def _base_url(value: Any) -> str:
    written = _text(value)
    wrong = Wrong(
        "a full URL of ASCII letters: host and path, no password, `?`, `#`, `//` or `..`",
        'for example "https://archive.example/" or "https://example.org/archive/"',
    )
    try:
        parts = urlsplit(written)
        host = parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        raise wrong from None
    path = parts.path.rstrip("/")
    segments = path.split("/")[1:]
    plain = re.fullmatch(r"[\x21-\x7e]+", written) and not re.search(r"[\\<>\"?#]", written)
    if (
        parts.scheme not in ("http", "https")
        or not (host and plain)
        or {"", ".", ".."} & {*segments}
    ):
        raise wrong
    return f"{parts.scheme}://{parts.netloc.lower()}{path}/"


LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""A language code, as far as its form goes (BCP 47)."""


def _languages(value: Any) -> tuple[str, ...]:
    languages, wanted = _texts(value), "a list of language codes (BCP 47)"
    for lang in languages:
        if lang == "kz":
            raise Wrong(wanted, "`kk` is the language, `kz` the country", lang)
        if not re.fullmatch(LANGUAGE, lang):
            raise Wrong(wanted, _language_hint(lang), lang)
    for number, lang in enumerate(languages):
        if lang in languages[:number]:
            raise Wrong("a list of languages, each once", "leave the second out", lang)
    if not languages:
        raise Wrong("a list of one or more languages", 'for example ["en", "ru", "kk"]')
    return languages


def _language_hint(lang: str) -> str:
    """`zh_cn` is written `zh-cn`, `RU` `ru`."""
    first, *rest = "".join(c for c in lang if is_visible(c)).strip().replace("_", "-").split("-")
    meant = "-".join([first.lower(), *rest])
    if re.fullmatch(LANGUAGE, meant) and meant != "kz":
        return f'write "{meant}"'
    return 'write a code of two or three small letters, for example ["en", "ru", "kk"]'


def _timezone(value: Any) -> str:
    name = _text(value)
    if name not in _timezones():
        raise Wrong("an IANA time zone", 'for example "Asia/Almaty"')
    return name


def _timezones() -> list[str]:
    return (pkgutil.get_data("tzdata", "zones") or b"").decode().split()


def _permalink(value: Any) -> str:
    wrong = Wrong(
        "an address with `{slug}` and any of `{year}`, `{month}`, `{day}` that hosts show",
        'end it with `/` or `.html`: "/{year}/{month}/{day}/{slug}/"',
    )
    pattern = _text(value)
    plain = re.sub(r"\{(year|month|day|slug)\}", "x", pattern)
    if "{slug}" not in pattern or not re.fullmatch(r"(/[\w-]+)+(/|\.html?)", plain):
        raise wrong
    return pattern


def _folder(value: Any) -> str:
    """A folder of sources: inside the project, and not one of those with another purpose."""
    name = unicodedata.normalize("NFC", posixpath.normpath(_text(value).strip()))
    wanted = "a folder of the project, other than pages, static, templates and those with a dot"
    first = name.split("/")[0]
    if first in ("", "pages", "static", "templates") or first.startswith(".") or "\\" in name:
        raise Wrong(wanted, 'for example "articles"')
    return name


def _patterns(value: Any) -> tuple[str, ...]:
    patterns = _texts(value)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise Wrong("a list of regular expressions", f"mend it: {error}", pattern) from None
    return patterns


# --- the tables of keys -------------------------------------------------------------------------


TEXT: dict[str, Any] = {"type": "string", "pattern": r"\S"}
TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
PAIRS: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
LABELS: dict[str, Any] = {
    "type": ["string", "object"],
    "pattern": r"\S",
    "minProperties": 1,
    "additionalProperties": TEXT,
}


class Section(NamedTuple):
    field: str
    options: type
    keys: Mapping[str, Key]


TAXONOMY_KEYS = {
    "label": Key(_labels, LABELS, "labels"),
    "slugs": Key(
        _slugs,
        PAIRS | {"additionalProperties": {"type": "string", "pattern": f"^{TERM_SLUG}$"}},
    ),
}

ROOT_KEYS: dict[str, Key | Section] = {
    "title": Key(_labels, LABELS, "titles"),
    "base_url": Key(
        _base_url, {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\<>?#]+$"}
    ),
    "languages": Key(
        _languages,
        {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": f"^{LANGUAGE}$", "not": {"const": "kz"}},
        },
    ),
    "timezone": Key(_timezone, {"type": "string"}, choices=_timezones),
    "articles": Section(
        "articles",
        ArticleOptions,
        {
            "folder": Key(_folder, TEXT | {"not": {"pattern": r"^\s*/"}}),
            "include": Key(_globs, TEXTS | {"minItems": 1}),
            "permalink": Key(
                _permalink, {"type": "string", "pattern": r"^/.*\{slug\}.*(/|\.html?)$"}
            ),
            "slugs": _choice("transliterated", "file name", "lower-case file name"),
            "dates_from_names": Key(_boolean, {"type": "boolean"}),
            "rename": Key(_rename, PAIRS),
            "unknown_fields": _choice("error", "warn", "keep"),
            "defaults": Key(
                _defaults, {"type": "object", "additionalProperties": {"anyOf": [TEXT, TEXTS]}}
            ),
        },
    ),
    "markdown": Section(
        "markdown",
        MarkdownOptions,
        {
            "engine": _choice("commonmark", "python-markdown"),
            "extensions": Key(
                _extensions,
                {
                    "type": "array",
                    "items": {
                        "enum": [
                            before + name
                            for before in ("", "markdown.extensions.")
                            for name in sorted(EXTENSIONS)
                        ]
                    },
                },
            ),
            "html": _choice("escape", "sanitize", "trust"),
        },
    ),
    "taxonomies": Section("taxonomies", Taxonomy, TAXONOMY_KEYS),
    "listing": Section(
        "listing",
        ListingOptions,
        {
            "page_size": _whole(1, 10_000),
            "front": _whole(1, 1_000),
            "days": Key(_days, {"enum": [*DAYS.schema["enum"], True, False]}),
            "on_this_day": Key(_boolean, {"type": "boolean"}),
            "timeline": _whole(0, 10_000),
        },
    ),
    "feeds": Section(
        "feeds",
        FeedOptions,
        {
            "entries": _whole(1, 1_000),
            "term_entries": _whole(1, 1_000),
            "tag_year": _whole(1985, 9999),
        },
    ),
    "search": Section(
        "search",
        SearchOptions,
        {"enabled": Key(_boolean, {"type": "boolean"}), "segment_size": _whole(1, 100_000)},
    ),
    "images": Section(
        "images",
        ImageOptions,
        {
            "enabled": Key(_boolean, {"type": "boolean"}),
            "widths": Key(
                _widths,
                {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 8,
                    "uniqueItems": True,
                    "items": {"type": "integer", "minimum": 16, "maximum": WIDEST},
                },
            ),
            "formats": Key(
                _formats,
                {"type": "array", "uniqueItems": True, "items": {"enum": ["avif", "webp"]}},
            ),
            "quality": _whole(1, 100),
        },
    ),
    "theme": Section("theme", ThemeOptions, {"keys": Key(_boolean, {"type": "boolean"})}),
    "news": Section("news", NewsOptions, {"publication": Key(_labels, LABELS)}),
    "hosting": Section("hosting", HostingOptions, {"files": Key(_hosting, TEXTS)}),
    "output": Section("output", OutputOptions, {"folder": Key(_text, TEXT)}),
    "import": Section("imports", ImportOptions, {"boilerplate": Key(_patterns, TEXTS)}),
    "serve": Section("serve", ServeOptions, {"hosts": Key(_hosts, TEXTS)}),
}

EXAMPLES = {"title": 'title = "My archive"', "base_url": 'base_url = "https://archive.example/"'}
