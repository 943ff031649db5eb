"""An article → its citations: APA 7 and ГОСТ Р 7.0.5-2008 as text; BibTeX, RIS and CSL-JSON as
files.

None of them has a date of access, because a page knows no clock. The source of an article is in the
notes of the files; the two styles have no place for it.
"""

import json
import re
from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from gettext import NullTranslations
from typing import NamedTuple

from msgspec import Struct

from kazarchive.rules import locales
from kazarchive.rules.citations import CitationFile, Citations
from kazarchive.values import Address, Origin


class Work(Struct, frozen=True, dict=True):
    """An article as bibliographies see it."""

    address: Address
    url: str
    title: str
    authors: tuple[str, ...]
    """As written in the article."""
    publication: str
    """The title of the archive."""
    published: date
    updated: date | None
    lang: str
    words: "Words"
    source: Origin | None = None

    @cached_property
    def key(self) -> str:
        """The key of a work in a bibliography: `2022-01-05-lpg-price-cap`, `ru-2022-01-05-…`."""
        return re.sub(r"\W+", "-", self.address.removesuffix(".html")).strip("-")

    @cached_property
    def notes(self) -> str:
        """The date of the last change and the source, for which the styles have no place."""
        return "; ".join(_notes(self))


def citations(work: Work) -> Citations:
    files = (
        _file("BibTeX", f"{work.key}.bib", "application/x-bibtex", bibtex(work)),
        _file("RIS", f"{work.key}.ris", "application/x-research-info-systems", ris(work)),
        _file("CSL-JSON", f"{work.key}.json", "application/vnd.citationstyles.csl+json", csl(work)),
    )
    return Citations(work.authors, apa(work), gost(work), files)


def _file(form: str, name: str, media_type: str, text: str) -> CitationFile:
    """A file as a data URL, in Base64: percent-encoded Cyrillic would be more than twice as
    long."""
    encoded = b2a_base64(text.encode(), newline=False).decode()
    return CitationFile(form, name, f"data:{media_type};charset=utf-8;base64,{encoded}")


# --- names ----------------------------------------------------------------------------------------


class Name(NamedTuple):
    """A person's name; without `given`, a name that is not split, such as that of a newsroom."""

    family: str
    given: str = ""

    @property
    def initials(self) -> str:
        """`A. B.`, `Ж.-П.`"""
        return " ".join(
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in re.findall(r"[^\s.]+", self.given)
        )


_INITIALS = re.compile(r"(?:\w\.(?:-\w\.)?\s*)+")
_PATRONYMIC = re.compile(
    r"\w{2,}(?:[оеё]вич|[оеё]вна|ична|ұлы|улы|қызы|кызы|[oe]vich|[oe]vna|uly|qyzy|kyzy)"
)


@lru_cache(maxsize=4096)
def name(written: str) -> Name:
    """A name split into its parts if its form shows which is the family name: by a comma
    (`Satpayev, Kanysh`), by initials (`K. Satpayev`, `Сәтбаев Қ. И.`) or by a patronymic. Any other
    name is not split: `Archive Desk` and `Kanysh Satpayev` look alike, and a wrong guess would be a
    wrong citation."""
    family, comma, given = (part.strip() for part in written.partition(","))
    if comma and family and given:
        return Name(family, given)
    words = written.split()
    if _INITIALS.fullmatch(" ".join(words[:-1])):
        return Name(words[-1], " ".join(words[:-1]))
    if _INITIALS.fullmatch(" ".join(words[1:])):
        return Name(words[0], " ".join(words[1:]))
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[1]):
        return Name(words[2], f"{words[0]} {words[1]}")
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[2]):
        return Name(words[0], f"{words[1]} {words[2]}")
    return Name(written)


# --- words ----------------------------------------------------------------------------------------

MONTHS = "Jan. Febr. March Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
"""The abbreviations of ГОСТ 7.11 and 7.0.12; messages of the translations."""

