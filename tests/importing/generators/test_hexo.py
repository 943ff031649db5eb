"""A folder of Hexo → how it is read."""

from pathlib import Path

import pytest

from importing.generators.folders import HEXO, write
from kazarchive.importing.generators import hexo


def test_the_configuration_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, HEXO)
    plan = hexo.adoption(folder)
    assert hexo.recognised(folder) == "_config.yml"
    assert plan.site["base_url"] == "https://blog.example/blog/"
    assert plan.site["languages"] == ["kk", "ru"]
    assert plan.articles["dates_from_names"] is True
    assert any("source/about/index.md" in loss for loss in plan.losses)
    assert any("tags other than" in loss for loss in plan.losses)


@pytest.mark.parametrize(
    ("permalink", "pattern", "lost"),
    [
        ("", "/{year}/{month}/{day}/{slug}/", False),
        (":year/:name.html", "/{year}/{slug}.html", False),
        ("news/:title", "/news/{slug}/", False),
        (":category/:title/", "/{year}/{month}/{day}/{slug}/", True),
    ],
)
def test_a_permalink_is_a_pattern(permalink: str, pattern: str, lost: bool, tmp_path: Path) -> None:
    config = f"permalink: {permalink}\n" if permalink else ""
    plan = hexo.adoption(write(tmp_path, {"_config.yml": config, "source/_posts/a.md": ""}))
    assert plan.articles["permalink"] == pattern
    assert any("the addresses of posts" in loss for loss in plan.losses) is lost


def test_folders_of_posts_are_parts_of_addresses(tmp_path: Path) -> None:
    plan = hexo.adoption(write(tmp_path, {"_config.yml": "", "source/_posts/a/b.md": ""}))
    assert plan.articles["permalink"] == "/{year}/{month}/{day}/{folder}/{slug}/"
