"""The command line, run in this process: what it returns, prints and says."""

import io
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from archives import NOW
from kazarchive.cli import main

ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(NOW), "TERM": "xterm", "NO_COLOR": "", "CI": ""}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Outcome:
    """Run `kazarchive WORDS` in a folder, on 2022-06-01 unless the environment says otherwise."""
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch.dict("os.environ", ENVIRONMENT | dict(env or {})),
        mock.patch.object(sys, "argv", ["kazarchive", *words]),
    ):
        try:
            main.main()
        except SystemExit as end:
            return Outcome(_code(end), out.getvalue(), err.getvalue())
    raise AssertionError("main() returns by SystemExit alone")


def _code(end: SystemExit) -> int:
    assert isinstance(end.code, int), "an exit code is a number"
    return end.code
