"""What `import` prints."""

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from kazarchive.cli.console import colours, say, show
from kazarchive.cli.language import count, spoken, text

if TYPE_CHECKING:
    from kazarchive.importing.document import Note
    from kazarchive.importing.formats import Format
    from kazarchive.importing.report import ImportRow, Recognised


def formats(known: "Sequence[Format]") -> None:
    """Print the name of each format and what it is."""
    for each in known:
        click.echo(f"{each.name:<12}{spoken().value(each.what)}")


class Printer:
    """Prints the rows of an import as they come: JSON lines, or tab-separated lines if stdout is no
    terminal. For the table of a terminal and for a report, they are kept on disk."""

    def __init__(self, *, as_json: bool = False, report: bool = False) -> None:
        from kazarchive.importing.report import ImportRow, Totals
        from kazarchive.importing.spool import Spool

        self._as_json, self._in_lines = as_json, as_json or not sys.stdout.isatty()
        self.rows = Spool(ImportRow) if report or not self._in_lines else None
        self.totals = Totals()

    def add(self, row: "ImportRow") -> None:
        """Print the problems of a row, and the row."""
        self.totals.add(row)
        show(row.problems)
        if self.rows is not None:
            self.rows.add(row)
        if self._in_lines:
            click.echo(_json(row) if self._as_json else _line(row))

    def end(self) -> None:
        """Print the table, and on stderr how many documents had which result."""
        if self.rows is not None and not self._in_lines:
            _print_table(self.rows)
        counts, least = self.totals.counts, self.totals.least_kept
        if (documents := counts.total()) > 1:
            messages = spoken()
            outcomes = (f"{messages.number(n)} {messages.text(one)}" for one, n in counts.items())
            said = ", ".join(outcomes)
            say(f"{count('{n} document', '{n} documents', documents)}: {said}.")
        if least and least.kept is not None:
            from kazarchive.importing.report import percent

            share = percent(least.kept)
            if least.kept == 1:
                say(text("Words kept: {share}.", share=share))
            else:
                some = "Words kept: {share} or more (least: {article})."
                say(text(some, share=share, article=least.article))


def _json(row: "ImportRow") -> str:
    import msgspec

    problem = row.problem and {"code": row.problem.code, "message": row.problem.message}
    line = {**msgspec.to_builtins(row), "kept": row.kept, "problem": problem}
    return json.dumps(line, ensure_ascii=False)


def _line(row: "ImportRow") -> str:
    fields = (row.outcome, row.document, row.article or "", *_columns(row))
    return "\t".join(" ".join(field.split()) for field in fields)


ROWS = 100
"""Of each table: the width of its columns is known when all its rows are."""


def _print_table(rows: "Iterable[ImportRow]") -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(no_color=not colours(), markup=False, highlight=False)
    rest = iter(rows)
    while some := list(islice(rest, ROWS)):
        table = Table(show_lines=True)
        for heading in ("Document", "Article", "Recognised", "Left out, lost or changed"):
            table.add_column(text(heading), overflow="fold")
        for row in some:
            table.add_row(
                row.document,
                "\n".join((row.article or "–", f"({text(row.outcome)})", *_share(row))),
                _cell(row.recognised),
                "\n".join(map(_shown_note, row.notes)) or "–",
            )
        console.print(table)


def _share(row: "ImportRow") -> tuple[str, ...]:
    """The share of the document's words, if it was measured."""
    from kazarchive.importing.report import percent

    return () if row.kept is None else (text("words kept: {share}", share=percent(row.kept)),)


def _shown_note(note: "Note") -> str:
    if note.kind == "left out":
        return f"“{note.text}”"
    messages = spoken()
    return f"{messages.value(note.kind)}: {messages.value(note.text)}"


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
    return "\n".join(f"{text(name)}: {parts[name] or text('none')}" for name in PARTS)


def _parts(document: "Recognised") -> dict[str, str]:
    """Name in PARTS → value, empty if there is none."""
    authors, tags = ", ".join(document.authors), ", ".join(document.tags)
    values = (document.title, document.lang, document.date, authors, tags, document.credit)
    counts = (f"{document.paragraphs}", document.encoding or "UTF-8")
    texts = (*(value or "" for value in values), *counts)
    return dict(zip(PARTS, texts, strict=True))


PARTS = ("title", "language", "date", "authors", "tags", "photo", "paragraphs", "encoding")
"""What is printed of a document in which an article was recognised."""
