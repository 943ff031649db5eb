"""The command line, run in this process: what it returns, prints and says."""

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from archives import NOW
from kazarchive.cli import main
from processes import SOURCES, Outcome, command

ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(NOW), "TERM": "xterm", "NO_COLOR": "", "CI": ""}


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


BAD = "no front matter"

VERIFIED = "Verified: the site is byte for byte what a clean build makes.\n"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def article(root: Path, name: str, body: str = "Text.", date: str = "2022-01-05") -> None:
    front = f"---\ntitle: {name.capitalize()}\ndate: {date}\ntags: [Fuel]\n---\n"
    write(root / f"articles/{name}.md", f"{front}{body}\n")


def page(root: Path, address: str) -> Path:
    return root / "public" / address / "index.html"


def environment(**more: str) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return inherited | ENVIRONMENT | {"PYTHONPATH": SOURCES} | more


def process(root: Path, *words: str, **more: str) -> "subprocess.Popen[str]":
    """The command as a process of its own, with a group of its own as in a terminal."""
    return subprocess.Popen(
        command(*words),
        cwd=root,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def on_terminal(
    root: Path, *words: str, answer: bool = False, env: Mapping[str, str] | None = None
) -> str:
    """What a command says where stderr is a terminal, and with its `answer` stdout too."""
    reader, terminal = pty.openpty()
    with subprocess.Popen(
        command(*words),
        cwd=root,
        env=environment(**(env or {})),
        stdout=terminal if answer else subprocess.DEVNULL,
        stderr=terminal,
    ) as started:
        os.close(terminal)
        said = b""
        try:
            while block := os.read(reader, 4096):
                said += block
        except OSError:
            pass  # the other end is closed
        started.wait(60)
    os.close(reader)
    return said.decode()


PROBLEM = {
    "type": str,
    "code": str,
    "severity": str,
    "path": str,
    "line": int,
    "column": int,
    "message": str,
    "help": str,
}
COUNTS = "found read refused hidden articles pages rendered written removed".split()
SUMMARY = {"type": str, **dict.fromkeys(COUNTS, int), "seconds": float}


def json_lines(outcome: Outcome) -> tuple[list[dict[str, object]], dict[str, int]]:
    """The problems and the summary, which must be the last line and must add up."""
    *problems, summary = map(json.loads, outcome.out.splitlines())
    for line in problems:
        assert {name: type(value) for name, value in line.items()} == PROBLEM
        assert line["type"] == "problem"
        assert line["severity"] in ("error", "warning")
    assert {name: type(value) for name, value in summary.items()} == SUMMARY
    assert summary["type"] == "summary"
    assert summary["found"] == summary["articles"] + summary["hidden"] + summary["refused"]
    return problems, summary
