"""The front matter of a text → title, date, terms and the rest, as the reader of articles has them.

The fields that say where a text was are taken out before: what is no address here need not be one.
"""

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from kazarchive.config.options import Site
from kazarchive.fields import DATE, SUMMARY, TITLE, UPDATED
from kazarchive.importing import local_dates
from kazarchive.importing.document import Note, Picture
from kazarchive.importing.formats.generator.parsed import Parsed
from kazarchive.importing.formats.generator.text import Text
from kazarchive.problems import ProblemsFound
from kazarchive.reading import visibility
from kazarchive.reading.article import Reader
from kazarchive.reading.filename import FileName
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import Value
from kazarchive.reading.verdicts import YES, Verdict
from kazarchive.rules import dates, permalinks, text

_ADDRESSES = frozenset(
    "slug permalink url path save_as aliases alias redirect_from redirect_to lang language locale"
    " translation_key image cascade".split()
)
"""Fields that are read by the rules of each generator."""

_PICTURES = (
    "image featured_image featuredimage cover thumbnail banner heroimage hero previewimage"
    " feature_image images index_img og_image".split()
)
_TECHNICAL = frozenset(
    "layout template type weight order menu menus toc comments comment id math katex mathjax"
    " has_math markup slug url permalink path save_as alias aliases redirect_from redirect_to lang"
    " language locale linktitle author_profile nav_order parent sidebar cascade outputs keywords"
    " share related read_time in_search_index generate_feeds sort_by extra params resources".split()
)


def text_of(parsed: Parsed, path: str, site: Site, now: int | None) -> Text:
    """`parsed`: with the fields that the text gets from its folder. Raises ProblemsFound."""
    data = {name.lower(): value for name, value in parsed.fields.items()}
    kept = {name: value for name, value in parsed.fields.items() if name.lower() not in _ADDRESSES}
    front = FrontMatter(parsed.source, kept, parsed.body, parsed.line)
    reader = _Fields(front, site)
    reader.name = FileName.of(path, site)
    title = reader.title_of(parsed)
    when = reader.when(data, now)
    terms = reader.terms_by_taxonomy()
    updated = reader.fields.get(UPDATED.name)
    late = _meaning(updated.text or "", site.timezone) if updated and updated.text else None
    errors = [each for each in reader.problems if each.severity == "error"]
    if errors:
        raise ProblemsFound(errors)
    notes = (*title.notes, *when.notes, *reader.without_place(data))
    return Text(
        path=path,
        kind=parsed.kind,
        body=parsed.body,
        line=parsed.line,
        data={name: value.data for name, value in data.items()},
        title=title.text,
        stem=reader.name.stem,
        folder=_folder(reader.name.folder, path),
        lang=_language(data) or reader.name.lang,
        moment=when.moment,
        date=when.date,
        updated=late.written if late else None,
        authors=terms.pop("authors", ()),
        terms=tuple(terms.items()),
        summary=reader.text(SUMMARY),
        picture=_picture(data),
        draft=when.hidden,
        group=_key(data) or f"{reader.name.folder}/{reader.name.dated}",
        notes=notes,
    )


def _folder(folder: str, path: str) -> str:
    is_index = posixpath.basename(path).startswith("index.")
    return posixpath.dirname(folder) if is_index else folder


class _Title(NamedTuple):
    text: str
    notes: tuple[Note, ...] = ()


class _When(NamedTuple):
    moment: datetime | None
    date: str | None
    hidden: bool
    notes: tuple[Note, ...]


