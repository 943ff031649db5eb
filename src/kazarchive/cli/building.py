"""The commands that build, show or examine a site."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kazarchive.cli import console
from kazarchive.cli.arguments import (
    build_options,
    clock,
    in_archive,
    moment,
    offered,
    options_of,
    source_path,
    with_json,
    written_moment,
)
from kazarchive.cli.exits import CONTENT, DONE, SOME_REFUSED
from kazarchive.cli.signals import Stopped
from kazarchive.execution.garbage import collect_seldom

if TYPE_CHECKING:
    from kazarchive.build import Prepared
    from kazarchive.config.options import Site
    from kazarchive.preview import server


@click.command()
@build_options
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
def build(
    root: Path,
    site: "Site",
    output: Path | None,
    jobs: int | None,
    now: str | None,
    drafts: bool,
    keep_going: bool,
    strict: bool,
    full: bool,
    verify: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Publish: bring the site up to date with the articles."""
    collect_seldom()  # before thousands of values are made by what is imported
    from kazarchive import build as flow
    from kazarchive.execution.executor import default_jobs
    from kazarchive.problems import in_order

    began = time.monotonic()
    options = options_of(
        root,
        site,
        output,
        now=moment(now, site),
        jobs=jobs or default_jobs(),
        drafts=drafts,
        keep_going=keep_going,
        strict=strict,
        full=full,
        reasons=verbose,
    )
    bar = console.Bar() if not quiet else None
    try:
        report = flow.build(root, site, options, bar or (lambda *_: None))
        problems = in_order((*report.problems, *report.moves))
        code = SOME_REFUSED if any(one.severity == "error" for one in problems) else DONE
        if verify:
            from kazarchive.verify import verify as compare

            if difference := compare(root, site, options, lambda *_: None):
                problems += (difference,)
                code = CONTENT
            elif not quiet:
                console.say("Verified: the site is byte for byte what a clean build makes.")
    finally:
        if bar:
            bar.close()
    seconds = time.monotonic() - began
    if as_json:
        console.json_problems(problems)
        console.json_summary(report, seconds)
    else:
        console.report(report, problems, options.shown, seconds, quiet, verbose)
    sys.exit(code)


# --- serve --------------------------------------------------------------------------------------


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
def serve(
    root: Path,
    site: "Site",
    host: str | None,
    port: int,
    open_it: bool,
    no_drafts: bool,
    now: str | None,
    built: bool,
) -> None:
    """Preview the site: each page as it would be published, rebuilt when a file changes."""
    from kazarchive.execution.executor import default_jobs
    from kazarchive.preview import serve as flow
    from kazarchive.preview import server
    from kazarchive.preview import static_site as published
    from kazarchive.preview.views import Viewing

    fixed = None if now is None else written_moment(now, "--now", site)
    options = options_of(root, site, None, now=fixed or clock())
    wanted = server.Wanted(host, port, site.serve.hosts)
    bar, by_key = console.Bar(), threading.Event()

    def begun(preview: "server.Begun") -> None:
        bar.close()
        console.previewing(preview)
        if open_it:
            console.open_in_browser(preview.address)
        console.when_q_is_pressed(by_key.set)

    viewing = Viewing(lambda: fixed or clock(), unpublished=not no_drafts)
    serving = flow.Serving(options.state, viewing, wanted, default_jobs(), options.cache)
    try:
        if built:
            published.serve(options.output, options.shown, site, wanted, begun)
        else:
            flow.serve(root, site, serving, flow.Listener(bar, begun, console.show))
    except server.NoPort as refused:
        raise click.UsageError(f"port {port} and those after it cannot be had: {refused}") from None
    except Stopped:
        if not by_key.is_set():
            raise
        console.say("The preview has ended.")
    finally:
        bar.close()


# --- looking ------------------------------------------------------------------------------------


@contextmanager
def looking(
    root: Path, site: "Site", output: Path | None, jobs: int | None, now: str | None, drafts: bool
) -> "Iterator[Prepared]":
    """A build prepared, errors or not, and never published."""
    from kazarchive.build import prepared
    from kazarchive.execution.executor import default_jobs

    options = options_of(
        root,
        site,
        output,
        now=moment(now, site),
        drafts=drafts,
        jobs=jobs or default_jobs(),
        keep_going=True,
    )
    with prepared(root, site, options, lambda *_: None) as ready:
        yield ready


@click.command()
@build_options
@with_json("Print the findings as JSON lines.", summary=False)
@in_archive
def check(
    root: Path,
    site: "Site",
    output: Path | None,
    jobs: int | None,
    now: str | None,
    drafts: bool,
    as_json: bool,
) -> None:
    """Check for broken links, missing media and other issues that do not stop a build."""
    from kazarchive.check import check as look
    from kazarchive.output.integrity import foreign
    from kazarchive.problems import in_order

    with looking(root, site, output, jobs, now, drafts) as ready:
        found = in_order(look(ready))
        articles = ready.catalogue.total()
        folder = ready.renderer.workspace.folder
        strangers = list(foreign(folder, ready.connection))
    if as_json:
        console.json_problems(found)
    else:
        console.show(found)
        verdict = console.plural(len(found), "finding") if found else "Nothing found"
        click.echo(f"{verdict} in {console.plural(articles, 'article')}.")
        if strangers:
            few = ", ".join(strangers[:5]) + (", …" if len(strangers) > 5 else "")
            where = f"{console.plural(len(strangers), 'file')} in {folder.shown}/"
            console.say(f"{where} that kazarchive did not make, left alone: {few}")
    sys.exit(CONTENT if found else DONE)


@click.command()
@click.argument("address", shell_complete=offered("pages"))
@build_options
@in_archive
def explain(
    address: str,
    root: Path,
    site: "Site",
    output: Path | None,
    jobs: int | None,
    now: str | None,
    drafts: bool,
) -> None:
    """Explain what is at ADDRESS, from which sources, and why the next build would render it.

    The path of an article file can be given instead of its address.
    """
    from kazarchive.explain import explain as look

    path = source_path(address, root)
    with looking(root, site, output, jobs, now, drafts) as ready:
        if refusal := ready.changes.refused.get(path):
            console.show(refusal)
            sys.exit(CONTENT)
        found = look(ready, site, ready.catalogue.address_of(path) or address)
    console.explanation(found)
    sys.exit(DONE if found.kind else CONTENT)


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
    files = console.plural(published, "file")
    if published and (yes or _agreed(f"Remove {files} in {options.shown}/?")):
        files = console.plural(output_clean.remove_site(options, site), "file")
        console.say(f"Removed {files} in {options.shown}/.")
    elif published:
        console.say(f"The site in {options.shown}/ stays.")
    output_clean.remove_state(options)
    console.say("Removed the state.")


def _agreed(question: str) -> bool:
    return sys.stdin.isatty() and click.confirm(question, err=True)
