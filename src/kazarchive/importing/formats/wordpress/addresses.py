"""The addresses under which an item was known."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kazarchive.importing.formats.wordpress.export import Export
from kazarchive.importing.formats.wordpress.item import Item


def former(one: Item, export: Export, pages: int) -> tuple[str, ...]:
    """The newest first: its permalink, those of its pages, those of old slugs and old dates, and
    the one by its number, which WordPress always answers."""
    link = one["link"]
    found = dict[str, None]()
    if link and not urlsplit(link).query:
        found[link] = None
        found.update(dict.fromkeys(_pages(link, pages)))
        dated = [link, *_with_old_dates(link, one)]
        for slug in reversed(one.meta.get("_wp_old_slug", [])):
            found.update(dict.fromkeys(_with_slug(each, one["post_name"], slug) for each in dated))
        found.update(dict.fromkeys(dated))
    elif link:
        found[link] = None
    if export.home and one.id:
        name = "page_id" if one["post_type"] == "page" else "p"
        found[f"{export.home}/?{name}={one.id}"] = None
    return tuple(found)


def in_language(one: Item, export: Export, code: str) -> tuple[str, ...]:
    """The address of one language of a text that holds several: its code begins the path."""
    link, home = one["link"], export.home
    if not home or not link.startswith(home + "/") or urlsplit(link).query:
        return ()
    return (f"{home}/{code}{link.removeprefix(home)}",)


def decoded(slug: str) -> str:
    """A slug in its letters. One that was cut inside a letter loses that letter."""
    return re.sub("\ufffd+$", "", unquote(slug, errors="replace")).strip("-")


def _pages(link: str, pages: int) -> Iterator[str]:
    for number in range(2, min(pages, 100) + 1):
        yield f"{link.rstrip('/')}/{number}{'/' if link.endswith('/') else ''}"


def _with_slug(link: str, slug: str, other: str) -> str:
    """The address as it was with another slug, which is its last part that equals the slug."""
    parts = link.split("/")
    for n in range(len(parts) - 1, 2, -1):
        stem = parts[n].partition(".")[0]
        if slug and unquote(stem).casefold() == unquote(slug).casefold():
            parts[n] = other + parts[n][len(stem) :]
            return "/".join(parts)
    return link


def _with_old_dates(link: str, one: Item) -> Iterator[str]:
    """The address as it was on other days, if it holds the date."""
    for old in reversed(one.meta.get("_wp_old_date", [])):
        was, now = old.split("-"), one["post_date"].split(" ")[0].split("-")
        for length in (3, 2, 1):
            part = f"/{'/'.join(now[:length])}/"
            if part in link and len(was) == 3:
                yield link.replace(part, f"/{'/'.join(was[:length])}/", 1)
                break
