"""What `import` prints."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kazarchive.cli.console import colours, plural, say

if TYPE_CHECKING:
    from kazarchive.importing.document import Note
    from kazarchive.importing.formats import Format
    from kazarchive.importing.report import ImportReport, ImportRow, Recognised


def formats(known: "Sequence[Format]") -> None:
    """Print the name of each format and what it is."""
    for each in known:
        click.echo(f"{each.name:<12}{each.what}")


def show(report: "ImportReport", *, as_json: bool = False) -> None:
    """Print the result for each document: JSON lines, a table on a terminal, otherwise
    tab-separated lines; last, on stderr, how many documents had which result."""
    if as_json:
        for row in report.rows:
            click.echo(_json(row))
    else:
        _import_rows(report)
    if len(report.rows) > 1:
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in report.counts.items())
        say(f"{plural(len(report.rows), 'document')}: {counts}.")
    if least := report.least_kept:
        say(f"Words kept: {least.kept:.2%} or more (least: {least.article}).")


def _json(row: "ImportRow") -> str:
    import msgspec

    problem = row.problem and {"code": row.problem.code, "message": row.problem.message}
    line = {**msgspec.to_builtins(row), "problem": problem}
    return json.dumps(line, ensure_ascii=False)


def _import_rows(report: "ImportReport") -> None:
    if not sys.stdout.isatty():
        for row in report.rows:
            fields = (row.outcome, row.document, row.article or "", *_columns(row))
            click.echo("\t".join(" ".join(field.split()) for field in fields))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(show_lines=True)
    for heading in ("Document", "Article", "Recognised", "Left out, lost or changed"):
        table.add_column(heading, overflow="fold")
    for row in report.rows:
        table.add_row(
            row.document,
            f"{row.article or '–'}\n({row.outcome})",
            _cell(row.recognised),
            "\n".join(map(_note, row.notes)) or "–",
        )
    Console(no_color=not colours(), markup=False, highlight=False).print(table)


def _note(note: "Note") -> str:
    return f"“{note.text}”" if note.kind == "left out" else f"{note.kind}: {note.text}"


def _columns(row: "ImportRow") -> list[str]:
    """PARTS of the document, then each text that was left out, then the other notes."""
    parts = _parts(row.recognised) if row.recognised else {}
    others = (_note(note) for note in row.notes if note.kind != "left out")
    return [*(parts.get(name, "") for name in PARTS), *row.left_out, *others]


def _cell(recognised: "Recognised | None") -> str:
    if recognised is None:
        return "–"
    parts = _parts(recognised)
    return "\n".join(f"{name}: {parts[name] or 'none'}" for name in PARTS)


def _parts(document: "Recognised") -> dict[str, str]:
    """Name in PARTS → value, empty if there is none."""
    authors, tags = ", ".join(document.authors), ", ".join(document.tags)
    values = (document.title, document.lang, document.date, authors, tags, document.credit)
    counts = (f"{document.paragraphs}", document.encoding or "UTF-8")
    texts = (*(value or "" for value in values), *counts)
    return dict(zip(PARTS, texts, strict=True))


PARTS = ("title", "language", "date", "authors", "tags", "photo", "paragraphs", "encoding")
"""What is printed of a document in which an article was recognised."""
