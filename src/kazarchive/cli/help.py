"""Translates the help of commands, and the errors of a command line.

Click's own way, `gettext` with a domain of the whole process, was refused: it looks for a folder of
compiled catalogues, and what is in the help of a command is not asked for there.
"""

import copy
import inspect
from collections.abc import Iterable
from typing import Any

import click

from kazarchive.messages.messages import Messages


def translated(command: click.Command, messages: Messages) -> click.Command:
    """A command with its options and subcommands, whose help is in a language."""

    class Formatter(click.HelpFormatter):
        """What click itself says in a help."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or f"{messages.text('Usage:')} ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(messages.plain(heading))

        def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **named: Any) -> None:
            super().write_dl([(name, _row(about, messages)) for name, about in rows])

    class Context(click.Context):
        formatter_class = Formatter

    return _translated(command, messages, Context)


def _translated(
    command: click.Command, messages: Messages, context: type[click.Context]
) -> click.Command:
    other = copy.copy(command)
    other.context_class = context
    other.help = _help(command.help, messages)
    other.short_help = other.help.partition("\n\n")[0].removesuffix(".") if other.help else None
    other.params = [_parameter(parameter, messages) for parameter in command.params]
    if isinstance(command, click.Group) and isinstance(other, click.Group):
        other.commands = {
            name: _translated(each, messages, context) for name, each in command.commands.items()
        }
    return other


def _help(text: str | None, messages: Messages) -> str | None:
    """Paragraph by paragraph, since a docstring is cut into lines."""
    paragraphs = inspect.cleandoc(text or "").split("\n\n")
    return "\n\n".join(messages.plain(one) for one in map(_joined, paragraphs) if one) or None


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _parameter(parameter: click.Parameter, messages: Messages) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    other = copy.copy(parameter)
    other.help = messages.plain(_joined(parameter.help))
    return other


def _row(about: str, messages: Messages) -> str:
    """The help of an option, to which click adds what its value can be: `[default: 8000]`."""
    text, bracket, rest = about.partition("  [")
    parts = [messages.value(part) for part in rest.removesuffix("]").split("; ")]
    return messages.plain(text) + (f"{bracket}{'; '.join(parts)}]" if bracket else "")


def usage_error(error: click.ClickException, messages: Messages) -> str:
    """What is wrong with a command line, and where to read more."""
    lines = []
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context:
        option = context.help_option_names[0]
        hint = "Try '{command} {option}' for help."
        lines = [context.get_usage()]
        lines += [messages.text(hint, command=context.command_path, option=option), ""]
    reason = messages.value(error.format_message())
    return "\n".join([*lines, messages.text("Error: {reason}", reason=reason)])
