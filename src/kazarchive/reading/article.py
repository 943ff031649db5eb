"""An article file → a valid `Article`, or every reason why it is not one."""

import hashlib
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.fields import KICKER, LICENSE, SUBTITLE, SUMMARY, UPDATED, OwnFields
from kazarchive.problems import Problem, ProblemsFound, in_order
from kazarchive.reading import (
    aliases,
    beside,
    damage,
    frontmatter,
    letters,
    link_tags,
    lint,
    live,
    lost,
    markup,
    series,
    teaser,
    unshown,
)
from kazarchive.reading.fieldvalues import Moment
from kazarchive.reading.files import Beside
from kazarchive.reading.links import Targets
from kazarchive.reading.markup import Remember
from kazarchive.reading.metadata import Metadata
from kazarchive.reading.own_fields import own_fields
from kazarchive.reading.placement import Placed
from kazarchive.rules import (
    addresses,
    captions,
    dates,
    headlines,
    html,
    image_names,
    quotation,
    reserved,
    text,
)
from kazarchive.values import (
    OUTSIDE,
    Address,
    Article,
    Entry,
    Image,
    Link,
    Origin,
    SeriesPart,
    Term,
)


class ArticleReading(Struct, frozen=True):
    """The result for one file: an article, perhaps with warnings, or errors."""

    path: str
    digest: str
    """SHA-256 of the file."""
    article: Article | None
    body: str = ""
    """Safe HTML, with links as written."""
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Problem, ...] = ()
    """A warning for each field without a meaning; they are counted over all files."""
    unfit: tuple[Problem, ...] = ()
    """What is wrong with media that the article names, if they exist: each with its `file`."""


class GivenFields(Struct, frozen=True):
    """The fields of an article that has all required ones."""

    lang: str
    title: str
    moment: Moment
    slug: str
    updated: Moment | None
    image: Image | None
    summary: str | None
    group: str
    terms: tuple[Term, ...]
    draft: bool
    origin: Origin | None
    license: str | None
    kicker: str | None
    subtitle: str | None
    type: str
    series: SeriesPart | None
    fields: OwnFields
    layout: str | None
    placed: Placed


def read(
    raw: bytes,
    path: str,
    site: Site,
    remember: Remember = markup.convert_at_once,
    beside: Beside | None = None,
) -> ArticleReading:
    """Read an article file. `path`: relative to the root of the archive. `beside`: reads the files
    from which its charts are drawn."""
    digest = hashlib.sha256(raw).hexdigest()
    try:
        source = link_tags.rewritten(frontmatter.decode(raw, path), site)
        reader = Reader(frontmatter.parse(source), site, remember)
        reader.beside = beside
        article = reader.article(digest)
    except ProblemsFound as error:
        return ArticleReading(path, digest, None, problems=error.problems)
    problems = in_order(reader.problems)
    if article is None or any(problem.severity == "error" for problem in problems):
        important = tuple(each for each in problems if each.told in ("each", "gathered"))
        return ArticleReading(path, digest, None, problems=important)
    unknown = reader.warnings_of_unknown()
    return ArticleReading(path, digest, article, reader.body, problems, unknown, reader.unfit)


