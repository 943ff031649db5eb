"""`build --verify`: is the published site what a clean build of the same sources makes?"""

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
    """Build clean in a temporary folder and compare byte for byte; the first difference, if any."""
    with tempfile.TemporaryDirectory(prefix="kazarchive-verify-") as folder:
        clean = Path(folder) / "site"
        state = Path(folder) / "state"
        build(root, site, replace(options, output=clean, state=state, full=False), progress)
        return next(_differences(clean, options.output, options.shown), None)


def _differences(clean: Path, published: Path, shown: str) -> Iterator[Problem]:
    wanted, found = _files(clean), _ours(published)
    for name in sorted(wanted | found):
        if name not in found:
            difference = "it is missing"
        elif name not in wanted:
            difference = "it should not be there"
        else:
            difference = _first_difference(clean / name, published / name)
        if difference:
            values = {"path": name, "difference": difference}
            yield Problem("K0707", Place(f"{shown}/{name}"), values)


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix() for path in found}
    return {name for name in names if name not in INTERNAL and not name.startswith(STAGING)}


def _ours(published: Path) -> set[str]:
    """The files that an archive may answer for; what others put there is theirs."""
    known = {addresses.file(address) for address in inventory.read(published)}
    return {name for name in known if (published / name).is_file()}


def _first_difference(clean: Path, published: Path) -> str:
    wanted, found = clean.read_bytes(), published.read_bytes()
    if wanted == found:
        return ""
    same = next((n for n, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), None)
    at = same if same is not None else min(len(wanted), len(found))
    line = wanted.count(b"\n", 0, at) + 1
    return f"they differ first in line {line}"
