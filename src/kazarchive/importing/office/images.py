"""The images of an office document → files beside the article."""

import re
from collections.abc import Callable
from html import escape

from msgspec import Struct, field

from kazarchive.importing.document import MediaFile, Note
from kazarchive.rules import image_names

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), ".bmp"),
    (re.compile(rb"II\*\0|MM\0\*"), ".tiff"),
    (re.compile(rb".{40} EMF", re.DOTALL), ".emf"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]"), ".wmf"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b",
            re.DOTALL,
        ),
        ".svg",
    ),
)
"""How a file of a kind begins → the ending of its name."""


class Images(Struct):
    """The images of one document, each once."""

    stem: str
    """The name of the document, which the images get too: in documents, all are `image1`."""
    media: list[MediaFile] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _seen: dict[str, str | Note] = field(default_factory=dict)
    """Address → the address of its file, or why it cannot be shown."""

    def html(self, address: str, alt: str, read: Callable[[], bytes]) -> str:
        """The element of an image in the document, or nothing if no browser can show it.

        `address`: what identifies it in its document; `read` is called once for each.
        """
        if address not in self._seen:
            self._seen[address] = self._add(address, read())
        shown = self._seen[address]
        if isinstance(shown, Note):
            self.notes += [shown] if shown not in self.notes else []
            return ""
        return f'<img src="{escape(shown)}" alt="{escape(alt)}">'

    def linked(self, address: str, alt: str) -> str:
        """The element of an image that the document does not contain."""
        if re.match(r"https?://", address):
            return f'<img src="{escape(address)}" alt="{escape(alt)}">'
        self.notes.append(Note("lost", f"the image {address[:100]} is not in the document"))
        return ""

    def missing(self, address: str) -> str:
        self.notes.append(Note("lost", f"the image {address} is not in the document"))
        return ""

    def _add(self, address: str, content: bytes) -> str | Note:
        ending = next((end for form, end in _SIGNATURES if form.match(content)), "")
        if not (image_names.is_photograph(f"x{ending}") or ending == ".svg"):
            kind = ending[1:].upper() or "its form"
            return Note("lost", f"the image {address}: no browser shows {kind}")
        number = f"{len(self.media) + 1}{ending}"
        shown = f"image-{number}"
        self.media.append(MediaFile(shown, f"{self.stem or 'image'}-{number}", content))
        return shown
