"""The entries of an article that is a live report: values, as in `values.py`."""

from datetime import date, datetime

from msgspec import Struct


class LiveEntry(Struct, frozen=True):
    """An entry of a live report."""

    anchor: str
    """Its id on the page: `t1435`."""
    moment: datetime
    """In the archive's time zone."""
    title: str
    """Plain; empty if the heading is only a time."""
    text: str
    """The beginning of its text, plain."""

    @property
    def day(self) -> date:
        return self.moment.date()


class LiveReport(Struct, frozen=True):
    """The entries of an article that is a live report."""

    entries: tuple[LiveEntry, ...]
    """In the order of the file; at least one."""
    order: tuple[int, ...]
    """Their positions in `entries`, as readers get them."""
    newest_first: bool = True

    @property
    def shown(self) -> tuple[LiveEntry, ...]:
        """The entries as readers get them."""
        return tuple(self.entries[n] for n in self.order)

    @property
    def first(self) -> LiveEntry:
        return self.entries[self.order[-1 if self.newest_first else 0]]

    @property
    def last(self) -> LiveEntry:
        return self.entries[self.order[0 if self.newest_first else -1]]

    @property
    def several_days(self) -> bool:
        return self.first.day != self.last.day
