"""Copies of bundled templates in an archive: which there are, and which have fallen behind."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from kazarchive import __version__
from kazarchive.problems import Place, Problem, ProblemsFound, suggestion
from kazarchive.reading import files, theme_files

_ABOUT = re.compile(r"\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_COPIED = re.compile(r"\{# Copied from kazarchive (\S+), ([0-9a-f]{12})\. #\}\n?")


def names() -> list[str]:
    """The bundled templates, sorted, those in folders last."""
    home = _home()
    found = (file.relative_to(home).as_posix() for file in home.rglob("*") if file.is_file())
    return sorted((name for name in found if not name.endswith(".po")), key=_in_order)


def _in_order(name: str) -> tuple[bool, str]:
    return "/" in name, name


def about(name: str) -> str:
    """The first sentence of the comment at the beginning of a bundled template, if it has one."""
    comment = _ABOUT.match((_home() / name).read_text("utf-8"))
    return " ".join(comment[1].split()).partition(". ")[0].rstrip(".") if comment else ""


def copy(root: Path, name: str) -> str:
    """Copy a bundled template into an archive; its path there. The first line of the copy records
    what was copied. Raises ProblemsFound: there is no such template (K0504), the archive has one
    (K0505), or it cannot be written (K0506)."""
    every = names()
    if name not in every:
        values = {"name": name, "suggestion": suggestion(name, every)}
        raise ProblemsFound([Problem("K0504", Place("--list"), values)])
    source = (_home() / name).read_text("utf-8")
    path = root / "templates" / name
    place = Place(f"templates/{name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(
                f"{{# Copied from kazarchive {__version__}, {_digest(source)}. #}}\n{source}"
            )
    except FileExistsError:
        code = "K0505" if path.exists() else "K0506"
        reason = {"reason": "templates is not a folder"} if code == "K0506" else {}
        raise ProblemsFound([Problem(code, place, reason)]) from None
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("K0506", place, reason)]) from None
    return f"templates/{name}"


def stale(root: Path) -> Iterator[Problem]:
    """The copies whose bundled templates have changed since (K0507)."""
    for name in names():
        path = root / "templates" / name
        if not path.is_file():
            continue
        try:
            text = files.read(path, f"templates/{name}").decode("utf-8", "replace")
        except ProblemsFound:
            continue  # a build reports it
        copied = _COPIED.match(text)
        if copied and copied[2] != _digest((_home() / name).read_text("utf-8")):
            yield Problem("K0507", Place(f"templates/{name}", 1), {"version": copied[1]})


def _home() -> Path:
    return theme_files.bundled() / "templates"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
