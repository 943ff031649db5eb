"""The values of the preview: what to show, what changed, and what is shown at an address."""

from collections.abc import Callable

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.sync import Clock
from kazarchive.problems import Problem
from kazarchive.values import Address, Article

FOREVER = 253_402_300_799
"""Seconds since 1970 to the end of the year 9999: every article is due."""


class Viewing(Struct, frozen=True):
    """Which articles the preview shows."""

    now: Callable[[], int]
    """Seconds since 1970-01-01 UTC: articles dated later are marked."""
    unpublished: bool = True
    """Whether drafts and future articles are shown."""

    def clock(self) -> Clock:
        """The clock by which articles are due in the preview."""
        now = self.now()
        return Clock(FOREVER, drafts=True, present=now) if self.unpublished else Clock(now)


class News(Struct, frozen=True):
    """What an update changed."""

    generation: str
    """The id of the state of the archive; each is used only once, also after a restart."""
    files: tuple[Address, ...] = ()
    """The addresses of changed media and static files."""


Tell = Callable[[News, tuple[Problem, ...]], None]
"""Called with what changed, and the problems that are new."""


class ShownPage(Struct, frozen=True):
    """What the preview shows at an address."""

    address: Address
    generation: str
    content: bytes
    digest: str
    lang: str
    page: Page | None
    """None for a file that is not a page."""
    found: bool
    """False for the page that says that there is nothing at the address."""
    problems: tuple[Problem, ...]
    """What to fix before this is the page that it should be."""
    stale: bool = False
    """Whether this is the last good page, because its source has errors now."""

    @property
    def article(self) -> Article | None:
        """The article of an article's page."""
        about = self.page.context.get("article") if self.page else None
        return about if isinstance(about, Article) else None
