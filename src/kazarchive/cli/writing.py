"""The commands that write article files."""

import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kazarchive.cli import console, import_report
from kazarchive.cli.arguments import (
    check_articles,
    check_language,
    clock,
    completed_by,
    in_archive,
    moment,
    options_of,
    relative,
    root_option,
    written_moment,
)
from kazarchive.cli.exits import CONTENT, DONE
from kazarchive.cli.language import spoken, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kazarchive.config.options import Site
    from kazarchive.importing.report import ImportRequest, ImportRow

PREVIEW_PATIENCE = 2.0
"""Seconds to wait until a preview knows a new article."""


tags_option = click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="T",
    shell_complete=completed_by("tags"),
    help="Can be repeated.",
)


@click.command()
@click.argument("title", required=False)
@click.option(
    "--lang",
    metavar="L",
    shell_complete=completed_by("languages"),
    help="Default: the site's first language; of a translation, the first that is missing.",
)
@click.option("--date", metavar="D", help="Default: today.")
@tags_option
@click.option(
    "--translation-of",
    "original",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the skeleton of the translation of an article beside it.",
)
@in_archive
def new(
    title: str | None,
    lang: str | None,
    date: str | None,
    tags: tuple[str, ...],
    original: Path | None,
    root: Path,
    site: "Site",
) -> None:
    """Write the skeleton of an article and print its path."""
    from kazarchive.importing import skeleton
    from kazarchive.rules import dates, text

    check_articles(site)
    check_language(lang, site)
    title = None if title is None else text.clean(title)
    if title == "" or (title is None and original is None):
        raise click.BadParameter("it is empty", param_hint="TITLE")
    if original is not None:
        if date or tags:
            raise click.UsageError("A translation has the date and the terms of its original.")
        path = _translation(root, site, original, lang, title)
        click.echo(relative(root / path))
        _show_in_preview(root, path)
        return
    assert title is not None
    instant = clock() if date is None else written_moment(date, "--date", site)
    day = dates.at(instant, site.timezone).date()
    named = tuple(filter(None, map(text.clean, tags)))
    language = lang or site.languages[0]
    path = skeleton.write(root, site, title, language, day, date or day.isoformat(), named)
    click.echo(relative(root / path))
    _show_in_preview(root, path)


def _translation(root: Path, site: "Site", file: Path, lang: str | None, title: str | None) -> str:
    """Write the skeleton of the translation of an article; returns its path."""
    from kazarchive.importing import counterpart

    try:
        path = file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        path = ""
    if not any(path.startswith(f"{folder}/") for folder in site.articles.folders):
        raise click.BadParameter("it is no article of this archive", param_hint="--translation-of")
    original = counterpart.Original(root, site, path)
    missing = original.missing()
    if lang is None and not missing:
        raise click.UsageError("All languages of the site have this article.")
    if lang == original.lang:
        raise click.BadParameter("the article is in this language", param_hint="--lang")
    return counterpart.write(original, lang or missing[0], title)


def _show_in_preview(root: Path, path: str) -> None:
    """Open a new article's page in a running preview, which needs a moment to read the article."""
    from kazarchive.preview import instance
    from kazarchive.state.folder import NAME

    folder, until = root / NAME / instance.FOLDER, time.monotonic() + PREVIEW_PATIENCE
    while instance.find(folder) and time.monotonic() < until:
        if address := instance.page_of(folder, path):
            console.say(text("In the preview: {address}", address=address))
            console.open_in_browser(address)
            return
        time.sleep(0.05)


def _list_formats(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from kazarchive.importing.formats import FORMATS

        import_report.formats(FORMATS)
        context.exit()


@click.command(name="import")
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(exists=True, path_type=Path),
    metavar="SOURCE…",
)
@click.option(
    "--from", "format", metavar="FORMAT", help="Default: recognised from each file's content."
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats that can be imported.",
)
@click.option(
    "--media",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder with the images and files that the documents name.",
)
@click.option(
    "--download",
    is_flag=True,
    help="Fetch images and files that are nowhere else, by HTTPS.",
)
@click.option(
    "--doubles",
    type=click.Choice(["keep", "skip", "draft"]),
    help="What to do with a text that is there already. Default: keep it and say so.",
)
@click.option("--date", metavar="D", help="Date for documents that do not state one.")
@click.option(
    "--lang",
    metavar="L",
    shell_complete=completed_by("languages"),
    help="Default: detected from the text.",
)
@tags_option
@click.option("--author", metavar="A", help="Author of documents without a byline.")
@click.option("--encoding", metavar="NAME", help="Encoding of the documents. Default: recognised.")
@click.option("--originals", is_flag=True, help="Keep the original of each article, unchanged.")
@click.option(
    "--comments",
    is_flag=True,
    help="Keep the comments of readers in a file beside each article.",
)
@click.option(
    "--verify",
    is_flag=True,
    help="Import nothing; compare all articles with their originals again.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write an HTML page about all documents.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per document.")
