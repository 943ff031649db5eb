"""The commands that build, show or examine a site."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kazarchive.cli import console
from kazarchive.cli.arguments import (
    SiteArguments,
    clock,
    completed_by,
    gathered,
    in_archive,
    options_of,
    prepared_options,
    site_options,
    source_path,
    with_json,
    written_moment,
)
from kazarchive.cli.exits import CONTENT, DONE, SOME_REFUSED
from kazarchive.cli.language import count, spoken, text
from kazarchive.cli.signals import Stopped
from kazarchive.execution.garbage import collect_seldom

if TYPE_CHECKING:
    from kazarchive.build import Prepared
    from kazarchive.config.options import Site
    from kazarchive.options import Options
    from kazarchive.preview import server
    from kazarchive.problems import Problem


class BuildFlags(NamedTuple):
    """The flags of `build` alone."""

    keep_going: bool
    strict: bool
    full: bool
    verify: bool
    as_json: bool
    quiet: bool
    verbose: bool


@click.command()
@site_options
@with_json("Print problems and a summary as JSON lines.", summary=True)
@click.option("--keep-going", is_flag=True, help="Publish without the articles that have errors.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--full", is_flag=True, help="Render every page again.")
@click.option(
    "--verify", is_flag=True, help="Then compare the site with a clean build, byte for byte."
)
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--verbose", "-v", is_flag=True, help="Print why each page was rendered.")
@in_archive
@gathered("flags", BuildFlags)
def build(root: Path, site: "Site", arguments: SiteArguments, flags: BuildFlags) -> None:
    """Publish: bring the site up to date with the articles."""
    collect_seldom()  # before the imports make thousands of values
    from kazarchive import build as flow
    from kazarchive.problems import in_order

    began = time.monotonic()
    options = prepared_options(
        root,
        site,
        arguments,
        keep_going=flags.keep_going,
        strict=flags.strict,
        full=flags.full,
        check_all=flags.verify,
        reasons=flags.verbose,
        plain_templates=flags.verbose,
    )
    bar = console.Bar() if not flags.quiet else None
    try:
        report = flow.build(root, site, options, bar or (lambda *_: None))
        problems = in_order((*report.problems, *report.moves))
        code = SOME_REFUSED if any(one.severity == "error" for one in problems) else DONE
        if flags.verify and (difference := _difference(root, site, options, flags.quiet)):
            problems += (difference,)
            code = CONTENT
    finally:
        if bar:
            bar.close()
    seconds = time.monotonic() - began
    if flags.as_json:
        console.json_problems(problems)
        console.json_summary(report, seconds)
    else:
        console.report(report, problems, options.shown, seconds, flags.quiet, flags.verbose)
    sys.exit(code)


def _difference(root: Path, site: "Site", options: "Options", quiet: bool) -> "Problem | None":
    """The first difference between the published site and a clean build."""
    from kazarchive.verify import verify

    difference = verify(root, site, options, lambda *_: None)
    if difference is None and not quiet:
        console.say(text("Verified: the site is byte for byte what a clean build makes."))
    return difference


# --- serve --------------------------------------------------------------------------------------


class ServeArguments(NamedTuple):
    """The options of `serve`."""

    host: str | None
    port: int
    open_it: bool
    no_drafts: bool
    now: str | None
    built: bool


@click.command()
@click.option(
    "--host",
    metavar="H",
    help="Address to listen on. Default: this machine only, 127.0.0.1 and ::1.",
)
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="Port; the next free one if it is taken, 0 for any.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the site in a browser.")
@click.option("--no-drafts", is_flag=True, help="Show only what a build would publish.")
@click.option("--now", metavar="TIME", help="Show it as if it were this time.")
@click.option("--built", is_flag=True, help="Show public/ as a static host would.")
@in_archive
@gathered("arguments", ServeArguments)
def serve(root: Path, site: "Site", arguments: ServeArguments) -> None:
    """Preview the site: each page as it would be published, rebuilt when a file changes."""
    from kazarchive.execution.executor import default_jobs
    from kazarchive.preview import serve as flow
    from kazarchive.preview import server
    from kazarchive.preview import static_site as published
    from kazarchive.preview.views import Viewing

    now, port = arguments.now, arguments.port
    fixed = None if now is None else written_moment(now, "--now", site)
    options = options_of(root, site, None, now=fixed or clock())
    binding = server.Binding(arguments.host, port, site.serve.hosts)
    bar, by_key = console.Bar(), threading.Event()

    def begun(preview: "server.Begun") -> None:
        bar.close()
        console.previewing(preview)
        if arguments.open_it:
            console.open_in_browser(preview.address)
        console.when_q_is_pressed(by_key.set)

    viewing = Viewing(lambda: fixed or clock(), unpublished=not arguments.no_drafts)
    jobs, messages = default_jobs(), spoken()
    serving = flow.Serving(options.state, viewing, binding, jobs, options.cache, messages)
    try:
        if arguments.built:
            published.serve(options.output, options.shown, site, binding, begun)
        else:
            flow.serve(root, site, serving, flow.Listener(bar, begun, console.show))
    except server.NoPort as refused:
        raise click.UsageError(f"port {port} and those after it cannot be had: {refused}") from None
    except Stopped:
        if not by_key.is_set():
            raise
        console.say(text("The preview has ended."))
    finally:
        bar.close()


# --- examine ------------------------------------------------------------------------------------


@contextmanager
def prepared(
    root: Path, site: "Site", arguments: SiteArguments, **others: bool
) -> "Iterator[Prepared]":
    """The first half of a build, which goes on past errors; nothing is published."""
    from kazarchive.build import prepared

    options = prepared_options(root, site, arguments, keep_going=True, **others)
    with prepared(root, site, options, lambda *_: None) as ready:
        yield ready


@click.command()
@site_options
@with_json("Print the findings as JSON lines.", summary=False)
@in_archive
def check(root: Path, site: "Site", arguments: SiteArguments, as_json: bool) -> None:
    """Check for broken links, missing media and other issues that do not stop a build."""
    from kazarchive import check as checking
    from kazarchive.output.integrity import foreign
    from kazarchive.problems import in_order

    with prepared(root, site, arguments, check_all=True) as ready:
        findings = in_order(checking.check(ready))
        articles = ready.catalogue.total()
        folder = ready.renderer.workspace.folder
        strangers = list(foreign(folder, ready.connection))
    if as_json:
        console.json_problems(findings)
    else:
        console.show(findings)
        click.echo(_verdict(len(findings), console.articles(articles)))
        if strangers:
            few = ", ".join(strangers[:5]) + (", …" if len(strangers) > 5 else "")
            one = "{n} file in {folder}/ that kazarchive did not make, left alone: {few}"
            many = "{n} files in {folder}/ that kazarchive did not make, left alone: {few}"
            console.say(count(one, many, len(strangers), folder=folder.shown, few=few))
    sys.exit(CONTENT if findings else DONE)


def _verdict(findings: int, articles: str) -> str:
    if not findings:
        return text("Nothing found in {articles}.", articles=articles)
    one, many = "{n} finding in {articles}.", "{n} findings in {articles}."
    return count(one, many, findings, articles=articles)


@click.command()
@click.argument("address", shell_complete=completed_by("pages"))
@site_options
@in_archive
def explain(address: str, root: Path, site: "Site", arguments: SiteArguments) -> None:
    """Explain what is at ADDRESS, from which sources, and why the next build would render it.

    The path of an article file can be given instead of its address.
    """
    from kazarchive import explain as explaining

    path = source_path(address, root)
    with prepared(root, site, arguments) as ready:
        if refusal := ready.changes.refused.get(path):
            console.show(refusal)
            sys.exit(CONTENT)
        explanation = explaining.explain(ready, site, ready.catalogue.address_of(path) or address)
    console.explanation(explanation)
    sys.exit(DONE if explanation.kind else CONTENT)


@click.command()
@click.option("--yes", is_flag=True, help="Remove the published site without asking.")
@in_archive
def clean(root: Path, site: "Site", yes: bool) -> None:
    """Remove the state and, after asking, the published site."""
    from kazarchive.output import clean as output_clean
    from kazarchive.preview import instance

    options = options_of(root, site, None, now=0)
    instance.check(options.state / instance.FOLDER)
    published = output_clean.published(options, site)
    files, folder = console.files(published), options.shown
    question = "Remove {files} in {folder}/?"
    if published and (yes or _confirmed(text(question, files=files, folder=folder))):
        files = console.files(output_clean.remove_site(options, site))
        console.say(text("Removed {files} in {folder}/.", files=files, folder=folder))
    elif published:
        console.say(text("The site in {folder}/ stays.", folder=folder))
    output_clean.remove_state(options)
    console.say(text("Removed the state."))


def _confirmed(question: str) -> bool:
    return sys.stdin.isatty() and click.confirm(question, err=True)
