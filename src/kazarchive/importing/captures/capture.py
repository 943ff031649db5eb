"""What is to be known of a record to find it again, and to tell pages from the rest."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from kazarchive.importing import naming


class Capture(Struct, frozen=True, kw_only=True):
    """A record in one of the files of an import."""

    kind: Literal["page", "media", "redirect", "revisit", "frame", "mark"]
    """`mark`: what another record says of a page; `frame`: what a page has in a frame."""
    file: int = 0
    """The number of its file."""
    offset: int = 0
    length: int = 0
    """Of its block."""
    url: str = ""
    time: str = ""
    """Of the capture, in UTC: `YYYYMMDDhhmmss`."""
    ids: tuple[str, ...] = ()
    """Its own id, and those of records that belong to it."""
    mime: str = ""
    digest: str = ""
    """Of the payload, as the file says."""
    target: str = ""
    """Where a redirect leads; the address whose payload a revisit has."""
    target_time: str = ""
    is_wrong: bool = False
    """Its length is not what the file says."""

    @property
    def keys(self) -> Iterator[str]:
        """Under which it is looked for."""
        if self.kind == "redirect":
            yield to(self.target)
        elif self.kind == "mark":
            yield from map(record, self.ids)
        elif self.kind == "frame":
            yield framed(self.url)
        else:
            yield at(self.url)
            if self.digest and self.kind != "revisit":
                yield content(self.digest)


def at(url: str) -> str:
    """The key of the captures of an address."""
    return f"at {naming.key(url)}"


def to(url: str) -> str:
    """The key of the redirects to an address."""
    return f"to {naming.key(url)}"


def framed(url: str) -> str:
    """The key of the frames with an address."""
    return f"frame {naming.key(url)}"


def content(digest: str) -> str:
    """The key of the captures whose payload has a digest."""
    return f"content {digest}"


def record(id_: str) -> str:
    """The key of the marks of a record."""
    return f"record {id_}"
