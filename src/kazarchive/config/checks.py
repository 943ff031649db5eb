"""The checks of values in kazarchive.toml: each turns a value of tomllib into that of an option.

Every check raises Wrong.
"""

import itertools
import pkgutil
import re
from collections.abc import Sequence
from typing import Any

from kazarchive.config.content import Pairs
from kazarchive.problems import suggestion
from kazarchive.problems.visible import is_visible
from kazarchive.rules import marks as mark_rules
from kazarchive.rules import players


class Wrong(Exception):
    """A value that a key cannot have. `wanted`: what it must be; `hint`: an example; `part`: the
    value in a list or table that is wrong, if it is one."""

    def __init__(self, wanted: str, hint: str, part: object = None) -> None:
        self.wanted, self.hint, self.part = wanted, hint, part


def text(value: Any) -> str:
    if not _is_text(value):
        raise Wrong("a string", "put it in quotes")
    return str(value)


def mark(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("a string", 'for example "<!--more-->"')
    return value.strip()


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("`true` or `false`", "without quotes")
    return value


TERM_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


def term_slugs(value: Any) -> Pairs:
    pairs = pairs_of(value)
    for name, slug in pairs:
        if not re.fullmatch(TERM_SLUG, slug) or len(slug) > 120:
            wanted = "a table of slugs: small Latin letters and digits, joined by `-`"
            raise Wrong(wanted, f'for example {{ "{name}" = "cpp" }}', slug)
    return pairs


def term_labels(value: Any) -> tuple[tuple[str, Pairs], ...]:
    wanted, hint = "a table of terms", 'for example { economy = "Economy" }'
    if not isinstance(value, dict):
        raise Wrong(wanted, hint)
    for slug in value:
        if not re.fullmatch(TERM_SLUG, slug) or len(slug) > 120:
            wanted = "a table of slugs: small Latin letters and digits, joined by `-`"
            raise Wrong(wanted, hint, slug)
    return tuple((slug, labels(names)) for slug, names in value.items())


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Wrong("a list of strings", 'for example ["one", "two"]')
    for part in value:
        if not isinstance(part, str):
            raise Wrong("a list of strings", f'put it in quotes, "{part}"', part)
    return tuple(value)


def globs(value: Any) -> tuple[str, ...]:
    globs = texts(value)
    if not globs:
        raise Wrong("a list of one or more patterns", 'for example ["**/*.md"]')
    return globs


def pairs_of(value: Any, key: str = "author", text: str = "authors") -> Pairs:
    """A table of strings. `key`, `text`: an example of one."""
    if not isinstance(value, dict):
        raise Wrong("a table of strings", f'for example {{ {key} = "{text}" }}')
    for name, part in value.items():
        if not isinstance(part, str):
            raise Wrong("a table of strings", f'for example {{ {name} = "{text}" }}', part)
    return tuple(value.items())


def shortcodes(value: Any) -> Pairs:
    pairs = pairs_of(value, "box", "<blockquote>{inner}</blockquote>")
    for name, _ in pairs:
        if not re.fullmatch(r"[A-Za-z][\w-]{0,60}", name):
            raise Wrong(
                "a table of names of shortcodes", "a name is letters, digits, - and _", name
            )
    return pairs


def rename(value: Any) -> Pairs:
    pairs = pairs_of(value)
    for name in itertools.chain.from_iterable(pairs):
        _check_field(name)
    return pairs


def separators(value: Any) -> Pairs:
    pairs = pairs_of(value)
    for name, separator in pairs:
        _check_field(name)
        if separator not in (",", ";", " "):
            wanted = 'a table of `","`, `";"` and `" "`'
            raise Wrong(wanted, f'for example {{ {name} = "," }}', separator)
    return pairs


def _check_field(name: str) -> None:
    """Raises Wrong for a field name with invisible characters, which no field has."""
    plain = "".join(letter for letter in name if is_visible(letter)).strip()
    if plain != name or not name:
        hint = f'write "{plain}"' if plain else 'for example { author = "authors" }'
        raise Wrong("a table of names of fields that can be seen", hint, name)


def extensions(value: Any) -> tuple[str, ...]:
    names = texts(value)
    for name in names:
        if name.removeprefix("markdown.extensions.") not in EXTENSIONS:
            near = suggestion(name, EXTENSIONS).lstrip("; ")
            allowed = ", ".join(sorted(EXTENSIONS))
            wanted = "a list of Python-Markdown's own extensions"
            raise Wrong(wanted, near or f"these are {allowed}", name)
    return names


EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list extra fenced_code footnotes legacy_attrs legacy_em"
    " md_in_html nl2br sane_lists smarty tables toc wikilinks".split()
)
"""The extensions of Python-Markdown that need no other package and do not read front matter."""


