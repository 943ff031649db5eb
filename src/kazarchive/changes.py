"""What changed since the last build, one value for each kind of change; and what is planned because
of it."""

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.values import Address, Entry, Person, Undated


class ArticleChange(Struct, frozen=True):
    """An article before and after an edit. If both are equal, only its own page changed."""

    path: str
    before: Entry | None
    after: Entry | None
    linked_before: frozenset[str] = frozenset()
    """The targets of the links in its body: the paths of articles, or addresses."""
    linked_after: frozenset[str] = frozenset()

    @property
    def is_shown(self) -> bool:
        """Whether anything that other pages show of it has changed."""
        return self.before != self.after

    @property
    def has_moved(self) -> bool:
        """Whether its address changed, or it was added or removed."""
        return (self.before and self.before.address) != (self.after and self.after.address)

    @property
    def sides(self) -> tuple[Entry, ...]:
        """The article before and after, without None."""
        return tuple(filter(None, (self.before, self.after)))

    @property
    def reason(self) -> str:
        if self.before is None:
            return f"{self.path} was added"
        if self.after is None:
            return f"{self.path} went away"
        return f"{self.path} {'was edited' if self.is_shown else 'has another text'}"


class StandaloneChange(Struct, frozen=True):
    """A page without a date before and after an edit."""

    path: str
    before: Undated | None
    after: Undated | None

    @property
    def sides(self) -> tuple[Undated, ...]:
        """The page before and after, without None."""
        return tuple(filter(None, (self.before, self.after)))

    @property
    def has_moved(self) -> bool:
        """Whether its address changed, or it was added or removed."""
        return (self.before and self.before.address) != (self.after and self.after.address)

    @property
    def is_shown(self) -> bool:
        """Whether anything that other pages show of it has changed."""
        before, after = (page and replace(page, digest="") for page in (self.before, self.after))
        return before != after

    @property
    def reason(self) -> str:
        return f"{self.path} changed"


class PersonChange(Struct, frozen=True):
    """An author's file before and after an edit."""

    path: str
    before: Person | None
    after: Person | None

    @property
    def sides(self) -> tuple[Person, ...]:
        """The author before and after, without None."""
        return tuple(filter(None, (self.before, self.after)))

    @property
    def reason(self) -> str:
        return f"{self.path} changed"


class FileChange(Struct, frozen=True):
    """A media or static file, or the file of a page without a date, that is new, changed or
    gone."""

    path: str

    @property
    def reason(self) -> str:
        return f"{self.path} changed"


class TermsChange(Struct, frozen=True):
    """The changes of all articles together, which may have made terms rare, or common."""

    reason: str = "a term became rare, or common"


class NewsChange(Struct, frozen=True):
    """The articles that are news have changed (`catalogue/recent.py`)."""

    reason: str = "other articles are news now"


class CurrentChange(Struct, frozen=True):
    """Other articles are pinned, or front pages show another day (`catalogue/current.py`)."""

    reason: str = "other articles are pinned now, or it is another day"


Change = (
    ArticleChange
    | StandaloneChange
    | PersonChange
    | FileChange
    | TermsChange
    | NewsChange
    | CurrentChange
)


class Planned(Struct, frozen=True):
    """An address to render, and why."""

    kind: str
    address: Address
    because: str
