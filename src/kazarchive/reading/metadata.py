"""The fields of an article, one by one → title, date, slug, terms and all others."""

import posixpath
import re
from datetime import date, datetime

from msgspec.structs import replace

from kazarchive.fields import (
    ALIASES,
    DATE,
    DRAFT,
    IMAGE,
    LANG,
    PERMALINK,
    SLUG,
    SOURCE,
    TITLE,
    TRANSLATION_KEY,
    TYPE,
    UPDATED,
    Field,
)
from kazarchive.problems import Place, Problem
from kazarchive.reading import (
    aliases,
    layouts,
    segments,
    tables,
    visibility,
)
from kazarchive.reading.fieldvalues import Moment
from kazarchive.reading.placement import Placement
from kazarchive.reading.source import Value
from kazarchive.reading.verdicts import Verdict
from kazarchive.reading.visibility import Finding
from kazarchive.rules import addresses, dates, filenames, permalinks, slugs, text, urls
from kazarchive.values import (
    Address,
    Image,
    Origin,
)

EXAMPLES: dict[Field, str] = {
    TITLE: "`title: Fuel price cap lifted`",
    DATE: "`date: 2022-01-05`; or begin the file's name with it, 2022-01-05-title.md",
}


class Metadata(Placement):
    """Has one method for each field."""

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
        """The end of a help: a field in which another generator has the date, such as `pubDate`."""
        for finding in self.findings if field is DATE else ():
            moment = finding.rule.starts and visibility.moment(finding, self.site.timezone)
            if moment and "." not in finding.name:
                name = finding.name
                return f'; or let `{name}` be it by `rename = {{ "{name}" = "date" }}`'
        return ""

    def moment(self) -> tuple[datetime, bool] | None:
        value = self.fields.get(DATE.name)
        if value is not None and not value.is_empty:
            return self.date(DATE)
        if self.name.date:
            return self.parsed_date(self.name.date, self.name.date, None)
        if self.is_draft():
            return dates.NEVER, False
        address = self.fields.get(PERMALINK.name)
        if address and (day := permalinks.day(address.text or "")):
            return self.parsed_date(day, day, None)
        self.missing(DATE, value)
        return None

    def note_updated(self, updated: Moment | None) -> None:
        """Note the moment of the update, which is reported as long as it is in the future
        (K0133)."""
        if updated:
            place = self.place(self.fields[UPDATED.name])
            moment = {"moment": self.fields[UPDATED.name].text or ""}
            self.problems.append(Problem("K0133", place, moment))

    def check_updated(self, published: Moment, updated: Moment | None) -> None:
        """Report an update before the date; only days are compared if one of the two has no
        time."""
        if updated is None:
            return
        date, before = published[0], updated[0] < published[0]
        if not (published[1] and updated[1]):
            before = updated[0].date() < date.date()
        if before:
            place = self.place(self.fields[UPDATED.name])
            values = {"date": date.isoformat(" ", "minutes") if published[1] else f"{date.date()}"}
            self.problems.append(Problem("K0119", place, values))

    def lang(self) -> str | None:
        if LANG.name not in self.given and self.name.lang:
            return self.name.lang
        lang = self.text(LANG) or self.site.languages[0]
        tag = re.sub(r"^(\w+?)[_-](\w+)$", r"\1-\2", lang).lower() if lang[2:] else lang
        if found := next((each for each in (lang, tag) if each in self.site.languages), None):
            return found
        value = self.fields[LANG.name]
        values = {"lang": lang, "languages": self.languages()}
        self.problems.append(Problem("K0115", self.place(value), values))
        return None

    def slug(self, lang: str | None) -> str:
        value = self.fields.get(SLUG.name)
        written, way = self.text(SLUG), self.site.articles.slugs
        if value is None or written is None:
            self.check_suffix()
            stem, title = self.name.stem, self.fields.get(TITLE.name)
            if way in filenames.FROM_TITLE and title and title.text:
                stem = title.text
            return filenames.WAYS[way](stem, lang or self.site.languages[0])
        decoded = value.text or ""
        if "%" in decoded:  # as WordPress keeps and exports them, invisible characters included
            decoded = text.clean(urls.decoded(decoded))
        if way != "transliterated" and not way.startswith(("Latin", "ASCII")):
            decoded = filenames.WAYS[way](decoded, lang or self.site.languages[0])
        reason = slugs.fault(decoded)
        if reason:
            values = {"slug": _short(decoded), "reason": reason}
            self.problems.append(Problem("K0202", self.place(value), values))
            return "x"  # a valid slug, so that no second fault is reported
        return text.clean(decoded)

    def address(self, lang: str, day: date, slug: str) -> Address:
        """The address of the article: its own `permalink`, or by the pattern of the site."""
        value, written = self.fields.get(PERMALINK.name), self.text(PERMALINK)
        usual = self.own_addresses().article(lang, day, slug, *self.segments(lang))
        if value is None or written is None or self.hides(PERMALINK.name):
            return usual
        full = permalinks.filled(value.text or "", day, slug)
        prefix = "" if full.startswith("/") else f"{self.addresses.prefix(lang)}/"
        address = addresses.alias(prefix + full)
        reason = permalinks.fault(full) or addresses.fault(address)
        if reason:
            values = {"address": _short(full), "reason": reason}
            self.problems.append(Problem("K0216", self.place(value), values))
        return usual if reason else address

    def own_addresses(self) -> addresses.Addresses:
        """The addresses of the folder of the article."""
        options = self.site.articles
        if not options.permalinks:
            return self.addresses
        return replace(self.addresses, permalink=options.pattern(self.name.folder))

    def segments(self, lang: str) -> tuple[str, str]:
        """The folder and the categories of the article, for a pattern that contains them."""
        pattern = self.own_addresses().permalink
        if "{folder}" not in pattern and "{categories}" not in pattern:
            return "", ""
        return (
            segments.folders(self.name, self.path, self.site, lang),
            segments.categories(self.front, self.name, self.site, lang),
        )

    def hides(self, name: str) -> bool:
        """Whether a field says that the article must not be shown."""
        return any(finding.name == name for finding in self.hiding)

    def check_suffix(self) -> None:
        """Report a suffix that is not a language of the site; skipped if `slug` is given."""
        if self.name.suffix:
            values = {"suffix": self.name.suffix, "languages": self.languages()}
            self.problems.append(Problem("K0118", Place(self.path), values))

    def languages(self) -> str:
        return ", ".join(f"`{lang}`" for lang in self.site.languages)

    def address_place(self) -> Place:
        value = self.fields.get(PERMALINK.name) or self.fields.get(SLUG.name)
        return self.place(value) if value else self.first_line()

    def image(self) -> Image | None:
        value = self.fields.get(IMAGE.name)
        if value is None or value.is_empty:
            return None
        if value.text is not None:
            return Image(text.clean(value.text))
        parts = self.parts(IMAGE, value)
        if not parts.get("src"):
            return None
        return Image(parts["src"], parts.get("alt"), parts.get("caption"), parts.get("credit"))

    def image_line(self) -> int:
        value = self.fields[IMAGE.name]
        parts = tables.parts(IMAGE, value.fields).own if value.fields else {}
        return max(1, parts.get("src", value).line)

    def origin(self) -> Origin | None:
        value = self.fields.get(SOURCE.name)
        if value is None or value.is_empty:
            return None
        if value.text is not None:
            written = text.clean(value.text)
            is_url = re.match(r"https?://", written)
            return Origin(url=written) if is_url else Origin(name=written)
        return Origin(**self.parts(SOURCE, value))

    def group(self) -> str:
        key = self.text(TRANSLATION_KEY)
        return f"={key}" if key else posixpath.join(self.name.folder, self.name.dated)

    def aliases(self, own: Address, lang: str) -> tuple[Address, ...]:
        """The former addresses of the article at `own`."""
        found: dict[Address, None] = {}
        for written, value in self.texts(ALIASES):
            if "?" in written:
                self.queried.append((written, value))
                continue
            alias = aliases.address(value.text or written, own, lang, self.site)
            if fault := aliases.fault(value.text or written, alias, self.site):
                self.problems.append(Problem(fault[0], self.place(value), fault[1]))
            else:
                found[alias] = None
        return tuple(found)

    def too_long(self, address: Address, place: Place) -> None:
        values = {"address": addresses.shortened(address)}
        self.problems.append(Problem("K0207", place, values))

    def type(self) -> str:
        """The kind of article; empty for news."""
        word = self.choice(TYPE)
        return word if word and word != "news" else ""

    def layout(self) -> str | None:
        """The template of the site that the article has chosen."""
        value = self.fields.get(layouts.NAME)
        names = () if self.hides(layouts.NAME) else self.site.articles.layouts
        name, fault = layouts.layout(value, names, "article")
        if value and fault:
            self.problems.append(Problem("K0158", self.place(value), fault))
        return name

    def draft(self) -> bool:
        """Whether the article is a draft; one that a field of another generator hides is a draft,
        too."""
        value = self.fields.get(DRAFT.name)
        if value is not None and value.flag is None:
            self.wrong(DRAFT.name, value, "`true` or `false`", "without quotes, `draft: true`")
        reported = {each.name: each.value for each in reversed(self.hiding) if each.is_reported}
        self.problems += [
            Problem("K0125", self.place(value), {"field": name}) for name, value in reported.items()
        ]
        return self.is_draft()

    def is_draft(self) -> bool:
        value = self.fields.get(DRAFT.name)
        return bool(self.hiding) or (value is not None and value.flag is True)

    def not_before(self, own: Moment | None) -> Moment | None:
        """The moment of publication, which a field such as `publishDate` can delay within its day.
        If it names a later day, or cannot be interpreted, the article is refused."""
        for finding in self.findings:
            if finding.verdict is not Verdict.UNCLEAR:
                continue
            other = visibility.moment(finding, self.site.timezone)
            if not other or not finding.rule.starts or (own and other.date() > own[0].date()):
                self.refuse_hiding(finding, other)
            elif own:
                own = max(own, (other, True), key=lambda moment: moment[0])
        return own

    def refuse_hiding(self, finding: Finding, moment: datetime | None) -> None:
        code = "K0126"
        if moment and finding.rule.starts:
            code = "K0127"
        elif moment and finding.rule.ends:
            code = "K0128"
        hint = "give the part another name where it means something else"
        if "." not in finding.name:
            line = f'rename = {{ "{finding.name}" = "about_{finding.name}" }}'
            hint = (
                "where it means something else, call it so in all articles by a line under"
                f" [articles] in kazarchive.toml, `{line}`"
            )
        values = {
            "field": finding.name,
            "found": finding.value.described,
            "hint": f"write {finding.rule.wanted}; {hint}",
        }
        self.problems.append(Problem(code, self.place(finding.value), values))


def _short(written: str) -> str:
    """The beginning of a long text, for a message."""
    return written if len(written) <= 120 else f"{written[:120]}…"
