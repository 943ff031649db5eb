"""An entry → a Document: the best of its texts, its title, dates, files and address."""

import hashlib
import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from kazarchive.importing import moments
from kazarchive.importing.document import Document, Note, Origin
from kazarchive.importing.formats.feed import files, texts
from kazarchive.importing.formats.feed.entry import Entry, Feed, Text
from kazarchive.importing.formats.feed.names import joined
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem
from kazarchive.rules import languages, text

_TRACKING = re.compile(r"(?:^|&)utm_[^&]*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_FEW_LETTERS = 40
"""So few letters do not tell a language."""


def document(entry: Entry, feed: Feed, source: Source) -> Document | Problem:
    """K0840 for an entry without a text."""
    link = address(joined(feed.home, entry.link))
    title, body = texts.title(entry.title), _body(entry)
    found = files.files(body.html, entry.enclosures)
    if not found.html.strip():
        lost = next((note.text for note in entry.notes if note.kind == "lost"), "")
        reason = lost or ("it has a title but no text" if title.text else "it has no text")
        return Problem("K0840", source.place(entry.line), {"reason": reason})
    lang, language_notes = _language(entry, feed, found.html)
    dates = _dates(entry, source.timezone)
    return Document(
        title=title.text,
        html=found.html,
        sha256=hashlib.sha256(entry.original).hexdigest(),
        original=entry.original,
        line=entry.line,
        origin=Origin(
            "feed", identity(entry, feed) or None, link or None, _publication(entry, feed)
        ),
        lang=lang,
        date=dates.published,
        updated=dates.updated,
        authors=tuple(map(text.plain, entry.authors or feed.authors)),
        terms=(("tags", tuple(map(text.plain, entry.tags))),) if entry.tags else (),
        summary=_summary(entry, body),
        picture=found.picture,
        media=found.media,
        draft=entry.draft,
        page=entry.page,
        incomplete=body.incomplete,
        version=(moments.instant(dates.updated, source.timezone), _issued(feed, source.timezone)),
        notes=(
            *entry.notes,
            *title.notes,
            *body.notes,
            *found.notes,
            *dates.notes,
            *language_notes,
        ),
    )


def address(link: str) -> str:
    """The address of a page without the parameters that count its readers; empty if it is none."""
    try:
        parts = urlsplit("".join(link.split()))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    query = _TRACKING.sub("", parts.query).lstrip("&")
    fragment = "" if parts.fragment.startswith(("utm_", "xtor=")) else parts.fragment
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def identity(entry: Entry, feed: Feed) -> str:
    """The id of an entry, or its address. An id that is no URI, such as a number, is unique in its
    feed only and is written as a part of its site."""
    if not entry.id or _URI.fullmatch(entry.id):
        return entry.id or address(joined(feed.home, entry.link))
    home = address(joined(feed.home, entry.link)) or feed.home
    parts = urlsplit(home) if address(home) else None
    return f"{parts.scheme}://{parts.netloc}/#{entry.id}" if parts else entry.id


def _publication(entry: Entry, feed: Feed) -> str | None:
    return text.plain(entry.publication or feed.title) or None


def _issued(feed: Feed, timezone: str) -> str:
    return moments.instant(moments.moment(feed.updated, timezone).date, timezone)


# --- the text -----------------------------------------------------------------------------------


class _Text(NamedTuple):
    html: str
    element: str
    incomplete: bool
    notes: tuple[Note, ...]


def _body(entry: Entry) -> _Text:
    """The best text. One that ends like a teaser gives way to a whole one."""
    read = [body for written in entry.texts if (body := _read(written, entry)).html.strip()]
    best = next((body for body in read if not body.incomplete), read[0] if read else None)
    if best is None:
        return _Text("", "", False, ())
    which = f"the text is that of `{best.element}`"
    return best._replace(notes=(Note("recognised", which), *best.notes))


def _read(written: Text, entry: Entry) -> _Text:
    title = texts.title(entry.title).text
    whole = texts.html(written)
    body = texts.without_appeals(whole.html)
    notes = (*whole.notes, *body.notes)
    if written.element == "turbo:content":
        body = texts.without_frame(body.html, title)
        notes += body.notes
    end = texts.is_cut(written, body.html, title)
    if end:
        notes += (Note("lost", f"the text is incomplete: it ends in `{end}`"),)
    elif not written.whole:
        notes += (Note("guessed", "the feed has no other text; it may be a summary"),)
    return _Text(body.html, written.element, bool(end), notes)


def _summary(entry: Entry, body: _Text) -> str | None:
    """The summary beside a whole text, unless it is the text's own beginning."""
    beside = (each for each in entry.texts if not each.whole and each.element != body.element)
    for written in beside:
        html = texts.html(written).html
        plain = text.plain(html)
        if plain and not texts.is_cut(written, html, "") and plain not in text.plain(body.html):
            return plain
    return None


# --- dates and language -------------------------------------------------------------------------


class _Dates(NamedTuple):
    published: str | None
    updated: str | None
    notes: tuple[Note, ...]


def _dates(entry: Entry, timezone: str) -> _Dates:
    """An entry with only the date of its last change has that date."""
    notes = list[Note]()

    def date(written: str) -> str | None:
        if not written:
            return None
        found = moments.moment(written, timezone)
        if found.doubt:
            notes.append(Note("guessed" if found.date else "lost", found.doubt))
        return found.date

    published, updated = date(entry.published), date(entry.updated)
    if published is None and updated is not None:
        notes.append(Note("guessed", "the date is that of the last change, as there is no other"))
        return _Dates(updated, None, tuple(notes))
    later = moments.instant(updated, timezone) > moments.instant(published, timezone)
    return _Dates(published, updated if later else None, tuple(notes))


def _language(entry: Entry, feed: Feed, html: str) -> tuple[str | None, tuple[Note, ...]]:
    """The language of the entry, or that of the feed unless the letters tell another: a feed has
    one language, its entries may have several."""
    if _LANGUAGE.fullmatch(entry.lang):
        return entry.lang, ()
    if not _LANGUAGE.fullmatch(feed.lang):
        return None, ()
    primary = re.split("[-_]", feed.lang.lower())[0]
    plain = text.plain(html)
    known = ("en", "kk", "ru")
    if primary not in known or sum(map(str.isalpha, plain)) < _FEW_LETTERS:
        return feed.lang, ()
    letters = languages.detect(plain, known)
    if letters == primary:
        return feed.lang, ()
    return None, (Note("guessed", f"the feed says `{feed.lang}`, but the letters are `{letters}`"),)
