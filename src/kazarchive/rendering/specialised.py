"""Templates that many pages use, specialised for a language; Jinja renders the others.

Specialising a template takes as long as rendering about a hundred pages with it, so that a small
archive does without. Specialised templates are kept beside the compiled ones for later builds.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from kazarchive.answers import Page
from kazarchive.options import PlainTemplate
from kazarchive.problems import ProblemsFound
from kazarchive.specialise import Specialiser, Unspecialised

WORTHWHILE: int | None = 96
"""Pages, or calls of a macro, in one process and language after which a template is specialised;
None: never."""

PATIENCE = 16
"""Failures in one process and language after which a template is left to Jinja."""

MEMOISED = {
    "absolute": 4_096,
    "language_name": 64,
    "long_day": 8_192,
    "month_name": 64,
    "number": 4_096,
    "period_title": 1_024,
    "short_day": 8_192,
    "territorial": 64,
    "url": 8_192,
    "weekday": 8_192,
}
"""Filter → how many of its results a process keeps for a language, since many pages show the same
terms, days and periods."""

PURE = frozenset({"_", "ngettext", "fragment", "translated"})
"""Functions of templates whose results depend only on the language and the arguments."""


class Specialised:
    """The specialised templates of one language."""

    def __init__(self, pages: Specialiser, macros: Specialiser) -> None:
        """`macros`: for templates that see only the language of a page."""
        self._pages, self._macros = pages, macros
        self._uses: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._functions: dict[str, Callable[..., str] | None] = {}

    def page(self, page: Page) -> str | None:
        """The text of a page. None: Jinja must render it, and report what is wrong with it.

        Raises ProblemsFound and OSError if a file of the page cannot be read.
        """
        name = page.template
        write = self._functions.get(name) or self._function(name, self._pages.page, name)
        return self._tried(name, write, {**page.context, "page": page}) if write else None

    def macro(self, template: str, *arguments: Any) -> str | None:
        """The text of the macro `piece` of a template; None as in `page`."""
        key = f"{template} piece"
        write = self._functions.get(key) or self._function(
            key, self._macros.macro, template, "piece"
        )
        return self._tried(key, write, *arguments) if write else None

    def why_plain(self, template: str) -> PlainTemplate | None:
        """Why a template is left to Jinja; None if it is not."""
        try:
            self._pages.page(template)
        except Unspecialised as refused:
            return PlainTemplate(refused.template, refused.line, refused.reason)
        except (ProblemsFound, OSError):
            pass  # reported when its pages are rendered
        return None

    def _function(
        self, key: str, make: Callable[..., Callable[..., str] | None], *name: str
    ) -> Callable[..., str] | None:
        """The function of a template, if it is worth specialising or kept from an earlier build."""
        if key in self._functions or WORTHWHILE is None:
            return None
        used = self._uses[key]
        self._uses[key] += 1
        if 0 < used < WORTHWHILE:
            return None
        function = None
        try:
            function = make(*name, only_kept=used < WORTHWHILE)
        except (Unspecialised, ProblemsFound, OSError):
            used = WORTHWHILE
        if function or used >= WORTHWHILE:
            self._functions[key] = function
        return function

    def _tried(self, key: str, write: Callable[..., str], *arguments: Any) -> str | None:
        try:
            return write(*arguments)
        except (ProblemsFound, OSError, MemoryError):
            raise
        except Exception:  # Jinja reports it, or can do it
            self._failures[key] += 1
            if self._failures[key] == PATIENCE:
                self._functions[key] = None
            return None
