"""A case is a document: what a folder holds, what is run in it, what must be said.

Its lines of `=== …` are steps, taken in order; the lines below a step are its text.

    === file PATH         write a file; `<<0xFF>>` is a byte, `<<x * 1000>>` a text repeated
    === pipe PATH         make a named pipe
    === link PATH TARGET  make a symbolic link
    === situation NAME    what cannot be written as a file: see situations.py
    === run WORDS         run the command line
    === exit CODE         the exit code of that run; without one it must be 0
    === stdout            what that run printed; `=== stdout any`: whatever it was
    === stderr            what that run said

The last run is compared whole. `cases/` holds a case or more for every code of problems/;
`WRITE_CASES=1 python -m pytest tests/errors` writes what is said now into them, to be read.
"""

import os
import re
import shlex
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from archives import CONFIG
from commands import run
from processes import Outcome

CASES = Path(__file__).parent / "cases"

Situations = Mapping[str, Callable[[Path], AbstractContextManager[object]]]
"""What a case may name: the folder as it is → what holds until the case is over."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of `=== …` and the lines below it."""

    action: str
    argument: str
    text: str


def steps(document: str) -> list[Step]:
    """A case, taken apart; the lines before its first step are its title."""
    _, *parts = re.split(r"^=== ?", document, flags=re.MULTILINE)
    return [_step(part) for part in parts]


def _step(part: str) -> Step:
    head, _, text = part.partition("\n")
    action, _, argument = head.strip().partition(" ")
    return Step(action, argument, text)


def perform(case: list[Step], folder: Path, situations: Situations) -> Outcome:
    """Take the steps of a case in an empty folder; returns how its last run ended."""
    (folder / "kazarchive.toml").write_text(CONFIG, "utf-8")
    last: Outcome | None = None
    expected = 0
    with ExitStack() as open_ends:
        for step in case:
            if step.action == "run":
                assert last is None or last.code == expected, last
                last, expected = run(folder, *shlex.split(step.argument)), 0
            elif step.action == "situation":
                open_ends.enter_context(situations[step.argument](folder))
            elif step.action == "exit":
                expected = int(step.argument)
            elif step.action not in ("stdout", "stderr"):
                PREPARATIONS[step.action](folder, step)
    assert last is not None, "a case runs something"
    any_output = Step("stdout", "any", "") in case
    return _comparable(replace(last, out="") if any_output else last, folder)


def expected(case: list[Step]) -> Outcome:
    """How the last run of a case must end."""
    last = max(n for n, step in enumerate(case) if step.action == "run")
    said = {step.action: step for step in case[last + 1 :]}
    nothing = Step("", "", "")
    code = int(said["exit"].argument) if "exit" in said else 0
    texts = (said.get(stream, nothing).text.strip("\n") for stream in ("stdout", "stderr"))
    return Outcome(code, *texts)


def rewritten(document: str, outcome: Outcome) -> str:
    """A case with what its last run says now."""
    head, mark, tail = document.rpartition("=== run ")
    line = tail.partition("\n")[0]
    whole = f"{head}{mark}{line}\n" + (f"=== exit {outcome.code}\n" if outcome.code else "")
    whole += "=== stdout any\n" if "\n=== stdout any\n" in tail else ""
    whole += f"=== stdout\n{outcome.out}\n" if outcome.out else ""
    return whole + (f"=== stderr\n{outcome.err}\n" if outcome.err else "")


# --- preparing ----------------------------------------------------------------------------------


def _write(folder: Path, step: Step) -> None:
    file = folder / step.argument
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content(step.text))


def content(text: str) -> bytes:
    """A file's text with its `<<…>>` spelt out."""
    text = re.sub(r"<<(.+?) \* (\d+)>>", lambda found: found[1] * int(found[2]), text)
    parts = re.split(r"<<(0x[0-9A-F]{2}(?: 0x[0-9A-F]{2})*)>>", text)
    plain = [part.encode() for part in parts]
    plain[1::2] = [bytes(int(byte, 16) for byte in part.split()) for part in parts[1::2]]
    return b"".join(plain)


def _pipe(folder: Path, step: Step) -> None:
    (folder / step.argument).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / step.argument)


def _link(folder: Path, step: Step) -> None:
    path, target = step.argument.split()
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).symlink_to(target)


PREPARATIONS: dict[str, Callable[[Path, Step], None]] = {
    "file": _write,
    "pipe": _pipe,
    "link": _link,
}


# --- comparing ----------------------------------------------------------------------------------


def _comparable(outcome: Outcome, folder: Path) -> Outcome:
    """Without what differs from run to run: the folder, the seconds, a process's number."""

    def same(text: str) -> str:
        text = text.replace(str(folder.resolve()), "/archive")
        text = re.sub(r"in \d+\.\d\d s", "in 0.00 s", text)
        text = re.sub(r"\(process \d+\)", "(process 1)", text)
        return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")

    return replace(outcome, out=same(outcome.out), err=same(outcome.err))
