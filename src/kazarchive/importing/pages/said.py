"""What a page says of itself in one way."""

from msgspec import Struct


class Said(Struct, frozen=True, kw_only=True):
    """What one kind of marks says; empty is what it does not say."""

    by: str = ""
    """The kind of marks, for notes."""
    title: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str = ""
    image: str = ""
    caption: str = ""
    credit: str = ""
    site: str = ""
    summary: str = ""
    url: str = ""
