"""`init`: asks what is missing, on a terminal, and creates an archive."""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from kazarchive.cli import console
from kazarchive.cli.arguments import clock
from kazarchive.cli.language import spoken, text

T = TypeVar("T")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR", required=False)
@click.option("--title", metavar="T", help="Title of the site.")
@click.option(
    "--lang",
    metavar="L,L",
    help="Languages of the site, the first is the default. Default: en,ru,kk.",
)
@click.option("--base-url", metavar="U", help="Address at which readers will find the site.")
@click.option(
    "--from",
    "other",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write a kazarchive.toml for the folder of another generator.",
)
@click.option(
    "--kind",
    type=click.Choice(
        ["Hexo", "Jekyll", "Pelican", "Nikola", "Zola", "Hugo", "Eleventy", "Astro"],
        case_sensitive=False,
    ),
    help="The other generator. Default: recognised by its files.",
)
def init(
    folder: Path | None,
    title: str | None,
    lang: str | None,
    base_url: str | None,
    other: Path | None,
    kind: str | None,
) -> None:
    """Create a new archive in DIR, or make one of the folder of another generator.

    On a terminal, what the options do not say is asked.
    """
    from kazarchive.importing import starter
    from kazarchive.rules import dates

    if (folder is None) == (other is None):
        raise click.UsageError("Name a new folder, or a folder of another generator by --from.")
    if other is not None:
        if title or lang or base_url:
            raise click.UsageError("--from takes title, languages and address from that folder.")
        _adopt(other, kind)
        return
    assert folder is not None
    starter.check(folder)
    usual = starter.NewArchive()
    archive = starter.NewArchive(
        _asked("Title of the site", title, "--title", usual.title, _title),
        _asked("Its languages, the first is the default", lang, "--lang", "en,ru,kk", _languages),
        _asked("Its address, if it is known", base_url, "--base-url", usual.base_url, _base_url),
    )
    starter.write(folder, dates.at(clock(), "UTC").date(), archive)
    shown = _quoted(str(folder))
    click.echo(f"kazarchive build --root {shown}")
    click.echo(f'kazarchive new "A headline" --root {shown}')


def _quoted(path: str) -> str:
    """A path as it is typed in a shell of this system."""
    if os.name != "nt":
        return shlex.quote(path)
    import subprocess  # slow, for a command that most builds do not run

    return subprocess.list2cmdline([path])


# --- questions ------------------------------------------------------------------------------------


def _asked(
    question: str, given: str | None, option: str, default: str, read: Callable[[str], T]
) -> T:
    """The value of an option: given, or typed on a terminal, or the default. An answer that `read`
    refuses is asked again; an option raises click.BadParameter."""
    if given is not None:
        try:
            return read(given)
        except click.BadParameter as wrong:
            raise click.BadParameter(wrong.message, param_hint=option) from None
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return read(default)
    answer: T = click.prompt(text(question), default=default, value_proc=read, err=True)
    return answer


def _title(written: str) -> str:
    from kazarchive.rules import text

    title = text.clean(written.encode("utf-8", "ignore").decode())
    if not title:
        raise click.BadParameter("it is empty")
    return title


def _languages(written: str) -> tuple[str, ...]:
    from kazarchive.config import checks

    return _checked(checks.languages, [code for code in written.replace(",", " ").split() if code])


def _base_url(written: str) -> str:
    from kazarchive.config import places

    plain = written.strip()
    full = plain if "://" in plain or not plain else f"https://{plain}"
    return _checked(places.base_url, full)


def _checked(check: Callable[[object], T], value: object) -> T:
    """As in kazarchive.toml. Raises click.BadParameter."""
    from kazarchive.config.checks import Wrong

    try:
        return check(value)
    except Wrong as wrong:
        wanted, hint = map(spoken().value, (wrong.wanted, wrong.hint))
        reason = text("it must be {wanted}: {hint}", wanted=wanted, hint=hint)
        raise click.BadParameter(reason) from None


# --- from another generator -----------------------------------------------------------------------


def _adopt(folder: Path, kind: str | None) -> None:
    from kazarchive.importing.adopt import adopt

    adopted = adopt(folder, kind)
    first = "{generator}, by {what}: {articles}"
    second = "in {languages} can be built as they are. Wrote {file}."
    articles, languages = console.articles(adopted.articles), ", ".join(adopted.languages)
    what = adopted.recognised_by
    click.echo(text(first, generator=adopted.generator, what=what, articles=articles))
    click.echo(text(second, languages=languages, file=folder / "kazarchive.toml"))
    for heading, lines in (
        ("What will not come over:", adopted.losses),
        ("No articles, left out by `exclude`:", adopted.excluded),
    ):
        if lines:
            rows = (f"  - {spoken().value(line)}" for line in lines)
            click.echo("\n".join(["", text(heading), *rows]))
    console.show(adopted.problems)
    click.echo(f"\nkazarchive build --root {folder}")
