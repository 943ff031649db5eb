"""The process that reads one PDF file: it writes what the file contains to its standard output.

It has a limit on its time and its memory from the system, since pdfium cannot be interrupted
otherwise: the time is 2 seconds, and more for each page that is done.
"""

import ctypes
import signal
from collections.abc import Iterator
from typing import Any

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from kazarchive.importing.pdf import images
from kazarchive.importing.pdf.pages import (
    BOLD,
    BROKEN,
    HIDDEN,
    ITALIC,
    LENGTH,
    LINE_END,
    NOTHING,
    SPACE,
    Fault,
    Head,
    Link,
    Page,
    Part,
    Word,
)

SECONDS = 2.0
"""Of processor time for a file."""
SECONDS_A_PAGE = 0.02
"""More, for each page that was read."""
MEMORY = 300_000_000
"""Bytes."""

MOST_PAGES = 2_000
MOST_CHARACTERS = 3_000_000
MOST_BYTES = 60_000_000
"""Of all images."""

_OUTPUT = 1  # the descriptor of the standard output
_HYPHEN = 2
"""How pdfium writes a hyphen at the end of a line, whichever it is."""
_LINE_ENDS = (10, 13)
_INVISIBLE = 3  # PDF 32000-1, 9.3.6
_ITALIC, _BOLD = 1 << 6, 1 << 18  # PDF 32000-1, table 123


def main(path: str) -> None:
    """Read a file; each part is written with its length before it."""
    _limit()
    with open(_OUTPUT, "wb", closefd=False) as output:
        for part in parts(path):
            encoded = msgspec.msgpack.encode(part)
            output.write(len(encoded).to_bytes(LENGTH) + encoded)
            _allow(SECONDS_A_PAGE)


def _limit() -> None:
    """Let the system end this process when it has used its time, or refuse it more memory."""
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    if hasattr(signal, "SIGPROF"):
        left, _ = signal.getitimer(signal.ITIMER_PROF)
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


def parts(path: str) -> Iterator[Part]:
    """The head of a file and its pages, or why it cannot be read."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        is_locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        yield Fault("password" if is_locked else "damaged")
        return
    count = len(document)
    if count > MOST_PAGES:
        yield Fault("large")
        return
    yield _head(document, count)
    room, characters = MOST_BYTES, MOST_CHARACTERS
    for number in range(count):
        page = _page(document, number, room)
        room -= sum(len(picture.content) for picture in page.pictures)
        characters -= len(page.text)
        if characters < 0:
            yield Fault("large")
            return
        yield page


def _head(document: Any, count: int) -> Head:
    metadata = document.get_metadata_dict()
    return Head(
        count,
        metadata.get("Title", "").strip(),
        metadata.get("Author", "").strip(),
        metadata.get("CreationDate", "").strip(),
        pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0,
        max(0, pdfium.FPDFDoc_GetAttachmentCount(document)),
        pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE,
    )


def _page(document: Any, number: int, room: int) -> Page:
    raw = pdfium.FPDF_LoadPage(document, number)
    if not raw:
        return Page(0, 0, "")
    text = pdfium.FPDFText_LoadPage(raw)
    if not text:
        return Page(0, 0, "")
    reader = _Text(text)
    words = list(reader.words())
    page = Page(
        pdfium.FPDF_GetPageWidthF(raw),
        pdfium.FPDF_GetPageHeightF(raw),
        reader.plain(),
        words,
        list(_links(document, raw)),
        list(images.pictures(raw, room)),
        reader.turned > len(words) / 2,
    )
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(raw)
    return page


# --- words --------------------------------------------------------------------------------------


class _Text:
    """The characters of one page."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._count = min(max(0, pdfium.FPDFText_CountChars(text)), MOST_CHARACTERS)
        self._styles: dict[int, int] = {}
        """Address of a font → its style."""
        self.turned = 0
        """Words that are not horizontal."""

    def plain(self) -> str:
        """The text as pdfium writes it."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        pdfium.FPDFText_GetText(self._text, 0, self._count, buffer)
        return _utf16(list(buffer[: self._count])).rstrip("\0")

    def words(self) -> Iterator[Word]:
        """The words in the order of the file, cut where the size of the letters changes."""
        text = self._text
        start, size, units = -1, 0.0, list[int]()
        before = LINE_END
        for at in range(self._count):
            unit = pdfium.FPDFText_GetUnicode(text, at)
            if unit == _HYPHEN and units:
                yield self._word([*units, ord(BROKEN)], start, at - 1, before)
                units, before = [], LINE_END
            elif unit <= ord(" "):
                if units:
                    yield self._word(units, start, at - 1, before)
                    units, before = [], SPACE
                before = LINE_END if unit in _LINE_ENDS else before
            else:
                if units and pdfium.FPDFText_GetFontSize(text, at) != size:
                    yield self._word(units, start, at - 1, before)
                    units, before = [], NOTHING
                if not units:
                    start, size = at, pdfium.FPDFText_GetFontSize(text, at)
                units.append(unit)
        if units:
            yield self._word(units, start, self._count - 1, before)

    def _word(self, units: list[int], first: int, last: int, before: int) -> Word:
        text = self._text
        left, right = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text, first, left)
        pdfium.FPDFText_GetLooseCharBox(text, last, right)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, first, x, y)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, first, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        self.turned += abs(matrix.b) > abs(matrix.a)
        size = pdfium.FPDFText_GetFontSize(text, first) * scale
        return Word(
            _utf16(units),
            min(left.left, right.left),
            max(left.right, right.right),
            y.value,
            round(size, 2),
            self._style(first),
            before,
        )

    def _style(self, at: int) -> int:
        run = pdfium.FPDFText_GetTextObject(self._text, at)
        if not run:
            return 0
        hidden: int = HIDDEN * (pdfium.FPDFTextObj_GetTextRenderMode(run) == _INVISIBLE)
        font = pdfium.FPDFTextObj_GetFont(run)
        if not font:
            return hidden
        address = ctypes.addressof(font.contents)
        if address not in self._styles:
            self._styles[address] = _style(font)
        return hidden | self._styles[address]


def _style(font: Any) -> int:
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    name = buffer.value.lower()
    flags = pdfium.FPDFFont_GetFlags(font)
    # The weight that pdfium computes is no help: it is that of the stems of usual fonts, too.
    bold: int = flags & _BOLD or b"bold" in name or b"black" in name
    italic = flags & _ITALIC or b"italic" in name or b"oblique" in name
    return BOLD * bool(bold) | ITALIC * bool(italic)


def _utf16(units: list[int]) -> str:
    written = "".join(map(chr, units))
    return written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# --- links --------------------------------------------------------------------------------------


def _links(document: Any, page: Any) -> Iterator[Link]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        box = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetAnnotRect(link, box):
            address = buffer.value.decode("utf-8", "replace")
            yield Link(box.left, box.bottom, box.right, box.top, address)
