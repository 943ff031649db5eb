"""What all generators have in common."""

from pathlib import Path

from importing.formats.generator.texts import rules
from kazarchive.importing.formats.generator.rules import data

FILES = {"hugo.toml": "", "content/a.md": "---\ntitle: A\n---\n"}


def test_the_zone_is_that_of_the_configuration_or_usual(tmp_path: Path) -> None:
    assert rules(tmp_path / "a", FILES).site.timezone == "UTC"
    own = FILES | {"hugo.toml": 'timeZone = "Asia/Aqtau"'}
    assert rules(tmp_path / "b", own).site.timezone == "Asia/Aqtau"
    jekyll = {"_config.yml": "", "_posts/2022-01-05-a.md": ""}
    assert rules(tmp_path / "c", jekyll).site.timezone == "Asia/Almaty", "the archive's"


def test_a_url_that_is_not_known_is_empty(tmp_path: Path) -> None:
    assert rules(tmp_path / "a", FILES).url == ""
    own = FILES | {"hugo.toml": 'baseURL = "https://a.example/b"'}
    assert rules(tmp_path / "b", own).url == "https://a.example/b/"


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    of = rules(tmp_path / "a", FILES)
    (tmp_path / "secret").write_text("x")
    (tmp_path / "a/content/link.md").symlink_to(tmp_path / "secret")
    assert of.file("content/a.md")
    assert of.file("content/link.md") is of.file("../secret") is of.file("none") is None


def test_values_of_a_configuration_are_values_of_texts() -> None:
    value = data({"a": [1, True], "b": None, "c": "x"})
    assert value.data == {"a": [1, True], "b": None, "c": "x"}
