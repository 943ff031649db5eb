"""The frames of a document → its images, and the text of its formulas."""

import base64
import posixpath
from collections import Counter
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote

from lxml import etree

from kazarchive.importing.formats.odt.names import DRAW, OFFICE, XLINK
from kazarchive.importing.office import parts
from kazarchive.importing.office.images import Images
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place


class Pictures:
    """The frames of one document."""

    def __init__(
        self, members: ZipFiles | None, images: Images, counts: Counter[str], place: Place
    ) -> None:
        """`counts`: as in office/notes.py."""
        self._members, self._images, self._counts, self._place = members, images, counts, place
        self._count = 0

    def html(self, frame: etree._Element, alt: str) -> str:
        """A frame in HTML. Of several forms of one image, the first that a browser shows. Raises
        ProblemsFound (K0868 to K0871)."""
        if formula := self._formula(frame):
            self._counts["formula"] += 1
            return escape(formula, quote=False)
        self._counts["object"] += len(frame.findall(f"{DRAW}object"))
        lost = len(self._images.notes)
        for image in frame.iterfind(f"{DRAW}image"):
            if shown := self._image(image, alt):
                del self._images.notes[lost:]
                return shown
        return ""

    def _image(self, image: etree._Element, alt: str) -> str:
        written = image.findtext(f"{OFFICE}binary-data")
        if written:
            self._count += 1
            return self._images.html(f"image {self._count}", alt, lambda: _decoded(written))
        href = image.get(f"{XLINK}href", "")
        name = posixpath.normpath(unquote(href))
        members = self._members
        if members is not None and name in members:
            return self._images.html(name, alt, lambda: members.read(name))
        return self._images.linked(href, alt) if href else ""

    def _formula(self, frame: etree._Element) -> str:
        """The signs of a formula in their order."""
        for tree in self._objects(frame):
            for math in tree.iter("{*}math"):
                texts = (
                    each.text or "" for each in math.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext")
                )
                return " ".join("".join(texts).split())
        return ""

    def _objects(self, frame: etree._Element) -> Iterator[etree._Element]:
        for each in frame.iterfind(f"{DRAW}object"):
            yield each
            name = posixpath.normpath(unquote(each.get(f"{XLINK}href", ""))) + "/content.xml"
            if self._members is not None and name in self._members:
                yield parts.parsed(self._members.read(name, parts.LARGEST), name, self._place)


def _decoded(written: str) -> bytes:
    """Base64; what is none in it is passed over."""
    bare = "".join(written.split())
    return base64.b64decode(bare + "=" * (-len(bare) % 4))
