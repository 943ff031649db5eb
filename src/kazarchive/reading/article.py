"""Front matter and body → a valid `Article`, or every reason why not."""

import hashlib
from datetime import datetime

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.fields import (
    LICENSE,
    SUMMARY,
    UPDATED,
)
from kazarchive.problems import Problem, ProblemsFound, in_order
from kazarchive.reading import (
    beside,
    frontmatter,
    letters,
    links,
    lint,
    lost,
    markup,
)
from kazarchive.reading.fieldvalues import Moment
from kazarchive.reading.markup import Remember
from kazarchive.reading.metadata import Metadata
from kazarchive.rules import addresses, dates, html, text, urls
from kazarchive.values import (
    OUTSIDE,
    Address,
    Article,
    Entry,
    Image,
    Link,
)


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
        told = tuple(one for one in problems if one.told in ("each", "gathered"))
        return Reading(path, digest, None, problems=told)
    unknown = tuple(reader.without_meaning())
    return Reading(path, digest, article, reader.body, problems, unknown, reader.unfit)


class Reader(Metadata):
    """Reads one article, collecting every problem."""

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

    def check_queried(self, address: Address) -> None:
        """Aliases by whose query no file can be found: only a web server can lead on from them."""
        below = self.site.base_path
        for written, value in self.queried:
            values = {
                "alias": written,
                "request": below + urls.request(written),
                "address": below + addresses.url(address),
            }
            self.problems.append(Problem("K0214", self.place(value), values))

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

    def check_outside(self, image: Image) -> None:
        """Of an image that is no file of this project."""
        if not image.src.startswith(OUTSIDE):
            place = self.source.place(self.image_line())
            self.problems.append(Problem("K0440", place, {"target": image.src}))


def _not_before(published: datetime, updated: Moment) -> datetime:
    """A day without a time is no moment before that of publication, and nothing is changed before
    it is there: `check` tells of it (K0119)."""
    return updated[0] if published == dates.NEVER else max(published, updated[0])
