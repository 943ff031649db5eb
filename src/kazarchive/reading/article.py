"""Front matter and body → a valid `Article`, or every reason why not."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from kazarchive.config import Site
from kazarchive.fields import (
    ALIASES,
    DATE,
    DRAFT,
    FIELDS,
    IMAGE,
    LANG,
    LICENSE,
    SLUG,
    SOURCE,
    SUMMARY,
    TITLE,
    TRANSLATION_KEY,
    UPDATED,
    Date,
    Field,
    Table,
    Text,
    Texts,
    Url,
    terms,
)
from kazarchive.problems import (
    CHECK_ONLY,
    COUNTED,
    Place,
    Problem,
    ProblemsFound,
    in_order,
    suggestion,
)
from kazarchive.reading import beside, frontmatter, links, markup, review
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.markup import Remember
from kazarchive.reading.source import Value
from kazarchive.rules import addresses, dates, filenames, html, slugs, text, urls
from kazarchive.rules.addresses import Addresses
from kazarchive.values import (
    OUTSIDE,
    Address,
    Article,
    Cell,
    Entry,
    Facet,
    Image,
    Link,
    Origin,
    Term,
)

EXAMPLES: dict[Field, str] = {
    TITLE: "`title: Fuel price cap lifted`",
    DATE: "`date: 2022-01-05`; or begin the file's name with it, 2022-01-05-title.md",
}

URL = r"https?://\S+$"


class Reading(Struct, frozen=True):
    """What came of one file: an article with warnings, or errors."""

    path: str
    digest: str
    article: Article | None
    body: str = ""
    """As HTML, safe to show, its links as written."""
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()
    """Fields without a meaning, to be counted over all files."""
    unfit: tuple[Problem, ...] = ()
    """What is wrong with media that the article names, if these are there: each with its `file`."""


def read(raw: bytes, path: str, site: Site, remember: Remember = markup.convert_at_once) -> Reading:
    """Read one article file. `path` is relative to the project's root."""
    digest = hashlib.sha256(raw).hexdigest()
    try:
        source = frontmatter.decode(raw, path)
        reader = Reader(frontmatter.parse(source), site, remember)
        article = reader.article(digest)
    except ProblemsFound as found:
        return Reading(path, digest, None, problems=found.problems)
    problems = in_order(reader.problems)
    if article is None or any(problem.severity == "error" for problem in problems):
        told = tuple(one for one in problems if one.code not in CHECK_ONLY | COUNTED)
        return Reading(path, digest, None, problems=told)
    return Reading(
        path, digest, article, reader.body, problems, tuple(reader.unknown), reader.unfit
    )


class _Name(Struct, frozen=True):
    """What a file's name says: `2022-01-05-lpg.ru.md` → lpg, ru, 2022-01-05."""

    stem: str
    """Without the ending, the language and the date."""
    dated: str
    """With the date, by which translations of each other are found."""
    lang: str | None
    date: str | None
    suffix: str | None = None
    """What stands where a language would, and is none of the site's."""

    @classmethod
    def of(cls, path: str, site: Site) -> "_Name":
        stem, lang, suffix = posixpath.splitext(posixpath.basename(path))[0], None, None
        stem = urls.decoded(stem)
        before, dot, ending = stem.rpartition(".")
        if dot and before and ending in site.languages:
            stem, lang = before, ending
        elif dot and before and re.fullmatch(r"[a-z]{2}(-[A-Za-z]{2,4})?", ending):
            suffix = ending
        if stem == "index":  # a folder that holds an article and its media bears the name
            stem = posixpath.basename(posixpath.dirname(path))
        dated = dates.from_name(stem) if site.articles.dates_from_names else None
        if dated:
            return cls(dated[1], stem, lang, dated[0], suffix)
        return cls(stem, stem, lang, None, suffix)


