"""The project's own documentation: its pages, their examples, and a shell that runs these."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from photos import photo

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


VIDEO = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x08moov"
"""The least that is a video by its content; no browser can play it."""


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


def lend_photos(folder: Path) -> None:
    """What a reader of the tutorial has photographed: `photos/`, where the reader stands."""
    (folder / "photos").mkdir()
    for name, sky in (("morning", "#d9a679"), ("noon", "#7ea3c9")):
        (folder / f"photos/{name}.jpg").write_bytes(photo(image=_square(sky)))
    (folder / "photos/walk.mp4").write_bytes(VIDEO)


def _square(sky: str) -> Image.Image:
    """A market square with stalls, under a sky."""
    gradient = Image.linear_gradient("L").resize((1200, 800))
    image = ImageOps.colorize(gradient, sky, "#f6efe2")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 1200, 800), fill="#b9a68c")
    for n, roof in enumerate(("#8a3018", "#2f5d62", "#a8762c", "#5b3a5e")):
        left = 90 + 270 * n
        draw.rectangle((left + 20, 430, left + 190, 610), fill="#efe6d6")
        draw.polygon([(left, 440), (left + 105, 330), (left + 210, 440)], fill=roof)
        draw.rectangle((left + 20, 520, left + 190, 610), fill="#6d5842")
    return image


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
