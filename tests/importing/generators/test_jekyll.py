"""A folder of Jekyll → how it is read."""

from pathlib import Path

import pytest

from importing.generators.folders import JEKYLL, write
from kazarchive.importing.generators import jekyll


def test_the_configuration_and_the_folders_of_posts_are_read(tmp_path: Path) -> None:
    plan = jekyll.adoption(write(tmp_path, JEKYLL))
    assert plan.site == {
        "title": "Жазбалар",
        "base_url": "https://blog.example/notes/",
        "languages": ["en", "ru"],
        "timezone": "Asia/Almaty",
    }
    assert plan.articles["folder"] == "_posts"
    assert plan.articles["other_folders"] == ["ru/_posts"]
    assert plan.articles["permalink"] == "/{categories}/{year}/{slug}/"
    assert plan.markdown["engine"] == "python-markdown", "a post has a mark of kramdown"
    assert any("about.md" in loss for loss in plan.losses)
    assert any("assets/" in loss for loss in plan.losses)


@pytest.mark.parametrize(
    ("style", "pattern"),
    [
        ("date", "/{categories}/{year}/{month}/{day}/{slug}.html"),
        ("pretty", "/{categories}/{year}/{month}/{day}/{slug}/"),
        ("none", "/{categories}/{slug}.html"),
        ("/blog/:year-:month/:title", "/blog/{year}-{month}/{slug}.html"),
    ],
)
def test_a_permalink_is_a_pattern(style: str, pattern: str) -> None:
    assert jekyll.permalink(style) == (pattern, [])


@pytest.mark.parametrize("style", ["ordinal", "/:year/:y_day/:title/", "/:year/", None])
def test_a_permalink_that_has_no_pattern_is_a_loss(style: object) -> None:
    assert jekyll.permalink(style)[1]


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"_config.yml": "", "_posts/a.md": ""}, "_config.yml"),
        ({"_config.yml": "", "ru/_posts/a.md": ""}, "_config.yml"),
        ({"_posts/a.md": ""}, "_posts"),
        ({"_config.yml": ""}, None),
        ({"_config.yml": "", "source/_posts/a.md": ""}, None),
    ],
)
def test_a_folder_is_recognised_by_its_posts(
    files: dict[str, str], name: str | None, tmp_path: Path
) -> None:
    assert jekyll.recognised(write(tmp_path, files)) == name