class Reader(Metadata):
    """Reads one article, collecting every problem."""

    beside: Beside | None = None

    def article(self, digest: str) -> Article | None:
        """None if a required field is missing or invalid. Raises ProblemsFound for a body that
        cannot be converted."""
        given = self.given_fields()
        if given is None:
            return None
        address = self.address(given.lang, given.moment[0].date(), given.slug)
        line = self.front.body_line
        options = self.site.markdown
        rendered = markup.rendering(
            self.front.body, options, given.lang, self.path, line, self.remember, self.beside
        )
        self.body = rendered.html
        self.problems += rendered.problems
        targets = Targets(
            address,
            self.source,
            line,
            converted=self.site.images.enabled,
            trusted=options.html == "trust",
            languages=self.site.languages,
        )
        links, image_link = self.all_links(given.image, targets)
        if given.image is None:
            image_link, shown = self.first_image(links)
            given = replace(given, image=shown)
        report = live.read(self, self.body, given.moment[0], _updated(given))
        self.problems += report.problems
        entry = self.entry(given, targets, links, image_link, report)
        self.check_entry(entry, given, targets)
        self.problems += lint.review(self.front, options, rendered.html)
        self.problems += lost.review(self.front, options, rendered)
        self.problems += letters.review(self.front, options, rendered.html)
        self.problems += damage.review(self.source)
        return Article(
            entry=entry,
            digest=digest,
            draft=given.draft,
            source=given.origin,
            license=given.license,
            words=len(self.front.body.split()),
            standfirst=given.summary is not None,
            subtitle=given.subtitle,
            layout=given.layout,
            extra=self.extra,
            links=links,
            anchors=(*html.ids(rendered.html), *report.anchors),
            live=report.report,
        )

    def given_fields(self) -> GivenFields | None:
        """Every field is read, so that all faults of a file are reported at once."""
        lang, title, moment = self.lang(), self.title(), self.moment()
        slug, updated, image = self.slug(lang), self.date(UPDATED), self.image()
        summary, group = self.text(SUMMARY), self.group()
        terms = self.terms(lang or self.site.languages[0])
        draft, origin, license = self.draft(), self.origin(), self.text(LICENSE)
        kicker, subtitle, type = self.text(KICKER), self.text(SUBTITLE), self.type()
        part_of = series.series(self, lang or self.site.languages[0])
        fields, layout = own_fields(self), self.layout()
        placed = self.placed()
        moment = moment if draft else self.not_before(moment)
        if lang is None or title is None or moment is None:
            self.aliases("/", self.site.languages[0])
            return None
        if self.site.markdown.quotes:
            title = quotation.in_text(title, lang)
            summary, kicker, subtitle = (
                quotation.in_text(each, lang) if each else each
                for each in (summary, kicker, subtitle)
            )
        head = (lang, title, moment, slug, updated, image, summary, group, terms)
        about = (kicker, subtitle, type, part_of, fields, layout, placed)
        return GivenFields(*head, draft, origin, license, *about)

    def all_links(
        self, image: Image | None, targets: Targets
    ) -> tuple[tuple[Link, ...], Link | None]:
        """The links of the body and of the lead image, and the latter by itself."""
        in_body = targets.links(self.body)
        of_image = targets.link(image.src, True, self.image_line()) if image else None
        if image and not of_image:
            self.check_outside(image)
        named = {link.written: link for link in (*in_body, of_image) if link}
        for caption in (image.caption, image.credit) if image else ():
            for written in captions.links(caption or ""):
                if link := targets.link(written, False, self.image_line()):
                    named.setdefault(written, link)
        return tuple(named.values()), of_image

    def first_image(self, links: tuple[Link, ...]) -> tuple[Link | None, Image | None]:
        """The first image of the text that is a file of the archive, for lists and cards."""
        files = {link.written: link for link in links if link.kind in ("media", "static")}
        for image in html.images(self.body):
            link = files.get(image.attributes.get("src", ""))
            if link and image_names.is_photograph(link.target):
                alt = image.attributes.get("alt", "").strip() or None
                return link, Image(link.written, alt, in_text=True)
        return None, None

    def entry(
        self,
        given: GivenFields,
        targets: Targets,
        links: tuple[Link, ...],
        image_link: Link | None,
        report: live.Reading,
    ) -> Entry:
        published, timed = given.moment
        media = self.media(links, targets)
        return Entry(
            path=self.path,
            address=targets.address,
            lang=given.lang,
            title=headlines.plain(given.title),
            published=published,
            timed=timed,
            updated=report.updated(published, _updated(given)),
            summary=given.summary or self.teaser(given.lang) or text.summary(self.body),
            terms=given.terms,
            image=given.image,
            image_address=targets.published(image_link, media) if image_link else None,
            group=given.group,
            aliases=self.aliases(targets.address, given.lang),
            media=media,
            kicker=given.kicker,
            type=given.type,
            title_html=headlines.as_html(given.title),
            series=given.series,
            live=report.state,
            fields=given.fields,
            indexed=given.placed.indexed,
            pinned=given.placed.pinned,
            lead=given.placed.lead,
        )

    def teaser(self, lang: str) -> str:
        """The text before the mark that ends a summary; empty without it."""
        options = self.site.markdown
        part = teaser.before(self.front.body, self.site.articles.summary_until)
        if not part:
            return ""
        rendered = markup.rendering(part, options, lang, self.path, self.front.body_line)
        return text.teaser(rendered.html)

    def check_entry(self, entry: Entry, given: GivenFields, targets: Targets) -> None:
        lead = given.image
        self.check_address(entry)
        self.check_queried(entry.address)
        self.check_images(self.body, lead if lead and not lead.in_text else None, targets)
        if entry.published != dates.NEVER:
            if entry.updated == _updated(given):
                self.note_updated(given.updated)
            self.check_updated(given.moment, given.updated)

    def media(self, links: tuple[Link, ...], targets: Targets) -> tuple[tuple[Address, str], ...]:
        """The files that are published beside the article, if they exist; sets `unfit`."""
        media = targets.media(links)
        if not media:
            return ()
        lines = {link.target: link.line for link in reversed(links)}
        places = {path: self.source.place(lines[path]) for _, path in media}
        below = addresses.folder(targets.address)
        media, self.unfit = beside.publishable(media, below, self.addresses, places)
        return media

    def check_queried(self, address: Address) -> None:
        """Report aliases with a query: they cannot be files, only a web server can redirect
        them."""
        for written, value in self.queried:
            if fault := aliases.only_by_server(written, address, self.site):
                self.problems.append(Problem(fault[0], self.place(value), fault[1]))

    def check_images(self, body: str, image: Image | None, targets: Targets) -> None:
        """Report images without a text alternative."""
        lines = {image.src: self.image_line()} if image and not image.alt else {}
        for url in html.images_without_alt(body):
            lines[url] = lines.get(url) or targets.line_of(url)
        for url, line in lines.items():
            place = self.source.place(line)
            self.problems.append(Problem("K0407", place, {"target": url}))
        self.problems += unshown.review(body, targets)
        if image and unshown.is_unshown(image.src, targets):
            place = self.source.place(self.image_line())
            self.problems.append(Problem("K0435", place, {"target": image.src}))

    def check_address(self, entry: Entry) -> None:
        # A server serves `/2022/01/index.html` at `/2022/01/`: they are one file.
        if owner := reserved.owner(entry.address.removesuffix("index.html"), self.addresses):
            values = {"address": entry.address, "what": owner}
            self.problems.append(Problem("K0204", self.address_place(), values))
        if addresses.too_long(entry.address):
            self.too_long(entry.address, self.address_place())

    def check_outside(self, image: Image) -> None:
        """Report a lead image that is neither a file of the archive nor a full URL."""
        if not image.src.startswith(OUTSIDE):
            place = self.source.place(self.image_line())
            self.problems.append(Problem("K0440", place, {"target": image.src}))


def _updated(given: GivenFields) -> datetime | None:
    """The moment of the update, not before publication: a day without a time may be that of
    publication. `check` reports an earlier one (K0119)."""
    if given.updated is None:
        return None
    published, updated = given.moment[0], given.updated[0]
    return updated if published == dates.NEVER else max(published, updated)
