"""The options for front pages: their blocks."""

from msgspec import Struct

BLOCKS = ("lead", "pinned", "newest", "on-this-day", "search", "topics", "years", "pages")
"""The names of blocks of front pages."""

ASIDE = ("search", "topics", "years", "pages")
"""Those that stand beside the others where there is space."""


class FrontBlock(Struct, frozen=True):
    """A part of each front page."""

    kind: str
    """One of BLOCKS, `term` or `page`."""
    target: str = ""
    """`section/economy`, or the name of a page."""
    count: int = 4
    """How many articles of a term it shows, at most."""


class FrontOptions(Struct, frozen=True):
    """[front]"""

    blocks: tuple[FrontBlock, ...] = ()
    """What front pages show, in this order. Empty for the lead, pinned and the newest articles,
    and beside them search, topics, years and pages."""

    @property
    def shown(self) -> tuple[FrontBlock, ...]:
        return self.blocks or _DEFAULT_BLOCKS

    def shows(self, kind: str) -> bool:
        return any(block.kind == kind for block in self.shown)


_DEFAULT_BLOCKS = tuple(FrontBlock(kind) for kind in BLOCKS if kind != "on-this-day")
