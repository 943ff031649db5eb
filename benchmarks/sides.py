"""The programs: how each is called, what it leaves behind, and how it tells what it did."""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import measure
from environment import Program, of_side
from generate import FORMS, Form
from measure import Run


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    key: str
    """Of its folder, and of its form in `generate`."""
    site: Path
    command: tuple[str, ...]
    """Called in the site's folder; the output is written to `public` there."""
    template: str
    """Of an article, in the site's folder."""
    derived: tuple[str, ...]
    """What a first build must not find: output, state, caches."""
    rendered: Callable[[Run], int | None]
    """How many pages it says it rendered, if it tells. Raises ValueError where it warns."""

    @property
    def form(self) -> Form:
        return FORMS[self.key]

    @property
    def sources(self) -> Path:
        return self.site / self.form.below

    @property
    def output(self) -> Path:
        return self.site / "public"


@dataclass(frozen=True, slots=True)
class Build:
    """One measured build."""

    run: Run
    rendered: int | None
    written: int
    """Files in the output that were made, replaced or rewritten, by their ctime."""


def chosen(folder: Path, names: Iterable[str], programs: Mapping[str, Program]) -> list[Side]:
    """The sides of these names that there are programs for, in folders of their own."""
    found = [(name, programs.get(of_side(name))) for name in names]
    return [SIDES[name](name, folder / name, one.command) for name, one in found if one]


def _kazarchive(key: str, site: Path, command: tuple[str, ...]) -> Side:
    return Side(
        name=key.replace("-", ", ", 1),
        key=key,
        site=site,
        command=(*command, "build", "--json"),
        template="templates/article.html",
        derived=("public", ".kazarchive"),
        rendered=_summary,
    )


def _hugo(key: str, site: Path, command: tuple[str, ...]) -> Side:
    return Side(
        name=key.capitalize().replace("-", ", ", 1),
        key=key,
        site=site,
        command=(*command, "build", "--cacheDir", str(site / "cache")),
        template="layouts/page.html",
        derived=("public", "cache", "resources"),
        rendered=_table,
    )


def _pelican(key: str, site: Path, command: tuple[str, ...]) -> Side:
    return Side(
        name="Pelican",
        key=key,
        site=site,
        command=(*command, "--settings", "pelicanconf.py"),
        template="theme/templates/article.html",
        derived=("public", "cache", "__pycache__"),
        rendered=_quiet,
    )


def _eleventy(key: str, site: Path, command: tuple[str, ...]) -> Side:
    return Side(
        name="Eleventy",
        key=key,
        site=site,
        command=(*command, "--quiet"),
        template="layouts/article.njk",
        derived=("public", ".cache"),
        rendered=_wrote,
    )


SIDES: dict[str, Callable[[str, Path, tuple[str, ...]], Side]] = {
    "kazarchive": _kazarchive,
    "kazarchive-plain": _kazarchive,
    "kazarchive-search": _kazarchive,
    "kazarchive-python-markdown": _kazarchive,
    "hugo": _hugo,
    "hugo-lean": _hugo,
    "hugo-rich": _hugo,
    "pelican": _pelican,
    "eleventy": _eleventy,
}


def remove_derived(side: Side) -> None:
    for name in side.derived:
        shutil.rmtree(side.site / name, ignore_errors=True)


def build(side: Side) -> Build:
    """Build once, measured. Raises CommandFailed, and ValueError as `Side.rendered` does."""
    # What earlier builds left to be written to a disk is not this one's work.
    os.sync()
    started = time.time_ns()
    # File times come from a coarser clock, which may lag by one tick.
    time.sleep(0.02)
    done = measure.run(side.command, side.site)
    return Build(done, side.rendered(done), _changed(side.output, started))


def _changed(folder: Path, since: int) -> int:
    with os.scandir(folder) as listed:
        entries = list(listed)
    below = sum(_changed(Path(one.path), since) for one in entries if one.is_dir())
    return below + sum(one.is_file() and one.stat().st_ctime_ns >= since for one in entries)


def _summary(done: Run) -> int:
    """kazarchive prints lines of JSON: problems, and last a summary."""
    *problems, summary = done.stdout.splitlines()
    if problems:
        raise ValueError(f"kazarchive found problems, of which the first is:\n{problems[0]}")
    return int(json.loads(summary)["rendered"])


def _table(done: Run) -> int:
    """Hugo prints a table with a column for each language; every build renders all of it."""
    _no_warnings("Hugo", done)
    rows = re.findall(r"^ *(?:Pages|Paginator pages) *│(.*)$", done.stdout, re.MULTILINE)
    if not rows:
        raise ValueError(f"no table of pages in the output of Hugo:\n{done.stdout}")
    return sum(int(number) for row in rows for number in row.split("│"))


def _quiet(done: Run) -> None:
    """Pelican counts articles, not pages."""
    _no_warnings("Pelican", done)


def _wrote(done: Run) -> int:
    """Eleventy says how many files it wrote."""
    found = re.search(r"Wrote (\d+) files", done.stdout)
    if not found:
        raise ValueError(f"no number of files in the output of Eleventy:\n{done.stdout}")
    return int(found[1])


def _no_warnings(name: str, done: Run) -> None:
    found = re.findall(
        r"^(?:\[[\d:]*\] *)?(?:WARN|ERROR|CRITICAL).*", done.stdout + done.stderr, re.M
    )
    if found:
        raise ValueError(f"{name} warned:\n" + "\n".join(found))