class Reader:
    """Reads the fields of one article one after the other, collecting every problem."""

    def __init__(
        self, front: FrontMatter, site: Site, remember: Remember = markup.convert_at_once
    ) -> None:
        self.front, self.site, self.source = front, site, front.source
        self.remember = remember
        self.path = front.source.path
        self.problems: list[Problem] = list(front.problems)
        self.unknown: list[str] = []
        self.unfit: tuple[Problem, ...] = ()
        self.queried: list[tuple[str, Value]] = []
        self.body = ""
        """As HTML, once it is rendered."""
        self.addresses = Addresses(site.languages, site.taxonomy_names, site.articles.permalink)
        self.name = _Name.of(self.path, site)
        self.given: frozenset[str]
        """The fields that the article itself has, under their own names."""
        self.fields = self.known_fields()

    def article(self, digest: str) -> Article | None:
        """Every field is looked at, so that all of a file's faults are told at once."""
        lang, title, moment = self.lang(), self.title(), self.moment()
        slug, updated, image = self.slug(lang), self.date(UPDATED), self.image()
        summary, group, aliases = self.text(SUMMARY), self.group(), self.aliases()
        terms = self.terms(lang or self.site.languages[0])
        draft, origin, licence = self.draft(), self.origin(), self.text(LICENSE)
        if lang is None or title is None or moment is None:
            return None
        published, timed = moment
        address = self.addresses.article(lang, published.date(), slug)
        whole = markup.rendered(
            self.front.body,
            self.site.markdown,
            lang,
            self.path,
            self.front.body_line,
            self.remember,
        )
        self.body = whole
        targets = links.Targets(address, self.source, self.front.body_line)
        found = targets.links(whole)
        image_link = targets.link(image.src, True, self.image_line()) if image else None
        found += (image_link,) if image_link else ()
        if image and not image_link:
            self.check_outside(image)
        media = self.media(found, targets)
        entry = Entry(
            path=self.path,
            address=address,
            lang=lang,
            title=title,
            published=published,
            timed=timed,
            updated=updated[0] if updated else None,
            summary=summary or text.summary(whole),
            terms=terms,
            image=image,
            image_address=targets.published(image_link, media) if image_link else None,
            group=group,
            aliases=aliases,
            media=media,
        )
        self.check_address(entry)
        self.check_queried(address)
        self.check_images(whole, image, targets)
        self.check_updated(moment, updated)
        self.problems += review.review(self.front, self.site.markdown, whole)
        return Article(
            entry=entry,
            digest=digest,
            draft=draft,
            source=origin,
            license=licence,
            words=len(self.front.body.split()),
            standfirst=summary is not None,
            extra={name: self.fields[name].data for name in self.unknown},
            links=found,
            anchors=html.ids(whole),
        )

    # --- which fields there are -------------------------------------------------------------

    def known_fields(self) -> Mapping[str, Value]:
        """The fields under their own names, with the defaults; the unknown ones are reported."""
        rename = dict(self.site.articles.rename)
        fields: dict[str, Value] = {}
        for written, value in self.front.fields.items():
            name = rename.get(written, written)
            if name in fields and name in self.site.taxonomy_names:
                fields[name] = _together(fields[name], value)
            elif name not in fields or written == name:  # the own name goes before a renamed one
                fields[name] = value
        self.given = frozenset(fields)
        for name, default in self.site.articles.defaults:
            fields.setdefault(name, _default_value(default))
        known = {*FIELDS, *self.site.taxonomy_names}
        for name, value in fields.items():
            if name not in known:
                self.unknown_field(name, value, known)
        return fields

    def unknown_field(self, name: str, value: Value, known: set[str]) -> None:
        policy = self.site.articles.unknown_fields
        near = suggestion(name, known)
        if near and policy != "keep":
            values = {"field": name, "suggestion": near}
            self.problems.append(Problem("K0106", self.name_place(name, value), values))
        elif policy == "error":
            values = {"field": name, "known": ", ".join(sorted(known))}
            self.problems.append(Problem("K0108", self.name_place(name, value), values))
        else:
            self.unknown.append(name)

    def name_place(self, name: str, value: Value) -> Place:
        if not value.key_line:
            return self.place(value)
        return self.source.place(value.key_line, value.key_column, len(name))

    def place(self, value: Value) -> Place:
        return self.source.place(value.line, value.column, value.width)

    # --- one kind of value each ----------------------------------------------------------------

    def wrong(self, name: str, value: Value, wanted: str, hint: str) -> None:
        values = {"field": name, "found": value.described, "wanted": wanted, "hint": hint}
        self.problems.append(Problem("K0105", self.place(value), values))

    def value_text(self, name: str, value: Value) -> str | None:
        if value.text is None:
            self.wrong(name, value, "a text", f"write `{name}: …` on one line")
            return None
        if frontmatter.comment_cuts(value, self.front):
            self.problems.append(Problem("K0116", self.place(value), {"field": name}))
        return text.clean(value.text) or None

    def text(self, field: Text) -> str | None:
        value = self.fields.get(field.name)
        return self.value_text(field.name, value) if value else None

    def texts(self, field: Texts) -> list[tuple[str, Value]]:
        """A text or a list of texts."""
        name, value = field.name, self.fields.get(field.name)
        if value is None:
            return []
        if value.fields is not None:
            self.wrong(name, value, "a text or a list of texts", f"write `{name}: [one, two]`")
            return []
        items = (value,) if value.items is None else value.items
        found = [(self.value_text(name, one), one) for one in items]
        return [(one, value) for one, value in found if one]

    def date(self, field: Date) -> tuple[datetime, bool] | None:
        name, value = field.name, self.fields.get(field.name)
        if value is None or value.text == "":
            return None
        if value.text is None:
            self.wrong(name, value, "a date", f"write `{name}: 2024-12-05`")
            return None
        return self.parsed_date(name, value.text, value)

    def parsed_date(
        self, name: str, written: str, value: Value | None
    ) -> tuple[datetime, bool] | None:
        try:
            return dates.parse(written, self.site.timezone)
        except dates.NotADate as error:
            values = {"field": name, "reason": str(error)}
            place = self.place(value) if value else self.first_line()
            self.problems.append(Problem("K0103", place, values))
            return None

    # --- one field each ------------------------------------------------------------------------

    def title(self) -> str | None:
        title, value = self.text(TITLE), self.fields.get(TITLE.name)
        if title is None and (value is None or value.text is not None):
            self.missing(TITLE, value)
        return title

    def missing(self, field: Field, value: Value | None) -> None:
        place = self.place(value) if value else self.first_line()
        values = {"field": field.name, "hint": f"write {EXAMPLES[field]}"}
        self.problems.append(Problem("K0117" if value else "K0104", place, values))

    def moment(self) -> tuple[datetime, bool] | None:
        value = self.fields.get(DATE.name)
        if value is not None and value.text != "":
            return self.date(DATE)
        if self.name.date:
            return self.parsed_date(self.name.date, self.name.date, None)
        if self.is_draft():
            return dates.NEVER, False
        self.missing(DATE, value)
        return None

    def lang(self) -> str | None:
        if LANG.name not in self.given and self.name.lang:
            return self.name.lang
        lang = self.text(LANG) or self.site.languages[0]
        if lang in self.site.languages:
            return lang
        value = self.fields[LANG.name]
        values = {"lang": lang, "languages": self.languages()}
        self.problems.append(Problem("K0115", self.place(value), values))
        return None

    def slug(self, lang: str | None) -> str:
        value = self.fields.get(SLUG.name)
        written = self.text(SLUG)
        if value is None or written is None:
            self.check_suffix()
            made = filenames.WAYS[self.site.articles.slugs]
            return made(self.name.stem, lang or self.site.languages[0])
        decoded = urls.decoded(value.text or "")  # WordPress keeps and exports them encoded
        reason = slugs.fault(decoded)
        if reason:
            values = {"slug": _visible(decoded), "reason": reason}
            self.problems.append(Problem("K0202", self.place(value), values))
            return "x"  # so that nothing below finds a second fault in it
        return urls.decoded(written)

    def check_suffix(self) -> None:
        """Whoever gives the slug knows what the name says."""
        if self.name.suffix:
            values = {"suffix": self.name.suffix, "languages": self.languages()}
            self.problems.append(Problem("K0118", Place(self.path), values))

    def languages(self) -> str:
        return ", ".join(f"`{one}`" for one in self.site.languages)

    def slug_place(self) -> Place:
        value = self.fields.get(SLUG.name)
        return self.place(value) if value else self.first_line()

    def first_line(self) -> Place:
        """Where to tell of what the file's name says, or of what is not there."""
        return self.source.place(1, 1, 3)

    def terms(self, lang: str) -> tuple[Term, ...]:
        found: dict[tuple[str, str], Term] = {}
        for taxonomy in self.site.taxonomies:
            fixed = {slugs.fold(name): slug for name, slug in taxonomy.slugs}
            for name, value in self.texts(terms(taxonomy.name)):
                slug = fixed.get(slugs.fold(name)) or slugs.slug(name, lang)
                term = Term(taxonomy.name, slug, name)
                first = found.setdefault((taxonomy.name, slug), term)
                if slugs.fold(first.name) != slugs.fold(name):
                    self.same_slug(first, term, lang, value)
        return tuple(found.values())

    def same_slug(self, first: Term, second: Term, lang: str, value: Value) -> None:
        facet = Facet(lang, first.taxonomy, first.slug)
        values = {
            "taxonomy": first.taxonomy,
            "first": first.name,
            "second": second.name,
            "address": self.addresses.listing(Cell(facet)),
        }
        self.problems.append(Problem("K0205", self.place(value), values))

    def image(self) -> Image | None:
        value = self.fields.get(IMAGE.name)
        if value is None or value.text == "":
            return None
        if value.text is not None:
            return Image(text.clean(value.text))
        parts = self.parts(IMAGE, value)
        return Image(**parts) if parts.get("src") else None

    def check_outside(self, image: Image) -> None:
        """Of an image that is no file of this project."""
        if not image.src.startswith(OUTSIDE):
            place = self.source.place(self.image_line())
            self.problems.append(Problem("K0440", place, {"target": image.src}))

    def image_line(self) -> int:
        value = self.fields[IMAGE.name]
        return max(1, (value.fields or {}).get("src", value).line)

    def origin(self) -> Origin | None:
        value = self.fields.get(SOURCE.name)
        if value is None or value.text == "":
            return None
        if value.text is not None:
            whole = text.clean(value.text)
            return Origin(url=whole) if re.match(r"https?://", whole) else Origin(name=whole)
        return Origin(**self.parts(SOURCE, value))

    def parts(self, table: Table, value: Value) -> dict[str, str]:
        """The texts of a field that is a table."""
        name, known = table.name, table.part_names
        if value.fields is None:
            self.wrong(name, value, "a table", f"write `{name}:` and below it `  {known[0]}: …`")
            return {}
        parts: dict[str, str] = {}
        for part, inner in value.fields.items():
            if part not in known:
                near = {"field": f"{name}.{part}", "suggestion": suggestion(part, known)}
                self.problems.append(Problem("K0106", self.name_place(part, inner), near))
            elif whole := self.value_text(f"{name}.{part}", inner):
                parts[part] = whole
        for one in table.parts:
            if isinstance(one, Url) and not re.match(URL, parts.get(one.name, "https://x")):
                written, hint = value.fields[one.name], "begin with `https://`"
                self.wrong(f"{name}.{one.name}", written, "a full URL", hint)
        return parts

    def group(self) -> str:
        key = self.text(TRANSLATION_KEY)
        return f"={key}" if key else posixpath.join(posixpath.dirname(self.path), self.name.dated)

    def aliases(self) -> tuple[Address, ...]:
        found: dict[Address, None] = {}
        for written, value in self.texts(ALIASES):
            if "?" in written:
                self.queried.append((written, value))
                continue
            address = addresses.alias(value.text or written)
            reason = addresses.fault(address)
            if reason:
                values = {"alias": _visible(value.text or written), "reason": reason}
                self.problems.append(Problem("K0203", self.place(value), values))
            elif owner := self.addresses.owner(address):
                values = {"address": urls.decoded(written), "what": owner}
                self.problems.append(Problem("K0204", self.place(value), values))
            elif addresses.too_long(address):
                self.too_long(address, self.place(value))
            else:
                found[address] = None
        return tuple(found)

    def check_queried(self, address: Address) -> None:
        """Aliases by whose query no file can be found: only a web server can lead on from them."""
        for written, value in self.queried:
            values = {"alias": written, "address": self.site.base_path + addresses.url(address)}
            self.problems.append(Problem("K0214", self.place(value), values))

    def too_long(self, address: Address, place: Place) -> None:
        values = {"address": addresses.shortened(address)}
        self.problems.append(Problem("K0207", place, values))

    def media(
        self, found: tuple[Link, ...], targets: links.Targets
    ) -> tuple[tuple[Address, str], ...]:
        """The files that are published beside the article if they are there."""
        media = targets.media(found)
        if not media:
            return ()
        lines = {link.target: link.line for link in reversed(found)}
        places = {path: self.source.place(lines[path]) for _, path in media}
        below = addresses.folder(targets.address)
        media, self.unfit = beside.sorted_out(media, below, self.addresses, places)
        return media

    def draft(self) -> bool:
        """Jekyll's `published: false` says so too."""
        value = self.fields.get(DRAFT.name)
        if value is not None and not isinstance(value.data, bool):
            self.wrong(DRAFT.name, value, "`true` or `false`", "without quotes")
        return self.is_draft()

    def is_draft(self) -> bool:
        return self.says(DRAFT.name, True) or self.says("published", False)

    def says(self, name: str, sign: bool) -> bool:
        value = self.fields.get(name)
        return value is not None and value.data is sign

    def check_images(self, whole: str, image: Image | None, targets: links.Targets) -> None:
        lines = {image.src: self.image_line()} if image and not image.alt else {}
        for url in html.images_without_alt(whole):
            lines[url] = lines.get(url) or targets.line_of(url)
        for url, line in lines.items():
            place = self.source.place(line)
            self.problems.append(Problem("K0407", place, {"target": url}))

    def check_updated(
        self, published: tuple[datetime, bool], updated: tuple[datetime, bool] | None
    ) -> None:
        """Days are compared where one of the two has no time."""
        if updated is None or published[0] == dates.NEVER:
            return
        date, before = published[0], updated[0] < published[0]
        if not (published[1] and updated[1]):
            before = updated[0].date() < date.date()
        if before:
            values = {"date": date.isoformat(" ", "minutes") if published[1] else f"{date.date()}"}
            place = self.place(self.fields[UPDATED.name])
            self.problems.append(Problem("K0119", place, values))

    def check_address(self, entry: Entry) -> None:
        # A server shows `/2022/01/index.html` at `/2022/01/`: they are one file.
        if owner := self.addresses.owner(entry.address.removesuffix("index.html")):
            values = {"address": entry.address, "what": owner}
            self.problems.append(Problem("K0204", self.slug_place(), values))
        if addresses.too_long(entry.address):
            self.too_long(entry.address, self.slug_place())


def _together(one: Value, other: Value) -> Value:
    """The terms of two fields that are renamed to one taxonomy."""
    values = [*(one.items or (one,)), *(other.items or (other,))]
    return one._replace(text=None, items=tuple(values))


def _default_value(default: str | tuple[str, ...]) -> Value:
    if isinstance(default, str):
        return Value(0, 1, 1, text=default, plain=True)
    return Value(0, 1, 1, items=tuple(_default_value(one) for one in default))


def _visible(written: str) -> str:
    """With control characters made visible, for a message."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in written)
    return shown if len(shown) <= 120 else f"{shown[:120]}…"
