"""What is typed → values → one call → what `cli/console.py` prints.

With `cli/console.py` the only module that prints, reads the environment or asks the time. Each
command imports what it needs when it runs, so that `--version` and completion answer at once.
"""

import functools
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kazarchive import __version__
from kazarchive.cli import console
from kazarchive.cli.signals import Stopped, stoppable
from kazarchive.execution.garbage import collect_seldom

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kazarchive.build import Prepared
    from kazarchive.config.options import Site
    from kazarchive.options import Options
    from kazarchive.problems import Problem

DONE, CONTENT, USAGE, SOME_REFUSED, DISK, LOCKED, BUG = 0, 1, 2, 3, 4, 11, 70
INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM
"""Exit codes; docs/commands.md explains them."""

EPOCH_DIGITS = 11
"""Of SOURCE_DATE_EPOCH: the year 5138 is late enough."""

PREVIEW_PATIENCE = 2.0
"""Seconds in which a preview is to know a new article."""

STOPPED = "Interrupted; the published site is whole."

# --- what every command shares ------------------------------------------------------------------


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="kazarchive %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug of kazarchive.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Make a static news archive out of a folder of articles."""
    context.obj = debug


def offered(by: str) -> Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]:
    """What a shell offers for a value: as a function of `cli/completion.py` says."""

    def offer(context: click.Context, _: click.Parameter, begun: str) -> "list[CompletionItem]":
        from kazarchive.cli import completion as cli_completion

        found: list[CompletionItem] = getattr(cli_completion, by)(context, begun)
        return found

    return offer


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The archive's folder. Default: the nearest upwards with kazarchive.toml.",
)


Command = Callable[..., None]


def in_archive(command: Command) -> Command:
    """A command that works in an archive: it is given the root and the configuration."""

    @root_option
    @functools.wraps(command)
    def found(root: Path | None, **options: Any) -> None:
        from kazarchive.config import reader

        root = (root or reader.find_root(Path.cwd())).resolve()
        command(root=root, site=reader.load(root), **options)

    return found


def with_json(help: str, summary: bool) -> Callable[[Command], Command]:
    """A command that also answers in JSON lines, whatever ends it: the configuration too."""

    def decorate(command: Command) -> Command:
        @click.option("--json", "as_json", is_flag=True, help=help)
        @functools.wraps(command)
        def answering(as_json: bool, **options: Any) -> None:
            began = time.monotonic()
            try:
                command(as_json=as_json, **options)
            except Exception as error:
                if as_json and (found := _problems_of(error)):
                    console.json_problems(found)
                    if summary:
                        counts = getattr(error, "counts", {})
                        console.json_summary(counts, time.monotonic() - began)
                raise

        return answering

    return decorate


def moment(now: str | None, site: "Site") -> int:
    """Seconds since 1970 UTC of `--now`, SOURCE_DATE_EPOCH or the clock."""
    return clock() if now is None else written_moment(now, "--now", site)


def written_moment(written: str, option: str, site: "Site") -> int:
    """Seconds since 1970 UTC of a date that an option gives."""
    from kazarchive.rules import dates

    try:
        return int(dates.parse(written, site.timezone)[0].timestamp())
    except dates.NotADate as error:
        hint = f"`{written}`: {error}; write 2024-12-05 or 2024-12-05T18:30+05:00"
        raise click.BadParameter(hint, param_hint=option) from None


def check_language(lang: str | None, site: "Site") -> None:
    if lang is not None and lang not in site.languages:
        known = ", ".join(site.languages)
        raise click.BadParameter(f"`{lang}` is not one of {known}", param_hint="--lang")


def clock() -> int:
    """Seconds since 1970 UTC of SOURCE_DATE_EPOCH or the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= EPOCH_DIGITS):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is `{epoch}`; it must be seconds since 1970")
    return int(epoch)


def relative(path: Path) -> str:
    """As short as it can be named from here."""
    try:
        return path.relative_to(Path.cwd()).as_posix() or "."
    except ValueError:
        return str(path)


def source_path(written: str, root: Path) -> str:
    """A path from here as one of the archive's files; empty where there is no such file."""
    from kazarchive.reading import forms

    file = Path(forms.real(os.path.abspath(written)))
    named = file.is_file() and file.is_relative_to(root)
    return forms.composed(file.relative_to(root).as_posix()) if named else ""


