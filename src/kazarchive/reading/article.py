"""Front matter and body → a valid `Article`, or every reason why not."""

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from kazarchive.config.options import Site
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
    Terms,
    Text,
    Texts,
    Url,
    terms,
)
from kazarchive.problems import (
    CHECK_ONLY,
    COUNTED,
    LATER,
    Place,
    Problem,
    ProblemsFound,
    in_order,
    suggestion,
)
from kazarchive.reading import (
    beside,
    frontmatter,
    letters,
    links,
    lint,
    lost,
    markup,
    naming,
    quotes,
    second,
    tables,
    visibility,
)
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.markup import Remember
from kazarchive.reading.source import Value
from kazarchive.reading.visibility import Finding, Verdict
from kazarchive.rules import addresses, dateforms, dates, filenames, html, slugs, text, urls
from kazarchive.rules import terms as names
from kazarchive.rules.addresses import Addresses
from kazarchive.values import (
    BYLINE,
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

RENAME = "rename it here, or for all articles with `rename` under [articles] in kazarchive.toml"

Moment = tuple[datetime, bool]
"""And whether a time of day was written."""

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
        told = tuple(one for one in problems if one.code not in CHECK_ONLY | COUNTED | LATER)
        return Reading(path, digest, None, problems=told)
    unknown = tuple(reader.without_meaning())
    return Reading(path, digest, article, reader.body, problems, unknown, reader.unfit)


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
        named = naming.fields(front, site)
        self.fields = quotes.left_out(named.values, site.taxonomy_names)
        self.given = named.given
        self.problems: list[Problem] = [*map(self.judged, front.problems), *named.problems]
        self.problems += second.review(front, site)
        self.unknown = self.unknown_fields()
        """Fields and parts of fields without a meaning."""
        self.extra: dict[str, object] = {name: self.fields[name].data for name in self.unknown}
        self.findings = visibility.findings(named, self.unknown)
        self.hiding = [one for one in self.findings if one.verdict is Verdict.HIDDEN]
        self.unfit: tuple[Problem, ...] = ()
        self.queried: list[tuple[str, Value]] = []
        self.body = ""
        """As HTML, once it is rendered."""
        self.addresses = Addresses(site.languages, site.taxonomy_names, site.articles.permalink)
        self.name = _Name.of(self.path, site)

    def article(self, digest: str) -> Article | None:
        """Every field is looked at, so that all of a file's faults are told at once."""
        lang, title, moment = self.lang(), self.title(), self.moment()
        slug, updated, image = self.slug(lang), self.date(UPDATED), self.image()
        summary, group, aliases = self.text(SUMMARY), self.group(), self.aliases()
        terms = self.terms(lang or self.site.languages[0])
        draft, origin, licence = self.draft(), self.origin(), self.text(LICENSE)
        moment = moment if draft else self.not_before(moment)
        if lang is None or title is None or moment is None:
            return None
        published, timed = moment
        address = self.addresses.article(lang, published.date(), slug)
        made = markup.rendering(
            self.front.body,
            self.site.markdown,
            lang,
            self.path,
            self.front.body_line,
            self.remember,
        )
        self.body = whole = made.html
        targets = links.Targets(
            address,
            self.source,
            self.front.body_line,
            converted=self.site.images.enabled,
            trusted=self.site.markdown.html == "trust",
        )
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
            updated=_not_before(published, updated) if updated else None,
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
        self.problems += lint.review(self.front, self.site.markdown, whole)
        self.problems += lost.review(self.front, self.site.markdown, made)
        self.problems += letters.review(self.front, self.site.markdown, whole)
        return Article(
            entry=entry,
            digest=digest,
            draft=draft,
            source=origin,
            license=licence,
            words=len(self.front.body.split()),
            standfirst=summary is not None,
            extra=self.extra,
            links=found,
            anchors=html.ids(whole),
        )

    # --- which fields there are -------------------------------------------------------------

    def unknown_fields(self) -> list[str]:
        """Those without a meaning here that are allowed; others are reported."""
        if self.fields.keys() <= FIELDS.keys():
            return []
        known = {*FIELDS, *self.site.taxonomy_names}
        others = [name for name in self.fields if name not in known]
        return [name for name in others if self.is_allowed(name, self.fields[name], known)]

    def is_allowed(self, name: str, value: Value, known: set[str]) -> bool:
        policy = self.site.articles.unknown_fields
        near = suggestion(name, known) if policy != "keep" else ""
        if near:
            values = {"field": name, "suggestion": near, "hint": RENAME}
            self.problems.append(Problem("K0106", self.name_place(name, value), values))
        elif policy == "error":
            values = {"field": name, "known": ", ".join(sorted(known))}
            self.problems.append(Problem("K0108", self.name_place(name, value), values))
        return not near and policy != "error"

    def keep_parts(self, name: str, whole: object, others: Mapping[str, Value]) -> None:
        """Parts without a meaning: templates find them under `extra`."""
        kept = [part for part, value in others.items() if self.is_part_allowed(name, part, value)]
        self.unknown += [f"{name}.{part}" for part in kept]
        if kept:
            self.extra[name] = whole

    def is_part_allowed(self, name: str, part: str, value: Value) -> bool:
        field = FIELDS.get(name)
        known = field.part_names if isinstance(field, Table) else tables.NAMES[:1]
        policy = self.site.articles.unknown_fields
        near = suggestion(part, known) if policy != "keep" else ""
        if near or policy == "error":
            values = {"field": name, "part": part, "suggestion": near, "known": ", ".join(known)}
            self.problems.append(Problem("K0130", self.name_place(part, value), values))
        return not near and policy != "error"

    def without_meaning(self) -> dict[str, None]:
        """The unknown fields, but for those that hide the article, which is told already."""
        hiding = {one.name.partition(".")[0] for one in self.hiding}
        return dict.fromkeys(one for one in self.unknown if one not in {*hiding, "published"})

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
        if value.is_empty:
            return None
        if value.text is None:
            self.wrong(name, value, "a text", f"write `{name}: …` on one line")
            return None
        if frontmatter.comment_cuts(value, self.front):
            self.problems.append(Problem("K0116", self.place(value), {"field": name}))
        return text.clean_prose(value.text) or None

    def text(self, field: Text) -> str | None:
        value = self.fields.get(field.name)
        return self.value_text(field.name, value) if value else None

    def texts(self, field: Texts) -> list[tuple[str, Value]]:
        """A text or a list of texts."""
        name, value = field.name, self.fields.get(field.name)
        if value is None:
            return []
        if isinstance(field, Terms):
            items = self.named_terms(name, value)
        elif value.fields:
            self.wrong(name, value, "a text or a list of texts", f"write `{name}: [one, two]`")
            return []
        else:
            items = [value] if value.items is None else [*value.items]
        self.check_commented(name, value.items or ())
        found = [(self.value_text(name, one), one) for one in items]
        return [(text.clean(one), value) for one, value in found if one]

    def check_commented(self, name: str, items: Iterable[Value]) -> None:
        """Items of a list that are but a comment to YAML, such as `- #oil`."""
        for one in items if self.front.comments else ():
            if one.text == "" and frontmatter.comment_follows(one, self.front):
                place = self.source.place(one.line, one.column, 1_000)
                self.problems.append(Problem("K0116", place, {"field": name}))

    def named_terms(self, name: str, value: Value) -> list[Value]:
        found: list[Value] = []
        if value.text is not None:
            commas = len(re.findall(r"(?<!\d),|,(?!\d)", value.text))  # none of `1,000`
            listed = re.search(r";\s|\n\s*\S", value.text) is not None
            if value.line and (listed or commas > (name == BYLINE)):  # `Satpayev, Kanysh`
                self.problems.append(Problem("K0134", self.place(value), {"field": name}))
            return [value]
        for whole, named in tables.named(value):
            if named is None:
                hint = f"write `{name}: [one, two]`, or give the table a text `name`"
                self.wrong(name, whole, "a text or a list of texts", hint)
                continue
            found.append(named)
            if whole.fields:
                others = {part: one for part, one in whole.fields.items() if one is not named}
                self.keep_parts(name, value.data, others)
        return found

    def date(self, field: Date) -> tuple[datetime, bool] | None:
        name, value = field.name, self.fields.get(field.name)
        if value is None or value.is_empty:
            return None
        if value.text is None:
            self.wrong(name, value, "a date", f"write `{name}: 2024-12-05`")
            return None
        return self.parsed_date(name, value.text, value)

    def parsed_date(
        self, name: str, written: str, value: Value | None
    ) -> tuple[datetime, bool] | None:
        try:
            moment = dates.parse(written, self.site.timezone)
        except dates.NotADate as error:
            hint = dateforms.hint(written, self.site.timezone)
            values = {"field": name, "reason": str(error), "hint": hint}
            place = self.place(value) if value else self.first_line()
            day = self.day_of_name() if name == DATE.name and value else None
            if day and dateforms.is_of_day(written, day.date(), self.site.timezone):
                values["day"] = f"{day.date()}"
                self.problems.append(Problem("K0137", place, values))
                return day, False
            self.problems.append(Problem("K0103", place, values))
            return None
        if value and (offset := dates.odd_offset(written)):
            told = {"field": name, "offset": offset, "moment": moment[0].isoformat(" ", "minutes")}
            self.problems.append(Problem("K0132", self.place(value), told))
        return moment

    def day_of_name(self) -> datetime | None:
        """The last second of the day in the file's name: an article whose `date` names that day at
        a time that cannot be read is never published before its time."""
        try:
            day, _ = dates.parse(self.name.date or "", self.site.timezone)
        except dates.NotADate:
            return None
        return day.replace(hour=23, minute=59, second=59)

    # --- one field each ------------------------------------------------------------------------

    def title(self) -> str | None:
        title, value = self.text(TITLE), self.fields.get(TITLE.name)
        if title is None and (value is None or value.text is not None or value.is_empty):
            self.missing(TITLE, value)
        return title

    def missing(self, field: Field, value: Value | None) -> None:
        place = self.place(value) if value else self.first_line()
        values = {"field": field.name, "hint": f"write {EXAMPLES[field]}{self.other_name(field)}"}
        self.problems.append(Problem("K0117" if value else "K0104", place, values))

    def other_name(self, field: Field) -> str:
        """Of a help: the field by which another generator tells the date, as Astro's `pubDate`."""
        for one in self.findings if field is DATE else ():
            known = one.sign.starts and visibility.moment(one, self.site.timezone)
            if known and "." not in one.name:
                return f'; or let `{one.name}` be it by `rename = {{ "{one.name}" = "date" }}`'
        return ""

    def moment(self) -> tuple[datetime, bool] | None:
        value = self.fields.get(DATE.name)
        if value is not None and not value.is_empty:
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
        decoded = value.text or ""
        if "%" in decoded:  # as WordPress keeps and exports them, invisible characters included
            decoded = text.clean(urls.decoded(decoded))
        reason = slugs.fault(decoded)
        if reason:
            values = {"slug": _short(decoded), "reason": reason}
            self.problems.append(Problem("K0202", self.place(value), values))
            return "x"  # so that nothing below finds a second fault in it
        return text.clean(decoded)

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
        too_many: Value | None = None
        for taxonomy in self.site.taxonomies:
            fixed = {names.fold(name): slug for name, slug in taxonomy.slugs}
            for name, value in self.texts(terms(taxonomy.name)):
                slug = fixed.get(names.fold(name)) if fixed else None
                term = Term(taxonomy.name, slug or names.slug(name, lang), name)
                first = found.setdefault((term.taxonomy, term.slug), term)
                if first.name != name:
                    self.one_slug(first, term, lang, value)
                elif first is term and len(found) == names.MOST + 1:
                    too_many = value
        if too_many:
            limits = {"count": f"{len(found):,}", "most": f"{names.MOST}"}
            self.problems.append(Problem("K0211", self.place(too_many), limits))
        return tuple(found.values())

    def one_slug(self, first: Term, second: Term, lang: str, value: Value) -> None:
        """Another term with the address of one before it, or the same written otherwise."""
        values = {"taxonomy": first.taxonomy, "first": first.name, "second": second.name}
        code = "K0206"
        if names.differ(first.name, second.name):
            facet = Facet(lang, first.taxonomy, first.slug)
            code, values["address"] = "K0205", self.addresses.listing(Cell(facet))
        self.problems.append(Problem(code, self.place(value), values))

    def image(self) -> Image | None:
        value = self.fields.get(IMAGE.name)
        if value is None or value.is_empty:
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
        known = tables.parts(IMAGE, value.fields).known if value.fields else {}
        return max(1, known.get("src", value).line)

    def origin(self) -> Origin | None:
        value = self.fields.get(SOURCE.name)
        if value is None or value.is_empty:
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
        found = tables.parts(table, value.fields)
        for part, meant in found.misspelt.items():
            self.problems.append(self.misspelt(name, part, meant, found.others[part]))
        others = {one: found.others[one] for one in found.others if one not in found.misspelt}
        self.keep_parts(name, {part: one.data for part, one in others.items()}, others)
        texts = {part: self.value_text(f"{name}.{part}", one) for part, one in found.known.items()}
        parts = {part: whole for part, whole in texts.items() if whole}
        for one in table.parts:
            if isinstance(one, Url) and not re.match(URL, parts.get(one.name, "https://x")):
                written, hint = found.known[one.name], "begin with `https://`"
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
                values = {"alias": _short(value.text or written), "reason": reason}
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

    def misspelt(self, name: str, part: str, meant: str, value: Value) -> Problem:
        values = {
            "field": f"{name}.{part}",
            "suggestion": f"; did you mean `{meant}`?",
            "hint": naming.plain(meant),
        }
        return Problem("K0106", self.name_place(part, value), values)

    def draft(self) -> bool:
        """What other generators hide is one too."""
        value = self.fields.get(DRAFT.name)
        if value is not None and not isinstance(value.data, bool):
            self.wrong(DRAFT.name, value, "`true` or `false`", "without quotes, `draft: true`")
        told = {one.name: one.value for one in reversed(self.hiding) if one.is_told}
        self.problems += [
            Problem("K0125", self.place(value), {"field": name}) for name, value in told.items()
        ]
        return self.is_draft()

    def is_draft(self) -> bool:
        value = self.fields.get(DRAFT.name)
        return bool(self.hiding) or (value is not None and value.data is True)

    def not_before(self, own: Moment | None) -> Moment | None:
        """The moment of publication, which a field such as `publishDate` puts off within its day;
        on another day, or where such a field is not understood, the article is refused."""
        for one in self.findings:
            if one.verdict is not Verdict.UNCLEAR:
                continue
            other = visibility.moment(one, self.site.timezone)
            if not other or not one.sign.starts or (own and other.date() > own[0].date()):
                self.refuse_hiding(one, other)
            elif own:
                own = max(own, (other, True), key=lambda moment: moment[0])
        return own

    def refuse_hiding(self, one: Finding, moment: datetime | None) -> None:
        code = "K0126"
        if moment and one.sign.starts:
            code = "K0127"
        elif moment and one.sign.ends:
            code = "K0128"
        hint = "give the part another name where it means something else"
        if "." not in one.name:
            line = f'rename = {{ "{one.name}" = "about_{one.name}" }}'
            hint = (
                "where it means something else, call it so in all articles by a line under"
                f" [articles] in kazarchive.toml, `{line}`"
            )
        values = {
            "field": one.name,
            "found": one.value.described,
            "hint": f"write {one.sign.wanted}; {hint}",
        }
        self.problems.append(Problem(code, self.place(one.value), values))

    def judged(self, problem: Problem) -> Problem:
        """A second field of one name is a warning where the first is only kept."""
        if problem.code != "K0109" or self.site.articles.unknown_fields != "keep":
            return problem
        name, within = problem.values["field"], problem.values["within"]
        if naming.is_known(within, self.site) or visibility.sign_of(name):
            return problem
        return Problem("K0129", problem.place, problem.values)

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
        place = self.place(self.fields[UPDATED.name])
        told = {"moment": self.fields[UPDATED.name].text or ""}
        self.problems.append(Problem("K0133", place, told))
        date, before = published[0], updated[0] < published[0]
        if not (published[1] and updated[1]):
            before = updated[0].date() < date.date()
        if before:
            values = {"date": date.isoformat(" ", "minutes") if published[1] else f"{date.date()}"}
            self.problems.append(Problem("K0119", place, values))

    def check_address(self, entry: Entry) -> None:
        # A server shows `/2022/01/index.html` at `/2022/01/`: they are one file.
        if owner := self.addresses.owner(entry.address.removesuffix("index.html")):
            values = {"address": entry.address, "what": owner}
            self.problems.append(Problem("K0204", self.slug_place(), values))
        if addresses.too_long(entry.address):
            self.too_long(entry.address, self.slug_place())


def _not_before(published: datetime, updated: Moment) -> datetime:
    """A day without a time is no moment before that of publication, and nothing is changed before
    it is there: `check` tells of it (K0119)."""
    return updated[0] if published == dates.NEVER else max(published, updated[0])


def _short(written: str) -> str:
    """Of a long text the beginning, for a message."""
    return written if len(written) <= 120 else f"{written[:120]}…"
