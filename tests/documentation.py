"""The project's own documentation: its pages, their examples, and a shell that runs these."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))]

NOW = "1772366400"
"""2026-03-01: the year of a new archive's first articles."""

OUTER = """\
title = "Outer"
base_url = "https://archive.example/"
languages = ["en", "ru", "kk"]
timezone = "Asia/Almaty"
"""
"""Where the reader stands, unless the text makes another archive."""


@dataclass(frozen=True, slots=True)
class Fence:
    language: str
    title: str | None
    text: str


def text_of(doc: str) -> str:
    return (ROOT / doc).read_text("utf-8")


def fences(doc: str, language: str | None = None) -> list[Fence]:
    pattern = r'^```(\S*)(?: title="([^"]+)")?\n(.*?)^```$'
    found = re.findall(pattern, text_of(doc), re.MULTILINE | re.DOTALL)
    every = [Fence(name, title or None, text) for name, title, text in found]
    return [fence for fence in every if language in (None, fence.language)]


def programs(folder: Path) -> Path:
    """A folder for PATH in which `kazarchive` is this repository's."""
    folder.mkdir()
    program = folder / "kazarchive"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kazarchive "$@"\n')
    program.chmod(0o755)
    return folder


@dataclass(slots=True)
class Shell:
    """Where the reader stands, and the reader's typing."""

    folder: Path
    programs: Path

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def type(self, commands: list[str]) -> list[tuple[str, int]]:
        """The output and the exit code of each command, typed one after the other."""
        end = "status=$?; printf '\\036%s\\036' $status; (exit $status)"
        where = self.programs / "where"
        lines = "\n".join(line for command in commands for line in (command, end))
        script = f"exec 2>&1\n{lines}\npwd > {shlex.quote(str(where))}\n"
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.environment(), capture_output=True
        )
        pieces = done.stdout.decode().split("\036")
        self.folder = Path(where.read_text().strip())
        return [(pieces[n], int(pieces[n + 1])) for n in range(0, 2 * len(commands), 2)]

    def environment(self) -> dict[str, str]:
        path = os.pathsep.join((str(self.programs), os.environ["PATH"]))
        source = str(ROOT / "src")
        common = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": NOW, "CI": "1"}
        return {**os.environ, **common, "PATH": path, "PYTHONPATH": source}
