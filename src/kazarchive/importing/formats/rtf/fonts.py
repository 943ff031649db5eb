"""The font of a text → the code page of its bytes, and the bytes → text."""

import re
from functools import lru_cache

from mammoth.docx.dingbats import dingbats

_CHARSETS = {
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""`\\fcharset` → Python's codec. The others, 0 and 1, are the code page of the file."""
SYMBOLS = 2
"""The charset of fonts of pictures."""
_CODE_PAGES = {10000: "mac-roman", 10007: "mac-cyrillic", 708: "iso8859-6", 65001: "utf-8"}
_CYRILLIC = re.compile(r"\bcyr\b|cyrillic|кир|\bka?z(?:[ _-]|times|arial|\b)", re.IGNORECASE)
"""Names of fonts that have Cyrillic letters whatever their charset says: `Arial CYR`."""


SYMBOL = "symbol"
"""In place of a codec: the bytes are signs of a font of pictures."""


def of_code_page(number: int | None) -> str | None:
    """The codec of a `\\ansicpg` or `\\cpg`."""
    if number is None or number <= 1:
        return None
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return None
    return name


def of_font(charset: int, code_page: int | None, name: str) -> str | None:
    """The codec of a font, or None if it has that of the file."""
    if charset == SYMBOLS:
        return SYMBOL
    if found := of_code_page(code_page) or _CHARSETS.get(charset):
        return found
    return "cp1251" if _CYRILLIC.search(name) else None


@lru_cache(maxsize=16)
def _unicode(count: int) -> re.Pattern[bytes]:
    """A `\\uN` with the characters that stand for it in programs without Unicode."""
    return re.compile(rb"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|[^\\]){0,%d}" % min(count, 8))


_HEX = re.compile(rb"\\'([0-9a-fA-F]{2})")


def text(raw: bytes, codec: str, fallbacks: int) -> str:
    """The text of a token, and U+FFFD for what is no character. `fallbacks`: how many characters
    follow each `\\uN` (`\\ucN`)."""
    parts = _unicode(fallbacks).split(raw)
    decoded = [""] * len(parts)
    decoded[::2] = [_decoded(part, codec) if part else "" for part in parts[::2]]
    decoded[1::2] = [chr(int(number) & 0xFFFF) for number in parts[1::2]]
    return "".join(decoded)


def plain(raw: bytes) -> bytes:
    """The bytes of a token that are in a code page."""
    return _bytes(_unicode(1).sub(b"", raw))


def _decoded(raw: bytes, codec: str) -> str:
    return _bytes(raw).decode(codec, "replace")


def signs(text: str, font: str) -> str:
    """A text in a font of pictures, as characters of Unicode where they are known."""
    signs = (dingbats.get((font, ord(sign) & 0xFF)) for sign in text)
    return "".join(chr(code) if code else sign for code, sign in zip(signs, text, strict=True))


def _bytes(raw: bytes) -> bytes:
    if b"\\'" not in raw:
        return raw
    return _HEX.sub(lambda found: bytes((int(found[1], 16),)), raw)


def whole(text: str) -> str:
    """A text whose characters beyond U+FFFF are two (surrogates)."""
    if not re.search("[\ud800-\udfff]", text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
