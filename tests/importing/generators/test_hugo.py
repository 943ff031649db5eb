"""A folder of Hugo → how it is read."""

from pathlib import Path

import pytest

from importing.generators.folders import HUGO, write
from kazarchive.importing.generators import hugo


def test_the_configuration_is_read(tmp_path: Path) -> None:
    plan = hugo.adoption(write(tmp_path, HUGO))
    assert plan.site["languages"] == ["kk", "ru"]
    assert plan.articles["permalink"] == "/{year}/{month}/{slug}/"
    assert plan.articles["slugs"] == "title"
    assert plan.taxonomies == ("categories",)
    assert plan.output == {"folder": "public-kazarchive"}
    assert any("shortcodes" in loss for loss in plan.losses)
    assert any("static/" in loss for loss in plan.losses)


@pytest.mark.parametrize(
    ("config", "pattern", "slugs"),
    [
        ("", "/{folder}/{slug}/", "lower-case file name"),
        ("uglyURLs = true", "/{folder}/{slug}.html", "lower-case file name"),
        ("[permalinks]\nposts = '/:section/:filename'", "/posts/{slug}/", "lower-case file name"),
        ("[permalinks.page]\nposts = '/:sections/:title/'", "/{folder}/{slug}/", "title"),
        ("[permalinks]\nposts = '/:weekday/:slug/'", "/{folder}/{slug}/", "lower-case file name"),
        ("[permalinks]\nnews = '/:slug/'", "/{folder}/{slug}/", "lower-case file name"),
    ],
)
def test_a_permalink_is_a_pattern(config: str, pattern: str, slugs: str, tmp_path: Path) -> None:
    text = "---\ntitle: A\ndate: 2022-01-05\n---\n"
    files = {"hugo.toml": config, "content/posts/a.md": text, "content/posts/b.md": text}
    plan = hugo.adoption(write(tmp_path, files))
    assert (plan.articles["permalink"], plan.articles["slugs"]) == (pattern, slugs)


def test_languages_can_have_folders(tmp_path: Path) -> None:
    config = '[languages.en]\ncontentDir = "content"\n[languages.ru]\ncontentDir = "content/ru"\n'
    config += '[languages.kk]\ncontentDir = "kazakh"\n'
    files = {"hugo.toml": config, "content/ru/posts/a.md": "", "content/posts/a.md": ""}
    plan = hugo.adoption(write(tmp_path, files))
    assert plan.articles["languages_by"] == "folder"
    assert [loss for loss in plan.losses if "kazakh/" in loss]


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"hugo.yaml": ""}, "hugo.yaml"),
        ({"config/_default/hugo.toml": ""}, "config/_default/hugo.toml"),
        ({"config.toml": 'BaseURL = "x"'}, "config.toml"),
        ({"config.toml": "", "archetypes/x.md": ""}, "config.toml"),
        ({"config.toml": "x = 1"}, None),
        ({}, None),
    ],
)
def test_a_folder_is_recognised_by_its_configuration(
    files: dict[str, str], name: str | None, tmp_path: Path
) -> None:
    assert hugo.recognised(write(tmp_path, files | {"content/a.md": ""})) == name


def test_the_parts_of_a_configuration_folder_are_read(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.yaml": "title: A\n",
        "config/_default/languages.yaml": "ru:\n  weight: 1\nen:\n  weight: 2\n",
        "content/a.md": "",
    }
    assert hugo.adoption(write(tmp_path, files)).site["languages"] == ["en", "ru"]


def test_sections_have_patterns_of_their_own(tmp_path: Path) -> None:
    config = "[uglyURLs]\nnotes = true\n[permalinks.page]\nposts = '/:year/:contentbasename/'\n"
    text = "---\ntitle: A\ndate: 2022-01-05\n---\n"
    names = ("posts/a", "posts/b", "notes/c")
    files = {"hugo.toml": config, **{f"content/{name}.md": text for name in names}}
    plan = hugo.adoption(write(tmp_path, files))
    assert plan.articles["permalink"] == "/{year}/{slug}/"
    assert plan.articles["permalinks"] == {"content/notes": "/{folder}/{slug}.html"}


def test_a_section_whose_cascade_hides_is_excluded(tmp_path: Path) -> None:
    index = "+++\ntitle = 'S'\n[cascade.build]\nrender = 'never'\n+++\n"
    files = {
        "hugo.toml": "",
        "content/s/_index.md": index,
        "content/t/_index.md": "---\ncascade: {tags: [x]}\n---\n",
    }
    plan = hugo.adoption(write(tmp_path, files))
    assert plan.articles["exclude"] == ["s/**"]
    assert any("cascade" in loss for loss in plan.losses)
