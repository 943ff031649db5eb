"""What is at an address: a page, a file as it is, or one that is made."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from kazarchive.values import Address, Picture


class Alternate(Struct, frozen=True):
    """A language version of a page."""

    lang: str
    address: Address


class Page(Struct, frozen=True):
    """A page: its template, and everything that it may show."""

    address: Address
    template: str
    lang: str
    alternates: tuple[Alternate, ...] = ()
    """All language versions, this one included; empty if there are no others."""
    canonical: Address | None = None
    """The canonical address, if that is another one."""
    indexed: bool = True
    """Whether search engines may index it."""
    about: str | None = None
    """The path of the source file of the page, for messages about a failed template."""
    context: Mapping[str, Any] = field(default_factory=dict)

    def version(self, lang: str) -> Address | None:
        """The address of this page in a language, if it exists in that language."""
        addresses = (version.address for version in self.alternates if version.lang == lang)
        return next(addresses, None)


class Copy(Struct, frozen=True):
    """A file that is published unchanged, but without metadata in images."""

    address: Address
    source: str
    """The file's path, as in `SourceFile.path`."""
    digest: str


class Resized(Struct, frozen=True):
    """An image made from a media file: upright, in sRGB, without metadata."""

    address: Address
    source: str
    """The file's path, as in `SourceFile.path`."""
    digest: str
    """SHA-256 of that file."""
    picture: Picture
    name: str
    """Which variant: `800.avif`, or `whole` in the file's own format."""


class Packed(Struct, frozen=True):
    """A file for scripts, made without a template."""

    address: Address
    content: bytes


Answer = Page | Copy | Resized | Packed
"""What is at an address."""
