"""The plain text of a message → HTML: paragraphs, lists and quotations.

Without `format=flowed` (RFC 3676), a line end is only kept if the next word would have had room in
the line. Everything after the line `-- ` is a signature, up to a text that is quoted below it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from kazarchive.importing.second_reading import Change

_QUOTED = re.compile(r"(?:> ?)+")
_END_OF_SIGNATURE = re.compile(r">|-{5}|_{5}")
_FOOTER = re.compile(r"_{20,}\s*")
_ADDRESS = re.compile(r"https?://[^\s<>\"'«»“”]+")
_ITEM = re.compile(r"[ \t]*(?P<mark>[-*•·▪◦]|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+ *)\S")
_WIDEST = 100
"""Characters of the longest line of a text whose lines were broken by a program."""
_NARROWEST = 50

_DEEPEST = 20
"""Quotations inside each other; more are one."""

_SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]+: .*\n)*\n?")
_SIGNATURE = re.compile(
    r"-----BEGIN PGP SIGNATURE-----\n.*?(?:-----END PGP SIGNATURE-----|\Z)", re.S
)


class Html(NamedTuple):
    """A text as HTML."""

    html: str
    left_out: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    """Marks of lists, which are elements now."""


class _Line(NamedTuple):
    depth: int
    """How often it is quoted."""
    text: str
    is_soft: bool = False
    """Whether the next line continues it (`format=flowed`)."""


def html(text: str, *, flowed: bool = False, delsp: bool = False) -> Html:
    """The text of one part; its line ends are `\\n`."""
    text, armour = _without_armour(text)
    lines, left_out = _without_signature(text.split("\n"))
    read = [_line(line, flowed=flowed, delsp=delsp) for line in lines]
    width = 0 if flowed else _width(read)
    if not (flowed or width or "\n\n" in text.strip()):  # each line is a paragraph
        read = list(_apart(read))
    changes: list[Change] = []
    body = "".join(_blocks(read, width, changes))
    return Html(body, (*armour, *left_out), tuple(changes))


def _without_armour(text: str) -> tuple[str, tuple[str, ...]]:
    """A text that is signed with PGP without the marks around it (RFC 4880, 7.1)."""
    if not _SIGNED.search(text):
        return text, ()
    armour = (*_SIGNED.findall(text), *_SIGNATURE.findall(text))
    bare = _SIGNED.sub("", _SIGNATURE.sub("", text))
    return re.sub(r"^- (?=-)", "", bare, flags=re.MULTILINE), tuple(map(_on_one_line, armour))


def words(text: str, *, joined: bool) -> str:
    """The words of a text by a second reader. `joined`: a space at the end of a line is none
    (DelSp)."""
    bare = re.sub(r"^(?:> ?)+", "", text, flags=re.MULTILINE)
    return re.sub(r"(?<!^--) \n ?", "", bare, flags=re.MULTILINE) if joined else bare


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _without_signature(lines: Sequence[str]) -> tuple[Sequence[str], tuple[str, ...]]:
    left_out: list[str] = []
    start = next((n for n, line in enumerate(lines) if n and line.rstrip("\r") == "-- "), None)
    if start is not None:
        rest = range(start + 1, len(lines))
        end = next((n for n in rest if _END_OF_SIGNATURE.match(lines[n])), len(lines))
        left_out.append(_on_one_line(" ".join(lines[start:end])))
        lines = [*lines[:start], *lines[end:]]
    footer = next((n for n, line in enumerate(lines) if n and _FOOTER.fullmatch(line)), None)
    if footer is not None and len(lines) - footer < 12:
        left_out.append(_on_one_line(" ".join(lines[footer:])))
        lines = lines[:footer]
    return lines, tuple(left_out)


def _line(line: str, *, flowed: bool, delsp: bool) -> _Line:
    quoted = _QUOTED.match(line)
    if not flowed:
        bare = line[quoted.end() :] if quoted else line
        return _Line(quoted[0].count(">") if quoted else 0, bare.rstrip())
    depth = len(line) - len(line.lstrip(">"))
    bare = line[depth:].removeprefix(" ")
    is_soft = bare.endswith(" ") and bare != "-- "
    return _Line(depth, bare[:-1] if is_soft and delsp else bare, is_soft)


def _width(lines: Sequence[_Line]) -> int:
    """Where a program has broken the lines; 0 if it has not. Single lines may be longer."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= _NARROWEST)
    if not lengths or lengths[-1] > 2 * _WIDEST:
        return 0
    usual = lengths[(len(lengths) - 1) * 9 // 10]
    return usual if usual <= _WIDEST else 0


def _apart(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Lines with blank ones between them, but for the items of a list."""
    for line, following in zip(lines, [*lines[1:], _Line(0, "")], strict=True):
        yield line
        if not _kind(line.text) or _kind(line.text) != _kind(following.text):
            yield _Line(line.depth, "")


# --- blocks -------------------------------------------------------------------------------------


def _blocks(lines: Iterable[_Line], width: int, changes: list[Change]) -> Iterator[str]:
    """Quotations inside each other, and what is in them."""
    before = 0
    for (depth, blank), block in groupby(
        lines, key=lambda line: (line.depth, not line.text.strip())
    ):
        if not blank:
            depth = min(depth, _DEEPEST)
            yield "<blockquote>" * (depth - before) + "</blockquote>" * (before - depth)
            yield from _block(list(block), width, changes)
            before = depth
    yield "</blockquote>" * before


def _block(lines: list[_Line], width: int, changes: list[Change]) -> Iterator[str]:
    """The lines between two blank ones."""
    if len(lines) > 1 and 2 * sum(bool(_COLUMNS.search(one.text)) for one in lines) > len(lines):
        yield f"<pre>{escape(chr(10).join(line.text for line in lines), quote=False)}</pre>"
        return
    starts = [n for n, line in enumerate(lines) if _ITEM.match(line.text)]
    marks = {_kind(lines[n].text) for n in starts}
    if len(starts) < 2 or len(marks) > 1:
        yield f"<p>{_joined(lines, width)}</p>"
        return
    if starts[0]:
        yield f"<p>{_joined(lines[: starts[0]], width)}</p>"
    yield from _list(lines, starts, changes)


def _kind(line: str) -> str:
    item = _ITEM.match(line)
    return "1" if item and item["number"] else item["mark"] if item else ""


def _list(lines: list[_Line], starts: list[int], changes: list[Change]) -> Iterator[str]:
    first = _ITEM.match(lines[starts[0]].text)
    number = first["number"] if first else None
    yield f'<ol start="{number}">' if number else "<ul>"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        item = _ITEM.match(lines[start].text)
        bare = lines[start].text[item.end() if item else 0 :]
        changes.append(Change(lines[start].text, bare))
        parts = [lines[start]._replace(text=bare), *lines[start + 1 : end]]
        ends = ((part.text if part.is_soft else f"{part.text.strip()} ") for part in parts)
        yield f"<li>{_linked(''.join(ends).strip())}</li>"
    yield "</ol>" if number else "</ul>"


def _joined(lines: Sequence[_Line], width: int) -> str:
    """Lines as one paragraph, with the line ends that are meant."""
    parts = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        parts.append(_linked(line.text.strip() if not line.is_soft else line.text))
        if following is not None and not line.is_soft:
            word = following.text.split(maxsplit=1)[0]
            has_room = len(line.text) + 1 + len(word) <= width
            parts.append("<br>\n" if has_room or not width else " ")
    return "".join(parts)


def _linked(text: str) -> str:
    """Text with its web addresses as links."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?)]}…")
        if "(" in address and found[0].startswith(f"{address})"):
            address += ")"
        parts.append(escape(text[end : found.start()], quote=False))
        parts.append(f'<a href="{escape(address)}">{escape(address, quote=False)}</a>')
        end = found.start() + len(address)
    return "".join((*parts, escape(text[end:], quote=False)))