LANGID = {"en": "english", "ru": "russian", "kk": "kazakh"}
"""Language → its name in BibLaTeX."""


class Words(NamedTuple):
    """The words of the styles in the language of a work."""

    resource: str
    site: str
    others: str
    updated: str
    source: str
    months: tuple[str, ...]
    day: str
    """The day of a reference in APA: `%(month)s %(day)s` in English, or `%(date)s`, the day and
    the month as the language writes them."""


def words(translations: NullTranslations) -> Words:
    """The words in the language of a catalogue; English if it lacks them."""
    return Words(
        translations.gettext("[Electronic resource]"),
        translations.gettext("[website]"),
        translations.gettext("[et al.]"),
        translations.pgettext("citation", "Updated"),
        translations.pgettext("citation", "Source"),
        tuple(translations.pgettext("citation", month) for month in MONTHS),
        translations.pgettext("citation", "%(month)s %(day)s"),
    )


ENGLISH = words(NullTranslations())

# --- the styles -----------------------------------------------------------------------------------

MOST_APA = 20
"""Authors that APA names; if there are more, the first 19 and the last."""

MOST_GOST = 3
"""Authors that ГОСТ names; if there are more, only the first."""


def apa(work: Work) -> tuple[str, str, str]:
    """An article of an online newspaper, with its latest date: the text before the title of the
    publication, the title (in italics), and the text after it."""
    day = _day(work.updated or work.published, work.lang, work.words).apa
    title = _stopped(work.title)
    if not work.authors:
        return f"{title} {day} ", work.publication, f". {work.url}"
    authors = _authors(work.authors, work.words).apa
    return f"{authors} {day} {title} ", work.publication, f". {work.url}"


def _month_day(day: date, lang: str, words: Words) -> str:
    # Not by the operator %, which raises: a site's own translation may say anything.
    text = words.day.replace("%(date)s", locales.short_day(day, lang))
    return text.replace("%(month)s", locales.month_name(day, "en")).replace("%(day)s", f"{day.day}")


def _apa_names(names: Sequence[Name]) -> str:
    texts = [_apa_name(author) for author in names]
    if len(texts) > MOST_APA:
        return ", ".join([*texts[: MOST_APA - 1], f". . . {texts[-1]}"])
    if len(texts) == 2 and ", " not in texts[0]:  # only an inverted name is followed by a comma
        return " & ".join(texts)
    return ", & ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _apa_name(author: Name) -> str:
    return f"{author.family}, {author.initials}" if author.given else author.family


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def gost(work: Work) -> str:
    """An electronic resource as a reference after a text (затекстовая ссылка, 7.5 and 10)."""
    authors, words = _authors(work.authors, work.words), work.words
    title = f"{authors.gost_before}{work.title} {words.resource}{authors.gost_behind}"
    day = _day(work.published, work.lang, words).gost
    if work.updated:
        day += f" {words.updated}: {work.updated:%d.%m.%Y}."
    return f"{title} // {work.publication} : {day} URL: {work.url}"


def _gost_named(names: Sequence[Name], words: Words) -> str:
    texts = [f"{each.initials} {each.family}" if each.given else each.family for each in names]
    return f"{texts[0]} {words.others}" if len(texts) > MOST_GOST else ", ".join(texts)


# --- what many works share ------------------------------------------------------------------------


class Authors(NamedTuple):
    """The authors of a work as each form writes them."""

    apa: str
    gost_before: str
    """Before the title, with a space; empty if they stand behind it."""
    gost_behind: str
    bibtex: str
    ris: str
    csl: str


