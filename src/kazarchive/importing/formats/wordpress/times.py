"""The times of an item, which are in the zone of the site, with their offset from UTC."""

import re
from datetime import datetime, timedelta

from kazarchive.importing.formats.wordpress.item import Item

_ZERO = re.compile(r"^(?:0000|-0001)")
_QUARTER = timedelta(minutes=15)
_FURTHEST = timedelta(hours=14)


def published(one: Item) -> str | None:
    """None for drafts: what they have is the time of the last change."""
    if one["status"] in ("draft", "pending", "auto-draft") and _time(one["post_date_gmt"]) is None:
        return None
    return _written(one["post_date"], one["post_date_gmt"])


def updated(one: Item) -> str | None:
    """The last change, if it was after the publication."""
    changed = _written(one["post_modified"], one["post_modified_gmt"])
    if changed is None and published(one) is None:
        return _written(one["post_date"], "")
    first, last = _time(one["post_date"]), _time(one["post_modified"])
    return changed if first and last and last > first else None


def version(one: Item) -> str:
    """What orders the versions of an item: the time of its last change."""
    times = (one[name] for name in ("post_modified_gmt", "post_modified", "post_date"))
    return next((f"{time}" for time in map(_time, times) if time), "")


def _written(local: str, utc: str) -> str | None:
    """A local time with its offset, where both are known."""
    here, there = _time(local), _time(utc)
    if here is None or there is None:
        known = here or there
        return f"{known}{'' if here else 'Z'}" if known else None
    offset = here - there
    if abs(offset) > _FURTHEST or offset % _QUARTER:
        return f"{here}"
    sign = "-" if offset < timedelta() else "+"
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{here}{sign}{minutes // 60:02}:{minutes % 60:02}"


def _time(text: str) -> datetime | None:
    if _ZERO.match(text):
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
