"""The program: its commands, and how each can end.

What is typed becomes values, one call is made with them, and `cli/console.py` prints what came of
it. Only `cli/` prints, reads the environment or asks the time.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from kazarchive import __version__
from kazarchive.cli import building, console, exits, writing
from kazarchive.cli.arguments import root_option
from kazarchive.cli.signals import Stopped, stoppable

DEBUG = "--debug"

STOPPED = "Interrupted; the published site is intact."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="kazarchive %(version)s")
@click.option(
    DEBUG, is_flag=True, expose_value=False, help="Show the traceback if kazarchive has a bug."
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

    # With more words it is the script itself that asks.
    told = completing.answer(cli, shell, *typed[:2]) if typed else completing.SCRIPTS[shell]
    with suppress(UnicodeEncodeError):  # a terminal without the letters can show no offer
        click.echo(told)


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
        told = schemas.config()
    else:
        found = root or reader.root_above(Path.cwd())
        told = schemas.article(reader.load(found) if found else None)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


for command in (
    building.build,
    building.serve,
    building.check,
    building.explain,
    writing.new,
    writing.init,
    writing.import_,
    building.clean,
):
    cli.add_command(command)


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
        return exits.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return exits.USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        return exits.after(error, DEBUG in sys.argv)
    return exits.DONE
