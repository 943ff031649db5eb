"""A page → the fields of its article, each from the first of its marks that has it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from kazarchive.importing import local_dates, moments
from kazarchive.importing.document import Note
from kazarchive.importing.pages import addresses, headline, linked_data, marks
from kazarchive.importing.pages.markup import Markup
from kazarchive.importing.pages.said import Said
from kazarchive.rules import languages
from kazarchive.rules import text as texts

_KNOWN = ("en", "kk", "ru")
"""Languages that letters tell apart."""
_FEW_LETTERS = 40
"""So few letters do not tell a language."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_BASIC = re.compile(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)")
"""ISO 8601 in its basic form."""
_MOST_TERMS = 20
_LONGEST_TERM = 60


class Metadata(NamedTuple):
    title: str
    date: str | None
    updated: str | None
    authors: tuple[str, ...]
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    site: str
    summary: str | None
    image: Said
    """The way that names the main image."""
    canonical: str
    is_article: bool
    """The page says that it is an article."""
    ways: tuple[Said, ...]
    heading: HtmlElement | None
    notes: tuple[Note, ...]


def metadata(
    tree: HtmlElement, markup: Markup, metas: marks.Metas, url: str, zone: str
) -> Metadata:
    """`url`: where the page was, or empty. `zone`: that of times without an offset."""
    titles = [" ".join("".join(e.itertext()).split()) for e in tree.iter("title")]
    own = titles[0] if titles else ""
    ways = (
        *linked_data.said(markup.linked_data, own),
        marks.microdata(tree),
        *marks.of_metas(metas),
        Said(by="title", title=own),
    )
    said = first("title", ways).title
    heading = headline.headline(tree, said)
    site = texts.clean(first("site", ways).site)
    above = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
    title = headline.without_site(said or above, (site, *addresses.names(url)), above)
    published = _published(tree, ways, heading, url, zone)
    authors = first("authors", ways).authors or headline.authors_near(tree, heading)
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    return Metadata(
        title=title,
        date=published.date,
        updated=_later(first("updated", ways).updated, published.date, zone),
        authors=tuple(name for name in map(texts.clean, authors) if name and name != site),
        terms=_terms(tree, ways),
        site=site,
        summary=texts.plain(first("summary", ways).summary) or None,
        image=first("image", ways),
        canonical=next(filter(None, links), "") or first("url", ways).url,
        is_article=linked_data.is_article(markup.linked_data),
        ways=ways,
        heading=heading,
        notes=published.notes,
    )


def first(field: str, ways: Iterable[Said]) -> Said:
    """The first that says something of a field."""
    return next((said for said in ways if getattr(said, field)), Said())


# --- dates --------------------------------------------------------------------------------------


class _Date(NamedTuple):
    date: str | None
    notes: tuple[Note, ...] = ()


def _published(
    tree: HtmlElement, ways: Sequence[Said], heading: HtmlElement | None, url: str, zone: str
) -> _Date:
    notes = list[Note]()
    written = [(way.published, way.by) for way in ways if way.published]
    written += [(time, "an element `time`") for time in _times(tree, heading)]
    for each, by in written:
        if each[:4] in ("0000", "0001", "1970"):
            continue
        moment = moments.moment(_BASIC.sub(r"\1-\2-\3T\4:\5:\6", each), zone)
        if moment.doubt:
            notes.append(Note("guessed" if moment.date else "lost", f"{by}: {moment.doubt}"))
        if moment.date:
            notes.append(Note("recognised", f"the date is that of {by}"))
            return _Date(moment.date, tuple(notes))
    near = headline.date_near(tree, heading)
    meanings = local_dates.meanings(near, zone) if near else ()
    day = addresses.date_in(url)
    same = tuple(each for each in meanings if day and each.startswith(day))
    if near and len(chosen := same or meanings) == 1:
        notes.append(Note("guessed", f"the date is `{near}`, which stands near the headline"))
        return _Date(chosen[0], tuple(notes))
    if near and meanings:
        doubt = f"the date `{near}` near the headline can be {' or '.join(meanings)}"
        notes.append(Note("lost", doubt))
    if day and local_dates.meanings(day, zone):
        notes.append(Note("guessed", "the date is that in the address"))
        return _Date(day, tuple(notes))
    return _Date(None, tuple(notes))


def _times(tree: HtmlElement, heading: HtmlElement | None) -> Sequence[str]:
    """The first `time` that is marked as the date of publication, or the first after the
    headline."""
    marked = tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished'][1]")
    after = (
        heading.xpath("(following::time[@datetime] | .//time[@datetime])[1]")
        if heading is not None
        else []
    )
    before = heading.xpath("(preceding::time[@datetime])[last()]") if heading is not None else []
    return [each.get("datetime") for each in (*marked, *after, *before) if each.get("datetime")]


def _later(written: str, published: str | None, zone: str) -> str | None:
    """The date of the last change, if it is after that of publication."""
    changed = moments.moment(written, zone).date if written and published else None
    is_later = moments.instant(changed, zone) > moments.instant(published, zone)
    return changed if is_later else None


# --- terms and language -------------------------------------------------------------------------


def _terms(tree: HtmlElement, ways: Sequence[Said]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    links = ("".join(a.itertext()) for a in tree.xpath("//a[contains(@rel, 'tag')]")[:_MOST_TERMS])
    both = (
        ("categories", first("sections", ways).sections),
        ("tags", first("tags", ways).tags or tuple(links)),
    )
    cleaned = ((taxonomy, tuple(map(_term, names))) for taxonomy, names in both)
    kept = (
        (taxonomy, tuple(dict.fromkeys(filter(None, names)))[:_MOST_TERMS])
        for taxonomy, names in cleaned
    )
    return tuple((taxonomy, names) for taxonomy, names in kept if names)


def _term(name: str) -> str:
    name = texts.clean(texts.plain(name)).strip("#, ")
    return name if len(name) <= _LONGEST_TERM else ""


def language(said: Sequence[str], plain: str) -> tuple[str | None, tuple[Note, ...]]:
    """The first language that is said and that the letters of the text can be."""
    written = [one.replace("_", "-") for one in said if _LANGUAGE.fullmatch(one)]
    known = sum(map(str.isalpha, plain)) >= _FEW_LETTERS
    letters = languages.detect(plain, _KNOWN) if known else ""
    for each in written:
        primary = each.lower().partition("-")[0]
        if not known or primary not in _KNOWN or primary == letters:
            return each, ()
    if not written:
        return None, ()
    note = f"the page says `{written[0]}`, but the letters are `{letters}`"
    return None, (Note("guessed", note),)
