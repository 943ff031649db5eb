"""What the configurations of several generators have in survey."""

from pathlib import Path

import pytest

from importing.generators.folders import write
from kazarchive.importing.generators import survey


def test_a_site_has_valid_values_for_what_it_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    expected = {"title": "notes", "base_url": "https://example.org/", "languages": ["en"]}
    assert survey.site(folder, None, "/", [], "Nowhere") == expected
    assert survey.url_loss("/")
    assert not survey.url_loss("https://a.example")


@pytest.mark.parametrize(
    ("code", "lang"), [("ru-RU", "ru"), ("kk_KZ", "kk"), ("", "en"), (None, "en"), ("x1", "en")]
)
def test_a_language_is_the_first_part_of_a_code(code: str | None, lang: str) -> None:
    assert survey.language(code) == lang


def test_hidden_and_built_files_are_no_sources(tmp_path: Path) -> None:
    names = ["a.md", "b/c.md", ".d.md", ".e/f.md", "_site/g.md", "node_modules/h.md"]
    write(tmp_path, dict.fromkeys(names, ""))
    assert [*survey.files(tmp_path, ".")] == ["a.md", "b/c.md"]


def test_a_site_is_not_written_into_that_of_the_other_generator(tmp_path: Path) -> None:
    assert survey.output(tmp_path) == survey.pages(tmp_path) == {}
    (tmp_path / "public").mkdir()
    (tmp_path / "pages").mkdir()
    assert survey.pages(tmp_path) == {"folder": "pages-kazarchive"}
    assert survey.output(tmp_path) == {"folder": "public-kazarchive"}


def test_what_is_not_read_is_counted(tmp_path: Path) -> None:
    write(tmp_path, {"t/a.rst": "", "t/b/c.rst": "", "t/d.md": "", "img/x.png": ""})
    by_import = "`kazarchive import FOLDER` in a new archive reads them"
    lost = [f"the texts in another format, `*.rst`: 2 ({by_import})"]
    assert survey.unread(tmp_path, "t") == lost
    assert len(survey.assets(tmp_path, ["img", "files"])) == 1
    assert survey.taxonomies(["tags", "categories", "Series", "темы", "categories"]) == (
        "categories",
    )
