"""`init`: a new archive that builds at once."""

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
"""Each file of the starter and where it goes. No file but an article of another language than the
site's is published with a mere warning, so that a change of `languages` leaves an archive that
builds: there are no pages, and each article says its language in its name."""


def write(folder: Path, day: date) -> None:
    """Raises ProblemsFound (K0801) when the folder holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProblemsFound([Problem("K0801", Place(str(folder)))])
    source = resources.files("kazarchive.importing").joinpath("starter")
    for name, place in FILES.items():
        target = folder / place.format(year=day.year)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(source.joinpath(name), day), "utf-8")


def _filled(template: Traversable, day: date) -> str:
    return template.read_text("utf-8").replace("{date}", day.isoformat())
