"""Documents in Rich Text Format, from a readable form."""

import re

_SIGN = re.compile(r"<<(u|raw1251|1251|1048):(.*?)>>", re.DOTALL)


def rtf(written: str) -> bytes:
    """A file. `<<1251:…>>` and `<<1048:…>>` are letters in code pages, in figures;
    `<<raw1251:…>>` the same as bytes; `<<u:…>>` letters of Unicode, each with a `?` for older
    programs."""
    parts = _SIGN.split(written)
    raw = b""
    for plain, how, text in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True):
        raw += plain.encode("latin-1") + _written(how, text)
    return raw


def _written(how: str, text: str) -> bytes:
    if how == "raw1251":
        return text.encode("cp1251")
    if how == "u":
        return "".join(f"\\u{ord(each)}?" if ord(each) > 127 else each for each in text).encode()
    codec = {"1251": "cp1251", "1048": "kz1048", "": "ascii"}[how]
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec)).encode()


HEAD = r"{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset204 Times;}}\f0 "


def text(inner: str) -> bytes:
    return rtf(f"{HEAD}{inner}}}")
