"""A folder of Zola → how it is read."""

from pathlib import Path

import pytest

from importing.generators.folders import ZOLA, write
from kazarchive.importing.generators import zola


def test_the_configuration_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, ZOLA)
    plan = zola.adoption(folder)
    assert zola.recognised(folder) == "config.toml"
    assert plan.site["languages"] == ["en", "kk"]
    assert (plan.articles["slugs"], plan.taxonomies) == ("ASCII file name", ("regions",))
    assert any("shortcodes" in loss for loss in plan.losses)


@pytest.mark.parametrize("config", ["slugify = 'safe'", "[slugify]\npaths = 'off'"])
def test_slugs_can_keep_their_letters(config: str, tmp_path: Path) -> None:
    files = {"config.toml": f"base_url = 'https://a.example'\n{config}\n", "content/a.md": ""}
    assert zola.adoption(write(tmp_path, files)).articles["slugs"] == "file name"


def test_a_configuration_of_hugo_is_not_one_of_zola(tmp_path: Path) -> None:
    folder = write(tmp_path, {"config.toml": "baseURL = 'https://a.example'\n", "content/a.md": ""})
    assert zola.recognised(folder) is None
