"""A file of `authors/` → an author with a biography, or every reason why it is not one."""

import hashlib
import re

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.problems import Problem, ProblemsFound, in_order
from kazarchive.reading import (
    beside,
    frontmatter,
    link_tags,
    links,
    markup,
)
from kazarchive.reading.markup import Remember
from kazarchive.reading.standalone import PageReader
from kazarchive.rules import addresses, image_names, terms, text
from kazarchive.values import BYLINE, Address, Cell, Facet, Link, Person

FIELDS = ("name", "names", "photo", "role", "links", "email", "lang")

URL = re.compile(r"https?://(?:www\.)?([^\s/?#]+)\S*")
EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")


class PersonReading(Struct, frozen=True):
    """The result for one file: an author, perhaps with warnings, or errors."""

    person: Person | None
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    body: str = ""
    """The biography as safe HTML, with links as written."""


def read(
    raw: bytes, path: str, site: Site, remember: Remember = markup.convert_at_once
) -> PersonReading:
    """Read one file. `path`: relative to the root of the archive."""
    try:
        source = link_tags.rewritten(frontmatter.decode(raw, path), site)
        reader = _PersonReader(frontmatter.parse(source), None, site, remember)
        person = reader.person(hashlib.sha256(raw).hexdigest())
    except ProblemsFound as error:
        return PersonReading(None, problems=error.problems)
    problems = in_order(reader.problems)
    if person is None:
        return PersonReading(None, problems=problems)
    return PersonReading(person, reader.found, problems, reader.rendered.html)


class _PersonReader(PageReader):
    """Reads the fields of one author, collecting every problem."""

    found: tuple[Link, ...] = ()
    """The links of the biography and the photograph."""

    def person(self, digest: str) -> Person | None:
        """None if there is an error."""
        _, lang = self.name()
        names = [*self.texts("name", True), *self.texts("names")]
        role, email = self.line("role"), self.line("email")
        if email and not EMAIL.fullmatch(email):
            self.wrong("email", self.front.fields["email"], "an address", "`email: a@site.example`")
        profiles = self.profiles()
        self.check_fields(FIELDS, "K0149")
        if lang is None or self.has_errors:
            return None
        slugs = tuple(dict.fromkeys(self.slug(name, lang) for name in names))
        address = self.at.listing(Cell(Facet(lang, BYLINE, slugs[0])))
        self.render(lang)
        photo, media = self.media(address)
        if self.has_errors:
            return None
        self.problems += self.reviewed()
        return Person(
            path=self.path,
            digest=digest,
            lang=lang,
            name=names[0],
            slugs=slugs,
            summary=text.summary(self.rendered.html),
            has_body=bool(self.rendered.html.strip()),
            role=role,
            email=email,
            links=profiles,
            photo=photo,
            media=media,
        )

    def slug(self, name: str, lang: str) -> str:
        """That of the term of this name."""
        fixed = {terms.fold(each): slug for each, slug in self.site.taxonomy(BYLINE).slugs}
        return fixed.get(terms.fold(name)) or terms.slug(name, lang)

    def texts(self, field: str, required: bool = False) -> list[str]:
        """The texts of a field that is a text or, unless it is required, a list."""
        value, hint = self.front.fields.get(field), f"write `{field}: Aigerim Sadyk`"
        if value is None or value.is_empty:
            if required:
                place = self.place(value) if value else self.front.source.place(1, 1, 3)
                code = "K0117" if value else "K0104"
                self.problems.append(Problem(code, place, {"field": field, "hint": hint}))
            return []
        values = [value] if required or value.items is None else [*value.items]
        if any(each.text is None for each in values):
            wanted = "a string" if required else "a string or a list of strings"
            self.wrong(field, value, wanted, hint)
            return []
        return [name for each in values if (name := text.clean(each.text or ""))]

    def line(self, field: str) -> str | None:
        value = self.front.fields.get(field)
        if value is None or value.is_empty:
            return None
        if value.text is None:
            self.wrong(field, value, "a string", f"write `{field}: …` on one line")
            return None
        return text.clean_prose(value.text) or None

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """(label, URL) of pages about the author: a table, or a list of URLs."""
        value = self.front.fields.get("links")
        if value is None or value.is_empty:
            return ()
        if value.fields is None:
            values = [value] if value.items is None else [*value.items]
            labelled = [("", each) for each in values]
        else:
            labelled = [*value.fields.items()]
        found: dict[str, str] = {}
        for label, each in labelled:
            url = (each.text or "").strip()
            if match := URL.fullmatch(url):
                found.setdefault(url, text.clean(label) or match[1])
            else:
                hint = "begin with `https://`, for example `links: {Site: https://a.example/}`"
                self.wrong("links", each, "a full URL", hint)
        return tuple((label, url) for url, label in found.items())

    def media(self, own: Address) -> tuple[Address | None, tuple[tuple[Address, str], ...]]:
        """The address of the photograph, and all files that are published beside the page."""
        front, options = self.front, self.site.markdown
        targets = links.Targets(
            own,
            front.source,
            front.body_line,
            converted=self.site.images.enabled,
            trusted=options.html == "trust",
            languages=self.site.languages,
        )
        self.found = targets.links(self.rendered.html)
        portrait = self.portrait(targets)
        self.found += (portrait,) if portrait else ()
        media, lines = targets.media(self.found), {link.target: link.line for link in self.found}
        places = {path: front.source.place(lines[path]) for _, path in media}
        below = addresses.folder(own)
        media, unfit = beside.publishable(media, below, self.at, places, of_site=True)
        self.problems += unfit
        return (targets.published(portrait, media) if portrait else None), media

    def portrait(self, targets: links.Targets) -> Link | None:
        written, value = self.line("photo"), self.front.fields.get("photo")
        if not written or value is None:
            return None
        link = targets.link(written, True, value.line)
        if link and link.kind == "media" and _is_image(link.target):
            return link
        self.problems.append(Problem("K0150", self.place(value), {"photo": written}))
        return None


def _is_image(name: str) -> bool:
    return image_names.is_photograph(name) or name.lower().endswith(".svg")
