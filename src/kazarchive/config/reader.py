"""Turns kazarchive.toml into a Site, or raises all its errors at once.

`config/keys.py` lists the keys, `config/checks.py` says what their values must be.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kazarchive.config import front, menu
from kazarchive.config import text as config_text
from kazarchive.config.checks import Wrong
from kazarchive.config.content import (
    DEFAULT_TAXONOMIES,
    ArticleOptions,
    PageOptions,
    Pairs,
    Taxonomy,
)
from kazarchive.config.front_options import FrontOptions
from kazarchive.config.keys import BARRED, ROOT_KEYS, TAXONOMY, TAXONOMY_KEYS, Key, Section
from kazarchive.config.options import (
    DEFAULT_LANGUAGES,
    FILE_NAME,
    ImportOptions,
    MenuOptions,
    NewsletterOptions,
    Site,
    ThemeOptions,
    without_articles,
)
from kazarchive.problems import Place, Problem, ProblemsFound, suggestion


def find_root(start: Path) -> Path:
    """As `root_above`. Raises ProblemsFound (K0605) if there is none."""
    root = root_above(start)
    if root is None:
        raise ProblemsFound([Problem("K0605", Place(str(start)))])
    return root


def root_above(start: Path) -> Path | None:
    """The nearest folder with a kazarchive.toml: `start` or one of its parents."""
    folders = (start, *start.parents)
    return next((folder for folder in folders if config_text.exists(folder)), None)


def load(root: Path) -> Site:
    """Read a project's configuration. Raises ProblemsFound with all its errors (K0601 to K0608)."""
    site = read(config_text.read(root))
    names = tuple(sorted({*site.markdown.blocks, *own_blocks(root)}))
    articles = replace(site.articles, layouts=tuple(sorted(_templates(root, "layouts"))))
    return replace(site, markdown=replace(site.markdown, blocks=names), articles=articles)


def read(text: str) -> Site:
    """The configuration in a text. Raises ProblemsFound with all its errors."""
    try:
        document = tomllib.loads(text)
    except ValueError as error:
        raise ProblemsFound([_syntax_problem(text, error)]) from None
    except RecursionError:
        values = {"reason": "it is nested too deeply"}
        raise ProblemsFound([Problem("K0601", Place(FILE_NAME), values)]) from None
    return _Reader(text).site(document)


def own_blocks(root: Path) -> Iterator[str]:
    """The names of the blocks for which a site has templates."""
    return _templates(root, "blocks")


def _templates(root: Path, below: str) -> Iterator[str]:
    """The names of the templates in a folder of `templates/`."""
    folder = root / "templates" / below
    names = os.listdir(folder) if folder.is_dir() else []
    return (name[:-5] for name in names if re.fullmatch(r"[a-z][a-z0-9-]*\.html", name))


def _syntax_problem(text: str, error: ValueError) -> Problem:
    if not isinstance(error, tomllib.TOMLDecodeError):  # Python's limit of digits
        values = {"reason": "a number has too many digits"}
        return Problem("K0601", Place(FILE_NAME), values)
    where = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if where is None:
        reason = str(error).removesuffix(" (at end of document)")
        return Problem("K0601", Place(FILE_NAME), {"reason": reason})
    line, column = int(where[1]), int(where[2])
    lines = text.replace("\r\n", "\n").split("\n")
    place = Place(FILE_NAME, line, column, text=lines[line - 1] if line <= len(lines) else "")
    return Problem("K0601", place, {"reason": str(error)[: where.start()]})