def orders(root: Path, site: "Site", output: Path | None, **options: Any) -> "Options":
    """What to tell a build. Raises ProblemsFound (K0706) for an output among the sources."""
    from kazarchive.options import Options
    from kazarchive.problems import Place, Problem, ProblemsFound
    from kazarchive.reading import forms
    from kazarchive.state.folder import NAME

    named = Path.cwd() / output if output else root / site.output.folder
    folder = Path(os.path.realpath(named))  # `resolve` fails on a link to itself
    for name in (".", site.articles.folder, "pages", "static", "templates", NAME):
        source = Path(os.path.realpath(forms.real(root / name)))
        inside = name != "." and folder.is_relative_to(source)
        if inside or source.is_relative_to(folder):
            place = Place(relative(folder))
            raise ProblemsFound([Problem("K0706", place, {"folder": relative(source)})])
    return Options(folder, root / NAME, relative(folder), cache=template_cache(), **options)


def template_cache() -> Path | None:
    """By the XDG Base Directory Specification, where a relative path does not count. Where Python
    may not keep compiled code (`python -B`), neither do we."""
    if sys.dont_write_bytecode:
        return None
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        above = Path(named) if named.startswith("/") else Path.home() / ".cache"
    except RuntimeError:  # there is no home
        return None
    return above / "kazarchive" / "templates"


# --- build --------------------------------------------------------------------------------------


def build_options(command: Command) -> Command:
    """Those that decide what the site holds."""
    path = click.Path(file_okay=False, path_type=Path)
    for option in (
        click.option("--now", metavar="TIME", help="Build as if it were this time."),
        click.option("--drafts", is_flag=True, help="Publish drafts too."),
        click.option(
            "--jobs", "-j", type=click.IntRange(1, 256), help="Processes. Default: cores."
        ),
        click.option("--output", "-o", type=path, metavar="DIR", help="Default: public/."),
    ):
        command = option(command)
    return command


