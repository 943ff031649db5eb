"""`init`: an empty folder → a new archive that can be built immediately."""

from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kazarchive.problems import Place, Problem, ProblemsFound

FILES = {
    "kazarchive.toml": "kazarchive.toml",
    "gitignore": ".gitignore",
    "welcome.en.md": "articles/{year}/welcome.en.md",
    "welcome.ru.md": "articles/{year}/welcome.ru.md",
    "welcome.kk.md": "articles/{year}/welcome.kk.md",
}
"""Each file of the starter and its place. The archive must still build after `languages` has been
changed. An article in a language that the site does not have is only a warning, if the file name
gives the language; a page would be an error, so that there are none."""


def write(folder: Path, day: date) -> None:
    """Create the archive. Raises ProblemsFound (K0801) if the folder is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProblemsFound([Problem("K0801", Place(str(folder)))])
    source = resources.files("kazarchive.importing").joinpath("starter")
    for name, place in FILES.items():
        target = folder / place.format(year=day.year)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(source.joinpath(name), day), "utf-8")


def _filled(template: Traversable, day: date) -> str:
    return template.read_text("utf-8").replace("{date}", day.isoformat())
