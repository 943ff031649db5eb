"""`init`: an empty folder → a new archive that can be built immediately."""

import json
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path

from msgspec import Struct

from kazarchive.config.placeholder import BASE_URL
from kazarchive.problems import Place, Problem, ProblemsFound

WELCOME = ("en", "ru", "kk")
"""The languages that have a welcome article."""


class NewArchive(Struct, frozen=True):
    """What an editor says about an archive before it is there."""

    title: str = "My archive"
    languages: tuple[str, ...] = WELCOME
    base_url: str = BASE_URL


def write(folder: Path, day: date, archive: NewArchive) -> None:
    """Create the archive. Raises ProblemsFound (K0801) if the folder is not empty."""
    check(folder)
    source = resources.files("kazarchive.importing").joinpath("starter")
    for name, place in _files(archive, day):
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.joinpath(name).read_text("utf-8").replace("{date}", day.isoformat())
        target.write_text(_filled(text, archive) if name.endswith(".toml") else text, "utf-8")


def check(folder: Path) -> None:
    """Raises ProblemsFound (K0801) if the folder is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProblemsFound([Problem("K0801", Place(str(folder)))])


def _files(archive: NewArchive, day: date) -> Iterator[tuple[str, str]]:
    """Each file of the starter and its place. The archive must still build after `languages` has
    been changed. An article in a language that the site does not have is only a warning, if the
    file name gives the language; a page would be an error, so that there are none."""
    yield "kazarchive.toml", "kazarchive.toml"
    yield "gitignore", ".gitignore"
    texts = {lang: lang for lang in archive.languages if lang in WELCOME}
    for lang, text in (texts or {archive.languages[0]: "en"}).items():
        yield f"welcome.{text}.md", f"articles/{day.year}/welcome.{lang}.md"


def _filled(template: str, archive: NewArchive) -> str:
    """The configuration. Every JSON string without DEL is one of TOML (1.0, "String")."""
    title, base_url = (_string(text) for text in (archive.title, archive.base_url))
    labels = ", ".join(f'{lang} = "…"' for lang in archive.languages)
    about_title = f"  # or one a language: {{ {labels} }}" if len(archive.languages) > 1 else ""
    placeholder = archive.base_url == BASE_URL
    about_address = "  # where readers will find the site" if placeholder else ""
    languages = json.dumps(archive.languages)
    return (
        template.replace("{languages}", languages + "  # the first is the default")
        .replace("{base_url}", base_url + about_address)
        .replace("{title}", title + about_title)
    )


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
