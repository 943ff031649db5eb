"""The exit codes of commands, which docs/commands.md explains, and the code of each exception."""

import signal
from typing import TYPE_CHECKING

import click

from kazarchive.cli import console, language
from kazarchive.messages.languages import ENGLISH

if TYPE_CHECKING:
    from kazarchive.problems import Problem

DONE, CONTENT, USAGE, SOME_REFUSED, DISK, LOCKED, BUG = 0, 1, 2, 3, 4, 11, 70
INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM


def after(error: Exception, debug: bool) -> int:
    """Report an exception that ended a command; returns the exit code. `debug`: whether the report
    of a bug is a traceback on the terminal."""
    from kazarchive.problems import ProblemsFound, gathered

    if isinstance(error, ProblemsFound):
        console.show(gathered(error.problems))
        errors = [problem for problem in error.problems if problem.severity == "error"]
        if {problem.exit for problem in errors or error.problems} == {USAGE}:
            return USAGE
        console.refusal(error)
        return CONTENT
    if problems := problems_of(error):
        console.show(problems)
        return problems[0].exit
    if isinstance(error, OSError):
        messages = language.spoken()
        what = error.filename or messages.text("the system")
        reason = messages.value(str(error.strerror or error))
        console.say(messages.text("error: {what}: {reason}", what=what, reason=reason))
        return DISK
    console.bug(error, debug)
    return BUG


def after_usage(error: click.ClickException) -> int:
    """Report a command line that is not understood; returns the exit code."""
    messages = language.spoken()
    if messages.lang == ENGLISH:
        error.show()
    else:
        from kazarchive.cli.help import usage_error

        console.say(usage_error(error, messages))
    return USAGE


def problems_of(error: Exception) -> "tuple[Problem, ...]":
    """The problems that an exception carries: ProblemsFound several, others one or none."""
    problem = getattr(error, "problem", None)
    return getattr(error, "problems", () if problem is None else (problem,))
