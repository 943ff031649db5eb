"""A folder of Eleventy → how it is read."""

from pathlib import Path

import pytest

from importing.generators.folders import ELEVENTY, write
from kazarchive.importing.generators import eleventy


def test_the_configuration_is_read_and_not_run(tmp_path: Path) -> None:
    folder = write(tmp_path, ELEVENTY)
    plan = eleventy.adoption(folder)
    assert eleventy.recognised(folder) == ".eleventy.js"
    assert (plan.articles["folder"], plan.articles["other_folders"]) == ("src/news", ["src/talks"])
    assert plan.articles["permalink"] == "/n/{slug}/"
    assert plan.articles["permalinks"] == {
        "src/talks": "/talks/{folder}/{year}-{month}-{day}-{slug}/"
    }
    assert any("a function in talks.11tydata.js" in loss for loss in plan.losses)
    assert any("templates" in loss for loss in plan.losses)


@pytest.mark.parametrize(
    ("permalink", "pattern"),
    [
        ("/blog/{{ page.fileSlug }}/", "/blog/{slug}/"),
        ("{{ page.fileSlug | slug }}/index.html", "/{slug}/"),
        ("/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/", "/{year}/{month}/{title}/"),
        ("/{{ page.fileSlug }}.html", "/{slug}.html"),
        ("/{{ author }}/{{ page.fileSlug }}/", ""),
        ("/fixed/", ""),
        ("/{{ page.fileSlug }}", ""),
    ],
)
def test_a_permalink_is_a_pattern(permalink: str, pattern: str) -> None:
    assert eleventy.filled(permalink) == pattern


def test_data_of_a_folder_is_json_or_a_literal(tmp_path: Path) -> None:
    files = {
        "a/a.11tydata.json": '{"permalink": "/x/"}',
        "b/b.11tydata.js": "export default { permalink: '/y/' }",
        "c/c.json": "{",
    }
    write(tmp_path, files)
    assert eleventy.data_of(tmp_path, "a") == ({"permalink": "/x/"}, "")
    assert eleventy.data_of(tmp_path, "b") == ({"permalink": "/y/"}, "")
    assert eleventy.data_of(tmp_path, "c") == ({}, "")
