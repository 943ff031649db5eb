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
        ({"_posts/a.md": ""}, None),
        ({"_config.yml": ""}, None),
        ({"_config.yml": "", "source/_posts/a.md": ""}, None),
    ],
)
def test_a_folder_is_recognised_by_its_configuration(
    files: dict[str, str], name: str | None, tmp_path: Path
) -> None:
    assert jekyll.recognised(write(tmp_path, files)) == name


def test_languages_are_those_that_posts_name(tmp_path: Path) -> None:
    posts = {
        f"{lang}/_posts/2022-01-05-a.md": f"---\ntitle: A\nlang: {lang}\n---\n"
        for lang in ("bg", "zh_cn")
    }
    plan = jekyll.adoption(write(tmp_path, {"_config.yml": "", **posts}))
    assert plan.site["languages"] == ["en", "bg", "zh-cn"]


def test_defaults_are_read(tmp_path: Path) -> None:
    config = (
        "excerpt_separator: <!--more-->\n"
        "collections: {posts: {permalink: '/n/:title/'}}\ndefaults:\n"
        "- scope: {path: ''}\n  values: {author: A, layout: post}\n"
        "- scope: {path: _posts/old}\n  values: {published: false}\n"
    )
    plan = jekyll.adoption(
        write(tmp_path, {"_config.yml": config, "_posts/2022-01-05-a.md": "$$x$$"})
    )
    assert plan.articles["permalink"] == "/n/{slug}/"
    assert plan.articles["defaults"] == {"author": "A"}
    assert plan.articles["exclude"] == ["old/**"]
    assert plan.articles["summary_until"] == "<!--more-->"
    assert any("formulas" in loss for loss in plan.losses)