@lru_cache(maxsize=4_096)
def _authors(written: tuple[str, ...], words: Words) -> Authors:
    names = [name(author) for author in written]
    headed = 0 < len(names) <= MOST_GOST and all(author.given for author in names)
    inverted = ", ".join(f"{author.family} {author.initials}" for author in names)
    bibtex = [
        f"{_tex(author.family)}, {_tex(author.given)}"
        if author.given
        else f"{{{_tex(author.family)}}}"
        for author in names
    ]
    ris = [
        f"{author.family}, {author.given}" if author.given else author.family for author in names
    ]
    csl = [
        {"family": author.family, "given": author.given}
        if author.given
        else {"literal": author.family}
        for author in names
    ]
    return Authors(
        apa=_stopped(_apa_names(names)) if names else "",
        gost_before=f"{inverted} " if headed else "",
        gost_behind="" if headed or not names else f" / {_gost_named(names, words)}",
        bibtex=" and ".join(bibtex),
        ris="".join(f"AU  - {text}\r\n" for text in ris),
        csl=_JSON.encode(csl),
    )


class Day(NamedTuple):
    """The day of a work as each form writes it."""

    apa: str
    gost: str
    bibtex: str
    ris: str
    csl: str


@lru_cache(maxsize=8_192)
def _day(day: date, lang: str, words: Words) -> Day:
    month = _stopped(words.months[day.month - 1])
    return Day(
        apa=f"({day.year}, {_month_day(day, lang, words)}).",
        gost=f"{words.site}. {day.year}. {day.day} {month}",
        bibtex=day.isoformat(),
        ris=f"PY  - {day.year}\r\nDA  - {day:%Y/%m/%d}\r\n",
        csl=f'{{"date-parts": [[{day.year}, {day.month}, {day.day}]]}}',
    )


# --- the files ------------------------------------------------------------------------------------


def _notes(work: Work) -> Iterator[str]:
    words = work.words
    if work.updated:
        yield f"{words.updated}: {work.updated.isoformat()}"
    source = work.source
    if source and (parts := [*filter(None, (source.author, source.name, source.url))]):
        yield f"{words.source}: {', '.join(parts)}"


_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "{}$&#%_"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_TEX_SIGNS = re.compile(r"[\\{}$&#%_~^]")


def _tex(text: str) -> str:
    return text.translate(_TEX) if _TEX_SIGNS.search(text) else text


def bibtex(work: Work) -> str:
    """A record of BibLaTeX in UTF-8. Braces protect capitals, and names that are not split."""
    fields = {
        "author": _authors(work.authors, work.words).bibtex,
        "title": f"{{{_tex(work.title)}}}",
        "journal": _tex(work.publication),
        "date": _day(work.published, work.lang, work.words).bibtex,
        "url": work.url,
        "langid": LANGID.get(work.lang.partition("-")[0]),
        "note": _tex(work.notes),
        "entrysubtype": "newspaper",
    }
    lines = [f"  {field} = {{{value}}},\n" for field, value in fields.items() if value]
    return f"@article{{{work.key},\n{''.join(lines)}}}\n"


def ris(work: Work) -> str:
    """A record of RIS (Reference Manager), with CRLF line ends."""
    authors = _authors(work.authors, work.words).ris
    day = _day(work.published, work.lang, work.words).ris
    notes = f"N1  - {work.notes}\r\n" if work.notes else ""
    return (
        f"TY  - NEWS\r\n{authors}TI  - {work.title}\r\nT2  - {work.publication}\r\n{day}"
        f"LA  - {work.lang}\r\nUR  - {work.url}\r\n{notes}ER  - \r\n"
    )


def csl(work: Work) -> str:
    """CSL-JSON 1.0: a list with one record."""
    text = _JSON.encode
    fields = {
        "id": text(work.key),
        "type": '"article-newspaper"',
        "title": text(work.title) if work.title else "",
        "author": _authors(work.authors, work.words).csl if work.authors else "",
        "container-title": text(work.publication) if work.publication else "",
        "issued": _day(work.published, work.lang, work.words).csl,
        "language": text(work.lang),
        "URL": text(work.url),
        "note": text(work.notes) if work.notes else "",
    }
    pairs = [f'"{field}": {value}' for field, value in fields.items() if value]
    return f"[{{{', '.join(pairs)}}}]"


_JSON = json.JSONEncoder(ensure_ascii=False)
