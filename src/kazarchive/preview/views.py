"""What the preview shows, and what it tells."""

from collections.abc import Callable

from msgspec import Struct

from kazarchive.catalogue.sync import Clock
from kazarchive.problems import Problem
from kazarchive.values import Address, Article, Page

FOREVER = 253_402_300_799
"""Seconds since 1970 to the end of the year 9999: every article is due."""


class Viewing(Struct, frozen=True):
    """What the preview shows."""

    now: Callable[[], int]
    """Seconds since 1970-01-01 UTC: articles dated later are marked."""
    unpublished: bool = True
    """Whether drafts and future articles are shown."""

    def clock(self) -> Clock:
        return Clock(FOREVER, drafts=True) if self.unpublished else Clock(self.now())


class News(Struct, frozen=True):
    """What an update changed."""

    generation: str
    """Of the archive as it is shown; never the same again, also after a restart."""
    files: tuple[Address, ...] = ()
    """Where changed media and static files stand."""


Tell = Callable[[News, tuple[Problem, ...]], None]
"""Is given what changed, and the problems that were not there before."""


class Shown(Struct, frozen=True):
    """What answers an address."""

    address: Address
    generation: str
    content: bytes
    digest: str
    lang: str
    page: Page | None
    """None where nothing but an error is shown."""
    found: bool
    """False of the page for an address without one."""
    problems: tuple[Problem, ...]
    """Why this is not the page as it should be."""
    stale: bool = False
    """Whether this is the last good page, as its source is broken now."""

    @property
    def article(self) -> Article | None:
        """The article that the page is about."""
        about = self.page.context.get("article") if self.page else None
        return about if isinstance(about, Article) else None
