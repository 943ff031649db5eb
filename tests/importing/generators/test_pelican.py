"""A folder of Pelican → how it is read."""

from pathlib import Path

import pytest

from importing.generators.folders import PELICAN, write
from kazarchive.importing.generators import pelican


def test_the_configuration_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, PELICAN)
    plan = pelican.adoption(folder)
    assert pelican.recognised(folder) == "pelicanconf.py"
    assert plan.site["title"] == "Жазбалар"
    assert plan.site["languages"] == ["kk", "ru"]
    assert "timezone" not in plan.site, "it is not a literal"
    assert plan.articles["permalink"] == "/{year}/{slug}.html"
    assert plan.articles["exclude"] == ["pages/**"]
    assert any("`*.rst`: 1" in loss for loss in plan.losses)


@pytest.mark.parametrize(
    ("written", "pattern", "lost"),
    [
        ("ARTICLE_URL = 'blog/{slug}/'", "/blog/{slug}/", False),
        ("ARTICLE_SAVE_AS = '{slug}/index.html'", "/{slug}/", False),
        ("ARTICLE_SAVE_AS = '{category}/{slug}.html'", "/{slug}.html", True),
        ("", "/{slug}.html", False),
    ],
)
def test_an_address_is_a_pattern(written: str, pattern: str, lost: bool, tmp_path: Path) -> None:
    plan = pelican.adoption(write(tmp_path, {"pelicanconf.py": written}))
    assert plan.articles["permalink"] == pattern
    assert any("addresses" in loss for loss in plan.losses) is lost


def test_the_url_may_be_in_the_configuration_for_publishing(tmp_path: Path) -> None:
    files = {"pelicanconf.py": "", "publishconf.py": "SITEURL = 'https://a.example'"}
    assert pelican.adoption(write(tmp_path, files)).site["base_url"] == "https://a.example/"
