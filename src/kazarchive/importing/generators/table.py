"""The table of generators whose folders kazarchive reads.

A configuration in Python or JavaScript is never run.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kazarchive.importing.generators import (
    astro,
    eleventy,
    hexo,
    hugo,
    jekyll,
    nikola,
    pelican,
    zola,
)
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.problems import Place, Problem, ProblemsFound

GENERATORS: Mapping[str, tuple[Callable[[Path], str | None], Callable[[Path], Adoption]]] = {
    "Hexo": (hexo.recognised, hexo.adoption),
    "Jekyll": (jekyll.recognised, jekyll.adoption),
    "Pelican": (pelican.recognised, pelican.adoption),
    "Nikola": (nikola.recognised, nikola.adoption),
    "Zola": (zola.recognised, zola.adoption),
    "Hugo": (hugo.recognised, hugo.adoption),
    "Eleventy": (eleventy.recognised, eleventy.adoption),
    "Astro": (astro.recognised, astro.adoption),
}
"""Name → (the file by which a folder is recognised, how the folder is read), in this order."""


def recognised(folder: Path) -> Iterator[tuple[str, str]]:
    """The generators whose files a folder has, each with the file. Posts alone are a sign of
    Jekyll if there is no other."""
    found = [(name, file) for name, (by, _) in GENERATORS.items() if (file := by(folder))]
    if not found and (folder / "_posts").is_dir():
        found.append(("Jekyll", "_posts"))
    yield from found


def one(folder: Path, kind: str | None = None) -> tuple[str, str]:
    """The generator of a folder, and the file by which it is recognised. `kind`: its name, if there
    can be several. Raises ProblemsFound (K0850, K0853)."""
    found = [each for each in recognised(folder) if kind in (None, each[0])]
    place = Place(str(folder))
    if not found:
        raise ProblemsFound([Problem("K0850", place, {"known": ", ".join(GENERATORS)})])
    if found[1:]:
        names = " and ".join(f"{name} (`{file}`)" for name, file in found)
        raise ProblemsFound([Problem("K0853", place, {"names": names})])
    return found[0]
