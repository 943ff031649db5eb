"""The program: its commands, and the exit codes with which they can end.

A command turns its arguments into values, makes one call with them, and has `cli/console.py` print
the result. Only `cli/` prints, reads the environment or asks for the time.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from kazarchive import __version__
from kazarchive.cli import building, console, exits, language, starting, writing
from kazarchive.cli.arguments import root_option
from kazarchive.cli.signals import Stopped, stoppable
from kazarchive.messages.languages import ENGLISH, LANGUAGES, OPTION

DEBUG = "--debug"

STOPPED = "Interrupted; the published site is intact."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="kazarchive %(version)s")
@click.option(
    DEBUG, is_flag=True, expose_value=False, help="Show the traceback if kazarchive has a bug."
)
@click.option(
    OPTION,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="Language of messages. Default: that of the system.",
)
def cli() -> None:
    """Turn a folder of articles into a static news archive."""


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.argument("typed", nargs=-1, metavar="")
def completion(shell: str, typed: tuple[str, ...]) -> None:
    """Print the completion script for SHELL.

    Add it to the shell's start-up file: eval "$(kazarchive completion bash)" in ~/.bashrc.
    """
    from kazarchive.cli import completion as completing

    # With more words, the script itself asks for completions.
    program = click.get_current_context().find_root().command
    output = completing.answer(program, shell, *typed[:2]) if typed else completing.SCRIPTS[shell]
    with suppress(UnicodeEncodeError):  # a terminal without these letters cannot show them
        click.echo(output)


@cli.command()
@click.argument("of", type=click.Choice(["article", "config"]), default="article")
@root_option
def schema(of: str, root: Path | None) -> None:
    """Print a JSON Schema for articles or kazarchive.toml, for use in editors.

    Inside an archive, the schema of articles knows its languages, taxonomies and renamed
    fields.
    """
    from kazarchive import schemas
    from kazarchive.config import reader

    if of == "config":
        document = schemas.config()
    else:
        root = root or reader.root_above(Path.cwd())
        document = schemas.article(reader.load(root) if root else None)
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


for command in (
    building.build,
    building.serve,
    building.check,
    building.explain,
    writing.new,
    starting.init,
    writing.import_,
    writing.template,
    building.clean,
):
    cli.add_command(command)


# --- how a command ends -------------------------------------------------------------------------


def main() -> None:
    """Run a command and exit with its code."""
    _forget_zone_file()
    last_words = language.text(STOPPED)
    try:
        with stoppable(last_words):
            code = _run()
    except Stopped as stop:
        console.say(last_words)
        code = stop.code
    sys.exit(code)


def _forget_zone_file() -> None:
    """Unset TZ if it names a file or folder: Babel reads the machine's time zone when it is
    imported and fails on these, and no page depends on it."""
    if os.path.exists(os.environ.get("TZ", "").removeprefix(":")):
        del os.environ["TZ"]


def _program() -> click.Command:
    messages = language.spoken()
    if messages.lang == ENGLISH:
        return cli
    from kazarchive.cli.help import translated

    return translated(cli, messages)


def _run() -> int:
    try:
        _program().main(standalone_mode=False)
    except click.exceptions.Abort:
        console.say(language.text(STOPPED))
        return exits.INTERRUPTED
    except click.ClickException as error:
        return exits.after_usage(error)
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        return exits.after(error, DEBUG in sys.argv)
    return exits.DONE