def labels(value: Any) -> Pairs:
    if isinstance(value, str):
        return (("", text(value)),)
    wanted = "a string, or a table with a string for each language"
    hint = 'for example { en = "Archive", ru = "Архив", kk = "Мұрағат" }'
    if not value or not isinstance(value, dict):
        raise Wrong(wanted, hint)
    for part in value.values():
        if not _is_text(part):
            raise Wrong(wanted, hint, part)
    return tuple(value.items())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def defaults(value: Any) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    wanted = "a table of strings and lists of strings"
    if not isinstance(value, dict):
        raise Wrong(wanted, 'for example { lang = "en" }')
    for name, default in value.items():
        _check_field(name)
        for part in default if isinstance(default, list) else (default,):
            if not isinstance(part, str) or not (isinstance(default, list) or part.strip()):
                written = str(part).lower() if isinstance(part, bool) else part
                hint = f'write {name} = "{written}"' if part else 'for example { lang = "en" }'
                raise Wrong(wanted, hint, part)
    return tuple((name, tuple(v) if isinstance(v, list) else v) for name, v in value.items())


def hosting(value: Any) -> tuple[str, ...]:
    wanted = "a list of `headers`, `nginx` and `caddy`, each at most once"
    return _subset(value, ("headers", "nginx", "caddy"), wanted, 'for example ["nginx"]')


def play(value: Any) -> tuple[str, ...]:
    names = ", ".join(f"`{name}`" for name in players.HOSTS)
    return _subset(value, tuple(players.HOSTS), f"a list of {names}", 'for example ["youtube"]')


def marks(value: Any) -> tuple[str, ...]:
    wanted = "a list of `mark`, `sub`, `sup` and `abbr`, each at most once"
    return _subset(value, mark_rules.NAMES, wanted, 'for example ["mark", "abbr"]')


def _subset(value: Any, allowed: Sequence[str], wanted: str, hint: str) -> tuple[str, ...]:
    """A list of allowed words, each at most once."""
    names = texts(value)
    for number, name in enumerate(names):
        if name in names[:number]:
            raise Wrong(wanted, "leave the second out", name)
        if name not in allowed:
            near = suggestion(name, allowed).lstrip("; ")
            raise Wrong(wanted, near or hint, name)
    return names


WIDEST = 4_000
"""The largest width of an image in pixels, more than any page shows."""


def widths(value: Any) -> tuple[int, ...]:
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


def formats(value: Any) -> tuple[str, ...]:
    wanted = "a list of `avif` and `webp`, each at most once"
    return _subset(value, ("avif", "webp"), wanted, 'for example ["webp"]')


LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The form of a language code (BCP 47)."""


def languages(value: Any) -> tuple[str, ...]:
    languages, wanted = texts(value), "a list of language codes (BCP 47)"
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
    """The code that may be meant: `zh-cn` for `zh_cn`, `ru` for `RU`."""
    first, *rest = "".join(c for c in lang if is_visible(c)).strip().replace("_", "-").split("-")
    meant = "-".join([first.lower(), *rest])
    if re.fullmatch(LANGUAGE, meant) and meant != "kz":
        return f'write "{meant}"'
    return 'write a code of two or three small letters, for example ["en", "ru", "kk"]'


def timezone(value: Any) -> str:
    name = text(value)
    if name not in timezones():
        raise Wrong("an IANA time zone", 'for example "Asia/Almaty"')
    return name


def timezones() -> list[str]:
    return (pkgutil.get_data("tzdata", "zones") or b"").decode().split()


def menu(value: Any) -> tuple[tuple[str, Pairs], ...]:
    wanted, hint = "a table of labels of pages", 'for example { contact = "Contact" }'
    if not isinstance(value, dict):
        raise Wrong(wanted, hint)
    for name, label in value.items():
        if not name.strip() or "/" in name:
            raise Wrong(wanted, "name a page by its file, without folder and ending", name)
        if not isinstance(label, str | dict) or not label:
            raise Wrong(wanted, hint, label)
    return tuple((name, labels(label)) for name, label in value.items())


def patterns(value: Any) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise Wrong("a list of regular expressions", f"fix it: {error}", pattern) from None
    return patterns
