"""Options that several commands share, and the values that are made from them.

Each function imports what it needs when it runs, so that `--version` and completion answer at once.
"""

import functools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kazarchive.cli import console
from kazarchive.cli.exits import problems_of
from kazarchive.cli.language import template_cache

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kazarchive.config.options import Site
    from kazarchive.options import Options

EPOCH_DIGITS = 11
"""The most digits of SOURCE_DATE_EPOCH, which reach the year 5138."""


def completed_by(
    function: str,
) -> Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]:
    """Completion of a value by a function of `cli/completion.py`."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> "list[CompletionItem]":
        from kazarchive.cli import completion

        candidates: list[CompletionItem] = getattr(completion, function)(context, begun)
        return candidates

    return complete


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Archive folder. Default: the nearest parent directory with a kazarchive.toml.",
)


Command = Callable[..., None]


def in_archive(command: Command) -> Command:
    """Pass `root`, the archive's folder, and `site`, its configuration, to a command."""

    @root_option
    @functools.wraps(command)
    def wrapper(root: Path | None, **options: Any) -> None:
        from kazarchive.config import reader

        root = (root or reader.find_root(Path.cwd())).resolve()
        command(root=root, site=reader.load(root), **options)

    return wrapper


def gathered(parameter: str, value: type[Any]) -> Callable[[Command], Command]:
    """Pass the options named like the fields of a NamedTuple to a command as that one value."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def wrapper(**options: Any) -> None:
            fields = {field: options.pop(field) for field in value._fields}
            command(**options, **{parameter: value(**fields)})

        return wrapper

    return decorate


def with_json(help: str, summary: bool) -> Callable[[Command], Command]:
    """Add `--json` to a command: its problems are printed as JSON lines, even if they end it or are
    in the configuration. `summary`: whether a line with the counts follows."""

    def decorate(command: Command) -> Command:
        @click.option("--json", "as_json", is_flag=True, help=help)
        @functools.wraps(command)
        def wrapper(as_json: bool, **options: Any) -> None:
            began = time.monotonic()
            try:
                command(as_json=as_json, **options)
            except Exception as error:
                if as_json and (problems := problems_of(error)):
                    console.json_problems(problems)
                    if summary:
                        counts = getattr(error, "counts", {})
                        console.json_summary(counts, time.monotonic() - began)
                raise

        return wrapper

    return decorate


def moment(now: str | None, site: "Site") -> int:
    """Seconds since 1970 UTC from `--now`, SOURCE_DATE_EPOCH or the clock."""
    return clock() if now is None else written_moment(now, "--now", site)


def written_moment(written: str, option: str, site: "Site") -> int:
    """Seconds since 1970 UTC from the date in an option. Raises click.BadParameter."""
    from kazarchive.rules import dates, written_dates

    try:
        return int(written_dates.parse(written, site.timezone)[0].timestamp())
    except dates.NotADate as error:
        hint = f"`{written}`: {error}; write 2024-12-05 or 2024-12-05T18:30+05:00"
        raise click.BadParameter(hint, param_hint=option) from None


def check_articles(site: "Site") -> None:
    if not site.articles.enabled:
        raise click.UsageError("this site has no articles: `enabled` under [articles] is false")


def check_language(lang: str | None, site: "Site") -> None:
    if lang is not None and lang not in site.languages:
        languages = ", ".join(site.languages)
        raise click.BadParameter(f"`{lang}` is not one of {languages}", param_hint="--lang")


def clock() -> int:
    """Seconds since 1970 UTC from SOURCE_DATE_EPOCH (reproducible-builds.org) or the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= EPOCH_DIGITS):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is `{epoch}`; it must be seconds since 1970")
    return int(epoch)


def relative(path: Path) -> str:
    """A path relative to the current folder, if it is inside it."""
    try:
        return path.relative_to(Path.cwd()).as_posix() or "."
    except ValueError:
        return str(path)


def source_path(written: str, root: Path) -> str:
    """A path relative to the current folder as a path in the archive; empty if there is no such
    file."""
    from kazarchive.reading import forms

    file = Path(forms.real(os.path.abspath(written)))
    inside = file.is_file() and file.is_relative_to(root)
    return forms.composed(file.relative_to(root).as_posix()) if inside else ""


class SiteArguments(NamedTuple):
    """The options of every command that prepares a build."""

    output: Path | None
    jobs: int | None
    now: str | None
    drafts: bool


def prepared_options(
    root: Path, site: "Site", arguments: SiteArguments, **others: Any
) -> "Options":
    """As `options_of`, from what was typed."""
    from kazarchive.execution.executor import default_jobs

    now, jobs = moment(arguments.now, site), arguments.jobs or default_jobs()
    return options_of(
        root, site, arguments.output, now=now, jobs=jobs, drafts=arguments.drafts, **others
    )


def options_of(root: Path, site: "Site", output: Path | None, **others: Any) -> "Options":
    """The options of a build. Raises ProblemsFound (K0706) if the output folder would contain
    sources or be inside them."""
    from kazarchive.options import Options
    from kazarchive.problems import Place, Problem, ProblemsFound
    from kazarchive.reading import forms
    from kazarchive.state.folder import NAME

    named = Path.cwd() / output if output else root / site.output.folder
    folder = Path(os.path.realpath(named))  # `resolve` fails on a link to itself
    originals = filter(None, [site.imports.originals])
    for name in (".", *site.source_folders, *originals, NAME):
        source = Path(os.path.realpath(forms.real(root / name)))
        inside = name != "." and folder.is_relative_to(source)
        if inside or source.is_relative_to(folder):
            place = Place(relative(folder))
            raise ProblemsFound([Problem("K0706", place, {"folder": relative(source)})])
    return Options(folder, root / NAME, relative(folder), cache=template_cache(), **others)


def site_options(command: Command) -> Command:
    """Pass SiteArguments to a command, as `arguments`."""
    command = gathered("arguments", SiteArguments)(command)
    path = click.Path(file_okay=False, path_type=Path)
    for option in (
        click.option("--now", metavar="TIME", help="Build as if it were this time."),
        click.option("--drafts", is_flag=True, help="Publish drafts too."),
        click.option(
            "--jobs",
            "-j",
            type=click.IntRange(1, 256),
            help="Number of processes. Default: number of cores.",
        ),
        click.option(
            "--output", "-o", type=path, metavar="DIR", help="Output folder. Default: public/."
        ),
    ):
        command = option(command)
    return command
