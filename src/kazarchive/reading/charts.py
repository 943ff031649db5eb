"""The figures of a block `:::chart` or `:::map`: from the table in it, or from a CSV file.

They are read from the Markdown, not from the HTML that an engine makes of it, because an engine
drops the cells that a row has too many.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape, unescape
from typing import NamedTuple

import msgspec

from kazarchive.problems import Place, Problem, ProblemsFound, suggestion
from kazarchive.reading.files import Beside
from kazarchive.rules import charts, csv_tables, lettering, locales, media_names, regions
from kazarchive.rules.csv_tables import NotATable
from kazarchive.rules.figures import SERIES, Fault, Figures, Row, figures

_DASHES = r"[ \t]*+:?-++:?[ \t]*+"
_RULE = re.compile(rf"[ \t]*+\|?{_DASHES}(?:\|{_DASHES})*\|?[ \t]*+")
_CELLS = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"(?<!\\)[*`]|(?<![\w\\])_+(?=\S)|(?<=\S)_+(?!\w)|\\(?=[|*_`\\-])")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^\s()]*\)")


class Source(NamedTuple):
    """A block as its author wrote it."""

    name: str
    options: Mapping[str, str]
    lines: Sequence[str]
    """Its content."""
    place: Place
    """Of the first line of the block."""
    lang: str
    beside: Beside | None
    """None where no file can be read."""


class Filled(NamedTuple):
    """What a chart shows."""

    options: Mapping[str, str]
    """With `figures`, as JSON of `rules.figures.Figures`."""
    html: str
    """The table and the link of a file; empty if the table is in the block."""


def filled(source: Source) -> Filled:
    """Raises ProblemsFound (K0445 to K0452)."""
    kind = "map" if source.name == "map" else source.options.get("type") or "bar"
    problems: list[Problem] = []
    if kind not in charts.MOST or (kind == "map" and source.name != "map"):
        near = suggestion(kind, charts.KINDS)
        known = ", ".join(f"`{each}`" for each in charts.KINDS)
        problems.append(
            Problem("K0445", source.place, {"type": kind, "suggestion": near, "known": known})
        )
    read, html = _read(source, charts.MOST.get(kind, charts.MOST["line"]), problems)
    if read is None or problems:
        raise ProblemsFound(problems)
    written = msgspec.json.encode(read).decode()
    return Filled({**source.options, "type": kind, "figures": written}, html)


def _read(source: Source, most: int, problems: list[Problem]) -> tuple[Figures | None, str]:
    tables = list(_tables(source.lines, source.place.line + 1))
    name = source.options.get("file")
    if name is not None and tables:
        _add(problems, source, "K0446", reason="it has a table and a `file`: leave out one")
    elif name is not None:
        return _from_file(source, name, most, problems)
    elif len(tables) != 1:
        reason = "it has several tables" if tables else "it has neither a table nor a `file`"
        _add(problems, source, "K0446", reason=reason)
    else:
        read, faults = _figures(source, tables[0], False, most)
        problems += [_in_block(fault, source) for fault in faults]
        return read, ""
    return None, ""


def _figures(
    source: Source, rows: Sequence[Row], decimal_comma: bool, most: int
) -> tuple[Figures | None, list[Fault]]:
    is_map = source.name == "map"
    comma = decimal_comma or source.lang != "en"
    read, faults = figures(rows, comma, most, 1 if is_map else SERIES)
    for fault in regions.faults(rows) if is_map else ():
        near = suggestion(fault.cell, (each for names in regions.NAMES.values() for each in names))
        faults.append(fault._replace(values={**fault.values, "suggestion": near}))
    return read, sorted(faults, key=lambda fault: fault.line)


def _add(problems: list[Problem], source: Source, code: str, **values: str) -> None:
    problems.append(Problem(code, source.place, values))


# --- the table in the block ------------------------------------------------------------------


def _tables(lines: Sequence[str], first: int) -> Iterator[list[Row]]:
    """The tables in some lines of Markdown. `first`: the number of the first line."""
    rows: list[Row] | None = None
    for index, line in enumerate(lines):
        if rows is not None and "|" in line:
            rows.append(Row(first + index, _cells(line)))
            continue
        if rows is not None:
            yield rows
            rows = None
        if index and "|" in lines[index - 1] and _RULE.fullmatch(line):
            rows = [Row(first + index - 1, _cells(lines[index - 1]))]
    if rows is not None:
        yield rows


def _cells(line: str) -> tuple[str, ...]:
    text = line.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return tuple(_plain(cell) for cell in _CELLS.split(text))


def _plain(cell: str) -> str:
    """A cell without emphasis and links."""
    text = cell.strip()
    if text.isalnum():
        return text
    return unescape(_MARKUP.sub("", _LINK.sub(r"\1", text))).strip()


def _in_block(fault: Fault, source: Source) -> Problem:
    if not fault.line:
        return Problem(fault.code, source.place, fault.values)
    text = source.lines[fault.line - source.place.line - 1]
    return Problem(fault.code, _place(source.place.path, fault, text), fault.values)


def _place(path: str, fault: Fault, text: str) -> Place:
    at = text.rfind(fault.cell) if fault.cell else -1
    if at < 0:
        stripped = text.strip()
        return Place(path, fault.line, text.find(stripped) + 1, len(stripped) or 1, text)
    return Place(path, fault.line, at + 1, len(fault.cell), text)


# --- the file beside the article -------------------------------------------------------------


def _from_file(
    source: Source, name: str, most: int, problems: list[Problem]
) -> tuple[Figures | None, str]:
    folder = posixpath.dirname(source.place.path)
    path = posixpath.normpath(posixpath.join(folder, name))
    try:
        content = csv_tables.text(_bytes(source, name, path, folder))
        table = csv_tables.table(content)
    except NotATable as error:
        place = Place(path, error.line) if error.line else source.place
        problems.append(Problem("K0447", place, {"file": name, "reason": error.reason}))
        return None, ""
    read, faults = _figures(source, table.rows, table.decimal_comma, most)
    lines = content.split("\n")
    for fault in faults:
        if fault.line:
            place = _place(path, fault, lines[fault.line - 1])
            problems.append(Problem(fault.code, place, fault.values))
        else:
            problems.append(Problem(fault.code, source.place, fault.values))
    if read is None:
        return None, ""
    return read, _table(read, table.rows[0].cells[0], source.lang) + _link(name)


def _bytes(source: Source, name: str, path: str, folder: str) -> bytes:
    """Raises NotATable."""
    if source.beside is None:
        raise NotATable("only an article can have a file of figures")
    if not name.lower().endswith(media_names.TABLES):
        raise NotATable("its name must end in `.csv` or `.tsv`")
    if not path.startswith(f"{folder}/") or "%" in name or "\\" in name:
        raise NotATable("it must stand in the folder of the article, or below")
    try:
        return source.beside(path)
    except ProblemsFound as found:
        raise NotATable(_reason(found.problems[0])) from None


def _reason(problem: Problem) -> str:
    return "there is no such file" if problem.code == "K0304" else problem.message


def _table(read: Figures, corner: str, lang: str) -> str:
    """The table of a file, in the form that engines write."""
    names = "".join(f'<th class="align-right">{escape(s.name)}</th>' for s in read.series)
    rows = []
    for label, *values in zip(read.labels, *(s.values for s in read.series), strict=True):
        cells = "".join(
            f'<td class="align-right">{locales.decimal(Decimal(v), lang) if v else "–"}</td>'
            for v in values
        )
        shown = escape(lettering.shown(label, read.scale, lang))
        rows.append(f"<tr><td>{shown}</td>{cells}</tr>\n")
    return (
        f'<div class="scroll" tabindex="0"><table><thead><tr><th>{escape(corner)}</th>{names}'
        f"</tr></thead><tbody>\n{''.join(rows)}</tbody></table></div>\n"
    )


def _link(name: str) -> str:
    return f'<p><a href="{escape(name)}">{escape(posixpath.basename(name))}</a></p>\n'
