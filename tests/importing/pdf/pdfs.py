"""Small PDF files, written by hand (PDF 32000-1).

A font has no letters of its own: each code is a character of Unicode, and as wide as half its
height, so that the places of all words are known.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from textwrap import wrap
from typing import NamedTuple

from PIL import Image

WIDTH, HEIGHT = 595, 842


class At(NamedTuple):
    """A text at a place of a page, in points from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F"
    """`F`, `B` (bold) or `I` (italic)."""
    invisible: bool = False


class Jpeg(NamedTuple):
    """An image at a place of a page."""

    x: float
    y: float
    width: float
    height: float
    number: int = 0
    """Different images have different numbers."""


class Pixels(NamedTuple):
    """An image that is no JPEG. `head`: entries of its dictionary."""

    x: float
    y: float
    width: float
    height: float
    head: str
    raw: bytes


class To(NamedTuple):
    """A link over a rectangle."""

    x: float
    y: float
    width: float
    height: float
    address: str


Thing = At | Jpeg | Pixels | To


def pdf(
    *pages: Sequence[Thing],
    info: str = "",
    catalog: str = "",
    objects: Sequence[str] = (),
    trailer: str = "",
) -> bytes:
    """A file. `info`, `catalog` and `trailer`: entries of these dictionaries; `objects`: further
    objects, numbered from 9."""
    numbered: dict[int, bytes] = {
        3: _font("Test", 4),
        4: _descendant("Test"),
        5: _font("Test-Bold", 6),
        6: _descendant("Test-Bold"),
        7: _font("Test-Italic", 8),
        8: _descendant("Test-Italic"),
    }
    numbered |= {9 + n: each.encode("latin-1") for n, each in enumerate(objects)}
    next_ = 9 + len(objects)
    kids = []
    for page in pages:
        kids.append(f"{next_} 0 R")
        next_ = _page(page, next_, numbered)
    numbered[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    numbered[1] = f"<</Type/Catalog/Pages 2 0 R {catalog}>>".encode()
    numbered[next_] = f"<<{info}>>".encode("latin-1")
    return _file(numbered, f"/Info {next_} 0 R{trailer}")


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, size))
    out += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _page(things: Sequence[Thing], number: int, objects: dict[int, bytes]) -> int:
    """Add a page and what is on it; returns the next free number."""
    content, images, links = [], [], []
    free = number + 2
    for thing in things:
        if isinstance(thing, At):
            content.append(_shown(thing))
        elif isinstance(thing, Jpeg | Pixels):
            objects[free] = _image(thing)
            images.append(f"/I{free} {free} 0 R")
            place = f"{thing.width} 0 0 {thing.height} {thing.x} {thing.y}"
            content.append(f"q {place} cm /I{free} Do Q")
            free += 1
        else:
            box = f"{thing.x} {thing.y} {thing.x + thing.width} {thing.y + thing.height}"
            links.append(
                f"<</Type/Annot/Subtype/Link/Rect[{box}]/A<</S/URI/URI({thing.address})>>>>"
            )
    fonts = "/F 3 0 R/B 5 0 R/I 7 0 R"
    objects[number] = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {number + 1} 0 R"
        f"/Annots[{' '.join(links)}]"
        f"/Resources<</Font<<{fonts}>>/XObject<<{' '.join(images)}>>>>>>"
    ).encode()
    objects[number + 1] = stream("\n".join(content).encode())
    return free


def _image(image: Jpeg | Pixels) -> bytes:
    if isinstance(image, Pixels):
        return stream(image.raw, f"/Type/XObject/Subtype/Image{image.head}")
    written = BytesIO()
    Image.new("L", (40, 30), 20 + image.number).save(written, "JPEG")
    raw = written.getvalue()
    head = (
        f"<</Type/XObject/Subtype/Image/Width 40/Height 30/ColorSpace/DeviceGray"
        f"/BitsPerComponent 8/Filter/DCTDecode/Length {len(raw)}>>"
    )
    return head.encode() + b"\nstream\n" + raw + b"\nendstream"


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream, compressed."""
    packed = zlib.compress(content)
    head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>".encode()
    return head + b"\nstream\n" + packed + b"\nendstream"


def _shown(at: At) -> str:
    mode = 3 if at.invisible else 0
    code = at.text.encode("utf-16-be").hex()
    return f"BT {mode} Tr /{at.font} {at.size} Tf 1 0 0 1 {at.x} {at.y} Tm <{code}> Tj ET"


def _font(name: str, descendant: int) -> bytes:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode/Identity-H>>"
    ).encode()


def _descendant(name: str) -> bytes:
    descriptor = (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 32/FontBBox[0 -200 1000 800]"
        "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
    )
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo{system}"
        f"/FontDescriptor {descriptor}/DW 500>>"
    ).encode()


# --- written in cases ---------------------------------------------------------------------------

LEADING = 1.2
"""The distance of two lines, in sizes of their letters."""


def of(text: str) -> bytes:
    """The file that a case describes, one thing a line:

    page
    info /Title(…)
    at X Y SIZE FONT TEXT
    wrap X Y SIZE FONT LETTERS TEXT   in lines of at most so many letters; `\xad` may break
    hidden X Y SIZE FONT TEXT
    jpeg X Y WIDTH HEIGHT NUMBER
    link X Y WIDTH HEIGHT ADDRESS
    """
    info, pages = "", list[list[Thing]]()
    for line in filter(None, text.splitlines()):
        kind, _, rest = line.partition(" ")
        if kind == "page":
            pages.append([])
        elif kind == "info":
            info += rest
        else:
            pages[-1] += _things(kind, rest)
    return pdf(*pages, info=info)


def _things(kind: str, written: str) -> Iterator[Thing]:
    x, y, rest = written.split(" ", 2)
    place = float(x), float(y)
    if kind in ("jpeg", "link"):
        width, height, last = rest.split()
        box = (*place, float(width), float(height))
        yield Jpeg(*box, int(last)) if kind == "jpeg" else To(*box, last)
    elif kind == "wrap":
        size, font, letters, text = rest.split(" ", 3)
        for number, line in enumerate(broken(text, int(letters))):
            yield At(place[0], place[1] - number * LEADING * float(size), line, float(size), font)
    else:
        size, font, text = rest.split(" ", 2)
        yield At(*place, text, float(size), font, kind == "hidden")


def broken(text: str, letters: int) -> list[str]:
    """Lines of at most so many letters, also broken at U+00AD, as a hyphen."""
    parts = wrap(text.replace("\u00ad", "\u00ad "), letters, break_on_hyphens=False)
    joined = [re.sub("\u00ad (?=.)", "", part) for part in parts]
    return [re.sub("\u00ad$", "-", part) for part in joined]
