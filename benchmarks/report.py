"""Measured builds → the tables of README.md."""

import os
import platform
import re
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import environment
from checks import Output
from edits import STEPS, STEPS_OF
from environment import Program
from sides import Build, Side

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- results -->", "<!-- end of results -->"

Measured = Mapping[tuple[str, str], Sequence[Build]]
"""(name of a side, name of a step) → its builds, one a round."""

Figure = Callable[[Build], float]

NEAREST = {
    "hugo": "kazarchive-plain",
    "hugo-lean": "kazarchive-plain",
    "pelican": "kazarchive-python-markdown",
}
"""The variants of kazarchive that come nearest to what other programs do."""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is the head, the first column is text."""
    head, *body = rows
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *body])


def times(sides: Sequence[Side], measured: Measured) -> str:
    """Seconds of each side, and how many times the first side's each other one's are."""
    first, *others = sides
    rows = [["work", f"{first.name}, s"]]
    for other in others:
        rows[0] += [f"{other.name}, s", "÷"]
    for step in STEPS:
        ours = measured.get((first.name, step.name), [])
        row = [step.name, spread(ours, seconds, ".2f")]
        for other in others:
            theirs = measured.get((other.name, step.name), [])
            row += [spread(theirs, seconds, ".2f"), ratio(theirs, ours)]
        rows.append(row)
    return table(rows)


def variants(sides: Sequence[Side], measured: Measured) -> str:
    """The first side with other settings against itself, and each other side against the variant
    that does most nearly its work; nothing if there are no variants."""
    by_key = {side.key: side.name for side in sides}
    first = sides[0]
    ours = [side for side in sides[1:] if side.key.startswith(f"{first.key}-")]
    pairs = [(step, one.name, first.name) for one in ours for step in STEPS_OF[one.key]]
    pairs += [
        (step, by_key[other], by_key[variant])
        for other, variant in NEAREST.items()
        if {other, variant} <= by_key.keys()
        for step in STEPS_OF[variant]
        if step in STEPS_OF[other]
    ]
    rows = [["work", "one, s", "other, s", "÷"]]
    for step, one, other in pairs:
        long, short = measured[one, step.name], measured[other, step.name]
        cells = (spread(builds, seconds, ".2f") for builds in (long, short))
        rows.append([f"{step.name}: {one} against {other}", *cells, ratio(long, short)])
    return table(rows) if pairs else ""


def costs(sides: Sequence[Side], measured: Measured) -> str:
    """Memory and processor time; of the first side also what it did."""
    first = sides[0]
    rows = [["work", "rendered", "written"]]
    for side in sides:
        rows[0] += [f"{side.name}, MB", "CPU, s"]
    for step in STEPS:
        builds = measured.get((first.name, step.name), [])
        row = [step.name, spread(builds, rendered, ",.0f"), spread(builds, written, ",.0f")]
        for side in sides:
            builds = measured.get((side.name, step.name), [])
            row += [spread(builds, megabytes, ".0f"), spread(builds, processor, ".2f")]
        rows.append(row)
    return table(rows)


def outputs(made: Mapping[Side, Output]) -> str:
    """What stands in each output after the last build."""
    head = "output", "article pages", "other HTML pages", "other files", "median article", "all"
    rows = [list(head)]
    for side, one in made.items():
        rows.append(
            [
                side.name,
                f"{one.articles:,}",
                f"{len(one.others):,}",
                f"{one.files:,}",
                f"{one.article_size:,} bytes",
                f"{one.size / 1e6:.0f} MB",
            ]
        )
    return table(rows)


# --- figures of a build ---------------------------------------------------------------------------


def seconds(build: Build) -> float:
    return build.run.seconds


def processor(build: Build) -> float:
    return build.run.cpu_seconds


def megabytes(build: Build) -> float:
    return build.run.peak_bytes / 1e6


def coordinator(build: Build) -> float:
    """In MB."""
    return build.run.own_bytes / 1e6


def worker(build: Build) -> float:
    """In MB, of the largest one."""
    return build.run.others_bytes / 1e6


def rendered(build: Build) -> float:
    return build.rendered or 0


def written(build: Build) -> float:
    return build.written


def spread(builds: Sequence[Build], figure: Figure, form: str) -> str:
    """The median, and in brackets the least and the most; a dash for what was not measured."""
    if not builds:
        return "–"
    values = [figure(build) for build in builds]
    picked = min(values), median(values), max(values)
    least, middle, most = (format(value, form) for value in picked)
    return middle if least == most else f"{middle} ({least}–{most})"


def ratio(long: Sequence[Build], short: Sequence[Build]) -> str:
    """Of the medians of time; with two decimals where a tenth would hide who is faster."""
    if not long or not short:
        return "–"
    found = median(map(seconds, long)) / median(map(seconds, short))
    return f"{found:.2f}" if found < 10 else f"{found:.1f}"


# --- where and when -------------------------------------------------------------------------------


def circumstances(
    program: str, options: Sequence[str], folder: Path, programs: Mapping[str, Program]
) -> str:
    """When, how and on what it was measured, in a paragraph; `program` may hold arguments."""
    command = f"python benchmarks/{program} FOLDER {shlex.join(options)}"
    versions = [f"{name} {one.version}" for name, one in programs.items()]
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{_memory()} of memory",
        f"{file_system(folder)} file system",
        *versions,
        str(environment.measured_python()),
    ]
    if "eleventy" in programs:
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
        parts.append(f"Node {said.stdout.strip().removeprefix('v')}")
    return f"{date.today().isoformat()}, `{command}`: {', '.join(parts)}."


def file_system(folder: Path) -> str:
    """The type of the deepest mount that holds the folder."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    here = folder.resolve()
    holding = [(len(at), kind) for _, at, kind, *_ in mounts if here.is_relative_to(at)]
    return max(holding)[1]


def _processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return f"{int(found[1]) / 1e6:.0f} GB" if found else "unknown size"


# --- README.md ------------------------------------------------------------------------------------


def publish(heading: str, text: str, readme: Path = README) -> None:
    """Put a section among the results, in the place of the one of that name if there is one."""
    before, _, rest = readme.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
    _, _, after = rest.partition(f"{END}\n")
    sections = published(readme) | {heading: text.strip()}
    shown = "".join(f"\n### {name}\n\n{section}\n" for name, section in sections.items())
    readme.write_text(f"{before}{BEGIN}\n{shown}\n{END}\n{after}", encoding="utf-8")


def published(readme: Path = README) -> dict[str, str]:
    """Heading → section of the results that stand there."""
    _, _, rest = readme.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
    between, _, _ = rest.partition(f"{END}\n")
    parts = re.split(r"^### (.+)\n", between, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