class _Reader:
    """Checks a parsed document against the tables of keys and collects all errors."""

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
            self.check_languages(document, values)
        self.check_folders(values)
        self.check_authors(values)
        if self.problems:
            raise ProblemsFound(self.problems)
        site = Site(**values)
        return site if site.articles.enabled else without_articles(site)

    def table(
        self, section: str, given: Mapping[str, Any], keys: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The options of one section. A Section among the keys is read recursively."""
        values: dict[str, Any] = {}
        for name, value in given.items():
            key = keys.get(name)
            if key is None:
                self.unknown(section, name, keys)
            elif isinstance(key, Section):
                self.section(name, value, key, values)
            else:
                self.value(section, name, value, key, values)
        return values

    def section(self, name: str, value: Any, section: Section, values: dict[str, Any]) -> None:
        if not isinstance(value, dict):
            self.wrong("", name, value, Wrong("a table", f"write [{name}] on a line of its own"))
        elif section.options is Taxonomy:
            values["taxonomies"] = self.taxonomies(value)
        else:
            values[section.field] = section.options(**self.table(name, value, section.keys))

    def value(self, section: str, name: str, value: Any, key: Key, values: dict[str, Any]) -> None:
        try:
            values[key.field or name] = key.check(value)
        except Wrong as wrong:
            self.wrong(section, name, value, wrong)

    def taxonomies(self, given: Mapping[str, Any]) -> tuple[Taxonomy, ...]:
        taxonomies = {each.name: each for each in DEFAULT_TAXONOMIES}
        for name, table in given.items():
            if not re.fullmatch(TAXONOMY, name) or name in BARRED:
                wanted = "named with small Latin letters, and not as a field or a part of the site"
                wrong = Wrong(wanted, "for example [taxonomies] regions")
                self.wrong("taxonomies", name, name, wrong)
            elif not isinstance(table, dict):
                self.wrong("taxonomies", name, table, Wrong("a table", f"{name} = {{ label = … }}"))
            else:
                taxonomies[name] = Taxonomy(name, **self.table("taxonomies", table, TAXONOMY_KEYS))
        return tuple(taxonomies.values())

    def check_languages(self, document: dict[str, Any], values: dict[str, Any]) -> None:
        """Check that other keys agree with `languages`."""
        languages = values.get("languages", DEFAULT_LANGUAGES)
        titles = document.get("title")
        for lang in titles if isinstance(titles, dict) else ():
            if lang not in languages:
                self.unknown("", lang, dict.fromkeys(languages))
        hint = "the languages are " + ", ".join(f"`{lang}`" for lang in languages)
        lang = dict(values.get("articles", ArticleOptions()).defaults).get("lang", languages[0])
        if lang not in languages:
            self.wrong("articles", "lang", lang, Wrong("a language of this site", hint))
        for section, key, labels in _labels(values):
            for lang, _ in labels:
                if lang and lang not in languages:
                    wrong = Wrong("a table of labels in languages of this site", hint, lang)
                    self.wrong(section, key, {}, wrong)
        self.check_menu(values)
        self.check_own_fields(values)
        self.check_front(values)
        for taxonomy in values.get("taxonomies", ()):
            if taxonomy.name in languages:
                wrong = Wrong("named otherwise than a language of this site", hint)
                self.wrong("taxonomies", taxonomy.name, taxonomy.name, wrong)

    def check_menu(self, values: dict[str, Any]) -> None:
        """Check that the items of the menu exist."""
        given = values.get("menu_items", MenuOptions()).items
        names = [each.name for each in values.get("taxonomies", DEFAULT_TAXONOMIES)]
        for item in given:
            name = item.target.partition("/")[0]
            if item.kind in ("taxonomy", "term", "terms") and name not in names:
                known = ", ".join(f"`{each}`" for each in (*menu.FIXED, *names))
                wrong = Wrong("a list of names of pages and taxonomies", f"there are {known}", name)
                self.wrong("menu", "items", [name], wrong)

    def check_own_fields(self, values: dict[str, Any]) -> None:
        """No own field is a taxonomy."""
        names = {each.name for each in values.get("taxonomies", DEFAULT_TAXONOMIES)}
        for field in values.get("articles", ArticleOptions()).fields:
            if field.name in names:
                wrong = Wrong("a table of names that no taxonomy has", "choose another", field.name)
                self.wrong("articles", "fields", {}, wrong)

    def check_front(self, values: dict[str, Any]) -> None:
        """Check that the sections and terms of front pages exist."""
        blocks = values.get("front", FrontOptions()).blocks
        for wrong in front.faults(blocks, values.get("taxonomies", DEFAULT_TAXONOMIES)):
            self.wrong("front", "blocks", [wrong.part], wrong)

    def check_folders(self, values: dict[str, Any]) -> None:
        """No file is both an article and a page, and no original is one of them."""
        articles = values.get("articles", ArticleOptions())
        pages = values.get("pages", PageOptions()).folder
        originals = values.get("imports", ImportOptions()).originals
        if originals and any(_overlap(originals, each) for each in (*articles.folders, pages)):
            wrong = Wrong(
                "a folder outside of those of articles and pages", 'for example "originals"'
            )
            self.wrong("import", "originals", originals, wrong)
        for number, folder in enumerate(articles.folders if articles.enabled else ()):
            key = "other_folders" if number else "folder"
            others = (other for other in articles.folders if other is not folder)
            if f"{pages}/".startswith(f"{folder}/"):
                wrong = Wrong("a folder without articles", 'for example "pages"')
                self.wrong("pages", "folder", pages, wrong)
            elif f"{folder}/".startswith(f"{pages}/"):
                wrong = Wrong("a folder outside of that of the pages", 'for example "articles"')
                self.wrong("articles", key, folder, wrong)
            elif number and any(_overlap(folder, other) for other in others):
                wrong = Wrong("a folder outside of the other article folders", "leave it out")
                self.wrong("articles", key, folder, wrong)

    def check_authors(self, values: dict[str, Any]) -> None:
        """No file about an author is an article or a page."""
        articles, pages = (
            values.get("articles", ArticleOptions()),
            values.get("pages", PageOptions()),
        )
        if "authors" not in values or not articles.enabled:
            return
        folder = values["authors"].folder
        others = [each for each in (*articles.folders, pages.folder) if each != "."]
        if any(_overlap(folder, each) for each in others):
            wrong = Wrong("a folder without articles and pages", 'for example "authors"')
            self.wrong("authors", "folder", folder, wrong)

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
            "found": _described(value),
            "wanted": wrong.wanted,
            "hint": wrong.hint,
        }
        place = self.place(section, name)
        if wrong.part is not None:
            kind = "a table" if isinstance(value, dict) else "a list"
            values["found"] = f"{kind} with {_described(wrong.part)} in it"
            place = self.place_within(place, wrong.part)
        self.problems.append(Problem("K0603", place, values))

    def place_within(self, key: Place, part: object) -> Place:
        """The place of a part of a value, from the line of its key on; otherwise the key's."""
        written = json.dumps(part, ensure_ascii=False, default=str)
        forms = [re.escape(form) for form in (written, f"'{part}'")]
        wanted = re.compile(rf"(?<![\w.\"'-])(?:{'|'.join(forms)})(?![\w.\"'-])")
        if not key.line:
            return key
        for number in range(key.line, len(self.lines) + 1):
            line = self.lines[number - 1]
            start = key.column + key.width - 1 if number == key.line else 0
            if number > key.line and re.match(r"\s*(\[[\w.-]+\]|[\w-]+\s*=\s)", line):
                break
            if match := wanted.search(line, start):
                return Place(FILE_NAME, number, match.start() + 1, len(match[0]), line)
        return key

    def place(self, section: str, name: str) -> Place:
        """The place of a key: its first mention, as tomllib reports no places."""
        here, mention = "", re.compile(rf"(?<![\w-])[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
        for number, line in enumerate(self.lines, 1):
            header = re.match(r"\s*\[+\s*([\w.-]+)", line)
            here = header[1].split(".")[0] if header else here
            match = mention.search(line)
            if match and (here == section or (header and not section)):
                return Place(FILE_NAME, number, match.start() + 1, len(name), line)
        return Place(FILE_NAME)


def _labels(values: Mapping[str, Any]) -> Iterator[tuple[str, str, Pairs]]:
    """(section, key, labels) of all keys with labels that need not be there in every language."""
    yield from (("pages", "menu", each) for _, each in values.get("pages", PageOptions()).menu)
    own = values.get("articles", ArticleOptions()).fields
    yield from (("articles", "fields", field.labels) for field in own)
    items = values.get("menu_items", MenuOptions()).items
    yield from (("menu", "items", item.labels) for item in items)
    yield "newsletter", "label", values.get("newsletter", NewsletterOptions()).label
    for taxonomy in values.get("taxonomies", ()):
        yield from (("taxonomies", taxonomy.name, names) for _, names in taxonomy.terms)
    yield "theme", "footer", values.get("theme", ThemeOptions()).footer


def _overlap(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _described(value: Any) -> str:
    """A value as messages show it: `` `0` ``, `a table`, `a list`."""
    if isinstance(value, dict):
        return "a table"
    if not isinstance(value, list | bool):
        return f"`{value}`"
    written = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{written}`" if len(written) < LONGEST_LIST else "a list"


LONGEST_LIST = 60
"""Characters of a list that messages show."""


EXAMPLES = {"title": 'title = "My archive"', "base_url": 'base_url = "https://archive.example/"'}
