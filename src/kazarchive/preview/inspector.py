"""What the preview tells of a page besides the page: its problems, its source, what it lacks, and
whether and why the next build would write it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from kazarchive.pages import source_files
from kazarchive.preview.session import Session
from kazarchive.preview.views import Shown
from kazarchive.preview.words import WORDS, Words
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.problems.drawing import drawn_line, where
from kazarchive.rules import addresses, html, locales, text
from kazarchive.state import database, fingerprint, journal, sources
from kazarchive.values import Address, Article, Body, Page

LISTED = 200
"""Problems in the list of all; more are counted."""

Json = dict[str, Any]


def state(session: Session, address: Address, build: Path) -> Json:
    """All that the preview's script shows of a page, as JSON. `build`: the state of the builds."""
    shown = session.show(address)
    if not isinstance(shown, Shown):
        return {"generation": session.generation, "digest": None}
    own = session.own_problems(shown)
    elsewhere = len(session.problems) - len({*shown.problems, *own} & {*session.problems})
    return {
        "generation": session.generation,
        "digest": shown.digest,
        "moved": None if shown.stale else _url(session, session.moved(address)),
        "stale": shown.stale,
        "problems": [problem(one) for one in shown.problems],
        "own": [problem(one) for one in own],
        "elsewhere": elsewhere,
        "band": _band(session, shown),
        "facts": _facts(session, shown, build),
        "words": WORDS.get(shown.lang, WORDS["en"])._asdict(),
    }


def problem(found: Problem) -> Json:
    """As the terminal shows it, in parts."""
    return {
        "severity": found.severity,
        "code": found.code,
        "message": found.message,
        "where": where(found.place),
        "line": list(drawn_line(found.place)),
        "help": found.help,
    }


def problems(session: Session) -> Json:
    """Of the whole archive."""
    return {
        "count": len(session.problems),
        "problems": [problem(one) for one in session.problems[:LISTED]],
    }


def _words(lang: str) -> Words:
    return WORDS.get(lang, WORDS["en"])


def _url(session: Session, address: Address | None) -> str | None:
    return None if address is None else session.site.base_path + addresses.url(address)


def _band(session: Session, shown: Shown) -> str | None:
    """What is said across a page that no reader can see yet."""
    article = shown.article
    if article is None or not session.unpublished(article):
        return None
    words = _words(shown.lang)
    if article.draft:
        return words.draft
    return words.future.format(moment=article.entry.published.isoformat(" ", "minutes"))


def _facts(session: Session, shown: Shown, build: Path) -> list[list[str]]:
    """(label, text) of each line of the bar."""
    words, page, article = _words(shown.lang), shown.page, shown.article
    if page is None:
        return []
    lines = [(words.source, page.about or f"templates/{page.template}")]
    if article is not None and not shown.stale:
        with suppress(ProblemsFound):  # its file has just changed
            lines += _of_article(session, article, page, words)
    if page.alternates:
        lines.append((words.languages, ", ".join(one.lang for one in page.alternates)))
    lines.append((words.next_build, why(session, shown, build)))
    return [list(line) for line in lines]


def _of_article(
    session: Session, article: Article, page: Page, words: Words
) -> Iterator[tuple[str, str]]:
    body = page.context.get("body")
    rendered = session.renderer.theme.body(body) if isinstance(body, Body) else ""
    minutes = text.reading_minutes(article.words, article.entry.lang)
    lang = page.lang if page.lang in WORDS else "en"  # that of the words
    counted = words.words.get(locales.plural(article.words, lang), words.words["other"])
    number = locales.number(article.words, lang)
    yield words.length, counted.format(n=number, minutes=minutes)
    missing = [lang for lang in session.site.languages if page.version(lang) is None]
    if len(session.site.languages) > 1:
        missing = [lang for lang in missing if lang != article.entry.lang]
        yield words.untranslated, ", ".join(missing) or words.none
    silent = html.images_without_alt(rendered)
    image, picture = article.entry.image, article.entry.picture
    if image and not (image.alt or (picture and picture.alt)):
        silent.append(image.src)
    yield words.silent, ", ".join(silent) or words.none


# --- the next build -----------------------------------------------------------------------------


def why(session: Session, shown: Shown, build: Path) -> str:
    """Whether the next build would write a page, and why, in the words of `explain`."""
    if shown.problems:
        return "no, while there are errors"
    if not shown.found or shown.page is None:
        return "no: there is no such page"
    if shown.article and session.unpublished(shown.article):
        return "no: it is a draft" if shown.article.draft else "no: it is not due yet"
    if not (build / database.NAME).is_file():
        return "yes: this is the first build"
    try:
        with closing(database.open_for_reading(build)) as connection:
            return _compared(session, shown, shown.page, connection)
    except database.UNREADABLE:
        return "yes: the state of the last build cannot be read"


def _compared(session: Session, shown: Shown, page: Page, built: sqlite3.Connection) -> str:
    before = journal.digests(built, [page.address]).get(page.address)
    if before == shown.digest:
        return "no: it is as it was published"
    if before is None:
        return "yes: it is new"
    if database.meta(built, "showing") != fingerprint.showing(session.site):
        return "yes: the configuration or the program changed"
    parts = session.renderer.theme.closure(page.template)
    templates = [f"{layer}templates/{name}" for name in sorted(parts) for layer in ("", "theme:")]
    paths = [*dict.fromkeys(source_files(page)), *templates]
    old, new = sources.digests(built, paths), sources.digests(session.state.connection, paths)
    changed = [path for path in paths if old.get(path) != new.get(path)]
    if not changed:
        return "yes: something that it shows changed"
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"yes: {changed[0]}{more} {'was edited' if changed[0] in old else 'is new'}"
