"""`build --verify`: compares the published site with a clean build of the same sources."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from kazarchive.build import build
from kazarchive.config.options import Site
from kazarchive.execution.pool import Progress
from kazarchive.options import Options
from kazarchive.output import inventory
from kazarchive.output.folder import INTERNAL, STAGING
from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses


def verify(root: Path, site: Site, options: Options, progress: Progress) -> Problem | None:
    """The first difference between the published site and a clean build in a temporary folder,
    byte for byte; None if they are equal. Raises as `build`."""
    with tempfile.TemporaryDirectory(prefix="kazarchive-verify-") as folder:
        clean = Path(folder) / "site"
        state = Path(folder) / "state"
        unasked = {"full": False, "reasons": False, "plain_templates": False}
        build(root, site, replace(options, output=clean, state=state, **unasked), progress)
        return next(_differences(clean, options.output, options.shown), None)


def _differences(clean: Path, published: Path, shown: str) -> Iterator[Problem]:
    expected, actual = _files(clean), _published(published)
    for name in sorted(expected | actual):
        if name not in actual:
            difference = "it is missing"
        elif name not in expected:
            difference = "it should not be there"
        else:
            difference = _first_difference(clean / name, published / name)
        if difference:
            values = {"path": name, "difference": difference}
            yield Problem("K0707", Place(f"{shown}/{name}"), values)


def _files(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix() for path in paths}
    return {name for name in names if name not in INTERNAL and not name.startswith(STAGING)}


def _published(folder: Path) -> set[str]:
    """The files in the inventory of an output folder; other files are not ours."""
    names = {addresses.file(address) for address in inventory.read(folder)}
    return {name for name in names if (folder / name).is_file()}


def _first_difference(clean: Path, published: Path) -> str:
    expected, actual = clean.read_bytes(), published.read_bytes()
    if expected == actual:
        return ""
    pairs = enumerate(zip(expected, actual, strict=False))
    different = next((n for n, (a, b) in pairs if a != b), None)
    at = different if different is not None else min(len(expected), len(actual))
    line = expected.count(b"\n", 0, at) + 1
    return f"they differ first in line {line}"