@cli.command()
@build_options
@with_json("Print problems and a summary as JSON lines.", summary=True)
@click.option("--keep-going", is_flag=True, help="Publish without the articles that have errors.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--full", is_flag=True, help="Render every page again.")
@click.option("--verify", is_flag=True, help="Then compare with a clean build, byte for byte.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
@click.option("--verbose", "-v", is_flag=True, help="Say why each page was rendered.")
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
    told = orders(
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
        report = flow.build(root, site, told, bar or (lambda *_: None))
        problems = in_order((*report.problems, *report.moves))
        if verify:
            from kazarchive.verify import verify as differs

            difference = differs(root, site, told, lambda *_: None)
            problems += (difference,) if difference else ()
            if not (difference or quiet):
                console.say("Verified: the site is byte for byte what a clean build makes.")
    finally:
        if bar:
            bar.close()
    seconds = time.monotonic() - began
    if as_json:
        console.json_problems(problems)
        console.json_summary(report, seconds)
    else:
        console.report(report, problems, told.shown, seconds, quiet, verbose)
    sys.exit(_exit_code(problems))


def _exit_code(problems: "Iterable[Problem]") -> int:
    """Of a build that has published: what was wrong was left out, or is a difference (K0707)."""
    wrong = {problem.code for problem in problems if problem.severity == "error"}
    if "K0707" in wrong:
        return CONTENT
    return SOME_REFUSED if wrong else DONE


# --- serve --------------------------------------------------------------------------------------


@cli.command()
@click.option("--host", metavar="H", help="Default: this machine alone, 127.0.0.1 and ::1.")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="The next free one where it is taken; 0 for any.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the site in a browser.")
@click.option("--no-drafts", is_flag=True, help="Show what a build would publish, no more.")
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
    """Preview the site: each page as it would be published, made anew when a file changes."""
    from kazarchive.execution.executor import default_jobs
    from kazarchive.preview import serve as flow
    from kazarchive.preview import server
    from kazarchive.preview import static_site as published
    from kazarchive.preview.session import Viewing

    fixed = None if now is None else written_moment(now, "--now", site)
    told = orders(root, site, None, now=fixed or clock())
    wanted = server.Wanted(host, port, site.serve.hosts)
    bar, by_key = console.Bar(), threading.Event()

    def begun(preview: "server.Begun") -> None:
        bar.close()
        console.previewing(preview)
        if open_it:
            console.open_in_browser(preview.address)
        console.when_q_is_pressed(by_key.set)

    viewing = Viewing(lambda: fixed or clock(), unpublished=not no_drafts)
    serving = flow.Serving(told.state, viewing, wanted, default_jobs(), told.cache)
    try:
        if built:
            published.serve(told.output, told.shown, site, wanted, begun)
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

    told = orders(
        root,
        site,
        output,
        now=moment(now, site),
        drafts=drafts,
        jobs=jobs or default_jobs(),
        keep_going=True,
    )
    with prepared(root, site, told, lambda *_: None) as ready:
        yield ready


@cli.command()
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
    """Look for broken links, missing media and texts, and what else a build lets pass."""
    from kazarchive.check import check as look
    from kazarchive.output.integrity import foreign
    from kazarchive.problems import in_order

    with looking(root, site, output, jobs, now, drafts) as ready:
        found = in_order(look(ready))
        articles = ready.catalogue.total()
        strangers = list(foreign(ready.folder, ready.connection))
    if as_json:
        console.json_problems(found)
    else:
        console.show(found)
        verdict = console.plural(len(found), "finding") if found else "Nothing found"
        click.echo(f"{verdict} in {console.plural(articles, 'article')}.")
        if strangers:
            few = ", ".join(strangers[:5]) + (", …" if len(strangers) > 5 else "")
            where = f"{console.plural(len(strangers), 'file')} in {ready.folder.shown}/"
            console.say(f"{where} that kazarchive did not make, left alone: {few}")
    sys.exit(CONTENT if found else DONE)


@cli.command()
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
    """Tell what answers ADDRESS, from which sources, and why the next build would render it.

    The path of an article's file stands for its address.
    """
    from kazarchive.explain import explain as look

    path = source_path(address, root)
    with looking(root, site, output, jobs, now, drafts) as ready:
        if refusal := ready.learnt.refused.get(path):
            console.show(refusal)
            sys.exit(CONTENT)
        found = look(ready, site, ready.catalogue.address_of(path) or address)
    console.explanation(found)
    sys.exit(DONE if found.kind else CONTENT)


# --- writing articles ---------------------------------------------------------------------------


@cli.command()
@click.argument("title")
@click.option(
    "--lang",
    metavar="L",
    shell_complete=offered("languages"),
    help="Default: the site's first language.",
)
@click.option("--date", metavar="D", help="Default: today.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="T",
    shell_complete=offered("tags"),
    help="May be given several times.",
)
@in_archive
def new(
    title: str, lang: str | None, date: str | None, tags: tuple[str, ...], root: Path, site: "Site"
) -> None:
    """Write the skeleton of an article and print its path."""
    from kazarchive.importing import skeleton
    from kazarchive.rules import dates, text

    title = text.clean(title)
    if not title:
        raise click.BadParameter("it is empty", param_hint="TITLE")
    check_language(lang, site)
    instant = clock() if date is None else written_moment(date, "--date", site)
    day = dates.at(instant, site.timezone).date()
    named = tuple(filter(None, map(text.clean, tags)))
    language = lang or site.languages[0]
    path = skeleton.write(root, site, title, language, day, date or day.isoformat(), named)
    click.echo(relative(root / path))
    _show_in_preview(root, path)


def _show_in_preview(root: Path, path: str) -> None:
    """Open a new article's page where a preview of the archive runs, which needs a moment."""
    from kazarchive.preview import instance
    from kazarchive.state.folder import NAME

    folder, until = root / NAME / instance.FOLDER, time.monotonic() + PREVIEW_PATIENCE
    while instance.find(folder) and time.monotonic() < until:
        if address := instance.page_of(folder, path):
            console.say(f"In the preview: {address}")
            console.open_in_browser(address)
            return
        time.sleep(0.05)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Begin a new archive in DIR."""
    from kazarchive.importing import starter
    from kazarchive.rules import dates

    starter.write(folder, dates.at(clock(), "UTC").date())
    click.echo(f"kazarchive build --root {folder}")
    click.echo(f'kazarchive new "A headline" --root {folder}')


@cli.command(name="import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--date", metavar="D", help="Of documents that do not say theirs.")
@click.option(
    "--lang",
    metavar="L",
    shell_complete=offered("languages"),
    help="Default: recognised from the letters.",
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="T",
    shell_complete=offered("tags"),
    help="May be given several times.",
)
@click.option("--author", metavar="A", help="Of documents without a byline.")
@click.option("--dry-run", is_flag=True, help="Write nothing, tell what would be written.")
@in_archive
def import_(
    paths: tuple[Path, ...],
    date: str | None,
    lang: str | None,
    tags: tuple[str, ...],
    author: str | None,
    dry_run: bool,
    root: Path,
    site: "Site",
) -> None:
    """Make article files out of raw text documents, or folders of them."""
    from kazarchive.importing.report import ImportRequest
    from kazarchive.importing.run import import_documents

    check_language(lang, site)
    if date is not None:
        written_moment(date, "--date", site)
    request = ImportRequest(date, lang, tags, author, dry_run)
    report = import_documents(root, site, paths, request, _terms(root, site, dry_run))
    console.show(report.problems)
    console.imports(report)
    refused = any(problem.severity == "error" for problem in report.problems)
    sys.exit(CONTENT if refused else DONE)


def _terms(root: Path, site: "Site", dry_run: bool) -> list[tuple[str, str, str]]:
    """(language, taxonomy, name) of the archive's tags; a dry run leaves no state behind."""
    import tempfile

    from msgspec.structs import replace

    from kazarchive.build import prepared

    if not (root / site.articles.folder).is_dir():
        return []
    told = orders(root, site, None, now=moment(None, site), keep_going=True)
    with tempfile.TemporaryDirectory() as elsewhere:
        told = replace(told, state=Path(elsewhere)) if dry_run else told
        with prepared(root, site, told, lambda *_: None) as ready:
            return [
                (lang, "tags", name)
                for lang in site.languages
                for _, name, _ in ready.catalogue.facets(lang, "tags")
            ]


@cli.command()
@click.option("--yes", is_flag=True, help="Remove the published site without asking.")
@in_archive
def clean(root: Path, site: "Site", yes: bool) -> None:
    """Remove the state and, after asking, the published site."""
    from kazarchive.output import clean as output_clean
    from kazarchive.preview import instance

    told = orders(root, site, None, now=0)
    instance.check(told.state / instance.FOLDER)
    published = output_clean.published(told, site)
    files = console.plural(published, "file")
    if published and (yes or _agreed(f"Remove {files} in {told.shown}/?")):
        files = console.plural(output_clean.remove_site(told, site), "file")
        console.say(f"Removed {files} in {told.shown}/.")
    elif published:
        console.say(f"The site in {told.shown}/ stays.")
    output_clean.remove_state(told)
    console.say("Removed the state.")


def _agreed(question: str) -> bool:
    return sys.stdin.isatty() and click.confirm(question, err=True)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.argument("typed", nargs=-1, metavar="")
def completion(shell: str, typed: tuple[str, ...]) -> None:
    """Print the script that makes SHELL complete this program's commands.

    Evaluate it where the shell begins: eval "$(kazarchive completion bash)" in ~/.bashrc.
    """
    from kazarchive.cli import completion as cli_completion

    # With more words it is the script itself that asks.
    told = cli_completion.answer(cli, shell, *typed[:2]) if typed else cli_completion.SCRIPTS[shell]
    with suppress(UnicodeEncodeError):  # a terminal without the letters can show no offer
        click.echo(told)


@cli.command()
@click.argument("of", type=click.Choice(["article", "config"]), default="article")
@root_option
def schema(of: str, root: Path | None) -> None:
    """Print a JSON Schema by which an editor helps with articles or with kazarchive.toml.

    In an archive, that of an article knows its languages, taxonomies and renamed fields.
    """
    from kazarchive import schemas
    from kazarchive.config import reader

    if of == "config":
        told = schemas.config()
    else:
        found = root or reader.root_above(Path.cwd())
        told = schemas.article(reader.load(found) if found else None)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


# --- the way out --------------------------------------------------------------------------------


def main() -> None:
    """Run a command; every way it can end has its exit code."""
    _forget_zone_file()
    try:
        with stoppable(STOPPED):
            code = _run()
    except Stopped as stop:
        console.say(STOPPED)
        code = stop.code
    sys.exit(code)


def _forget_zone_file() -> None:
    """No page depends on this machine's time zone, but Babel asks for it when it is imported, and
    fails where TZ names a folder or another file."""
    if os.path.exists(os.environ.get("TZ", "").removeprefix(":")):
        del os.environ["TZ"]


def _run() -> int:
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        console.say(STOPPED)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        return _failed(error)
    return DONE


def _failed(error: Exception) -> int:
    """An exception that says what it is, the disk's refusal, or a bug of ours."""
    from kazarchive.problems import ProblemsFound, gathered

    if isinstance(error, ProblemsFound):
        console.show(gathered(error.problems))
        if {problem.code[:3] for problem in error.problems} <= {"K06", "K07", "K08"}:
            return USAGE
        console.refusal(error)
        return CONTENT
    if found := _problems_of(error):
        console.show(found)
        return LOCKED if found[0].code in ("K0703", "K0711") else DISK
    if isinstance(error, OSError):
        console.say(f"error: {error.filename or 'the system'}: {error.strerror or error}")
        return DISK
    console.bug(error)
    return BUG


def _problems_of(error: Exception) -> "tuple[Problem, ...]":
    """What an exception tells: those of the archive several problems, those of the disk one."""
    one = getattr(error, "problem", None)
    return getattr(error, "problems", () if one is None else (one,))
