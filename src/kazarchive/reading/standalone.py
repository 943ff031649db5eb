"""A file of [pages] → a standalone page, or every reason why it is not one."""

import hashlib
import posixpath
import re

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.problems import Place, Problem, ProblemsFound, in_order, suggestion
from kazarchive.reading import (
    aliases,
    damage,
    frontmatter,
    layouts,
    letters,
    link_tags,
    links,
    lint,
    lost,
    markup,
    unshown,
)
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.markup import Remember
from kazarchive.reading.source import Value
from kazarchive.rules import reserved, text, urls
from kazarchive.values import Address, Link, Undated

FIELDS = ("title", "lang", "order", "aliases", "index", "source")

LAST = 1_000_000
"""The order of a page that does not give one: after all others."""


class PageReading(Struct, frozen=True):
    """The result for one file: a page, perhaps with warnings, or errors."""

    page: Undated | None
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    body: str = ""
    """Safe HTML, with links as written."""


def read(
    raw: bytes, path: str, site: Site, remember: Remember = markup.convert_at_once
) -> PageReading:
    """Read one file. `path`: relative to the root of the archive."""
    try:
        source = link_tags.rewritten(frontmatter.decode(raw, path), site)
        front, heading = frontmatter.parse_page(source)
        reader = PageReader(front, heading, site, remember)
        page = reader.page(hashlib.sha256(raw).hexdigest())
    except ProblemsFound as error:
        return PageReading(None, problems=error.problems)
    if page is None:
        return PageReading(None, problems=in_order(reader.problems))
    trusted = site.markdown.html == "trust"
    targets = links.Targets(page.address, front.source, front.body_line, trusted=trusted)
    body = reader.rendered.html
    problems = [*reader.problems, *reader.reviewed(), *unshown.review(body, targets)]
    return PageReading(page, targets.links(body), in_order(problems), body)


class PageReader:
    """Reads the fields of one page, collecting every problem."""

    def __init__(
        self, front: FrontMatter, heading: Value | None, site: Site, remember: Remember
    ) -> None:
        self.front, self.heading, self.site, self.remember = front, heading, site, remember
        self.path = front.source.path
        self.problems: list[Problem] = list(front.problems)
        self.rendered = markup.Rendering("")
        """The body, once it is rendered."""
        self.at = site.addresses

    def page(self, digest: str) -> Undated | None:
        stem, lang = self.name()
        title, order, indexed = self.title(lang), self.order(), self.indexed()
        chosen = (layouts.NAME,) if self.site.articles.layouts else ()
        self.check_fields((*FIELDS, *chosen), "K0131")
        layout = self.layout()
        if lang is None or title is None:
            return None
        address, own = self.at.page_named(lang, stem), (self.at.home(lang), self.at.about(lang))
        if address not in own and (owner := reserved.owner(address, self.at)):
            values = {"address": address, "what": owner}
            self.problems.append(Problem("K0204", Place(self.path), values))
        former = self.aliases(address, lang)
        if self.has_errors:
            return None
        self.render(lang)
        if self.has_errors:
            return None
        summary = text.summary(self.rendered.html)
        return Undated(
            self.path, address, lang, title, order, stem, summary, digest, former, layout, indexed
        )

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def render(self, lang: str) -> None:
        source, line = self.front.body, self.front.body_line
        options = self.site.markdown
        self.rendered = markup.rendering(source, options, lang, self.path, line, self.remember)
        self.problems += self.rendered.problems

    def reviewed(self) -> list[Problem]:
        """What is wrong with the text, although it can be published."""
        front, options = self.front, self.site.markdown
        return [
            *lint.review(front, options, self.rendered.html),
            *lost.review(front, options, self.rendered),
            *letters.review(front, options, self.rendered.html),
            *damage.review(front.source),
        ]

    def name(self) -> tuple[str, str | None]:
        """The file name without its language, and the language: the field `lang` has precedence
        over the suffix of `about.ru.md`."""
        stem = urls.decoded(posixpath.splitext(posixpath.basename(self.path))[0])
        before, dot, suffix = stem.rpartition(".")
        suffixed = bool(dot and before and re.fullmatch(r"[a-z]{2}(-[A-Za-z]{2,4})?", suffix))
        stem, lang = (before, suffix) if suffixed else (stem, self.site.languages[0])
        value = self.front.fields.get("lang")
        place = self.place(value) if value else Place(self.path)
        lang = (value.text if value else None) or lang
        if lang in self.site.languages:
            return stem, lang
        languages = ", ".join(f"`{code}`" for code in self.site.languages)
        self.problems.append(Problem("K0115", place, {"lang": lang, "languages": languages}))
        return stem, None

    def title(self, lang: str | None) -> str | None:
        value = self.front.fields.get("title", self.heading)
        hint = "write `title: About`, or begin the text with `# About`"
        if value is None:
            values = {"field": "title", "hint": hint}
            self.problems.append(Problem("K0104", self.front.source.place(1, 1, 3), values))
            return None
        title = text.clean_prose(value.text or "")
        if value is self.heading:
            options = self.site.markdown
            title = text.plain(markup.rendering(title, options, lang or "en", self.path).html)
        if value.text is None:
            self.wrong("title", value, "a string", hint)
        elif not title:
            values = {"field": "title", "hint": hint}
            self.problems.append(Problem("K0117", self.place(value), values))
        return title or None

    def layout(self) -> str | None:
        value = self.front.fields.get(layouts.NAME)
        name, fault = layouts.layout(value, self.site.articles.layouts, "page")
        if value and fault:
            self.problems.append(Problem("K0158", self.place(value), fault))
        return name

    def order(self) -> int:
        value = self.front.fields.get("order")
        if value is None:
            return LAST
        if not isinstance(value.data, int) or not 0 <= value.data < LAST:
            self.wrong("order", value, "a whole number", "for example `order: 1`")
            return LAST
        return value.data

    def aliases(self, own: Address, lang: str) -> tuple[Address, ...]:
        """The former addresses of the page at `own`."""
        given, found = self.front.fields.get("aliases"), dict[Address, None]()
        if given is None or given.is_empty:
            return ()
        if given.fields or any(one.text is None for one in given.items or [given]):
            self.wrong(
                "aliases", given, "a string or a list of strings", "write `aliases: [/old/]`"
            )
            return ()
        for value in given.items or [given]:
            written = text.clean(value.text or "")
            alias = aliases.address(written, own, lang, self.site)
            fault = aliases.only_by_server(written, own, self.site)
            if fault := fault or aliases.fault(written, alias, self.site):
                self.problems.append(Problem(fault[0], self.place(value), fault[1]))
            elif alias != own:
                found[alias] = None
        return tuple(found)

    def indexed(self) -> bool:
        value = self.front.fields.get("index")
        if value is None or isinstance(value.data, bool):
            return value is None or value.data is True
        self.wrong("index", value, "`true` or `false`", "without quotes, `index: false`")
        return True

    def check_fields(self, known: tuple[str, ...], code: str) -> None:
        """Report fields that are not known. `code`: that of the problem."""
        for field, value in self.front.fields.items():
            if field not in known:
                place = self.front.source.place(value.key_line, value.key_column, len(field))
                near = suggestion(field, known)
                values = {"field": field, "suggestion": near, "known": ", ".join(known)}
                self.problems.append(Problem(code, place, values))

    def wrong(self, field: str, value: Value, wanted: str, hint: str) -> None:
        values = {"field": field, "found": value.described, "wanted": wanted, "hint": hint}
        self.problems.append(Problem("K0105", self.place(value), values))

    def place(self, value: Value) -> Place:
        return self.front.source.place(value.line, value.column, value.width)
