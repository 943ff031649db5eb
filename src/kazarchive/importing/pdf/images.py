"""The images of a page, in the process that reads a file: JPEG as it is, others as PNG."""

import ctypes
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from kazarchive.importing.pdf.pages import Picture

MOST_IMAGES = 200
"""Of a page."""
LARGEST_IMAGE = 40_000_000
"""Pixels."""
SMALLEST = 16
"""Pixels; a smaller image is an ornament."""


def pictures(page: Any, room: int) -> Iterator[Picture]:
    """Those of a page that are no ornaments. `room`: bytes that they may have together."""
    for number, image in enumerate(_images(page)):
        picture = _picture(image, room)
        if picture is None:
            continue
        if number >= MOST_IMAGES:
            return
        room -= len(picture.content)
        yield picture


def _images(page: Any) -> Iterator[Any]:
    """The images of a page, also those in the forms of which it is made."""
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _inside(pdfium.FPDFPage_GetObject(page, number), 3)


def _inside(thing: Any, depth: int) -> Iterator[Any]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        yield thing
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        for number in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(thing, number), depth - 1)


def _picture(image: Any, room: int) -> Picture | None:
    """An image with its place; None for an ornament."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(image, width, height)
    if min(width.value, height.value) < SMALLEST:
        return None
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(image, *sides)
    x0, y0, x1, y1 = (side.value for side in sides)
    if width.value * height.value > LARGEST_IMAGE:
        return Picture(x0, y0, x1, y1, fault=f"it has {width.value} × {height.value} pixels")
    content, ending = (_data(image), "jpg") if _filters(image) == ["DCTDecode"] else (b"", "png")
    if not content.startswith(b"\xff\xd8"):
        content, ending = _png(image), "png"
    if not content or len(content) > room:
        return Picture(x0, y0, x1, y1, fault="it is too large" if content else "it is damaged")
    return Picture(x0, y0, x1, y1, ending, content)


def _filters(image: Any) -> list[str]:
    names = []
    for number in range(max(0, pdfium.FPDFImageObj_GetImageFilterCount(image))):
        buffer = ctypes.create_string_buffer(32)
        pdfium.FPDFImageObj_GetImageFilter(image, number, buffer, 32)
        names.append(buffer.value.decode("ascii", "replace"))
    return [
        name for name in names if name not in ("ASCII85Decode", "ASCIIHexDecode", "FlateDecode")
    ]


def _data(image: Any) -> bytes:
    """The file of an image, without what a PDF adds around it."""
    size = pdfium.FPDFImageObj_GetImageDataDecoded(image, None, 0)
    buffer = (ctypes.c_ubyte * size)()
    pdfium.FPDFImageObj_GetImageDataDecoded(image, buffer, size)
    return bytes(buffer)


def _png(image: Any) -> bytes:
    """The pixels of an image as PNG (RFC 2083); empty if it is damaged."""
    bitmap = pdfium.FPDFImageObj_GetBitmap(image)
    if not bitmap:
        return b""
    width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    kind = pdfium.FPDFBitmap_GetFormat(bitmap)
    address = pdfium.FPDFBitmap_GetBuffer(bitmap)
    size = {pdfium.FPDFBitmap_Gray: 1, pdfium.FPDFBitmap_BGR: 3}.get(kind, 4)
    raw = ctypes.string_at(address, stride * height)
    colours = 1 if size == 1 else 3
    rows = bytearray((width * colours + 1) * height)
    for row in range(height):
        line = raw[row * stride : row * stride + width * size]
        start = row * (width * colours + 1) + 1
        if size == 1:
            rows[start : start + width] = line
        else:
            for colour in range(3):  # blue, green, red
                rows[start + colour : start + width * 3 : 3] = line[2 - colour :: size]
    pdfium.FPDFBitmap_Destroy(bitmap)
    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 0 if size == 1 else 2, 0, 0, 0))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in chunks
    )
