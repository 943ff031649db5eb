"""What the preview shows beside a page, as JSON: its problems, its source, what it lacks, and
whether and why the next build would write it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from kazarchive.answers import Page
from kazarchive.pages import source_files
from kazarchive.preview.session import Session
from kazarchive.preview.views import ShownPage
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.problems.drawing import drawn_line, where
from kazarchive.rules import addresses, html, locales, text
from kazarchive.state import database, fingerprint, journal, sources
from kazarchive.values import Address, Article, Body

LISTED = 200
"""The most problems in the list of all; the others are counted."""

Json = dict[str, Any]


def state(session: Session, address: Address, build: Path) -> Json:
    """What the preview's script shows for a page. `build`: the state folder of builds."""
    shown = session.show(address)
    if not isinstance(shown, ShownPage):
        return {"generation": session.generation, "digest": None}
    own = session.own_problems(shown)
    elsewhere = len(session.problems) - len({*shown.problems, *own} & {*session.problems})
    return {
        "generation": session.generation,
        "digest": shown.digest,
        "moved": None if shown.stale else _url(session, session.moved(address)),
        "stale": shown.stale,
        "problems": list(map(described, shown.problems)),
        "own": list(map(described, own)),
        "elsewhere": elsewhere,
        "band": _band(session, shown),
        "facts": _facts(session, shown, build),
        "words": _words(_catalogue(session, shown.lang)),
    }


def described(problem: Problem) -> Json:
    """The parts of a problem as the terminal shows it."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "where": where(problem.place),
        "line": list(drawn_line(problem.place)),
        "help": problem.help,
    }


def problems(session: Session) -> Json:
    """The problems of the archive."""
    return {
        "count": len(session.problems),
        "problems": list(map(described, session.problems[:LISTED])),
    }


def _catalogue(session: Session, lang: str) -> NullTranslations:
    """What the preview says beside a page is in the page's language. What is wrong with a file is
    said as the terminal says it, in `problems`."""
    return session.renderer.translations.or_english(lang)


def _words(catalogue: NullTranslations) -> dict[str, str]:
    """The texts of the preview's script."""
    return {
        "weight": catalogue.gettext("Weight"),
        "elsewhere": catalogue.gettext("Problems elsewhere"),
        "problems": catalogue.gettext("Problems"),
        "stale": catalogue.gettext("This is the page as it was before"),
        "hide": catalogue.gettext("Hide the bar"),
        "show": catalogue.gettext("Preview"),
        "close": catalogue.gettext("Close"),
        "lost": catalogue.gettext("The preview has ended"),
    }


def _url(session: Session, address: Address | None) -> str | None:
    return None if address is None else session.site.base_path + addresses.url(address)


def _band(session: Session, shown: ShownPage) -> str | None:
    """The text of the band across a page that is not published yet."""
    article = shown.article
    if article is None or not session.unpublished(article):
        return None
    catalogue = _catalogue(session, shown.lang)
    if article.draft:
        return catalogue.gettext("Draft: only the preview shows this page")
    moment = article.entry.published.isoformat(" ", "minutes")
    text = catalogue.gettext("Only the preview shows this page before %(moment)s")
    return text % {"moment": moment}


def _facts(session: Session, shown: ShownPage, build: Path) -> list[list[str]]:
    """[label, text] of each line of the bar."""
    catalogue, page, article = _catalogue(session, shown.lang), shown.page, shown.article
    if page is None:
        return []
    lines = [(catalogue.gettext("Source"), page.about or f"templates/{page.template}")]
    if article is not None and not shown.stale:
        with suppress(ProblemsFound):  # its file has just changed
            lines += _of_article(session, article, page, catalogue)
    if page.alternates:
        languages = ", ".join(version.lang for version in page.alternates)
        lines.append((catalogue.gettext("Languages"), languages))
    lines.append((catalogue.gettext("The next build writes it"), why(session, shown, build)))
    return [list(line) for line in lines]


def _of_article(
    session: Session, article: Article, page: Page, catalogue: NullTranslations
) -> Iterator[tuple[str, str]]:
    body = page.context.get("body")
    rendered = session.renderer.theme.body(body) if isinstance(body, Body) else ""
    minutes = text.reading_minutes(article.words, article.entry.lang)
    counted = catalogue.ngettext(
        "%(n)s word, %(minutes)s min to read",
        "%(n)s words, %(minutes)s min to read",
        article.words,
    )
    number = locales.number(article.words, page.lang)
    yield catalogue.gettext("Length"), counted % {"n": number, "minutes": minutes}
    none = catalogue.gettext("none")
    missing = [lang for lang in session.site.languages if page.version(lang) is None]
    if len(session.site.languages) > 1:
        missing = [lang for lang in missing if lang != article.entry.lang]
        yield catalogue.gettext("Not translated into"), ", ".join(missing) or none
    silent = html.images_without_alt(rendered)
    image, picture = article.entry.image, article.entry.picture
    if image and not (image.alt or (picture and picture.alt)):
        silent.append(image.src)
    yield catalogue.gettext("Images without a text alternative"), ", ".join(silent) or none


# --- the next build -----------------------------------------------------------------------------


def why(session: Session, shown: ShownPage, build: Path) -> str:
    """Whether the next build would write a page, and why."""
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


def _compared(session: Session, shown: ShownPage, page: Page, built: sqlite3.Connection) -> str:
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
