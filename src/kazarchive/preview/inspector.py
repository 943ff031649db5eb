"""What the preview shows beside a page, as JSON: its problems, its source, what it lacks, and
whether and why the next build would write it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from kazarchive.answers import Page
from kazarchive.messages.languages import ENGLISH
from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.pages import source_files
from kazarchive.preview.session import Session
from kazarchive.preview.views import ShownPage
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.problems.drawing import advice, drawn_line, label, where
from kazarchive.rules import addresses, html, locales, text
from kazarchive.state import database, fingerprint, journal, sources
from kazarchive.values import Address, Article, Body

LISTED = 200
"""The most problems in the list of all; the others are counted."""

Json = dict[str, Any]


def state(session: Session, address: Address, build: Path, messages: Messages = IN_ENGLISH) -> Json:
    """What the preview's script shows for a page. `build`: the state folder of builds; `messages`:
    the language of the one who writes."""
    shown = session.show(address)
    if not isinstance(shown, ShownPage):
        return {"generation": session.generation, "digest": None}
    own = session.own_problems(shown)
    catalogue = _catalogue(session, shown.lang, messages)
    elsewhere = len(session.problems) - len({*shown.problems, *own} & {*session.problems})
    return {
        "generation": session.generation,
        "digest": shown.digest,
        "moved": None if shown.stale else _url(session, session.moved(address)),
        "stale": shown.stale,
        "problems": [described(problem, messages) for problem in shown.problems],
        "own": [described(problem, messages) for problem in own],
        "elsewhere": elsewhere,
        "band": _band(shown, session, catalogue),
        "facts": _facts(session, shown, build, catalogue, messages),
        "words": _words(catalogue),
    }


def described(problem: Problem, messages: Messages = IN_ENGLISH) -> Json:
    """The parts of a problem as the terminal shows it."""
    return {
        "severity": problem.severity,
        "label": label(problem, messages),
        "message": problem.message_in(messages),
        "where": where(problem.place),
        "line": list(drawn_line(problem.place)),
        "help": advice(problem, messages),
    }


def problems(session: Session, messages: Messages = IN_ENGLISH) -> Json:
    """The problems of the archive."""
    return {
        "count": len(session.problems),
        "problems": [described(problem, messages) for problem in session.problems[:LISTED]],
    }


def _catalogue(session: Session, lang: str, messages: Messages) -> NullTranslations:
    """What the preview says beside a page is in the language of the one who writes, or, as English
    is what a machine without a language has, in that of the page."""
    spoken = lang if messages.lang == ENGLISH else messages.lang
    return session.renderer.translations.or_english(spoken)


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


def _band(shown: ShownPage, session: Session, catalogue: NullTranslations) -> str | None:
    """The text of the band across a page that is not published yet."""
    article = shown.article
    if article is None or not session.unpublished(article):
        return None
    if article.draft:
        return catalogue.gettext("Draft: only the preview shows this page")
    moment = article.entry.published.isoformat(" ", "minutes")
    text = catalogue.gettext("Only the preview shows this page before %(moment)s")
    return text % {"moment": moment}


def _facts(
    session: Session,
    shown: ShownPage,
    build: Path,
    catalogue: NullTranslations,
    messages: Messages,
) -> list[list[str]]:
    """[label, text] of each line of the bar."""
    page, article = shown.page, shown.article
    if page is None:
        return []
    lines = [(catalogue.gettext("Source"), page.about or f"templates/{page.template}")]
    if article is not None and not shown.stale:
        with suppress(ProblemsFound):  # its file has just changed
            lines += _of_article(session, article, page, catalogue)
    if page.alternates:
        languages = ", ".join(version.lang for version in page.alternates)
        lines.append((catalogue.gettext("Languages"), languages))
    reason = messages.value(why(session, shown, build))
    lines.append((catalogue.gettext("The next build writes it"), reason))
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
