"""The options for what is published: articles, pages, Markdown, taxonomies."""

from gettext import NullTranslations
from typing import Any

from msgspec import Struct

from kazarchive.rules import blocks
from kazarchive.rules.terms import fold
from kazarchive.values import SECTION

Pairs = tuple[tuple[str, str], ...]
"""A hashable table, mostly language → text. The text of the empty language serves all languages."""


Param = Any
"""A value of `[params]`: text, number, boolean, date, a tuple of such, or a `ParamTable`."""


class ParamTable(Struct, frozen=True):
    """A table in `[params]`."""

    pairs: tuple[tuple[str, Any], ...]


class OwnField(Struct, frozen=True):
    """A front matter field of a site."""

    name: str
    type: str
    """`text`, `list`, `date`, `number` or `choice`."""
    choices: tuple[str, ...] = ()
    labels: Pairs = ()
    """How the page of an article names it; empty if it does not show it."""


class ArticleOptions(Struct, frozen=True):
    """[articles]"""

    enabled: bool = True
    """Whether there are articles; otherwise the site has only its pages without a date."""
    folder: str = "articles"
    """The folder of the article files and the media beside them, relative to the project's root."""
    other_folders: tuple[str, ...] = ()
    """Further folders of article files."""
    languages_by: str = "file name"
    """`file name` (its suffix) or `folder`: also the first folder that is named like a language."""
    include: tuple[str, ...] = ("**/*.md", "**/*.markdown")
    """Which of its files are articles; the others are media."""
    exclude: tuple[str, ...] = ()
    """Which of these are not."""
    permalink: str = "/{year}/{month}/{day}/{slug}/"
    """The address of an article, with `{year} {month} {day} {slug} {folder} {categories}`."""
    permalinks: Pairs = ()
    """Other addresses of some articles: (their folder, without that of a language, pattern)."""
    slugs: str = "transliterated"
    """How a file name becomes a slug: `transliterated`, `file name` (Jekyll), `lower-case file
    name` (Hugo), `Latin file name` (Nikola) or `ASCII file name` (Zola). `title` (Hugo with
    `:title`), `Latin title` (Pelican) and `ASCII title` make it from the title."""
    dates_from_names: bool = True
    """Whether `2010-03-13-title.md` has a date and the slug `title`."""
    rename: Pairs = ()
    """Other names of front matter fields: (as written, name of the field)."""
    separators: Pairs = ()
    """Fields whose string is a list: (as written, what separates the texts in it)."""
    unknown_fields: str = "warn"
    """`error`, `warn` (once for each field, with a count) or `keep`."""
    fields: tuple[OwnField, ...] = ()
    """Fields of this site, by name: the type of the value, or a table."""
    layouts: tuple[str, ...] = ()
    """The names of the templates in `templates/layouts/`, which articles and pages can choose."""
    defaults: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """Values for articles without a field."""
    summary_until: str = ""
    """A mark such as `<!--more-->`: the text before it is the summary, unless one is given."""

    @property
    def folders(self) -> tuple[str, ...]:
        return (self.folder, *self.other_folders)

    def pattern(self, folder: str) -> str:
        """That of a folder, which is given without that of a language."""
        fitting = [pair for pair in self.permalinks if f"{folder}/".startswith(f"{pair[0]}/")]
        return max(fitting, key=lambda pair: len(pair[0]), default=("", self.permalink))[1]


class PageOptions(Struct, frozen=True):
    """[pages]"""

    folder: str = "pages"
    """The folder of the pages without a date; `.` is the folder of kazarchive.toml."""
    contents: int = 0
    """A page with at least this many sections has a table of contents; 0 for none."""
    menu: tuple[tuple[str, Pairs], ...] = ()
    """The menu of every page: (file name of a page, label), in this order."""


class AuthorOptions(Struct, frozen=True):
    """[authors]"""

    folder: str = "authors"
    """The folder of the files about authors, with their photographs; it need not exist."""


class MarkdownOptions(Struct, frozen=True):
    """[markdown]"""

    engine: str = "commonmark"
    """`commonmark` or `python-markdown`."""
    extensions: tuple[str, ...] = ()
    """Extensions of Python-Markdown by their names; tables, footnotes and fenced code are always
    enabled."""
    html: str = "sanitize"
    """Raw HTML in articles: `escape` shows it as text, `sanitize` keeps what is harmless,
    `trust` keeps everything."""
    links: str = "plain"
    """Links of another generator that are read besides those of Markdown: `jekyll`
    (`{% post_url %}` and `{% link %}`), `hugo` (`ref`, `relref`), `pelican` (`{filename}`), `zola`
    (`@/`) or `hexo` (`{% post_link %}`, `{% asset_img %}`)."""
    marks: tuple[str, ...] = ()
    """Marks of text besides those of the engine: `mark` (`==…==`), `sub` (`H~2~O`), `sup` (`м^2^`)
    and `abbr` (`*[СНГ]: …`)."""
    quotes: bool = False
    """Whether straight quotation marks become those of the language: «…», “…”."""
    blocks: tuple[str, ...] = tuple(blocks.BUNDLED)
    """The names of blocks: those of the bundled theme, and those of the templates of the site."""


class Taxonomy(Struct, frozen=True):
    """One line of [taxonomies]: a front matter field whose values have listings."""

    name: str
    labels: Pairs = ()
    """The heading, or one for each language."""
    slugs: Pairs = ()
    """Slugs for names whose slugs would be the same: (name, slug)."""
    terms: tuple[tuple[str, Pairs], ...] = ()
    """The terms that articles should have, in the order of menus and of the index: slug, and name
    or one for each language."""

    def label(self, lang: str, translations: NullTranslations) -> str:
        """The heading in a language: one of `labels`, or the name with a capital, translated; that
        of sections in the plural."""
        if self.labels:
            return in_language(self.labels, lang) or self.name.capitalize()
        name = "Sections" if self.name == SECTION else self.name.capitalize()
        return translations.pgettext("taxonomy", name)

    @property
    def slugs_in_order(self) -> tuple[str, ...]:
        """The slugs of `terms`."""
        return tuple(slug for slug, _ in self.terms)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of `terms`, in all languages."""
        return tuple(name for _, labels in self.terms for _, name in labels)

    def term(self, slug: str, lang: str) -> str:
        """The name of one of `terms` in a language."""
        return in_language(dict(self.terms)[slug], lang) or slug

    def slug_of(self, written: str) -> str | None:
        """Which of `terms` an author means, by its slug or its name in any language."""
        wanted = fold(written)
        for slug, labels in self.terms:
            if wanted in (slug, *(fold(name) for _, name in labels)):
                return slug
        return None


DEFAULT_TAXONOMIES = (Taxonomy("tags"), Taxonomy("authors"))


def in_language(pairs: Pairs, lang: str) -> str | None:
    """The text for a language; otherwise the one for all languages, or the English one."""
    table = dict(pairs)
    return table.get(lang) or table.get("") or table.get("en")
