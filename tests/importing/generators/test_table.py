"""The generator of a folder."""

from pathlib import Path

import pytest

from importing.generators import folders
from importing.generators.folders import write
from kazarchive.importing.generators import table
from kazarchive.problems import ProblemsFound


@pytest.mark.parametrize("name", table.GENERATORS)
def test_a_folder_is_recognised(name: str, tmp_path: Path) -> None:
    files = getattr(folders, name.upper())
    assert table.one(write(tmp_path, files))[0] == name


def test_posts_alone_are_a_sign_of_jekyll(tmp_path: Path) -> None:
    assert table.one(write(tmp_path / "a", {"_posts/a.md": ""})) == ("Jekyll", "_posts")
    other = write(tmp_path / "b", {"_posts/a.md": "", "eleventy.config.js": ""})
    assert table.one(other) == ("Eleventy", "eleventy.config.js")


def test_of_two_generators_none_is_taken(tmp_path: Path) -> None:
    folder = write(tmp_path, folders.ASTRO | folders.ELEVENTY)
    with pytest.raises(ProblemsFound, match="K0853"):
        table.one(folder)
    assert table.one(folder, "Astro") == ("Astro", "astro.config.ts")
    with pytest.raises(ProblemsFound, match="K0850"):
        table.one(folder, "Hugo")
