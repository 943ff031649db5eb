"""The tables of keys of kazarchive.toml, each key with its check and its JSON Schema."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kazarchive.config import checks, front, looks, menu, own_fields, params, places, snippets
from kazarchive.config.checks import EXTENSIONS, LANGUAGE, TERM_SLUG, WIDEST, Wrong
from kazarchive.config.content import (
    ArticleOptions,
    AuthorOptions,
    MarkdownOptions,
    PageOptions,
    Taxonomy,
)
from kazarchive.config.front_options import FrontOptions
from kazarchive.config.options import (
    RESERVED_NAMES,
    EmbedOptions,
    FeedOptions,
    HostingOptions,
    ImageOptions,
    ImportOptions,
    ListingOptions,
    MenuOptions,
    NewsletterOptions,
    NewsOptions,
    OutputOptions,
    SearchOptions,
    ServeOptions,
    SnippetOptions,
    ThemeOptions,
)
from kazarchive.fields import FIELDS, SERIES
from kazarchive.problems import suggestion
from kazarchive.rules import contrast, marks, players
from kazarchive.rules.snippets import SERVICES

Schema = Mapping[str, Any]
"""A JSON Schema (2020-12)."""


class Key(NamedTuple):
    """A key of a section."""

    check: Callable[[Any], Any]
    """From the value in the file to that of the option. Raises Wrong."""
    schema: Schema
    """Accepts every value that the check accepts, and more."""
    field: str | None = None
    """The field of the options value, if its name is not that of the key."""
    choices: Callable[[], Sequence[str]] | None = None
    """All values, if they are many and must be looked up."""


TAXONOMY = r"[a-z][a-z0-9_-]*"

BARRED: frozenset[str] = frozenset({*RESERVED_NAMES, *FIELDS}) - {SERIES.name}
"""Names that no taxonomy may have. One called `series`, as in Hugo, replaces the field."""


def _integer(least: int, most: int) -> Key:
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
                " or ".join(f"`{name}`" for name in allowed), near or "see docs/configuration.md"
            )
        return str(value)

    return Key(check, {"enum": list(allowed)})


DAYS = _choice("auto", "true", "false")


def _days(value: Any) -> str:
    return str(DAYS.check(str(value).lower() if isinstance(value, bool) else value))


TEXT: dict[str, Any] = {"type": "string", "pattern": r"\S"}
TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
PAIRS: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
COLOUR: dict[str, Any] = {"type": "string", "pattern": "^#([0-9a-fA-F]{3}){1,2}$"}

LABELS: dict[str, Any] = {
    "type": ["string", "object"],
    "pattern": r"\S",
    "minProperties": 1,
    "additionalProperties": TEXT,
}


OWN_FIELDS: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"pattern": f"^{own_fields.NAME}$"},
    "additionalProperties": {
        "anyOf": [
            {"enum": [name for name in own_fields.TYPES if name != "choice"]},
            {
                "type": "object",
                "properties": {
                    "type": {"enum": list(own_fields.TYPES)},
                    "choices": TEXTS | {"minItems": 1},
                    "label": LABELS,
                },
                "additionalProperties": False,
            },
        ]
    },
}


TERMS = PAIRS | {"propertyNames": {"pattern": f"^{TERM_SLUG}$"}, "additionalProperties": LABELS}


class Section(NamedTuple):
    """A section: the field of Site, the class of its value, and its keys."""

    field: str
    options: type
    keys: Mapping[str, Key]


TAXONOMY_KEYS = {
    "label": Key(checks.labels, LABELS, "labels"),
    "slugs": Key(
        checks.term_slugs,
        PAIRS | {"additionalProperties": {"type": "string", "pattern": f"^{TERM_SLUG}$"}},
    ),
    "terms": Key(checks.term_labels, TERMS),
}

ROOT_KEYS: dict[str, Key | Section] = {
    "title": Key(checks.labels, LABELS, "titles"),
    "base_url": Key(
        places.base_url, {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\<>?#]+$"}
    ),
    "languages": Key(
        checks.languages,
        {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": f"^{LANGUAGE}$", "not": {"const": "kz"}},
        },
    ),
    "timezone": Key(checks.timezone, {"type": "string"}, choices=checks.timezones),
    "params": Key(params.params, {"type": "object"}),
    "articles": Section(
        "articles",
        ArticleOptions,
        {
            "enabled": Key(checks.boolean, {"type": "boolean"}),
            "folder": Key(places.folder, TEXT | {"not": {"pattern": r"^\s*/"}}),
            "other_folders": Key(places.folders, TEXTS),
            "languages_by": _choice("file name", "folder"),
            "include": Key(checks.globs, TEXTS | {"minItems": 1}),
            "exclude": Key(checks.texts, TEXTS),
            "permalink": Key(
                places.permalink, {"type": "string", "pattern": r"^/.*\{slug\}.*(/|\.html?)$"}
            ),
            "permalinks": Key(places.permalinks, PAIRS),
            "slugs": _choice(
                "transliterated",
                "file name",
                "lower-case file name",
                "Latin file name",
                "title",
                "Latin title",
                "ASCII file name",
                "ASCII title",
            ),
            "dates_from_names": Key(checks.boolean, {"type": "boolean"}),
            "rename": Key(checks.rename, PAIRS),
            "separators": Key(
                checks.separators, PAIRS | {"additionalProperties": {"enum": [",", ";", " "]}}
            ),
            "unknown_fields": _choice("error", "warn", "keep"),
            "fields": Key(own_fields.fields, OWN_FIELDS),
            "defaults": Key(
                checks.defaults,
                {"type": "object", "additionalProperties": {"anyOf": [TEXT, TEXTS]}},
            ),
            "summary_until": Key(checks.mark, {"type": "string"}),
        },
    ),
    "pages": Section(
        "pages",
        PageOptions,
        {
            "folder": Key(places.pages_folder, TEXT | {"not": {"pattern": r"^\s*/"}}),
            "contents": _integer(0, 1_000),
            "menu": Key(
                checks.menu,
                {
                    "type": "object",
                    "propertyNames": {"pattern": r"^[^/]+$"},
                    "additionalProperties": LABELS,
                },
            ),
        },
    ),
    "authors": Section(
        "authors",
        AuthorOptions,
        {"folder": Key(places.folder, TEXT | {"not": {"pattern": r"^\s*/"}})},
    ),
    "markdown": Section(
        "markdown",
        MarkdownOptions,
        {
            "engine": _choice("commonmark", "python-markdown"),
            "extensions": Key(
                checks.extensions,
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
            "links": _choice("plain", "jekyll", "hugo", "pelican", "zola", "hexo"),
            "marks": Key(
                checks.marks,
                {"type": "array", "uniqueItems": True, "items": {"enum": list(marks.NAMES)}},
            ),
            "quotes": Key(checks.boolean, {"type": "boolean"}),
        },
    ),
    "taxonomies": Section("taxonomies", Taxonomy, TAXONOMY_KEYS),
    "listing": Section(
        "listing",
        ListingOptions,
        {
            "page_size": _integer(1, 10_000),
            "front": _integer(1, 1_000),
            "days": Key(_days, {"enum": [*DAYS.schema["enum"], True, False]}),
            "on_this_day": Key(checks.boolean, {"type": "boolean"}),
            "timeline": _integer(0, 10_000),
        },
    ),
    "feeds": Section(
        "feeds",
        FeedOptions,
        {
            "entries": _integer(1, 1_000),
            "term_entries": _integer(1, 1_000),
            "rss": Key(checks.boolean, {"type": "boolean"}),
            "tag_year": _integer(1985, 9999),
        },
    ),
    "search": Section(
        "search",
        SearchOptions,
        {"enabled": Key(checks.boolean, {"type": "boolean"}), "segment_size": _integer(1, 100_000)},
    ),
    "images": Section(
        "images",
        ImageOptions,
        {
            "enabled": Key(checks.boolean, {"type": "boolean"}),
            "widths": Key(
                checks.widths,
                {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 8,
                    "uniqueItems": True,
                    "items": {"type": "integer", "minimum": 16, "maximum": WIDEST},
                },
            ),
            "formats": Key(
                checks.formats,
                {"type": "array", "uniqueItems": True, "items": {"enum": ["avif", "webp"]}},
            ),
            "quality": _integer(1, 100),
        },
    ),
    "theme": Section(
        "theme",
        ThemeOptions,
        {
            "keys": Key(checks.boolean, {"type": "boolean"}),
            "accent": Key(looks.colour(contrast.PAPER), COLOUR),
            "accent_dark": Key(looks.colour(contrast.DARK_PAPER), COLOUR),
            "logo": Key(looks.static_image, TEXT),
            "logo_dark": Key(looks.static_image, TEXT),
            "footer": Key(checks.labels, LABELS),
            "links": Key(looks.web_links, PAIRS),
        },
    ),
    "menu": Section(
        "menu_items",
        MenuOptions,
        {"items": Key(menu.items, {"type": "array", "items": menu.SCHEMA})},
    ),
    "front": Section("front", FrontOptions, {"blocks": Key(front.blocks, front.LIST)}),
    "news": Section("news", NewsOptions, {"publication": Key(checks.labels, LABELS)}),
    "embeds": Section(
        "embeds",
        EmbedOptions,
        {
            "play": Key(
                checks.play,
                {"type": "array", "uniqueItems": True, "items": {"enum": list(players.HOSTS)}},
            )
        },
    ),
    "snippets": Section(
        "snippets",
        SnippetOptions,
        {name: Key(snippets.service(name), snippets.schema(name)) for name in SERVICES},
    ),
    "newsletter": Section(
        "newsletter",
        NewsletterOptions,
        {
            "action": Key(snippets.action, {"type": "string", "pattern": "^https://"}),
            "field": Key(snippets.field, TEXT),
            "label": Key(checks.labels, LABELS),
        },
    ),
    "hosting": Section("hosting", HostingOptions, {"files": Key(checks.hosting, TEXTS)}),
    "output": Section("output", OutputOptions, {"folder": Key(checks.text, TEXT)}),
    "import": Section(
        "imports",
        ImportOptions,
        {
            "boilerplate": Key(checks.patterns, TEXTS),
            "shortcodes": Key(checks.shortcodes, PAIRS),
            "originals": Key(places.folder, TEXT),
        },
    ),
    "serve": Section("serve", ServeOptions, {"hosts": Key(places.hosts, TEXTS)}),
}
