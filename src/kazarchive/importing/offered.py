"""The fields that `new` offers, as comments to be filled in: those that this site uses.

They are its taxonomies, and what its newest articles have. Known by the configuration and a few
files, without a build, because a new article is often the first thing of the day.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from kazarchive.config.options import Site
from kazarchive.fields import (
    ALIASES,
    DATE,
    DRAFT,
    FIELDS,
    IMAGE,
    LANG,
    PERMALINK,
    SLUG,
    SOURCE,
    SUMMARY,
    TITLE,
    TRANSLATION_KEY,
    UPDATED,
    Choice,
    Field,
    Flag,
    Table,
    Texts,
)
from kazarchive.fields import terms as taxonomy
from kazarchive.problems import ProblemsFound
from kazarchive.reading import files, frontmatter, naming

HEADING = "# Remove the # before a field to use it:"
USUAL = (SUMMARY, IMAGE)
"""Offered by every site."""
SPECIAL = (
    *(TITLE, DATE, UPDATED, LANG, SLUG, PERMALINK),
    *(SOURCE, TRANSLATION_KEY, ALIASES, DRAFT),
)
"""Never offered: written by commands, or for special cases."""
LOOKED_AT = 50
"""The most files that are read in a folder."""


def lines(root: Path, site: Site, given: Set[str]) -> Iterator[str]:
    """The lines of the front matter, without the fields that are given."""
    fields = _offered(root, site)
    left = {name: field for name, field in fields.items() if name not in given}
    if left:
        yield HEADING
    for name, field in left.items():
        yield from _form(name, field)


def _offered(root: Path, site: Site) -> Mapping[str, Field | None]:
    """Each field by its name; None for one of which only the site knows the meaning."""
    used = _used(root, site)
    fields: dict[str, Field | None] = {name: taxonomy(name) for name in site.taxonomy_names}
    for name, field in FIELDS.items():
        if field not in SPECIAL and (field in USUAL or name in used):
            fields.setdefault(name, field)
    own = (name for name, count in used.most_common() if count > 1 and name not in FIELDS)
    return fields | {name: fields.get(name) for name in own}


def _form(name: str, field: Field | None) -> Iterator[str]:
    """A field as a comment, with the form of its value."""
    if isinstance(field, Table):
        yield f"# {name}:"
        yield from (f"#   {part.name}:" for part in field.parts)
    elif isinstance(field, Texts):
        yield f"# {name}: []"
    elif isinstance(field, Choice):
        yield f"# {name}: {' | '.join(field.choices)}"
    elif isinstance(field, Flag):
        yield f"# {name}: true"
    else:
        yield f"# {name}:"


# --- what is used ---------------------------------------------------------------------------------


def _used(root: Path, site: Site) -> Counter[str]:
    """The fields of the newest articles, with their numbers."""
    used = Counter[str]()
    for file in _newest(root / site.articles.folder):
        path = file.relative_to(root).as_posix()
        try:
            front = frontmatter.parse(frontmatter.decode(files.read(file, path), path))
        except ProblemsFound:
            continue
        values = naming.fields(front, site).values
        used.update(name for name, value in values.items() if not value.is_empty)
    return used


def _newest(folder: Path) -> Iterator[Path]:
    """Some articles of each folder on the way to the one whose name is the last, such as that of
    this year."""
    entries = sorted(_entries(folder))
    folders = [path for path in entries if path.is_dir()]
    yield from [path for path in entries if path.suffix in (".md", ".markdown")][-LOOKED_AT:]
    if folders:
        yield from _newest(folders[-1])


def _entries(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []
