"""The names and labels of encodings → Python's codecs."""

import re
from collections.abc import Iterator, Mapping

from kazarchive.importing.code_pages import CODE_PAGES
from kazarchive.problems import Place, Problem, ProblemsFound, suggestion

CODECS: Mapping[str, str] = {
    "UTF-8": "utf-8",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
    "UTF-32LE": "utf-32-le",
    "UTF-32BE": "utf-32-be",
    **CODE_PAGES,
    **{
        name: name
        for name in (
            "windows-1250 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257"
            " windows-1258 ISO-8859-2 ISO-8859-7 ISO-8859-9 ISO-8859-15 macintosh IBM850 Big5"
            " EUC-JP EUC-KR GBK GB18030 Shift_JIS"
        ).split()
    },
}
"""Name → Python's codec."""

_LABELS = {
    "KOI8-R": "koi8",
    "KZ-1048": "rk1048 strk1048 strk10482002",
    "PT154": "cp154 csptcp154 cyrillicasian",
    "IBM866": "dos",
    "ISO-8859-5": "cyrillic",
    "UTF-16LE": "utf16 unicode",
    "windows-1251": "win",
    "windows-1252": "ansi ascii iso88591 l1 latin1 usascii",
    "x-mac-cyrillic": "maccyrillic macukrainian xmacukrainian",
}
"""Labels that are neither a name nor a codec, without hyphens; those of the WHATWG's Encoding
standard among them, by which Latin-1 is windows-1252."""


def named(label: str) -> str | None:
    """The key of CODECS for a label such as `win-1251`, `x-cp1251` or `CP1251`."""
    bare = re.sub(r"[^a-z0-9]", "", label.lower())
    short = re.sub(r"^(?:cs|x)?(?:cp|win(?=\d)|ibm)?", "", bare)
    return _BY_LABEL.get(bare) or _BY_LABEL.get(short)


def _by_label() -> Iterator[tuple[str, str]]:
    for name, codec in CODECS.items():
        number = name.removeprefix("windows-").removeprefix("IBM")
        for label in f"{name} {number} {codec} {_LABELS.get(name, '')}".lower().split():
            yield re.sub(r"[^a-z0-9]", "", label), name


_BY_LABEL = dict(_by_label())


def check(label: str) -> None:
    """Raises ProblemsFound (K0826) if a label is not known."""
    if named(label) is None:
        known = ", ".join(f"`{name}`" for name in CODECS)
        values = {"name": label, "known": known, "suggestion": suggestion(label, _BY_LABEL)}
        raise ProblemsFound([Problem("K0826", Place("--encoding"), values)])