@in_archive
def import_(
    root: Path,
    site: "Site",
    paths: tuple[Path, ...],
    as_json: bool,
    verify: bool,
    download: bool,
    report: Path | None,
    **requested: Any,
) -> None:
    """Turn documents, or folders and exports of them, into article files."""
    from kazarchive.importing.formats import FORMATS, named
    from kazarchive.importing.report import ImportRequest
    from kazarchive.rules import dates
    from kazarchive.state.folder import NAME as STATE

    if verify == bool(paths):
        what = "--verify takes no SOURCE." if verify else "Missing argument 'SOURCE…'."
        raise click.UsageError(what)
    if requested["format"] and named(requested["format"]) is None:
        known = ", ".join(each.name for each in FORMATS)
        raise click.BadParameter(f"the formats are {known}", param_hint="--from")
    check_articles(site)
    downloads = root / STATE / "downloads" if download else None
    request = ImportRequest(**requested, downloads=downloads, now=clock())
    check_language(request.lang, site)
    if request.date is not None:
        written_moment(request.date, "--date", site)
    if report:
        from kazarchive.importing import report_page

        report_page.check(report)
    printer = import_report.Printer(as_json=as_json, report=report is not None)
    with closing(console.Bar()) as bar:
        for row in _rows(root, site, paths, request, bar):
            printer.add(row)
    printer.end()
    if report and printer.rows is not None:
        now = dates.at(clock(), site.timezone).strftime("%Y-%m-%d %H:%M")
        title = site.title(site.languages[0])
        report_page.write(report, root, title, now, printer.rows, printer.totals, spoken())
    sys.exit(CONTENT if printer.totals.has_errors else DONE)


def _rows(
    root: Path, site: "Site", paths: tuple[Path, ...], request: "ImportRequest", bar: console.Bar
) -> "Iterator[ImportRow]":
    """Those of an import, or without paths those of a verification."""
    if not paths:
        from kazarchive.problems import Place, Problem, ProblemsFound

        try:
            from kazarchive.importing.verification import verified
        except ModuleNotFoundError as missing:
            values = {"what": "an original", "package": missing.name or ""}
            raise ProblemsFound([Problem("K0808", Place("--verify"), values)]) from None
        return verified(root, site, request, bar)
    from kazarchive.importing.run import import_documents

    return import_documents(root, site, paths, request, _terms(root, site, request.dry_run), bar)


def _terms(root: Path, site: "Site", dry_run: bool) -> list[tuple[str, str, str]]:
    """(language, taxonomy, name) of the archive's tags. A dry run leaves no state behind."""
    import tempfile

    from msgspec.structs import replace

    from kazarchive.build import prepared

    if not (root / site.articles.folder).is_dir():
        return []
    options = options_of(root, site, None, now=moment(None, site), keep_going=True)
    with tempfile.TemporaryDirectory() as elsewhere:
        options = replace(options, state=Path(elsewhere)) if dry_run else options
        with prepared(root, site, options, lambda *_: None) as ready:
            return [
                (lang, "tags", name)
                for lang in site.languages
                for _, name, _ in ready.catalogue.facets(lang, "tags")
            ]


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="Show the bundled templates.")
@root_option
def template(name: str | None, listed: bool, root: Path | None) -> None:
    """Copy the bundled template NAME into the archive, to change it there."""
    from kazarchive import customise
    from kazarchive.config import reader

    if listed == (name is not None):
        raise click.UsageError("Name a template, or ask for all of them with --list.")
    if name is None:
        for each in customise.names():
            click.echo(f"{each:<24}{customise.about(each)}".rstrip())
        return
    home = root or reader.find_root(Path.cwd())
    click.echo(relative(home / customise.copy(home, name)))