class _Fields(Reader):
    """Reads the fields of one text."""

    def title_of(self, parsed: Parsed) -> _Title:
        value = self.fields.get(TITLE.name)
        if value and value.text:
            return _Title(text.clean_prose(value.text))
        heading = re.match(r"\s*#{1,2}[ \t]+(\S[^\n]*?)[ \t]*#*\n", parsed.body)
        if heading and parsed.kind == "markdown":
            return _Title(heading[1], (Note("guessed", "the title is the first heading"),))
        words = re.sub(r"[-_\s]+", " ", self.name.stem).strip()
        title = words[:1].upper() + words[1:]
        return _Title(title, (Note("guessed", f"the title is the file name: {title}"),))

    def terms_by_taxonomy(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for term in self.terms(self.site.languages[0]):
            found.setdefault(term.taxonomy, []).append(term.name)
        return {taxonomy: tuple(dict.fromkeys(names)) for taxonomy, names in found.items()}

    # --- when it was public ----------------------------------------------------------------------

    def when(self, data: Mapping[str, Value], now: int | None) -> _When:
        """The date, and whether the text was public at `now`."""
        notes = list[Note]()
        found = own = self._date(data, notes)
        value = self.fields.get("draft")
        hidden = self.is_draft() or bool(
            value and value.text and value.text.lower() in YES and not value.plain
        )
        if hidden:
            notes.append(Note("recognised", "it was not public, and is a draft here"))
        for finding in self.findings:
            if finding.verdict is not Verdict.UNCLEAR:
                continue
            other = visibility.moment(finding, self.site.timezone)
            if other is None:
                hidden = True
                what = f"`{finding.name}: {finding.value.described.strip('`')}` may hide it"
                notes.append(Note("guessed", f"{what}, so it is a draft"))
            elif finding.rule.starts:
                if found is None or other > found.moment:
                    found = _Moment(other, other.isoformat())
                    notes.append(Note("changed", f"its date is that of `{finding.name}`"))
            elif now is None or other.timestamp() <= now:
                hidden = True
                notes.append(Note("recognised", f"`{finding.name}` is over, so it is a draft"))
            else:
                notes.append(Note("lost", f"that it ends at {other.isoformat(' ', 'minutes')}"))
        if found is None:
            return _When(None, None, hidden, tuple(notes))
        return _When((own or found).moment, found.written, hidden, tuple(notes))

    def _date(self, data: Mapping[str, Value], notes: list[Note]) -> "_Moment | None":
        """The date of the text, of its file name, or of its address."""
        value = self.fields.get(DATE.name)
        if value and value.text:
            found = _meaning(value.text, self.site.timezone)
            if found is None:
                self.parsed_date(DATE.name, value.text, value)
            elif found.doubt:
                notes.append(Note("guessed", found.doubt))
            return found
        if self.name.date:
            return _meaning(self.name.date, self.site.timezone)
        for name in ("permalink", "path", "url"):
            address = data.get(name)
            if address and (day := permalinks.day(address.text or "")):
                notes.append(Note("guessed", "the date is that of its address"))
                return _meaning(day, self.site.timezone)
        return None

    # --- what has no place ----------------------------------------------------------------------

    def without_place(self, data: Mapping[str, Value]) -> tuple[Note, ...]:
        read = {finding.name.partition(".")[0] for finding in self.findings}
        names = [
            name
            for name in self.without_meaning()
            if name not in read
            and name.lower() not in (_TECHNICAL | {*_PICTURES})
            and not data.get(name.lower(), Value(0, 0, 0, "")).is_empty
        ]
        return (Note("lost", f"fields: {', '.join(names)}"),) if names else ()


class _Moment(NamedTuple):
    moment: datetime
    written: str
    """In a form that an article may have."""
    doubt: str = ""


def _meaning(written: str, zone: str) -> _Moment | None:
    """The moment of a date in any form that has one meaning, or that begins with a day."""
    for meaning in (written, *_only(local_dates.meanings(written, zone))):
        try:
            moment, timed = dates.parse(meaning, zone)
        except dates.NotADate:
            continue
        own = moment.isoformat() if timed else f"{moment.date()}"
        same = _numbers(meaning) == _numbers(written)
        doubt = "" if same else f"the date `{written}` is {own}"
        return _Moment(moment, own, doubt)
    day = re.match(r"\d{4}[-/.]\d\d?[-/.]\d\d?(?!\d)", written.strip())
    if day is None or day[0] == written.strip():
        return None
    found = _meaning(re.sub("[/.]", "-", day[0]), zone)
    return found and found._replace(doubt=f"the date `{written}` is {found.written}")


def _numbers(written: str) -> list[int]:
    """The first three, which are a year, a month and a day."""
    return [int(number) for number in re.findall(r"\d+", written)[:3]]


def _only(meanings: tuple[str, ...]) -> tuple[str, ...]:
    return meanings if len(meanings) == 1 else ()


def _language(data: Mapping[str, Value]) -> str | None:
    for name in ("lang", "language", "locale"):
        value = data.get(name)
        if value and value.text and re.fullmatch(r"[A-Za-z]{2,3}(?:[_-]\w{2,8})*", value.text):
            return value.text.replace("_", "-").lower()
    return None


def _key(data: Mapping[str, Value]) -> str:
    value = data.get("translationkey") or data.get("translation_key")
    return f"={value.text}" if value and value.text else ""


def _picture(data: Mapping[str, Value]) -> Picture | None:
    """The main image, under the names that themes give it."""
    for name in _PICTURES:
        value = data.get(name)
        if value and value.items:
            value = value.items[0]
        if value and value.text and not re.search(r"[{}<>\n]", value.text):
            return Picture(value.text.strip())
        if value and value.fields:
            parts = {part.lower(): each.text for part, each in value.fields.items() if each.text}
            names = ("src", "url", "path", "image", "feature", "teaser", "file", "filename")
            address = next((parts[part] for part in names if parts.get(part)), None)
            if address:
                caption, credit = parts.get("caption"), parts.get("credit")
                return Picture(address, parts.get("alt"), caption, credit)
    return None
